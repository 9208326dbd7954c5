/** A stream of a compound file (MS-CFB), by its path through the storages around it. */
export interface CompoundStream {
  readonly path: string;
  readonly content: Buffer;
}

const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Whether bytes begin as a compound file does: .doc, .xls, .ppt, .msg, .hwp, and encrypted documents. */
export function isCompound(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(signature);
}

/** The streams of a compound file, altogether no more bytes than it has; a damaged file has fewer. Never fails. */
export function readCompoundStreams(bytes: Buffer): readonly CompoundStream[] {
  try {
    return new CompoundFile(bytes).streams();
  } catch (error) {
    // Numbers of a damaged file lead past its end.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Sectors from here on are marks, not places. */
const lastSector = 0xfffffffa;
const entrySize = 128;
const none = 0xffffffff;
const kinds = { storage: 1, stream: 2, root: 5 } as const;

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

class CompoundFile {
  readonly #bytes: Buffer;
  readonly #shift: number;
  readonly #miniShift: number;
  readonly #cutoff: number;
  readonly #table: readonly number[];
  readonly #miniTable: readonly number[];
  readonly #entries: readonly Entry[];
  readonly #mini: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#shift = Math.min(bytes.readUInt16LE(30), 12);
    this.#miniShift = Math.min(bytes.readUInt16LE(32), this.#shift);
    this.#cutoff = bytes.readUInt32LE(56);
    this.#table = this.#tableSectors().flatMap((sector) => numbersOf(this.#sector(sector)));
    this.#miniTable = numbersOf(this.#chain(bytes.readUInt32LE(60)));
    this.#entries = entriesOf(this.#chain(bytes.readUInt32LE(48)));
    this.#mini = this.#chain(this.#entries[0]?.start ?? none);
  }

  streams(): readonly CompoundStream[] {
    const streams: CompoundStream[] = [];
    const seen = new Set<number>();
    const open: (readonly [id: number, path: string])[] = [[this.#entries[0]?.child ?? none, '']];
    let left = this.#bytes.length;
    for (let next = open.pop(); next !== undefined && left > 0; next = open.pop()) {
      const [id, path] = next;
      const entry = this.#entries[id];
      if (entry === undefined || seen.has(id)) continue;
      seen.add(id);
      open.push([entry.left, path], [entry.right, path], [entry.child, `${path}${entry.name}/`]);
      if (entry.kind !== kinds.stream) continue;
      const content = this.#content(entry);
      left -= content.length;
      streams.push({ path: path + entry.name, content });
    }
    return streams;
  }

  #content({ start, size }: Entry): Buffer {
    if (size >= this.#cutoff) return this.#chain(start).subarray(0, size);
    const pieces: Buffer[] = [];
    const length = 1 << this.#miniShift;
    for (const sector of follow(this.#miniTable, start)) {
      pieces.push(this.#mini.subarray(sector * length, (sector + 1) * length));
    }
    return Buffer.concat(pieces).subarray(0, size);
  }

  #sector(sector: number): Buffer {
    return this.#bytes.subarray((sector + 1) << this.#shift, (sector + 2) << this.#shift);
  }

  #chain(start: number): Buffer {
    return Buffer.concat([...follow(this.#table, start)].map((sector) => this.#sector(sector)));
  }

  /** Where the table of sectors lies: 109 places in the header, more in a chain of its own. */
  #tableSectors(): readonly number[] {
    const most = this.#bytes.length >> this.#shift;
    const found = numbersOf(this.#bytes.subarray(76, 512));
    let next = this.#bytes.readUInt32LE(68);
    while (next < lastSector && found.length <= most) {
      const numbers = numbersOf(this.#sector(next));
      next = numbers.pop() ?? none;
      found.push(...numbers);
    }
    return found.filter((sector) => sector < lastSector).slice(0, most);
  }
}

/** The sectors of a chain; one that comes back to itself ends. */
function* follow(table: readonly number[], start: number): Generator<number> {
  let sector = start;
  for (let count = 0; sector < table.length && count < table.length; count += 1) {
    yield sector;
    sector = table[sector] ?? none;
  }
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
}

function entriesOf(bytes: Buffer): readonly Entry[] {
  return Array.from({ length: Math.floor(bytes.length / entrySize) }, (_, i) => {
    const at = i * entrySize;
    const nameLength = Math.min(Math.max(bytes.readUInt16LE(at + 64) - 2, 0), 62);
    return {
      name: bytes.toString('utf16le', at, at + nameLength),
      kind: bytes[at + 66] ?? 0,
      left: bytes.readUInt32LE(at + 68),
      right: bytes.readUInt32LE(at + 72),
      child: bytes.readUInt32LE(at + 76),
      start: bytes.readUInt32LE(at + 116),
      size: bytes.readUInt32LE(at + 120),
    };
  });
}
