import { safeText } from '../base/text.ts';
import type { Evidence } from '../base/failure.ts';
import type { Looked } from '../probe/look.ts';
import type { CommandSpec } from './command.ts';
import { showTime, type Context } from './context.ts';
import { remedyFacts } from './explain.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';
import { failureOf, trustText } from './net-check.ts';
import { caOption, lookGiven, viaOption, type Looking } from './look-target.ts';

/** `trust inspect`: the chain as a server shows it, and what of it is trusted here; exit 1 where it is not. */
export const trustInspect: CommandSpec = {
  path: 'trust inspect',
  takes: ['<PLACE>'],
  options: [viaOption, caOption],
  async run(context, given) {
    const { environment, globals, print } = context;
    const looking = await lookGiven(context, given, given.argument(0));
    const { target } = looking;
    const looked = await environment.look(target, environment.files(globals.data, undefined));
    const isGood = looked.tls?.answer === 'agreed' && looked.distrust === null;
    if (globals.json) print.out.json({ host: target.host, port: target.port, ...looked });
    else for (const line of lines(context, looking, looked)) print.out.line(line);
    return isGood ? exits.ok : exits.problem;
  },
};

function lines(context: Context, { target: { host, port }, source }: Looking, looked: Looked): string[] {
  const { palette, measure } = context.print.out;
  const { labels, wantsClient } = context.texts.look;
  const { tls, distrust } = looked;
  const failure = failureOf(looked) ?? distrust;
  const named = source === null ? {} : { source };
  const facts: Fact[] = [
    [labels.speaks, protocolText(context, looked)],
    [labels.client, tls?.asked === true ? wantsClient : []],
    [labels.chain, chainLines(context, looked)],
    [labels.root, rootText(context, looked)],
    [labels.trust, trustText(context, looked)],
    ...(failure === null ? [] : remedyFacts(context, failure.code, { ...evidenceOf(looked), ...named, host, port })),
  ];
  const isGood = tls?.answer === 'agreed' && distrust === null;
  return [
    `${isGood ? palette.good('✔') : palette.bad('✖')} ${safeText(host)}:${port}`,
    ...renderFacts(facts, measure, palette),
  ];
}

function protocolText({ texts }: Context, { tls, plain }: Looked): string | string[] {
  if (tls?.answer === 'agreed') return `TLS ${safeText(tls.version ?? '')} ${safeText(tls.cipher ?? '')}`;
  return plain === null ? [] : texts.look.noTls[plain];
}

/** What was seen, as texts ask for it. */
function evidenceOf(looked: Looked): Evidence {
  const { chain, distrust } = looked;
  const path = (chain?.path ?? []).map(({ subject, issuer, selfSigned, fingerprint256, issuerAt }) => ({
    subject,
    issuer,
    selfSigned,
    fingerprint256,
    issuerAt,
  }));
  return { ...(failureOf(looked) ?? distrust)?.evidence, chain: path };
}

/** Leaf first: whom it is for, who issued it, until when; then what was sent for nothing. */
function chainLines(context: Context, { chain }: Looked): string[] {
  if (chain === null) return [];
  const { look } = context.texts;
  const path = chain.path.map(({ subject, issuer, validTo, selfSigned, fingerprint256 }, i) => {
    const until = showTime(context, new Date(validTo).toISOString());
    const by = selfSigned ? look.selfSigned : look.issuedBy(safeText(issuer, 200));
    return `${i + 1}) ${safeText(subject, 200)}, ${by}, → ${until}, SHA-256 ${safeText(fingerprint256, 100)}`;
  });
  return [
    ...(chain.view === 'verified' ? [look.linkedOnly] : []),
    ...path,
    ...(chain.badSignature ? [look.badSignature] : []),
    ...chain.strangers.map((each) => look.stranger(safeText(each, 200))),
  ];
}

function rootText(context: Context, { chain }: Looked): string | string[] {
  if (chain === null) return [];
  const { look } = context.texts;
  if (chain.root === null) return look.noRoot;
  const subject = safeText(chain.root.subject, 200);
  return chain.root.trustedHere ? look.rootHere(subject) : look.rootElsewhere(subject);
}
