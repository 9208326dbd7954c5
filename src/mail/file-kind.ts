import { isCompound } from '../archive/compound.ts';
import { isGzip } from '../archive/gzip.ts';
import { isTar } from '../archive/tar.ts';
import { isZip } from '../archive/zip.ts';
import { isMessage } from './parts.ts';

/** What a file is read as. */
export type FileKind =
  | 'html'
  | 'calendar'
  | 'message'
  | 'text'
  /** Looked through for URLs with a scheme. */
  | 'link'
  | 'zip'
  | 'gzip'
  | 'tar'
  /** An archive that is not unpacked. */
  | 'unread'
  | 'pdf'
  | 'rtf'
  /** Office before 2007, Outlook, Hangul. */
  | 'compound'
  /** Looked through for URLs in any width of characters. */
  | 'binary'
  | 'other';

/** What is known of a file before it is read. */
export interface FileLabel {
  /** Lower case; empty where nothing is said. */
  readonly type: string;
  /** Hostile text; `null` where it has none. */
  readonly name: string | null;
}

const byEnding: Readonly<Record<string, FileKind>> = {
  htm: 'html',
  html: 'html',
  xhtml: 'html',
  shtml: 'html',
  mht: 'message',
  mhtml: 'message',
  svg: 'html',
  xml: 'html',
  iso: 'unread',
  img: 'unread',
  ics: 'calendar',
  eml: 'message',
  url: 'link',
  webloc: 'link',
  desktop: 'link',
  lnk: 'binary',
  p7m: 'binary',
  iqy: 'link',
  rdp: 'binary',
  one: 'binary',
  chm: 'binary',
  txt: 'text',
  csv: 'text',
  md: 'text',
  log: 'text',
  vcf: 'text',
  json: 'link',
  js: 'link',
  jse: 'link',
  vbs: 'link',
  vbe: 'link',
  wsf: 'link',
  hta: 'html',
  ps1: 'link',
  bat: 'link',
  cmd: 'link',
};

/** By its first bytes where they tell, then by its name, then by its type: what opens it looks at the name. */
export function fileKind(content: Buffer, { type, name }: FileLabel): FileKind {
  // What is shown in the mail is shown as what it is said to be.
  if (name === null && type.startsWith('text/')) return byType(type) ?? 'text';
  return byMagic(content) ?? byEnding[endingOf(name)] ?? byType(type) ?? byLook(content);
}

function endingOf(name: string | null): string {
  return /\.([a-z0-9]{1,8})[\s.]*$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
}

/** The first bytes of what is told by them, in hexadecimal. */
const magic: readonly (readonly [RegExp, FileKind])[] = [
  [/^7b5c7274/, 'rtf'],
  // RAR, 7-Zip, xz, bzip2, CAB, Zstandard, compress, EGG, ALZ; ACE.
  [
    /^(?:526172211a07|377abcaf271c|fd377a585a|425a68|4d534346|28b52ffd|1f9d|45474741|414c5a01|.{14}2a2a414345)/,
    'unread',
  ],
  // Attachments of Outlook (winmail.dat), links of Windows, notes of OneNote.
  [/^(?:789f3e22|4c00000001140200|e4525c7b)/, 'binary'],
];

function byMagic(content: Buffer): FileKind | null {
  if (isZip(content)) return 'zip';
  if (isGzip(content)) return 'gzip';
  if (isCompound(content)) return 'compound';
  if (content.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  const begin = content.toString('hex', 0, 16);
  const found = magic.find(([pattern]) => pattern.test(begin));
  return found?.[1] ?? (isTar(content) ? 'tar' : null);
}

function byType(type: string): FileKind | null {
  if (type === 'text/html' || type === 'application/xhtml+xml' || type === 'image/svg+xml') return 'html';
  if (type === 'text/calendar' || type === 'application/ics') return 'calendar';
  if (isMessage(type)) return 'message';
  if (/^(?:text|message|multipart)\//.test(type)) return 'text';
  if (/^application\/(?:x-)?(?:pkcs7-mime|pkcs7-signature|ms-tnef)$/.test(type)) return 'binary';
  return /^application\/(?:xml|json|javascript|x-javascript|internet-shortcut)$/.test(type) ? 'link' : null;
}

/** A page is opened as one by many a program, whatever it is called. */
function byLook(content: Buffer): FileKind {
  return /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype\s+html|html|svg|script)\b/i.test(content.toString('latin1', 0, 300))
    ? 'html'
    : 'other';
}
