import { statSync } from 'node:fs';
import { isMap, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import type { Proxies, ProxyProfile } from '../feed/proxy.ts';
import { inClear, type JsonObject } from './plain.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { usable } from './proxies-sealed.ts';
import { proxyProblems } from './proxy-problems.ts';
import { profileName, proxySchema } from './proxy-schema.ts';
import { textOf } from './text-file.ts';
import { readYaml, type FileText } from './yaml-document.ts';

/** A node has a handful; a thousand is a mistake. */
const mostProfiles = 1000;

const profile = proxySchema.superRefine((value, context) => {
  for (const { field, message } of proxyProblems(value, '')) {
    context.addIssue({ code: 'custom', path: [field.replace(/^\./, '')], message: `a value that fits: it ${message}` });
  }
});

/** The file, as it is checked and as editors are told of it. */
export const proxiesSchema = z
  .strictObject({
    default: profileName.nullable().default(null),
    profiles: z
      .record(profileName, profile)
      .default({})
      .refine((all) => Object.keys(all).length <= mostProfiles, `at most ${mostProfiles} profiles`),
  })
  .superRefine(({ default: name, profiles }, context) => {
    if (name === null || Object.hasOwn(profiles, name)) return;
    context.addIssue({ code: 'custom', path: ['default'], message: 'the name of one of the profiles' });
  });

/** The profiles of a file; an empty one has none, and no default. Passwords are as they stand there, encrypted perhaps. @throws Failure `config/file-bad` */
export function parseProxies(file: FileText): Proxies {
  const { default: name, profiles } = readYaml(file, proxiesSchema);
  const all = Object.entries(profiles).map(([profile, settings]): ProxyProfile => ({ ...settings, profile }));
  return { default: name, profiles: all.sort((a, b) => (a.profile < b.profile ? -1 : 1)) };
}

/** The profiles as the file has them; none where there is no file. @throws Failure `config/file-bad` */
export function readProxies(path: string): Proxies {
  return parseProxies({ name: path, text: textOf(path) });
}

/**
 * Answers what the file says now, and reads it again where it has changed; passwords can be used. The function throws
 * what reading throws: nobody goes directly because a file cannot be read.
 */
export function liveProxies(path: string, sealer: Sealer): () => Proxies {
  let seen: string | null = null;
  let known: Proxies = { default: null, profiles: [] };
  return () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    const changed = stat === undefined ? 'none' : `${stat.mtimeMs} ${stat.ino} ${stat.size}`;
    if (changed === seen) return known;
    known = usable(readProxies(path), sealer);
    seen = changed;
    return known;
  };
}

/** When the file was written, milliseconds since 1970; `null` where there is none. */
export function proxiesWrittenAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** What of a profile is as it is where it is not said. */
const standard: JsonObject = { user: null, password: null, ca: null };

/** The text with a profile written into it, in place of the one of its name; comments and all else stay. */
export function withProfile(text: string, { profile, ...settings }: ProxyProfile): string {
  const document = opened(text);
  if (!isMap(document.get('profiles'))) document.set('profiles', document.createNode({}));
  const path = ['profiles', profile];
  if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
  for (const [key, value] of Object.entries(inClear(settings))) {
    const isStandard = value === standard[key] || (Array.isArray(value) && value.length === 0);
    if (isStandard) document.deleteIn([...path, key]);
    else if (document.getIn([...path, key]) !== value) document.setIn([...path, key], document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}

/** The text without a profile; no default where that was it. */
export function withoutProfile(text: string, name: string): string {
  const document = opened(text);
  document.deleteIn(['profiles', name]);
  if (document.get('default') === name) document.delete('default');
  return document.toString({ lineWidth: 0 });
}

/** The text with another default; `null` for none. */
export function withDefault(text: string, name: string | null): string {
  const document = opened(text);
  if (name === null) document.delete('default');
  else document.set('default', name);
  return document.toString({ lineWidth: 0 });
}

/** A document to write profiles into: one that says nothing, comments perhaps, becomes one of no profiles. */
function opened(text: string): Document {
  const document: Document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  return document;
}
