import type { Code, Evidence, FailureRecord } from '../base/failure.ts';
import { inspectorOf } from '../net/tls-verdict.ts';
import { type Verdict, why } from '../feed/finding.ts';
import { mostLookedAt } from './chain.ts';
import { certain, likely, oneOf } from './finding.ts';
import type { Chain, SentCertificate } from './seen.ts';

/** Clocks further apart than this are not both right, milliseconds. */
const tolerance = 5 * 60_000;

type Rule = (chain: Chain, failure: FailureRecord) => Verdict | undefined;

/** First match wins. */
const rules: readonly Rule[] = [
  ({ badSignature }) => (badSignature ? certain('tls/bad-signature') : undefined),
  ({ path }) => {
    const inspector = path.map(inspectorOf).find((each) => each !== null);
    return inspector === undefined ? undefined : likely('tls/inspection', { evidence: { inspector } });
  },
  ({ path, root }) =>
    path.length === 1 && path[0]?.selfSigned && root === null ? certain('tls/self-signed') : undefined,
  ({ root }) =>
    root === null || root.trustedHere
      ? undefined
      : certain('tls/in-os-store-only', {
          evidence: { issuer: root.subject },
          proposal: {
            patch: { systemCa: true },
            why: why('root-of-system', { issuer: root.subject }),
          },
        }),
  ({ root }, failure) => (root === null ? undefined : certain(failure.code)),
  ({ path }) =>
    path.length < mostLookedAt ? undefined : likely('tls/path-length', { alternatives: ['tls/unknown-root'] }),
  ({ path }) => (path.at(-1)?.selfSigned ? certain('tls/unknown-root') : undefined),
  ({ path, strangers }) => (path.length === 1 && strangers.length > 0 ? certain('tls/wrong-intermediate') : undefined),
  ({ path }) => {
    const [leaf] = path;
    if (path.length > 1 || leaf === undefined) return undefined;
    return leaf.issuerAt === null
      ? oneOf('tls/missing-intermediate', ['tls/unknown-root'])
      : likely('tls/missing-intermediate', {
          alternatives: ['tls/unknown-root'],
          evidence: { issuerAt: leaf.issuerAt },
        });
  },
  () => likely('tls/unknown-root', { alternatives: ['tls/missing-intermediate'] }),
];

/** Nobody here vouches for the chain: what it lacks. */
export function decideTrust(failure: FailureRecord, chain: Chain | null): Verdict {
  if (chain === null) return likely(failure.code);
  const verdict = rules.map((rule) => rule(chain, failure)).find((each) => each !== undefined) ?? likely(failure.code);
  const issuer = chain.path.at(-1)?.issuer ?? '';
  return { ...verdict, evidence: { issuer, ...verdict.evidence, ...chainEvidence(chain) } };
}

/** A certificate is not for what it is used for: the server's own, or one above it that is no authority. */
export function decidePurpose(failure: FailureRecord, chain: Chain | null): Verdict {
  if (chain === null) return likely(failure.code);
  const [, ...above] = chain.path;
  const impostor = above.find(({ authority }) => !authority);
  return impostor === undefined
    ? certain(failure.code, { evidence: chainEvidence(chain) })
    : certain('tls/issuer-not-ca', { evidence: { issuer: impostor.subject, ...chainEvidence(chain) } });
}

/** What the clocks of others say, milliseconds since 1970. `null`: not heard. */
export interface ClocksSeen {
  readonly ours: number;
  readonly server: number | null;
  readonly canary: number | null;
}

/** A certificate is out of its dates, or our clock is. */
export function decideDates(failure: FailureRecord, chain: Chain | null, clocks: ClocksSeen): Verdict {
  const evidence = chain === null ? {} : chainEvidence(chain);
  const wrong = ownClockWrong(chain, clocks, failure.code);
  if (wrong !== null) return { ...wrong, evidence: { ...wrong.evidence, ...evidence } };
  if (chain === null) return likely(failure.code);
  return certain(dateCode(failure.code, chain, clocks.ours), { evidence });
}

function ownClockWrong(chain: Chain | null, clocks: ClocksSeen, code: Code): Verdict | null {
  const told = [clocks.server, clocks.canary].filter((time) => time !== null);
  const [time] = told;
  if (time === undefined || told.some((each) => Math.abs(each - time) > tolerance)) return null;
  if (Math.abs(time - clocks.ours) <= tolerance) return null;
  if (chain !== null && ![...chain.path, ...(chain.root === null ? [] : [chain.root])].every(validAt(time)))
    return null;
  const evidence = { aheadMs: clocks.ours - time, witnesses: told.length };
  return told.length > 1
    ? certain('host/clock', { evidence })
    : likely('host/clock', { evidence, alternatives: [code] });
}

function validAt(time: number): (each: { readonly validFrom?: number; readonly validTo: number }) => boolean {
  return ({ validFrom = -Infinity, validTo }) => validFrom <= time && time <= validTo;
}

function dateCode(code: Code, { path, root }: Chain, now: number): Code {
  const early = path.some(({ validFrom }) => validFrom > now);
  if (early) return 'tls/not-yet-valid';
  const late = path.findIndex(({ validTo }) => validTo < now);
  if (late === 0) return 'tls/expired-leaf';
  const ownRoot = root !== null && root.validTo < now && (late < 0 || path[late]?.selfSigned === true);
  if (ownRoot) return 'tls/expired-root-here';
  return late > 0 ? 'tls/expired-intermediate' : code;
}

function chainEvidence({ view, path, strangers, root }: Chain): Evidence {
  const [leaf] = path;
  return {
    chain: path.map(shown),
    chainView: view,
    ...(strangers.length === 0 ? {} : { strangers }),
    ...(root === null ? {} : { root: { ...root } }),
    ...(leaf === undefined ? {} : { certificate: shown(leaf) }),
  };
}

function shown({ issuerAt, ...facts }: SentCertificate): Evidence {
  return { ...facts, ...(issuerAt === null ? {} : { issuerAt }) };
}
