import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { Activation, LevelSettings, NodePlace } from '../activation/activation.ts';
import { isIssuer } from '../activation/feature-key.ts';
import { textOf } from './text-file.ts';
import { readYaml, type FileText } from './yaml-document.ts';

const name = z.string().regex(/^[\w.-]{1,64}$/);

const level = z.strictObject({
  enabled: z.boolean().optional(),
  terms: z
    .strictObject({ by: z.string().min(1).max(200), at: z.iso.datetime(), text: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional(),
  keys: z.array(z.string().max(4000)).max(100).optional(),
});

/** The file, as it is checked and as editors are told of it. */
export const activationSchema = z.strictObject({
  activation: z.enum(['open', 'keyed']).default('open'),
  terms: z.enum(['not-required', 'required']).default('not-required'),
  issuers: z
    .array(z.string().refine(isIssuer, { message: 'the public key of an issuer (43 characters)' }))
    .max(100)
    .default([]),
  node: name.optional(),
  group: name.default('default'),
  cluster: level.default({}),
  groups: z.record(name, level).default({}),
  nodes: z.record(name, level).default({}),
});

/** Who may use the service, and which node this is. */
export interface ActivationFile {
  readonly activation: Activation;
  readonly place: NodePlace;
}

/** The activation of a file; an empty one is open and switched on. @throws Failure `config/file-bad` */
export function parseActivation(file: FileText): ActivationFile {
  const { node = hostname(), group, ...activation } = readYaml(file, activationSchema);
  return { activation, place: { node, group } };
}

/** The activation of a file, as though it were empty where there is none. @throws Failure `config/file-bad`, and the file system's. */
export function readActivation(path: string): ActivationFile {
  return parseActivation({ name: path, text: textOf(path) });
}

/** Answers what the file says now, and reads it again where it has changed. The function throws what reading throws. */
export function liveActivation(path: string): () => ActivationFile {
  let seen: string | null = null;
  let known: ActivationFile = parseActivation({ name: path, text: '' });
  return () => {
    const changed = String(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 'none');
    if (changed === seen) return known;
    known = readActivation(path);
    seen = changed;
    return known;
  };
}

/** A level as it is named on a command line. */
export type LevelName =
  | { readonly kind: 'cluster' }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'node'; readonly name: string };

/** What a level says by itself. */
export function settingsAt({ cluster, groups, nodes }: Activation, at: LevelName): LevelSettings {
  if (at.kind === 'cluster') return cluster;
  const of = at.kind === 'group' ? groups : nodes;
  return Object.hasOwn(of, at.name) ? (of[at.name] ?? {}) : {};
}

/** The text with what a level says changed; a value that is `undefined` is left out. Comments and all else stay. */
export function withLevel(text: string, at: LevelName, changes: LevelSettings): string {
  const document = parseDocument(text);
  const path = at.kind === 'cluster' ? ['cluster'] : [at.kind === 'group' ? 'groups' : 'nodes', at.name];
  for (let length = 1; length <= path.length; length += 1) makeMap(document, path.slice(0, length));
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) document.deleteIn([...path, key]);
    else document.setIn([...path, key], document.createNode(value));
  }
  return document.toString();
}

/** The text with the public keys of issuers changed. */
export function withIssuers(text: string, issuers: readonly string[]): string {
  const document = parseDocument(text);
  document.set('issuers', document.createNode(issuers));
  return document.toString();
}

function makeMap(document: Document, path: readonly string[]): void {
  const value = document.getIn(path);
  if (typeof value !== 'object' || value === null) document.setIn(path, document.createNode({}));
}
