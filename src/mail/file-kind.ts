import { isZip } from '../archive/zip.ts';
import { isMessage } from './parts.ts';

/** What a file is read as. */
export type FileKind = 'html' | 'calendar' | 'message' | 'text' | 'link' | 'zip' | 'other';

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
  ics: 'calendar',
  eml: 'message',
  url: 'link',
  webloc: 'link',
  desktop: 'link',
  lnk: 'link',
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
  return byMagic(content) ?? byEnding[endingOf(name)] ?? byType(type) ?? byLook(content);
}

function endingOf(name: string | null): string {
  return /\.([a-z0-9]{1,8})[\s.]*$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
}

function byMagic(content: Buffer): FileKind | null {
  return isZip(content) ? 'zip' : null;
}

function byType(type: string): FileKind | null {
  if (type === 'text/html' || type === 'application/xhtml+xml' || type === 'image/svg+xml') return 'html';
  if (type === 'text/calendar' || type === 'application/ics') return 'calendar';
  if (isMessage(type)) return 'message';
  if (/^(?:text|message|multipart)\//.test(type)) return 'text';
  return /^application\/(?:xml|json|javascript|x-javascript|internet-shortcut)$/.test(type) ? 'link' : null;
}

/** A page is opened as one by many a program, whatever it is called. */
function byLook(content: Buffer): FileKind {
  return /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype\s+html|html|svg|script)\b/i.test(content.toString('latin1', 0, 300))
    ? 'html'
    : 'other';
}
