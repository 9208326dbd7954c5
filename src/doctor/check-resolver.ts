import { getServers } from 'node:dns';
import type { Clock } from '../base/clock.ts';
import { asFailure, type FailureRecord } from '../base/failure.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import type { HostsFile } from '../net/hosts-file.ts';
import { bypassesProxy } from '../net/no-proxy.ts';
import type { Resolver } from '../net/resolver.ts';
import { isAddress } from '../net/target.ts';
import { unlessAborted } from '../net/within.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { eachOf } from './each-of.ts';
import { resolverCause } from './shared-cause.ts';
import { plural } from './words.ts';

/** One name that polls have to look up. */
export interface LookedUp {
  readonly name: string;
  /** Addresses that /etc/hosts gives it. */
  readonly listed: readonly string[];
  readonly ms: number;
  /** What the resolver could not do; `null` where it answered, were it that the name does not exist. */
  readonly failure: FailureRecord | null;
}

export interface ResolverFacts {
  /** As `FEEDGATE_DNS` or /etc/resolv.conf names them. */
  readonly servers: readonly string[];
  /** False: nothing was asked, only /etc/hosts was read. */
  readonly asked: boolean;
  readonly names: readonly LookedUp[];
  /** Names that were left out because there were too many. */
  readonly left: number;
}

/** What the check is given of the world. */
export interface ResolverWorld {
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly hosts: HostsFile;
  /** Servers asked in place of those of the system. @throws Failure `config/dns-servers-bad`. */
  servers(): readonly string[] | undefined;
  /** False: nothing leaves this host. */
  readonly network: boolean;
}

/** Names looked up at most, and at a time. */
const mostNames = 20;
const abreast = 4;

async function gatherResolver(
  world: ResolverWorld,
  sources: readonly RoutedSource[],
  signal: AbortSignal,
): Promise<ResolverFacts> {
  const servers = world.servers() ?? getServers();
  const names = [...new Set(sources.map(nameToLookUp).filter((name) => name !== null))];
  const looked = await eachOf(names.slice(0, mostNames), abreast, (name) => lookUp(world, name, signal));
  return {
    servers,
    asked: world.network,
    names: looked,
    left: Math.max(0, names.length - mostNames),
  };
}

/** What a poll looks up itself: behind a proxy only the name of that. */
export function nameToLookUp(source: Pick<RoutedSource, 'host' | 'proxy'>): string | null {
  const { host } = source;
  const proxy = proxyOf(source);
  const dialled = proxy === null || bypassesProxy(host, proxy.noProxy) ? host : proxy.host;
  return isAddress(dialled) || /(?:^|\.)localhost\.?$/i.test(dialled) ? null : dialled;
}

async function lookUp(world: ResolverWorld, name: string, signal: AbortSignal): Promise<LookedUp> {
  const listed = await world.hosts.addressesOf(name);
  if (listed.length > 0 || !world.network) return { name, listed, ms: 0, failure: null };
  const began = world.clock.monotonic();
  const failure = await unlessAborted(signal, world.resolver.resolve(name, signal)).then(
    () => null,
    (error: unknown) => asFailure(error, `look-up of ${name}`).toJSON(),
  );
  return { name, listed, ms: Math.round(world.clock.monotonic() - began), failure };
}

/** The resolver did its work; what it said of the name is the source's own matter. */
const answered: ReadonlySet<string> = new Set(['dns/nxdomain', 'dns/no-address', 'dns/cname-loop', 'dns/bad-name']);

/** A look-up this long is seen in every poll. */
const slow = 1000;

export function judgeResolver(facts: ResolverFacts): readonly Judgement[] {
  const { servers, asked, names } = facts;
  const overrides = names.filter(({ listed }) => listed.length > 0).map(judgeOverride);
  return [judgeAnswers(servers, asked, names), ...overrides];
}

function judgeAnswers(servers: readonly string[], asked: boolean, names: readonly LookedUp[]): Judgement {
  const evidence = { servers, names: names.map(({ name, ms }) => ({ name, ms })) };
  if (servers.length === 0) {
    return problem('dns/resolv-conf-empty', { en: 'no name server is set', ko: '설정된 네임 서버 없음' }, { evidence });
  }
  const count = { en: plural(servers.length, 'server'), ko: `서버 ${servers.length}곳` };
  if (!asked) return skipped({ en: `${count.en}, not asked`, ko: `${count.ko}, 질의하지 않음` }, { evidence });
  const failed = names.find(({ failure }) => failure !== null && !answered.has(failure.code));
  if (failed?.failure !== undefined && failed.failure !== null) {
    const { code, message } = failed.failure;
    const of = names.filter(({ listed }) => listed.length === 0).length;
    const lost = names.filter(({ failure }) => failure !== null && !answered.has(failure.code)).length;
    const says = {
      en: `${lost} of ${plural(of, 'name')} not looked up`,
      ko: `이름 ${of}개 중 ${lost}개를 조회하지 못함`,
    };
    return problem(code, says, {
      evidence: { ...failed.failure.evidence, ...evidence },
      message,
      cause: resolverCause,
    });
  }
  const longest = names.reduce((most, { ms }) => Math.max(most, ms), 0);
  if (names.length === 0)
    return ok({ en: `${count.en}, no name to look up`, ko: `${count.ko}, 조회할 이름 없음` }, { evidence });
  const says = {
    en: `${count.en}, ${plural(names.length, 'name')} in ${longest} ms at most`,
    ko: `${count.ko}, 이름 ${names.length}개, 최대 ${longest}ms`,
  };
  return longest > slow ? warning('dns/slow', says, { evidence }) : ok(says, { evidence });
}

function judgeOverride({ name, listed }: LookedUp): Judgement {
  const addresses = listed.join(', ');
  const says = { en: `${name} is ${addresses} by /etc/hosts`, ko: `/etc/hosts에 따라 ${name}은(는) ${addresses}` };
  return warning('dns/hosts-override', says, { evidence: { host: name, addresses: listed } });
}

export function resolverCheck(world: ResolverWorld, sources: () => Promise<readonly RoutedSource[]>): Check {
  return check({
    id: 'resolver',
    section: 'network',
    title: { en: 'resolver', ko: '리졸버' },
    limitMs: 12_000,
    gather: async (signal) => gatherResolver(world, await sources(), signal),
    judge: judgeResolver,
  });
}
