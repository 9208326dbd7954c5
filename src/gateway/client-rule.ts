import { parseAddress } from '../observable/address.ts';

/** Clients whose standing is remembered; more of them, and all are judged anew. */
const mostRemembered = 10_000;

export interface ClientRule {
  /** Addresses and networks in CIDR that are answered. */
  readonly allowed: readonly string[];
  /** Questions a second of one client; loopback has no limit. Default 1,000. */
  readonly perSecond?: number;
}

interface Standing {
  readonly allowed: boolean;
  readonly limited: boolean;
  second: number;
  asked: number;
}

/** Tells who is answered, and how often. Bounded in memory whoever asks. */
export class ClientGate {
  readonly #isAllowed: (address: string) => boolean;
  readonly #perSecond: number;
  #standings = new Map<string, Standing>();

  constructor({ allowed, perSecond = 1000 }: ClientRule) {
    this.#isAllowed = networkSet(allowed);
    this.#perSecond = perSecond;
  }

  /** `refuse`: not a client of ours; `silent`: asks too often. `now` is monotonic milliseconds. */
  judge(client: string, now: number): 'answer' | 'refuse' | 'silent' {
    const standing = this.#standing(client);
    if (!standing.allowed) return 'refuse';
    if (!standing.limited) return 'answer';
    const second = Math.floor(now / 1000);
    if (standing.second !== second) {
      standing.second = second;
      standing.asked = 0;
    }
    standing.asked += 1;
    return standing.asked > this.#perSecond ? 'silent' : 'answer';
  }

  #standing(client: string): Standing {
    const known = this.#standings.get(client);
    if (known !== undefined) return known;
    if (this.#standings.size >= mostRemembered) this.#standings = new Map();
    const standing = {
      allowed: this.#isAllowed(client),
      limited: !isLoopback(client),
      second: 0,
      asked: 0,
    };
    this.#standings.set(client, standing);
    return standing;
  }
}

/** Tells whether an address lies in one of these networks; an address is a network of its own. */
export function networkSet(texts: readonly string[]): (address: string) => boolean {
  const networks = texts.flatMap((text) => parseNetwork(text) ?? []);
  return (text) => {
    const address = parseNetwork(text);
    return address !== null && networks.some((network) => holds(network, address));
  };
}

interface Network {
  readonly bits: 32 | 128;
  readonly number: bigint;
  readonly prefix: number;
}

function parseNetwork(text: string): Network | null {
  const [base = '', prefix] = text.split('/', 2);
  const address = parseAddress(base);
  return address === undefined ? null : { ...address, prefix: prefix === undefined ? address.bits : Number(prefix) };
}

function holds(outer: Network, inner: Network): boolean {
  const host = BigInt(outer.bits - outer.prefix);
  return outer.bits === inner.bits && outer.number >> host === inner.number >> host;
}

function isLoopback(client: string): boolean {
  return client === '::1' || client.startsWith('127.') || client.startsWith('::ffff:127.');
}
