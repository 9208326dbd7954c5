import { promises as dns } from 'node:dns';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { resolverPlace } from './ask-resolver.ts';
import { fail, type NetCode } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { hostsFile, type HostsFile } from './hosts-file.ts';
import { unlessAborted } from './within.ts';

/** Addresses of a name. */
interface Resolution {
  /** IPv6 first, each family in the order of the answer. Never empty. */
  readonly addresses: readonly string[];
  readonly from: 'hosts-file' | 'dns';
  /** IPv4 had answered, IPv6 had not within the resolution delay: dial without it. */
  readonly slowV6: boolean;
}

/** Turns names into addresses; the caller has seen to it that `name` is one (`checkHostName`). */
export interface Resolver {
  /** @throws Failure `dns/*`; or the signal's reason. */
  resolve(name: string, signal: AbortSignal): Promise<Resolution>;
}

export interface ResolverOptions {
  readonly clock: Clock;
  /** Default `/etc/hosts`. */
  readonly hosts?: HostsFile;
  /** `address` or `address:port`; default those of this host. */
  readonly servers?: readonly string[];
  /** For one question to one server, asked twice. Default 2,000 ms. */
  readonly timeout?: number;
}

/**
 * Servers as `FEEDGATE_DNS` names them, with commas between; `undefined` for none, which means those of this host.
 * @throws Failure `config/dns-servers-bad`.
 */
export function parseServers(text: string | undefined): readonly string[] | undefined {
  const servers = (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (servers.length === 0) return undefined;
  const wrong = servers.find((each) => !isServer(each));
  if (wrong === undefined) return servers;
  throw fail('config/dns-servers-bad', `FEEDGATE_DNS: ${quote(wrong)} is no address of a DNS server`, {
    evidence: { value: wrong },
  });
}

function isServer(text: string): boolean {
  const { address, port } = resolverPlace(text);
  return isIP(address) !== 0 && port > 0 && port < 65_536;
}

/** How long an IPv6 answer may lag behind the IPv4 answer (RFC 8305 §3). */
const resolutionDelay = 50;

/** Whole look-up, however many servers are configured, in multiples of the timeout of one question. */
const patience = 5;

type Outcome = { readonly addresses: readonly string[]; readonly error: string | null };

/**
 * Asks c-ares, not getaddrinfo, which folds eleven faults into one code and blocks every look-up of the process when
 * two of them hang. The hosts file comes first. Each look-up reads the servers anew, and nothing is cached.
 */
export function systemResolver(options: ResolverOptions): Resolver {
  const { clock, hosts = hostsFile(), servers, timeout = 2000 } = options;
  return {
    async resolve(name, signal) {
      const listed = await hosts.addressesOf(name);
      if (listed.length > 0) return { addresses: listed, from: 'hosts-file', slowV6: false };
      if (/(^|\.)localhost\.?$/i.test(name)) {
        return { addresses: ['::1', '127.0.0.1'], from: 'hosts-file', slowV6: false };
      }
      const resolver = new dns.Resolver({ timeout, tries: 2, maxTimeout: timeout });
      if (servers !== undefined) resolver.setServers(servers);
      const done = new AbortController();
      const overdue = clock.sleep(timeout * patience, done.signal).then((): 'overdue' => 'overdue');
      try {
        const answers = ask(resolver, name, clock);
        const answer = await unlessAborted(signal, Promise.race([answers, overdue]));
        if (answer === 'overdue') throw failureOf(name, 'ETIMEOUT', 'ETIMEOUT', resolver.getServers());
        const { v4, v6 } = answer;
        const addresses = [...(v6?.addresses ?? []), ...v4.addresses];
        if (addresses.length > 0) return { addresses, from: 'dns', slowV6: v6 === undefined };
        throw await explained(name, failureOf(name, v4.error, v6?.error ?? null, resolver.getServers()));
      } finally {
        done.abort();
        resolver.cancel();
      }
    },
  };
}

/** Both families at once. IPv4 is always waited for; IPv6 only for the resolution delay once IPv4 has addresses. */
async function ask(
  resolver: dns.Resolver,
  name: string,
  clock: Clock,
): Promise<{ readonly v4: Outcome; readonly v6: Outcome | undefined }> {
  const asked6 = outcome(resolver.resolve6(name));
  const v4 = await outcome(resolver.resolve4(name));
  if (v4.addresses.length === 0) return { v4, v6: await asked6 };
  const done = new AbortController();
  const late = clock.sleep(resolutionDelay, done.signal).then(() => undefined);
  const v6 = await Promise.race([asked6, late]);
  done.abort();
  return { v4, v6 };
}

function outcome(answer: Promise<string[]>): Promise<Outcome> {
  return answer.then(
    (addresses) => ({ addresses, error: null }),
    (error: unknown) => ({ addresses: [], error: errorCode(error) }),
  );
}

const codes: Readonly<Record<string, NetCode>> = {
  ENOTFOUND: 'dns/nxdomain',
  ENODATA: 'dns/no-address',
  ESERVFAIL: 'dns/servfail',
  EREFUSED: 'dns/refused',
  ETIMEOUT: 'dns/timeout',
  ECONNREFUSED: 'dns/resolver-down',
  EBADRESP: 'dns/bad-answer',
  EFORMERR: 'dns/formerr',
  ENOTIMP: 'dns/notimp',
  EBADNAME: 'dns/bad-name',
};

const said: Readonly<Record<string, string>> = {
  'dns/nxdomain': 'the name does not exist',
  'dns/no-address': 'the name has neither an A nor an AAAA record',
  'dns/cname-loop': 'its alias leads to no address',
  'dns/servfail': 'the resolver answered SERVFAIL',
  'dns/refused': 'the resolver answered REFUSED',
  'dns/timeout': 'no answer',
  'dns/resolver-down': 'the resolver refused the connection',
  'dns/bad-answer': 'the answer cannot be read',
  'dns/formerr': 'the resolver answered FORMERR',
  'dns/notimp': 'the resolver answered NOTIMP',
  'dns/bad-name': 'not a host name',
};

/** An answer that settles it (no such name, no record) outweighs a fault of the other family's question. */
function failureOf(name: string, v4: string | null, v6: string | null, servers: readonly string[]): Failure {
  const errors = [v4, v6];
  const decisive = errors.find((e) => e === 'ENOTFOUND') ?? errors.find((e) => e !== null && e !== 'ENODATA');
  // No error and no address: only an alias came back, and it led nowhere.
  const error = decisive ?? (errors.includes(null) ? null : v4);
  const code = error === null ? 'dns/cname-loop' : (codes[error] ?? 'dns/failed');
  const by = servers.length === 0 ? '' : ` by ${servers.join(', ')}`;
  return fail(code, `look-up of ${quote(name)}${by}: ${said[code] ?? error ?? 'failed'}`, {
    evidence: { name, a: v4 ?? 'empty', aaaa: v6 ?? 'empty', servers },
  });
}

/**
 * A refusal may mean less: c-ares asks 127.0.0.1 when no server is configured, and says the same when it gets no
 * file descriptor for its socket, which reading a file then shows.
 */
async function explained(name: string, failure: Failure): Promise<Failure> {
  if (failure.code !== 'dns/resolver-down') return failure;
  const conf = await readFile('/etc/resolv.conf', 'utf8').catch((error: unknown) => errorCode(error));
  if (conf === 'EMFILE' || conf === 'ENFILE') {
    return fail('host/fd-limit', `look-up of ${quote(name)}: no file descriptor left`, { evidence: failure.evidence });
  }
  const servers = failure.evidence['servers'];
  const assumed = Array.isArray(servers) && servers.length === 1 && servers[0] === '127.0.0.1';
  if (!assumed || /^\s*nameserver\s+\S/m.test(conf)) return failure;
  return fail('dns/resolv-conf-empty', `look-up of ${quote(name)}: no resolver is configured`, {
    evidence: failure.evidence,
  });
}
