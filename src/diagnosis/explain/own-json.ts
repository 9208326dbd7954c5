import type { Code, Evidence, JsonValue } from '../../base/failure.ts';
import { canonical } from '../catalogue.ts';
import { failed, type Happening, type Phase } from './happening.ts';
import { certaintyOf } from './verdict.ts';

/** A JSON line of Feedgate's own log as what it tells, with its time; `undefined` for any other JSON. */
export function readOwnJson(
  line: Readonly<Record<string, unknown>>,
): { readonly time: string | null; readonly happening: Happening | undefined } | undefined {
  const { event, text, time } = line;
  if (typeof event !== 'string' || typeof text !== 'string') return undefined;
  const happening = happeningOf(event, text, line);
  return { time: typeof time === 'string' && time.length <= 40 ? time : null, happening };
}

const phases: ReadonlyMap<string, Phase> = new Map([
  ['poll.attempt-failed', 'attempt'],
  ['poll.gave-up', 'gave-up'],
  ['poll.job-failed', 'job'],
] as const);

function happeningOf(event: string, text: string, line: Readonly<Record<string, unknown>>): Happening | undefined {
  const source = stringOr(line['source'], null);
  const fields = recordOf(line['fields']);
  const code = codeIn(line['code']);
  if (code !== null && (phases.has(event) || loud(line['level']) || event === 'poll.refused')) {
    return failed({
      source,
      phase: phases.get(event) ?? 'note',
      attempts: numberOrNull(fields['attempts']),
      host: stringOr(fields['host'], null),
      reason: reasonIn(text),
      named: { code, evidence: slim(recordOf(fields['evidence'])) },
    });
  }
  return source === null ? undefined : lifeOf(event, { source, fields, line });
}

interface Told {
  readonly source: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly line: Readonly<Record<string, unknown>>;
}

function lifeOf(event: string, { source, fields, line }: Told): Happening | undefined {
  switch (event) {
    case 'poll.scheduled':
      return { kind: 'scheduled', source };
    case 'poll.started':
      return { kind: 'started', source, host: stringOr(fields['host'], null) };
    case 'poll.probed':
      return { kind: 'probed', source, code: codeIn(line['code']), certainty: certaintyOf(fields['certainty']) };
    case 'poll.attempted':
      return { kind: 'attempted', source };
    case 'poll.fetched':
      return { kind: 'fetched', source, observables: numberOrNull(fields['observables']) };
    default:
      return undefined;
  }
}

function loud(level: unknown): boolean {
  return level === 'warning' || level === 'critical';
}

/** What stands behind `Reason for failure:`, or the whole sentence. */
function reasonIn(text: string): string {
  const mark = 'Reason for failure: ';
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(at + mark.length);
}

/** What of evidence is kept: so many short values, and one level of what stands within. */
const mostKept = 20;

function slim(evidence: Readonly<Record<string, unknown>>): Evidence {
  const kept = Object.entries(evidence).slice(0, mostKept);
  return Object.fromEntries(
    kept.flatMap(([name, value]) => {
      const short = plain(value) ?? within(value);
      return short === undefined ? [] : [[name.slice(0, 40), short]];
    }),
  );
}

function within(value: unknown): JsonValue | undefined {
  const inner = Object.entries(recordOf(value)).slice(0, mostKept);
  const short = inner.flatMap(([name, one]): [string, JsonValue][] => {
    const text = plain(one);
    return text === undefined ? [] : [[name.slice(0, 40), text]];
  });
  return short.length === 0 ? undefined : Object.fromEntries(short);
}

/** A single value; of a list its first. */
function plain(value: unknown): JsonValue | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string') return one.slice(0, 200);
  return typeof one === 'number' || typeof one === 'boolean' ? one : undefined;
}

function codeIn(value: unknown): Code | null {
  return typeof value === 'string' && /^[a-z0-9]{2,12}\/[a-z0-9-]{1,60}$/.test(value) ? canonical(value) : null;
}

function stringOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' && value !== '' ? value.slice(0, 300) : otherwise;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
