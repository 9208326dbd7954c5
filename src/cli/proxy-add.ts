import { safeText } from '../base/text.ts';
import { profileNamed } from '../config/route.ts';
import { withDefault, withProfile } from '../config/proxies-file.ts';
import { parseProxyUrl, proxyUrl } from '../config/proxy-url.ts';
import { Secret } from '../base/secret.ts';
import type { ProxyProfile, ProxySettings } from '../feed/proxy.ts';
import { askSecret } from './ask.ts';
import { readPem } from './client-certificate.ts';
import type { CommandSpec, Given, OptionSpec } from './command.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';
import { exits } from './exit.ts';
import { profileView, proxiesOf, writeProxies } from './proxy-file.ts';
import { exceptions } from './source-proxy.ts';

const options: readonly OptionSpec[] = [
  { flags: '--user <name>', text: 'proxyUser' },
  { flags: '--password-file <file>', text: 'proxyPasswordFile', completes: 'file' },
  { flags: '--no-password', text: 'proxyNoPassword' },
  { flags: '--no-proxy <hosts>', text: 'proxyExcept' },
  { flags: '--ca <file>', text: 'proxyCa', completes: 'file' },
  { flags: '--default', text: 'proxyDefault' },
];

/** `proxy add`: a profile as it is given, in place of one of its name. */
export const proxyAdd: CommandSpec = {
  path: 'proxy add',
  takes: ['<NAME>', '<URL>'],
  options,
  run: (context, given) => keep(context, given, () => parseGiven(context, given.argument(1))),
};

/** `proxy edit`: what is given is changed, all else of the profile stays. */
export const proxyEdit: CommandSpec = {
  path: 'proxy edit',
  takes: ['<NAME>', '[URL]'],
  options,
  run: (context, given) =>
    keep(context, given, (name) => {
      const before = profileNamed(proxiesOf(context).proxies, name);
      const url = given.argument(1);
      if (url === '') return before;
      const { kind, host, port, user } = parseGiven(context, url);
      const ca = kind === 'https' ? before.ca : null;
      const password = kind === 'socks4a' ? null : before.password;
      return { ...before, kind, host, port, ca, password, user: user ?? before.user };
    }),
};

async function keep(context: Context, given: Given, from: (name: string) => ProxySettings): Promise<number> {
  const { print, globals, texts } = context;
  const name = given.argument(0);
  const base = from(name);
  const profile: ProxyProfile = { ...base, ...(await changes(context, given, base)), profile: name };
  const file = proxiesOf(context);
  const written = withProfile(file.text, profile);
  const proxies = await writeProxies(context, file, given.on('default') ? withDefault(written, name) : written);
  if (globals.json) print.out.json(profileView(profileNamed(proxies, name), proxies));
  else if (!globals.quiet) {
    const told = texts.proxy.kept(name, safeText(proxyUrl(profile)), proxies.default === name);
    print.out.line(`${print.out.palette.good('✔')} ${told}`);
    print.talk.line(`  ${texts.proxy.tryIt(name)}`);
  }
  return exits.ok;
}

/** A password on the command line would stand in histories and lists of processes. */
function parseGiven({ texts }: Context, url: string): ProxySettings {
  const proxy = parseProxyUrl(url);
  if (proxy.password !== null) throw fail('usage/secret-on-command-line', texts.usage.secret('--password-file'));
  return proxy;
}

/** What the options say; a password is asked for where a user is named that has none, and somebody can be asked. */
async function changes(context: Context, given: Given, base: ProxySettings): Promise<Partial<ProxySettings>> {
  const { texts } = context;
  const user = given.text('user') ?? base.user;
  if (user?.includes(':') === true) throw fail('usage/secret-on-command-line', texts.usage.secret('--password-file'));
  const except = given.text('proxy');
  const ca = given.text('ca');
  const password = await passwordOf(context, given, { ...base, user });
  return {
    user,
    password,
    ...(except === undefined ? {} : { noProxy: exceptions(except, base.noProxy) }),
    ...(ca === undefined ? {} : { ca: ca === 'none' ? null : await readPem(context, ca) }),
  };
}

async function passwordOf(
  context: Context,
  given: Given,
  { user, password, kind }: ProxySettings,
): Promise<ProxySettings['password']> {
  const { environment, texts } = context;
  const file = given.text('passwordFile');
  if (file !== undefined && given.off('password'))
    throw fail('usage/conflicting-options', texts.usage.conflict('--password-file', '--no-password'));
  if (file !== undefined && user === null)
    throw fail('usage/missing-argument', texts.usage.needs('--password-file', '--user NAME'));
  if (file !== undefined) return new Secret(await environment.readSecretFile(file));
  if (given.off('password')) return null;
  if (user === null || password !== null || kind === 'socks4a' || !asksFor(context, given)) return password;
  return new Secret(await askSecret(context, texts.proxy.askPassword(safeText(user))));
}

/** Whether a user was named, and somebody can be asked. */
function asksFor(context: Context, given: Given): boolean {
  return canAsk(context) && (given.text('user') !== undefined || given.argument(1).includes('@'));
}
