import { z } from 'zod';
import { Failure } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { listColumns, listFormats, type ListSettings } from '../feed/source.ts';
import { parseMapping } from '../lists/mapping.ts';
import { kinds, type Kind } from '../observable/observable.ts';
import { field, oneOf, Refused } from './fields.ts';

/** A list of kinds; hashes in one word. */
const wantedKinds = field((value): readonly Kind[] | Refused => {
  const words = typeof value === 'string' ? value.split(/[\s,]+/).filter((word) => word !== '') : value;
  const refused = new Refused('config/value-bad', `kinds out of ${kinds.join(', ')}, hash`);
  if (!Array.isArray(words) || words.length === 0 || words.length > 50) return refused;
  const found = words.flatMap((word: unknown) =>
    word === 'hash' ? hashes : kinds.filter((kind) => kind === word).slice(0, 1),
  );
  const known = words.every((word: unknown) => word === 'hash' || kinds.some((kind) => kind === word));
  return known ? kinds.filter((kind) => found.includes(kind)) : refused;
});

const hashes: readonly Kind[] = ['md5', 'sha1', 'sha256', 'sha512'];

const delimiter = field((value) => {
  const character = value === 'tab' || value === '\\t' ? '\t' : value;
  // oxlint-disable-next-line no-control-regex -- a tab is the one that may be
  const fits = typeof character === 'string' && /^(?:[^\s\w"'#\u0000-\u001f\u007f]|[\t ])$/u.test(character);
  return fits ? character : new Refused('config/value-bad', 'one character such as , ; | or tab');
});

const columns = field((value): ListSettings['columns'] | Refused => {
  const known = listColumns.join(', ');
  const refused = new Refused('config/value-bad', `columns out of ${known}, each with a name or a number from 1 on`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused;
  const entries = Object.entries(value).map(([name, column]) => [name, String(column)] as const);
  for (const [name, column] of entries) {
    const near = nearest(name, listColumns);
    if (!listColumns.some((each) => each === name))
      return new Refused('config/value-bad', `${near === undefined ? '' : `${near}? – `}${refused.allowed}`);
    if (column === '' || column.length > 200) return refused;
  }
  return Object.fromEntries(entries);
});

const mapping = field((value) => {
  if (typeof value !== 'string') return new Refused('config/value-bad', 'text such as "each = items; value = ioc"');
  try {
    parseMapping(value);
    return value;
  } catch (error) {
    if (error instanceof Failure) return new Refused('config/value-bad', `a mapping; ${error.message}`);
    throw error;
  }
});

/** How a list is to be read. */
export const listSchema = z.strictObject({
  format: oneOf(listFormats).default('auto'),
  kinds: wantedKinds.nullable().default(null),
  delimiter: delimiter.nullable().default(null),
  header: oneOf(['auto', 'yes', 'no']).default('auto'),
  columns: columns.default({}),
  mapping: mapping.nullable().default(null),
});
