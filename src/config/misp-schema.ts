import { z } from 'zod';
import { limits, mispSightings } from '../feed/source.ts';
import { field, flag, oneOf, Refused } from './fields.ts';

const mostTags = 100;

/** A list, or a text with commas. */
const tags = field((value): readonly string[] | Refused => {
  const words = typeof value === 'string' ? value.split(',') : value;
  const refused = new Refused('config/value-bad', `at most ${mostTags} tags such as tlp:green, !tlp:red`);
  if (!Array.isArray(words) || words.length > mostTags) return refused;
  const names = words.map((word: unknown) => (typeof word === 'string' ? word.trim() : ''));
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  const fit = names.every((name) => /^!?[^!%\s]/.test(name) && name.length <= 255 && !/[\u0000-\u001f]/.test(name));
  return fit ? names : refused;
});

/** What is asked of MISP. */
export const mispSchema = z.strictObject({
  form: oneOf(['feed', 'api']).default('feed'),
  published: flag.default(true),
  tags: tags.default([]),
  warninglists: flag.default(false),
  sightings: oneOf(mispSightings).default('none'),
});

/** Events are published some time after they were changed, which is all that a manifest tells. */
const feedOverlap = limits.overlap.max;

/** What stands below the address of a server or of the folder of a feed. */
const below =
  /(?:(?:attributes|events)\/(?:restSearch|index|view)(?:\/.*)?|events|manifest\.json|hashes\.csv|[0-9a-f]{8}-[0-9a-f-]{27}\.json)$/i;

/**
 * A source of MISP from whatever address of it was given: its path is that of the folder or of the server, and
 * whether it is an API is told by the address, else by there being something to show who asks.
 */
export function asMisp(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { host, path = '/', misp } = input;
  if (typeof path !== 'string') return input;
  const bare = path.replace(/[?#].*$/s, '');
  const folder = bare.replace(below, '');
  const form = isApi(bare, folder, input['credentials']) ? 'api' : 'feed';
  const settings = { form, ...(isRecord(misp) ? misp : {}) };
  return {
    ...(settings.form === 'feed' ? { overlap: feedOverlap } : {}),
    ...input,
    path: folder.endsWith('/') ? folder : `${folder}/`,
    collection: typeof host === 'string' && host !== '' ? host : 'misp',
    misp: settings,
  };
}

function isApi(path: string, folder: string, credentials: unknown): boolean {
  if (path !== folder) return /(?:attributes|events)(?:\/[^.]*)?$/i.test(path);
  return isRecord(credentials) && credentials['kind'] !== 'none';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
