import { X509Certificate } from 'node:crypto';
import { statSync } from 'node:fs';
import { isSeq, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { type Authority, authorityOf } from './authorities.ts';
import { textOf } from './text-file.ts';
import { readYaml, type FileText } from './yaml-document.ts';

/** All roots of the web are some 150. */
const mostAuthorities = 1000;

function isCertificate(pem: string): boolean {
  try {
    void new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/** The file, as it is checked and as editors are told of it. */
export const trustSchema = z.strictObject({
  system: z.boolean().default(true),
  custom: z.boolean().default(true),
  authorities: z
    .array(z.string().max(65_536).refine(isCertificate, { message: 'one certificate as PEM' }))
    .max(mostAuthorities)
    .default([]),
});

/** Whom a node trusts, as its file says. */
export interface TrustFile {
  /** The system's list counts. */
  readonly system: boolean;
  /** The list below counts. */
  readonly custom: boolean;
  readonly authorities: readonly Authority[];
}

/** What a file says; an empty one trusts the system's list. @throws Failure `config/file-bad` */
export function parseTrust(file: FileText): TrustFile {
  const { authorities, ...switches } = readYaml(file, trustSchema);
  return { ...switches, authorities: authorities.map((pem) => authorityOf(new X509Certificate(pem))) };
}

/** What the file says; the usual where there is none. @throws Failure `config/file-bad` */
export function readTrust(path: string): TrustFile {
  return parseTrust({ name: path, text: textOf(path) });
}

/** Answers what the file says now, and reads it again where it has changed. The function throws what reading throws. */
export function liveTrust(path: string): () => TrustFile {
  let seen: string | null = null;
  let known: TrustFile = { system: true, custom: true, authorities: [] };
  return () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    const changed = stat === undefined ? 'none' : `${stat.mtimeMs} ${stat.ino} ${stat.size}`;
    if (changed === seen) return known;
    known = readTrust(path);
    seen = changed;
    return known;
  };
}

/** The text with authorities added; those that it has stay where they are, comments too. */
export function withAuthorities(text: string, added: readonly Authority[]): string {
  const document = opened(text);
  const list = document.get('authorities');
  if (!isSeq(list)) document.set('authorities', document.createNode(added.map(({ pem }) => pem)));
  else for (const { pem } of added) list.add(document.createNode(pem));
  return document.toString({ lineWidth: 0 });
}

/** The text without the authorities at these places, from 0 on. */
export function withoutAuthorities(text: string, places: readonly number[]): string {
  const document = opened(text);
  for (const place of places.toSorted((a, b) => b - a)) document.deleteIn(['authorities', place]);
  return document.toString({ lineWidth: 0 });
}

/** The text with a list switched on or off. */
export function withSwitch(text: string, list: 'system' | 'custom', on: boolean): string {
  const document = opened(text);
  document.set(list, on);
  return document.toString({ lineWidth: 0 });
}

/** A document to write into: one that says nothing, comments perhaps, becomes an empty map. */
function opened(text: string): Document {
  const document: Document = parseDocument(text);
  document.contents ??= document.createNode({});
  return document;
}
