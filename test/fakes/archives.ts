import { crc32, deflateRawSync } from 'node:zlib';

type Files = Readonly<Record<string, Uint8Array | string>>;

/** A zip archive of deflated files; `flags` 1 says that they are encrypted, `claims` tells another size of them. */
export function zipOf(files: Files, { flags = 0, claims }: { flags?: number; claims?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    // Documents begin with their type, which is never packed.
    const isPacked = name !== 'mimetype';
    const data = isPacked ? deflateRawSync(content) : Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(isPacked ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claims ?? Buffer.byteLength(content), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(
    centrals.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

/** A tar archive; a name that is too long for its header comes before as GNU tar has it. */
export function tarOf(files: Files): Buffer {
  const blocks = Object.entries(files).flatMap(([name, content]) => [
    ...(name.length > 100 ? tarEntry('././@LongLink', Buffer.from(`${name}\0`), 'L') : []),
    ...tarEntry(name, Buffer.from(content), '0'),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function tarEntry(name: string, content: Buffer, type: string): Buffer[] {
  const header = Buffer.alloc(512);
  header.write(name.slice(0, 100), 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}

const free = 0xffffffff;
const endOfChain = 0xfffffffe;

/** A compound file (MS-CFB) of streams in storages; all of them in sectors of 512 bytes. */
export function compoundOf(streams: Files): Buffer {
  const nodes: { name: string; kind: number; right: number; child: number; content: Buffer | null }[] = [
    { name: 'Root Entry', kind: 5, right: free, child: free, content: null },
  ];
  const add = (parent: number, name: string, content: Buffer | null): number => {
    const known = nodes.findIndex((each, i) => i > 0 && each.name === name && children(parent).includes(i));
    if (known > 0) return known;
    const right = nodes[parent]?.child ?? free;
    nodes.push({ name, kind: content === null ? 1 : 2, right, child: free, content });
    const last = nodes[parent];
    if (last !== undefined) last.child = nodes.length - 1;
    return nodes.length - 1;
  };
  const children = (parent: number): number[] => {
    const found: number[] = [];
    for (let at = nodes[parent]?.child ?? free; at !== free; at = nodes[at]?.right ?? free) found.push(at);
    return found;
  };
  for (const [path, content] of Object.entries(streams)) {
    const names = path.split('/');
    const parent = names.slice(0, -1).reduce((at, name) => add(at, name, null), 0);
    add(parent, names.at(-1) ?? '', Buffer.from(content));
  }
  const sectors: Buffer[] = [];
  const table: number[] = [endOfChain];
  const place = (content: Buffer): number => {
    const start = sectors.length + 1;
    for (let at = 0; at < content.length; at += 512) {
      sectors.push(Buffer.concat([content.subarray(at, at + 512)], 512));
      table.push(at + 512 < content.length ? sectors.length + 1 : endOfChain);
    }
    return content.length === 0 ? endOfChain : start;
  };
  const directory = Buffer.concat(nodes.map((node) => directoryEntry(node, place(node.content ?? Buffer.alloc(0)))));
  const directoryStart = place(directory);
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(directoryStart, 48);
  header.writeUInt32LE(0, 56);
  header.writeUInt32LE(endOfChain, 60);
  header.writeUInt32LE(endOfChain, 68);
  header.writeUInt32LE(0, 76);
  const fat = Buffer.alloc(512, 0xff);
  for (const [i, next] of table.slice(0, 128).entries()) fat.writeUInt32LE(next, i * 4);
  return Buffer.concat([header, fat, ...sectors]);
}

function directoryEntry(
  node: { name: string; kind: number; right: number; child: number; content: Buffer | null },
  start: number,
): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(node.name, 0, 'utf16le');
  entry.writeUInt16LE((node.name.length + 1) * 2, 64);
  entry[66] = node.kind;
  entry.writeUInt32LE(free, 68);
  entry.writeUInt32LE(node.right, 72);
  entry.writeUInt32LE(node.child, 76);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(node.content?.length ?? 0, 120);
  return entry;
}
