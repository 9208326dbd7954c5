import { unpack } from '../archive/inflate.ts';
import { decodeAscii85 } from './ascii85.ts';
import { piecesOfPdf, type PdfStream } from './pdf-objects.ts';
import { stringsOf } from './pdf-strings.ts';
import { readCharacterMap, shownText, type CharacterMap } from './pdf-text.ts';
import { hashFile } from './hash-file.ts';
import type { MailFile, Reading } from './reading.ts';

/** Facts of a PDF: where its actions lead, what its objects and scripts name, the text of its pages, files in it. */
export async function readPdf(reading: Reading, file: MailFile): Promise<void> {
  const { spending } = reading;
  const { content, name } = file;
  const { streams, between } = piecesOfPdf(content);
  const isEncrypted = /\/Encrypt\b/.test(between);
  if (isEncrypted) spending.reserve('mail/document-encrypted');
  readObjects(reading, between, name);
  if (isEncrypted) return;
  const pages: string[] = [];
  const maps: CharacterMap[] = [];
  for (const stream of streams) {
    await spending.rest();
    if (!spending.hasTime()) return;
    const source = await readStream(reading, file, stream);
    if (source === null) continue;
    const map = source.includes('beginbf') ? readCharacterMap(source) : null;
    if (map === null) pages.push(source);
    else if (maps.length < mostMaps) maps.push(map);
  }
  for (const page of pages) readPage(reading, page, { maps, name });
}

/** Fonts of one document whose tables are tried on its text. */
const mostMaps = 10;

/** Which font draws what is not followed: a text that is read by the wrong table is no link. */
function readPage(
  { collector, spending }: Reading,
  page: string,
  { maps, name }: { readonly maps: readonly CharacterMap[]; readonly name: string | null },
): void {
  for (const map of [null, ...maps]) {
    for (const gap of ['', ' '] as const) {
      if (!spending.hasTime()) return;
      collector.text(shownText(page, gap, map), 'document', name);
    }
  }
}

/** What shows no text and leads nowhere: pictures, fonts, colours, tables of objects. */
const silent =
  /\/(?:Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType)|Length[123]\b|Alternate\b|Type\s*\/XRef\b|FunctionType\b)/;

/** Reads what a stream holds; what draws a page, or tells the characters of a font, is answered as Latin-1. */
async function readStream(
  reading: Reading,
  { content, name, depth }: MailFile,
  stream: PdfStream,
): Promise<string | null> {
  const { spending } = reading;
  if (silent.test(stream.dictionary)) return null;
  const plain = await plainContent(stream, spending.unpackable(content.length));
  if (typeof plain === 'string') {
    if (plain === 'too-large') spending.reserve('mail/document-too-large');
    return null;
  }
  spending.takeUnpacked(plain.length);
  if (/\/EmbeddedFile\b/.test(stream.dictionary)) {
    if (!spending.mayNest(depth + 1) || !hashFile(reading, plain, 'archive', name)) return null;
    const inside = { content: plain, name: null, type: '', charset: '', where: 'archive', base: null } as const;
    await reading.file({ ...inside, depth: depth + 1 });
    return null;
  }
  const source = plain.toString('latin1');
  if (!/\/(?:ObjStm|Metadata)\b/.test(stream.dictionary)) return source;
  readObjects(reading, source, name);
  return null;
}

/** Undoes the filters of a stream, as far as they are known; pictures have others. */
async function plainContent(
  { dictionary, content }: PdfStream,
  most: number,
): Promise<Buffer | 'too-large' | 'damaged'> {
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\/\w+/g) ?? [];
  let plain: Buffer | 'too-large' | 'damaged' = content;
  for (const filter of filters) {
    if (typeof plain === 'string') return plain;
    if (filter === '/FlateDecode' || filter === '/Fl') plain = await unpack(plain, 'zlib', most);
    else if (filter === '/ASCII85Decode' || filter === '/A85') plain = decodeAscii85(plain);
    else if (filter === '/ASCIIHexDecode' || filter === '/AHx')
      plain = Buffer.from(plain.toString('latin1').replaceAll(/[^0-9a-f]/gi, ''), 'hex');
    else return 'damaged';
  }
  return plain;
}

/** Strings of objects: values of `URI` lead on as they stand, others where they have a scheme. */
function readObjects({ collector, spending }: Reading, source: string, name: string | null): void {
  let count = 0;
  for (const { key, text } of stringsOf(source)) {
    if ((count += 1) % 1000 === 0 && !spending.hasTime()) return;
    if (key === 'URI') collector.reference(text, null, 'document', name);
    else if (text.includes('://')) collector.code(text, 'document', name);
  }
}
