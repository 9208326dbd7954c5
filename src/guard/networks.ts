import { formatAddress, parseAddress } from '../observable/address.ts';

export interface Network {
  readonly bits: 32 | 128;
  readonly number: bigint;
  readonly prefix: number;
}

/** An address or a network in CIDR; `null` for anything else. */
export function parseNetwork(text: string): Network | null {
  const [base = '', prefix] = text.split('/', 2);
  const address = parseAddress(base);
  if (address === undefined) return null;
  if (prefix === undefined) return { ...address, prefix: address.bits };
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= address.bits ? { ...address, prefix: Number(prefix) } : null;
}

/** Networks that are asked whether one of them holds another; quick, however many there are. */
export class NetworkSet {
  /** The numbers above the host bits, by family and prefix. */
  readonly #byPrefix = new Map<number, { readonly bits: 32 | 128; readonly prefix: number; heads: Set<bigint> }>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add({ bits, number, prefix }: Network): void {
    const key = bits * 256 + prefix;
    let group = this.#byPrefix.get(key);
    if (group === undefined) this.#byPrefix.set(key, (group = { bits, prefix, heads: new Set() }));
    const before = group.heads.size;
    group.heads.add(number >> BigInt(bits - prefix));
    this.#size += group.heads.size - before;
  }

  /** A network of the set within which this one lies, in CIDR; `null` where there is none. */
  around(inner: Network): string | null {
    for (const { bits, prefix, heads } of this.#byPrefix.values()) {
      if (bits !== inner.bits || prefix > inner.prefix) continue;
      const head = inner.number >> BigInt(bits - prefix);
      if (heads.has(head)) return format({ bits, prefix, number: head << BigInt(bits - prefix) });
    }
    return null;
  }

  /** A network of the set that lies within this one; looks at all of them. */
  within(outer: Network): string | null {
    for (const { bits, prefix, heads } of this.#byPrefix.values()) {
      if (bits !== outer.bits || prefix < outer.prefix) continue;
      for (const head of heads) {
        const number = head << BigInt(bits - prefix);
        if (number >> BigInt(bits - outer.prefix) === outer.number >> BigInt(bits - outer.prefix))
          return format({ bits, prefix, number });
      }
    }
    return null;
  }
}

function format({ bits, number, prefix }: Network): string {
  const address = formatAddress({ bits, number });
  return prefix === bits ? address : `${address}/${prefix}`;
}
