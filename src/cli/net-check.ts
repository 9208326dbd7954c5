import type { FailureRecord } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { Looked, LookedAddress } from '../probe/look.ts';
import type { CommandSpec } from './command.ts';
import { codeLine } from './complaint.ts';
import { showDuration, type Context } from './context.ts';
import { remedyFacts } from './explain.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { lookGiven, viaOption } from './look-target.ts';

/** `net check`: what telnet, netstat and openssl would tell of a port, from this host; exit 1 where it cannot be used. */
export const netCheck: CommandSpec = {
  path: 'net check',
  takes: ['<HOST>', '[PORT]'],
  options: [viaOption],
  async run(context, given) {
    const { environment, globals, print } = context;
    const port = given.argument(1);
    const { target } = await lookGiven(
      context,
      given,
      port === '' ? given.argument(0) : `${given.argument(0)}:${port}`,
    );
    const looked = await environment.look(target, environment.files(globals.data, undefined));
    const isGood =
      looked.dns === null && looked.addresses.every(({ failure }) => failure === null) && speaks(looked) !== 'nothing';
    if (globals.json) print.out.json({ host: target.host, port: target.port, ...looked, speaks: speaks(looked) });
    else for (const line of lines(context, target, looked)) print.out.line(line);
    return isGood ? exits.ok : exits.problem;
  },
};

type Tongue = 'tls' | 'http' | 'other' | 'nothing';

function speaks({ tls, plain }: Looked): Tongue {
  if (tls?.answer === 'agreed' || tls?.answer === 'alert' || plain === 'tls') return 'tls';
  if (plain === 'http') return 'http';
  return plain === 'other' ? 'other' : 'nothing';
}

function lines(
  context: Context,
  { host, port }: { readonly host: string; readonly port: number },
  looked: Looked,
): string[] {
  const { palette, measure } = context.print.out;
  const { labels, inspect } = context.texts.look;
  const failure = failureOf(looked);
  const { dns, distrust } = looked;
  const facts: Fact[] = [
    [
      labels.name,
      dns === null ? context.texts.look.resolved(showDuration(context, looked.dnsMs)) : codeLine(context, dns.code),
    ],
    [labels.addresses, looked.addresses.map((each) => addressLine(context, each))],
    [labels.speaks, tongueText(context, looked)],
    [labels.trust, trustText(context, looked)],
    ...(failure === null ? [] : remedyFacts(context, failure.code, { host, port, ...failure.evidence })),
    [labels.next, distrust === null ? [] : inspect(`${host}:${port}`)],
  ];
  const good = failure === null && speaks(looked) !== 'nothing';
  return [
    `${good ? palette.good('✔') : palette.bad('✖')} ${safeText(host)}:${port}`,
    ...renderFacts(facts, measure, palette),
  ];
}

/** The first thing in the way. */
export function failureOf({ dns, addresses }: Looked): FailureRecord | null {
  return dns ?? addresses.find(({ failure }) => failure !== null)?.failure ?? null;
}

function tongueText({ texts }: Context, looked: Looked): string | string[] {
  const { dns, addresses, tls } = looked;
  const closed = addresses.length > 0 && addresses.every(({ failure }) => failure !== null);
  if (dns !== null || closed) return [];
  const agreed = tls?.answer === 'agreed' ? ` ${safeText(tls.version ?? '')} ${safeText(tls.cipher ?? '')}` : '';
  return `${texts.look.tongues[speaks(looked)]}${agreed}`;
}

/** Whether the certificate is trusted here; nothing where there is none. */
export function trustText(context: Context, { tls, distrust }: Looked): string | string[] {
  if (tls?.answer !== 'agreed') return [];
  return distrust === null ? context.texts.look.trusted : codeLine(context, distrust.code);
}

function addressLine(context: Context, { address, ms, failure }: LookedAddress): string {
  const { open } = context.texts.look;
  const took = showDuration(context, ms);
  return failure === null
    ? open(safeText(address), took)
    : `${safeText(address)}: ${codeLine(context, failure.code)} (${took})`;
}
