import { readCompoundStreams, type CompoundStream } from '../archive/compound.ts';
import { unpack } from '../archive/inflate.ts';
import { decodeText } from './charset.ts';
import { hashFile } from './hash-file.ts';
import { findInBytes, readStrings } from './read-strings.ts';
import { readMarkupFacts } from './read-markup.ts';
import type { MailFile, Reading } from './reading.ts';

/** Facts of a compound file: a message of Outlook with its attachments, a document of Hangul, or the strings in one of Office. */
export async function readCompound(reading: Reading, file: MailFile): Promise<void> {
  const streams = readCompoundStreams(file.content);
  const isEncrypted = streams.some(({ path }) => path === 'EncryptedPackage' || path === 'EncryptionInfo');
  if (isEncrypted) return reading.spending.reserve('mail/document-encrypted');
  const header = streams.find(({ path }) => path === 'FileHeader')?.content;
  if (header?.toString('latin1', 0, 17) === 'HWP Document File') return readHangul(reading, file, { header, streams });
  if (streams.some(({ path }) => path.startsWith('__properties_version1.0')))
    return readOutlook(reading, file, streams);
  // Links of Office stand in the open, and are found in a damaged file too.
  readStrings(reading, file);
}

const compressed = 1;
const protectedByPassword = 2;

/** HWP 5.0: text and embedded files are streams that are deflated one by one. */
async function readHangul(
  reading: Reading,
  { content, name, depth }: MailFile,
  { header, streams }: { readonly header: Buffer; readonly streams: readonly CompoundStream[] },
): Promise<void> {
  const { spending } = reading;
  const flags = header.length >= 40 ? header.readUInt32LE(36) : 0;
  if ((flags & protectedByPassword) !== 0) return spending.reserve('mail/document-encrypted');
  for (const stream of streams) {
    const kind = /^(BodyText|BinData|Scripts|DocInfo)(?:\/|$)/.exec(stream.path)?.[1];
    if (kind === undefined) continue;
    if (!spending.takeMember()) return;
    const isPacked = (flags & compressed) !== 0;
    const plain = isPacked ? await unpack(stream.content, 'raw', spending.unpackable(content.length)) : stream.content;
    if (typeof plain === 'string') {
      if (plain === 'too-large') spending.reserve('mail/document-too-large');
      continue;
    }
    if (isPacked) spending.takeUnpacked(plain.length);
    if (kind !== 'BinData') findInBytes(reading, plain, name);
    else await readEmbedded(reading, { content: plain, name: stream.path.replace(/^.*\//, ''), depth });
  }
}

async function readEmbedded(reading: Reading, file: Pick<MailFile, 'content' | 'name' | 'depth'>): Promise<void> {
  const { content, name, depth } = file;
  if (content.length === 0 || !hashFile(reading, content, 'archive', name)) return;
  if (!reading.spending.mayNest(depth + 1)) return;
  await reading.file({ content, name, type: '', charset: '', where: 'archive', depth: depth + 1, base: null });
}

/** Properties of a message (MS-OXMSG §2.1.2, MS-OXPROPS) by the end of the name of their stream. */
const properties = {
  headers: '007D001F',
  text: '1000001F',
  html: '10130102',
  fileName: '3707001F',
  fileContent: '37010102',
} as const;

async function readOutlook(reading: Reading, file: MailFile, streams: readonly CompoundStream[]): Promise<void> {
  const { name, depth } = file;
  for (const { path, content } of streams) {
    if (!reading.spending.hasTime()) return;
    const property = path.slice(path.lastIndexOf('_') + 1).toUpperCase();
    if (property === properties.text) reading.collector.text(content.toString('utf16le'), 'document', name);
    else if (property === properties.html)
      readMarkupFacts(reading, decodeText(content, ''), { where: 'document', note: name, depth });
    else if (property === properties.headers) {
      if (reading.spending.mayNest(depth + 1))
        await reading.message(Buffer.from(content.toString('utf16le')), depth + 1);
    } else if (property === properties.fileContent)
      await readEmbedded(reading, { content, name: nameBeside(path, streams), depth });
    else findInBytes(reading, content, name);
  }
}

/** The name of an attached file: another stream in the same storage. */
function nameBeside(path: string, streams: readonly CompoundStream[]): string | null {
  const storage = path.slice(0, path.lastIndexOf('/') + 1);
  const found = streams.find(
    (each) => each.path.toUpperCase() === `${storage}__SUBSTG1.0_${properties.fileName}`.toUpperCase(),
  );
  return found?.content.toString('utf16le') ?? null;
}
