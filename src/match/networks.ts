import { formatAddress, parseAddress } from '../observable/address.ts';
import { networkBytes } from './header.ts';

/** Words of an address: one for IPv4, four for IPv6. */
export type AddressSize = 1 | 4;

const none = 0xffffffff;

/** The address last read, one or four words. Kept here, so that a look-up allocates nothing. */
export const address = new Uint32Array(4);

/** Places of the networks last found, narrowest first. */
export const found = new Uint32Array(129);

/** Leaves a canonical address in `address` and answers how many words it has; 0 where the text is none. */
export function readAddress(text: string): AddressSize | 0 {
  const v4 = dotted(text);
  if (v4 >= 0) {
    address[0] = v4;
    return 1;
  }
  const parsed = parseAddress(text);
  if (parsed === undefined) return 0;
  const size = parsed.bits === 32 ? 1 : 4;
  for (let i = 0; i < size; i += 1) address[i] = Number((parsed.number >> BigInt(32 * (size - 1 - i))) & 0xffffffffn);
  return size;
}

/** Dotted decimal without a regular expression; -1 for anything else. */
function dotted(text: string): number {
  let number = 0;
  let byte = -1;
  let dots = 0;
  for (let i = 0; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit === -2 && byte >= 0 && dots < 3) {
      number = number * 256 + byte;
      byte = -1;
      dots += 1;
    } else if (digit >= 0 && digit <= 9 && byte !== 0 && byte < 26) {
      byte = Math.max(byte, 0) * 10 + digit;
      if (byte > 255) return -1;
    } else return -1;
  }
  return dots === 3 && byte >= 0 ? number * 256 + byte : -1;
}

/** Collects the networks of a snapshot while it is built: 13 bytes an IPv4 network, 20 an IPv6 one. */
export class NetworkCollector {
  readonly #size: AddressSize;
  /** For IPv4 address and length as one number, else the five words one after the other. */
  #numbers: Float64Array | Uint32Array;
  #count = 0;

  constructor(size: AddressSize) {
    this.#size = size;
    this.#numbers = size === 1 ? new Float64Array(64) : new Uint32Array(5 * 64);
  }

  /** Adds the network of `address` and a prefix length. */
  add(length: number): void {
    const stride = this.#size === 1 ? 1 : 5;
    if ((this.#count + 1) * stride > this.#numbers.length) this.#grow();
    const at = this.#count * stride;
    if (this.#size === 1) this.#numbers[at] = (address[0] ?? 0) * 64 + length;
    else {
      this.#numbers.set(address, at);
      this.#numbers[at + 4] = length;
    }
    this.#count += 1;
  }

  /** The networks in order, each once, as a section of a snapshot; and how many they are. */
  finish(): { readonly bytes: Uint8Array; readonly count: number } {
    const sorted = this.#size === 1 ? sortShort(this.#numbers.subarray(0, this.#count)) : this.#sortLong();
    const count = sorted.lengths.length;
    const bytes = new Uint8Array(Math.ceil((count * networkBytes(this.#size)) / 16) * 16);
    const columns = columnsOf(bytes, count, this.#size);
    columns.starts.set(sorted.starts);
    columns.lengths.set(sorted.lengths);
    fillParents(new NetworkTable(bytes, count, this.#size), columns);
    return { bytes, count };
  }

  #grow(): void {
    const wider = this.#size === 1 ? new Float64Array(this.#count * 2) : new Uint32Array(this.#numbers.length * 2);
    wider.set(this.#numbers);
    this.#numbers = wider;
  }

  #sortLong(): Sorted {
    const all = this.#numbers;
    const order = new Uint32Array(this.#count).map((_, i) => i).sort((a, b) => compareRows(all, a, b));
    const kept = order.filter((row, i) => i === 0 || compareRows(all, order[i - 1] ?? 0, row) !== 0);
    const starts = new Uint32Array(kept.length * 4);
    const lengths = new Uint8Array(kept.length);
    for (const [i, row] of kept.entries()) {
      for (let word = 0; word < 4; word += 1) starts[4 * i + word] = all[5 * row + word] ?? 0;
      lengths[i] = all[5 * row + 4] ?? 0;
    }
    return { starts, lengths };
  }
}

interface Sorted {
  readonly starts: Uint32Array;
  readonly lengths: Uint8Array;
}

function sortShort(numbers: Float64Array | Uint32Array): Sorted {
  const kept = numbers.sort().filter((number, i) => i === 0 || number !== numbers[i - 1]);
  const starts = new Uint32Array(kept.length);
  const lengths = new Uint8Array(kept.length);
  for (const [i, number] of kept.entries()) {
    starts[i] = Math.floor(number / 64);
    lengths[i] = number % 64;
  }
  return { starts, lengths };
}

function compareRows(rows: ArrayLike<number>, a: number, b: number): number {
  for (let word = 0; word < 5; word += 1) {
    const difference = (rows[5 * a + word] ?? 0) - (rows[5 * b + word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Columns extends Sorted {
  /** The place of the narrowest network around this one, or `none`. */
  readonly parents: Uint32Array;
}

function columnsOf(bytes: Uint8Array, count: number, size: AddressSize): Columns {
  const { buffer, byteOffset } = bytes;
  return {
    starts: new Uint32Array(buffer, byteOffset, count * size),
    parents: new Uint32Array(buffer, byteOffset + count * size * 4, count),
    lengths: new Uint8Array(buffer, byteOffset + count * (size + 1) * 4, count),
  };
}

/** Two networks are apart or one holds the other, so the one around is on the path from the network before. */
function fillParents(table: NetworkTable, { starts, parents }: Columns): void {
  const size = starts.length / Math.max(parents.length, 1);
  for (let i = 0; i < parents.length; i += 1) {
    for (let word = 0; word < size; word += 1) address[word] = starts[i * size + word] ?? 0;
    parents[i] = i === 0 ? none : table.around(i - 1);
  }
}

/** The networks of one family, sorted by address and then by length, each with the way to the one around it. */
export class NetworkTable {
  readonly #size: AddressSize;
  readonly #columns: Columns;

  constructor(bytes: Uint8Array, count: number, size: AddressSize) {
    this.#size = size;
    this.#columns = columnsOf(bytes, count, size);
  }

  /** Leaves the places of all networks that hold `address` in `found`, narrowest first, and answers how many. */
  findAround(): number {
    let count = 0;
    let place = this.around(this.#lastBefore());
    for (; place !== none && count < found.length; place = this.#parent(place)) {
      found[count] = place;
      count += 1;
    }
    return count;
  }

  /** Whether any network holds `address`. */
  holds(): boolean {
    return this.around(this.#lastBefore()) !== none;
  }

  /** The narrowest network that holds `address`, from a place on the path outwards; `none` where there is none. */
  around(place: number): number {
    let next = place;
    while (next !== none && !this.#contains(next)) next = this.#parent(next);
    return next;
  }

  /** The canonical text of a network. */
  textAt(place: number): string {
    let number = 0n;
    for (let word = 0; word < this.#size; word += 1) {
      number = (number << 32n) | BigInt(this.#columns.starts[place * this.#size + word] ?? 0);
    }
    return `${formatAddress({ bits: this.#size === 1 ? 32 : 128, number })}/${this.#columns.lengths[place] ?? 0}`;
  }

  /** Always before its child, whatever a damaged file says, so that every path ends. */
  #parent(place: number): number {
    const parent = this.#columns.parents[place] ?? none;
    return parent < place ? parent : none;
  }

  /** The last place whose network begins at `address` or before; `none` where all begin after it. */
  #lastBefore(): number {
    let low = 0;
    let high = this.#columns.lengths.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#beginsAfter(middle)) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? none : low - 1;
  }

  #beginsAfter(place: number): boolean {
    const { starts } = this.#columns;
    const size = this.#size;
    for (let word = 0; word < size; word += 1) {
      const start = starts[place * size + word] ?? 0;
      const asked = address[word] ?? 0;
      if (start !== asked) return start > asked;
    }
    return false;
  }

  #contains(place: number): boolean {
    const { starts, lengths } = this.#columns;
    const size = this.#size;
    let rest = lengths[place] ?? 0;
    for (let word = 0; word < size && rest > 0; word += 1, rest -= 32) {
      const differs = (starts[place * size + word] ?? 0) ^ (address[word] ?? 0);
      if (differs >>> Math.max(32 - rest, 0) !== 0) return false;
    }
    return true;
  }
}
