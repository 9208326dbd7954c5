import type { FrontKind, GatewaySettings } from '../config/gateway-settings.ts';
import { formatListenAddress, type ListenAddress } from '../config/listen-address.ts';
import type { Texts } from './texts.ts';

/** What can be integrated with. */
export const integrationTargets = ['postfix', 'sendmail', 'exim', 'rspamd', 'haraka', 'dnsbl', 'clamd'] as const;
export type IntegrationTarget = (typeof integrationTargets)[number];

/** What of this host decides about the configuration. */
export interface HostFacts {
  readonly settings: GatewaySettings;
  /** The file of settings. */
  readonly file: string;
  /** Where Postfix lets its chrooted processes live. */
  readonly queueDirectory: string;
  /** What Postfix asks already. */
  readonly milters: readonly string[];
}

/** One step: lines for a file, or commands for a shell. */
interface RecipeStep {
  readonly title: string;
  /** `null` for commands. */
  readonly file: string | null;
  readonly lines: readonly string[];
}

export interface Recipe {
  /** The fronts that it needs. */
  readonly fronts: readonly FrontKind[];
  readonly steps: readonly RecipeStep[];
}

/** What to write where, so that a program asks this gateway. */
export function recipeFor(target: IntegrationTarget, facts: HostFacts, texts: Texts): Recipe {
  return recipes[target](facts, texts.integrate.steps);
}

type Steps = Texts['integrate']['steps'];
type MakeRecipe = (facts: HostFacts, say: Steps) => Recipe;

const recipes: Readonly<Record<IntegrationTarget, MakeRecipe>> = {
  postfix: postfixRecipe,
  sendmail: sendmailRecipe,
  exim: eximRecipe,
  rspamd: rspamdRecipe,
  haraka: harakaRecipe,
  dnsbl: dnsblRecipe,
  clamd: clamdRecipe,
};

/** The socket as Postfix names it: below its queue directory, in whose chroot its processes live. */
export const postfixSocket = 'feedgate/milter.sock';

function postfixRecipe({ settings, file, queueDirectory, milters }: HostFacts, say: Steps): Recipe {
  const socket = `${queueDirectory}/${postfixSocket}`;
  const all = postfixMilters(milters);
  return {
    fronts: ['milter'],
    steps: [
      {
        title: say.directory,
        file: null,
        lines: [`install -d -o feedgate -g postfix -m 2750 ${queueDirectory}/feedgate`],
      },
      settingsStep(say.front, file, [`    milter: { listen: 'unix:${socket}', mode: '0660' }`]),
      { title: say.ask, file: null, lines: postfixParameters(all, settings).map((each) => `postconf -e '${each}'`) },
      { title: say.reload, file: null, lines: ['postfix reload'] },
    ],
  };
}

/** The milters that Postfix asks, ours last: it sees what the others have written. */
export function postfixMilters(milters: readonly string[]): readonly string[] {
  return [...milters.filter((each) => !each.includes(postfixSocket)), `unix:${postfixSocket}`];
}

/** As `postconf -e` takes them. */
export function postfixParameters(milters: readonly string[], { fronts }: GatewaySettings): readonly string[] {
  const failMode = fronts.milter?.failMode === 'tempfail' ? 'tempfail' : 'accept';
  return [`smtpd_milters = ${milters.join(', ')}`, `milter_default_action = ${failMode}`, 'milter_protocol = 6'];
}

function sendmailRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const address = settings.fronts.milter?.listen ?? tcp(8891);
  const where = address.kind === 'unix' ? `unix:${address.path}` : `inet:${address.port}@${address.host}`;
  const flag = settings.fronts.milter?.failMode === 'tempfail' ? 'T' : '';
  return {
    fronts: ['milter'],
    steps: [
      settingsStep(say.front, file, [`    milter: { listen: '${formatListenAddress(address)}' }`]),
      {
        title: say.sendmail,
        file: '/etc/mail/sendmail.mc',
        lines: [`INPUT_MAIL_FILTER(\`feedgate', \`S=${where}, F=${flag}, T=C:10s;S:5s;R:10s;E:30s')dnl`],
      },
      { title: say.rebuild, file: null, lines: ['make -C /etc/mail', 'service sendmail restart'] },
    ],
  };
}

function eximRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const clamd = settings.fronts.clamd?.listen ?? { kind: 'unix', path: '/run/feedgate/clamd.sock', mode: 0o660 };
  const where = clamd.kind === 'unix' ? clamd.path : `${clamd.host} ${clamd.port}`;
  const zone = zoneOf(settings);
  return {
    fronts: ['clamd', 'dnsbl'],
    steps: [
      settingsStep(say.front, file, [`    clamd: { listen: '${formatListenAddress(clamd)}' }`, '    dnsbl: on']),
      forwardStep(settings, say),
      {
        title: say.exim,
        file: '/etc/exim4/exim4.conf.local',
        lines: [
          `av_scanner = clamd:${where}`,
          '# acl_check_rcpt:',
          `  warn   dnslists   = ip.${zone}`,
          '         add_header = X-Feedgate-Exim: $sender_host_address ($dnslist_text)',
          `  warn   dnslists   = dom.${zone}/$sender_address_domain`,
          '         add_header = X-Feedgate-Exim: $sender_address_domain ($dnslist_text)',
          '# acl_check_data:',
          '  deny   malware    = */defer_ok',
          '         message    = Message refused by threat feed policy',
        ],
      },
    ],
  };
}

function rspamdRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const http = settings.fronts.http?.listen ?? tcp(9651);
  const base = `http://${http.kind === 'tcp' ? formatListenAddress(http) : '127.0.0.1:9651'}/v1/map`;
  const map = (name: string, type: string, kind: string, more: readonly string[] = []) => [
    `FEEDGATE_${name} {`,
    `  type = "${type}";`,
    ...more.map((line) => `  ${line}`),
    `  map = "${base}/${kind}";`,
    `  symbol = "FEEDGATE_${name}";`,
    '  score = 4.0;',
    '}',
  ];
  return {
    fronts: ['http'],
    steps: [
      settingsStep(say.front, file, ['    http: on']),
      {
        title: say.rspamd,
        file: '/etc/rspamd/local.d/multimap.conf',
        lines: [
          ...map('IP', 'ip', 'ip'),
          ...map('FROM', 'from', 'domain', ['filter = "email:domain";']),
          ...map('HELO', 'helo', 'domain'),
          ...map('URL_DOMAIN', 'url', 'domain'),
          ...map('URL', 'url', 'url', ['filter = "full";']),
          ...map('SENDER', 'from', 'email'),
        ],
      },
      { title: say.rspamdReload, file: null, lines: ['rspamadm configtest', 'service rspamd reload'] },
    ],
  };
}

function harakaRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const clamd = settings.fronts.clamd?.listen ?? { kind: 'unix', path: '/run/feedgate/clamd.sock', mode: 0o660 };
  const where = clamd.kind === 'unix' ? clamd.path : formatListenAddress(clamd);
  return {
    fronts: ['clamd', 'dnsbl'],
    steps: [
      settingsStep(say.front, file, [`    clamd: { listen: '${formatListenAddress(clamd)}' }`, '    dnsbl: on']),
      forwardStep(settings, say),
      { title: say.harakaPlugins, file: 'config/plugins', lines: ['dns-list', 'clamd'] },
      { title: say.harakaClamd, file: 'config/clamd.ini', lines: [`clamd_socket=${where}`] },
      { title: say.harakaList, file: 'config/dns-list.ini', lines: [`zones[]=ip.${zoneOf(settings)}`] },
    ],
  };
}

function dnsblRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const zone = zoneOf(settings);
  const listen = settings.fronts.dnsbl?.listen ?? { host: '127.0.0.1', port: 9653 };
  return {
    fronts: ['dnsbl'],
    steps: [
      settingsStep(say.front, file, ['    dnsbl: on']),
      forwardStep(settings, say),
      {
        title: say.dnsblTry,
        file: null,
        lines: [
          `dig @${listen.host} -p ${listen.port} 2.0.0.127.ip.${zone} A`,
          `dig @${listen.host} -p ${listen.port} feedgate-test.invalid.dom.${zone} TXT`,
        ],
      },
      {
        title: say.postscreen,
        file: null,
        lines: [
          `postconf -e 'postscreen_dnsbl_sites = ip.${zone}=127.0.0.2*3, ip.${zone}=127.0.0.4*1'`,
          `postconf -e 'smtpd_sender_restrictions = warn_if_reject reject_rhsbl_sender dom.${zone}'`,
        ],
      },
    ],
  };
}

function clamdRecipe({ settings, file }: HostFacts, say: Steps): Recipe {
  const clamd = settings.fronts.clamd?.listen ?? { kind: 'unix', path: '/run/feedgate/clamd.sock', mode: 0o660 };
  const lines =
    clamd.kind === 'unix' ? [`LocalSocket ${clamd.path}`] : [`TCPAddr ${clamd.host}`, `TCPSocket ${clamd.port}`];
  return {
    fronts: ['clamd'],
    steps: [
      settingsStep(say.front, file, [`    clamd: { listen: '${formatListenAddress(clamd)}' }`]),
      { title: say.clamdClient, file: '/etc/feedgate/clamd-client.conf', lines },
      {
        title: say.clamdTry,
        file: null,
        lines: ['clamdscan --config-file=/etc/feedgate/clamd-client.conf --stream mail.eml'],
      },
    ],
  };
}

function settingsStep(title: string, file: string, fronts: readonly string[]): RecipeStep {
  return { title, file, lines: ['gateway:', '  fronts:', ...fronts] };
}

/** Mail servers ask the resolver of the host, which has to know whom to ask about the zone. */
function forwardStep(settings: GatewaySettings, say: Steps): RecipeStep {
  const { host, port } = settings.fronts.dnsbl?.listen ?? { host: '127.0.0.1', port: 9653 };
  const zone = zoneOf(settings);
  return {
    title: say.forward,
    file: '/etc/unbound/unbound.conf.d/feedgate.conf',
    lines: [
      'server:',
      '  do-not-query-localhost: no',
      `  domain-insecure: "${zone}"`,
      `  local-zone: "${zone}" transparent`,
      'stub-zone:',
      `  name: "${zone}"`,
      `  stub-addr: ${host}@${port}`,
    ],
  };
}

function zoneOf({ fronts }: GatewaySettings): string {
  return fronts.dnsbl?.zone ?? 'feedgate.internal';
}

function tcp(port: number): ListenAddress {
  return { kind: 'tcp', host: '127.0.0.1', port };
}
