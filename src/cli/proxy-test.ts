import type { Evidence, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { proxyUrl } from '../config/proxy-url.ts';
import type { ProxyProfile } from '../feed/proxy.ts';
import type { ProxyStage, ProxyTrial, TunnelEnd } from '../probe/try-proxy.ts';
import type { CommandSpec, Given } from './command.ts';
import { codeLine } from './complaint.ts';
import { showDuration, type Context } from './context.ts';
import { exits } from './exit.ts';
import { remedyFacts } from './explain.ts';
import { renderFacts, together, type Fact } from './facts.ts';
import { isObject, plainText } from './json-value.ts';
import { placeGiven } from './look-target.ts';
import { usableProfile, usersOf } from './proxy-file.ts';

/** `proxy test`: dials a profile, and has it lead to a place; exit 1 where it does not, with what to do. */
export const proxyTest: CommandSpec = {
  path: 'proxy test',
  takes: ['<NAME>'],
  options: [{ flags: '--to <place>', text: 'proxyTo' }],
  async run(context, given) {
    const { environment, globals, print } = context;
    const profile = await usableProfile(context, given.argument(0));
    const end = await endOf(context, given, profile.profile);
    const trial = await environment.tryProxy(profile, end, environment.files(globals.data, undefined));
    const view = { name: profile.profile, url: proxyUrl(profile), to: end === null ? null : placeText(end), ...trial };
    if (globals.json) print.out.json(view);
    else for (const line of lines(context, { profile, end, trial })) print.out.line(line);
    return trial.failure === null ? exits.ok : exits.problem;
  },
};

/** Where the profile is to lead: what was typed, else the server of the first source that goes by it. */
async function endOf(context: Context, given: Given, name: string): Promise<TunnelEnd | null> {
  const typed = given.text('to');
  if (typed !== undefined) return placeGiven(context, typed);
  const sources = await (await context.service()).listSources();
  const [first] = usersOf(name, sources);
  const { host, port } = sources.find((source) => source.name === first)?.settings ?? {};
  return typeof host === 'string' && host !== '' && typeof port === 'number' ? { host, port } : null;
}

interface Tried {
  readonly profile: ProxyProfile;
  readonly end: TunnelEnd | null;
  readonly trial: ProxyTrial;
}

function lines(context: Context, { profile, end, trial }: Tried): string[] {
  const { palette, measure } = context.print.out;
  const { labels, passedBy, noEnd } = context.texts.proxy;
  const { failure, verdict, seen, bypassed } = trial;
  const code = verdict?.code ?? failure?.code;
  const evidence: Evidence = { ...seen, ...verdict?.evidence, profile: profile.profile };
  const facts: Fact[] = [
    [labels.way, trial.stages.map((stage) => stageText(context, stage)).join(together('  '))],
    [labels.reached, reachedText(seen)],
    [labels.certificate, certificateText(seen)],
    [
      labels.to,
      end === null
        ? noEnd(together(`feedgate proxy test ${profile.profile} --to HOST:PORT`))
        : safeText(placeText(end)),
    ],
    [labels.remark, bypassed ? passedBy : []],
    [labels.cause, code === undefined ? [] : codeLine(context, code)],
    [labels.seen, failure === null ? [] : safeText(failure.message, 300)],
    ...(code === undefined ? [] : remedyFacts(context, code, evidence)),
  ];
  const mark = failure === null ? palette.good('✔') : palette.bad('✖');
  return [`${mark} ${profile.profile} ${safeText(proxyUrl(profile))}`, ...renderFacts(facts, measure, palette)];
}

/** `✔ dns 4 ms`, as the stages of a poll are told. */
function stageText(context: Context, { stage, state, ms }: ProxyStage): string {
  const { palette } = context.print.out;
  const time = ms === null ? '' : ` ${showDuration(context, ms)}`;
  const name = context.texts.proxy.stages[stage];
  if (state === 'ok') return palette.good('✔') + together(` ${name}${time}`);
  if (state === 'failed') return palette.bad(together(`✖ ${name}${time}`));
  return palette.dim(together(`${state === 'skipped' ? '–' : '○'} ${name}`));
}

function reachedText({ address, port }: Evidence): string | string[] {
  return typeof address === 'string' ? `${safeText(address)} ${plainText(port ?? '')}` : [];
}

/** The certificate of the proxy itself, where it speaks TLS. */
function certificateText({ proxyTls, tls, certificate }: Evidence): string | string[] {
  const shown = [proxyTls, tls].map((each) => objectOf(each)['certificate']).find(isObject) ?? objectOf(certificate);
  const { subject, issuer } = shown;
  return typeof subject === 'string' ? `${safeText(subject, 200)} ← ${safeText(plainText(issuer ?? ''), 200)}` : [];
}

function objectOf(value: JsonValue | undefined): Evidence {
  return isObject(value) ? value : {};
}

function placeText({ host, port }: TunnelEnd): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
