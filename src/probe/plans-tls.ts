import type { FailureRecord } from '../base/failure.ts';
import { isAddress } from '../net/target.ts';
import type { SourceSettings } from '../feed/source.ts';
import { askHttp } from './ask-http.ts';
import { chainOf, rootLists } from './chain.ts';
import { decideDates, decidePurpose, decideTrust } from './decide-chain.ts';
import {
  decideCutGreeting,
  decideHungUp,
  decideName,
  decideNotTls,
  decideOldServer,
  decidePlainPort,
  decideRefusedGreeting,
  decideSilentGreeting,
} from './decide-tls.ts';
import { greet, speakPlainly } from './greet.ts';
import { textsOf, type Plan } from './plan.ts';
import type { Round } from './round.ts';
import type { Chain } from './seen.ts';
import { serverClock } from './server-clock.ts';

export const afterSilentGreeting: Plan = async (_failure, round, settings) => {
  const [otherName, old, plain] = await Promise.all([
    greet(round, round.own, 'other-name'),
    greet(round, round.own, 'tls-1.1'),
    speakPlainly(round, round.own),
  ]);
  return decideSilentGreeting({ otherName, old, plain }, settings);
};

export const afterCutGreeting: Plan = async (failure, round, settings) => {
  const [usual, otherName, tls12, old, plain] = await Promise.all([
    greet(round, round.own, 'usual'),
    greet(round, round.own, 'other-name'),
    greet(round, round.own, 'tls-1.2'),
    greet(round, round.own, 'tls-1.1'),
    speakPlainly(round, round.own),
  ]);
  return decideCutGreeting(failure, { usual, otherName, tls12, old, plain }, settings);
};

export const afterRefusedGreeting: Plan = async (failure, round) => {
  const [old, weak, tls12, groups] = await Promise.all([
    greet(round, round.own, 'tls-1.1'),
    greet(round, round.own, 'weak-ciphers'),
    greet(round, round.own, 'tls-1.2'),
    greet(round, round.own, 'all-groups'),
  ]);
  return decideRefusedGreeting(failure, { old, weak, tls12, groups });
};

export const afterOldServer: Plan = async (_failure, round, settings) => {
  const [tls12, old] = await Promise.all([greet(round, round.own, 'tls-1.2'), greet(round, round.own, 'tls-1.1')]);
  return decideOldServer({ tls12, old }, settings);
};

export const afterNotTls: Plan = async (_failure, round, settings) => {
  const plain = await speakPlainly(round, round.own);
  const at443 = settings.port === 443 ? null : await greet(round, { ...round.own, port: 443 }, 'usual');
  return decideNotTls({ plain, at443 }, settings);
};

/** A port that closes on a request: in clear it may want TLS, in TLS it may mind our certificate. */
export const afterClosedPort: Plan = async (failure, round, settings) =>
  settings.https
    ? decideHungUp(failure, await asAnybody(round, settings), settings)
    : decidePlainPort(failure, await greet(round, round.own, 'usual'), settings);

/** Whether the server asks for a client certificate: it says so in TLS 1.2, and where it is shown none at all. */
async function asAnybody(round: Round, { clientCertificate }: SourceSettings): Promise<boolean> {
  const question = { name: 'plain', place: round.own, method: 'GET', headers: [], body: null } as const;
  const [tls12, bare] = await Promise.all([
    greet(round, round.own, 'tls-1.2'),
    clientCertificate === null ? null : askHttp(round, { ...question, credentials: false, anonymous: true }),
  ]);
  return tls12?.asked === true || bare?.code === 'tls/client-cert-needed';
}

export const afterName: Plan = async (failure, round) => {
  const usual = await greet(round, round.own, 'usual');
  const other = isAddress(round.own.host) ? null : await greet(round, round.own, 'other-name');
  const leaf = usual?.leaf ?? null;
  const sameAddress = leaf === null ? null : await nameAtSameAddress(failure, round, leaf.names);
  return decideName(failure, { leaf, other: other?.leaf ?? null, sameAddress });
};

/** Names of a certificate that are looked up. */
const mostNames = 4;

async function nameAtSameAddress(
  failure: FailureRecord,
  { own, deps, signal }: Round,
  names: readonly string[],
): Promise<string | null> {
  const addresses = [...textsOf(failure, 'addresses'), own.host];
  const candidates = names.filter((name) => name !== own.host && !name.includes('*') && !isAddress(name));
  for (const name of candidates.slice(0, mostNames)) {
    const answer = await deps.resolver.resolve(name, signal).catch(() => null);
    if (answer?.addresses.some((address) => addresses.includes(address)) === true) return name;
  }
  return null;
}

export const afterPurpose: Plan = async (failure, round) => decidePurpose(failure, await shownChain(round));

export const afterDistrust: Plan = async (failure, round) => decideTrust(failure, await shownChain(round));

export const afterDates: Plan = async (failure, round) => {
  const chain = await shownChain(round);
  const { canary } = round.options;
  const [server, other] = await Promise.all([
    serverClock(round, round.own),
    canary === undefined || canary === null ? null : serverClock(round, { ...canary, path: '/' }),
  ]);
  return decideDates(failure, chain, { ours: round.deps.clock.now(), server, canary: other });
};

/** TLS 1.2 shows the certificates in clear; of a server that speaks only 1.3, what OpenSSL could link has to do. */
async function shownChain(round: Round): Promise<Chain | null> {
  const lists = rootLists(round.endpoint);
  for (const manner of ['tls-1.2', 'usual'] as const) {
    const greeted = await greet(round, round.own, manner);
    const chain = greeted === null ? null : chainOf(greeted, lists);
    if (chain !== null) return chain;
  }
  return null;
}
