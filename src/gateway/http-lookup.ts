import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { MatchIndex } from '../match/match-index.ts';
import type { Observable } from '../observable/observable.ts';
import type { Match } from '../policy/fact.ts';
import { isCanary } from './canary.ts';
import { readBody, Refused } from './http-body.ts';
import type { Inspector } from './inspection.ts';
import { quickObservable } from './quick-observable.ts';

export interface LookUpParts {
  readonly inspector: Pick<Inspector, 'look'>;
  readonly index: () => MatchIndex | null;
  readonly clock: Clock;
}

const longestBody = 16 * 1024 * 1024;
const mostValues = 200_000;

/** Milliseconds until others get their turn: mail waits for the same thread. */
const turnMs = 2;

/**
 * `POST /v1/lookup`: values as a JSON array, or one a line. Answers what is listed and what is no observable, each by its
 * place in the request from 0; all else is not listed.
 * @throws Refused; Failure `match/*`
 */
export async function lookUpAnswer(request: IncomingMessage, parts: LookUpParts): Promise<string> {
  const values = valuesOf(await readBody(request, longestBody));
  if (values.length > mostValues) throw new Refused(413, `more than ${mostValues} values`);
  const { listed, refused } = await lookUpAll(values, parts);
  const { generation } = indexOf(parts);
  return `${JSON.stringify({ count: values.length, generation, listed, refused })}\n`;
}

function valuesOf(body: Buffer): readonly string[] {
  const text = body.toString('utf8');
  if (!/^\s*\[/.test(text)) {
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
  } catch {
    // A value such as `[.]` may begin a list of lines.
    if (!text.includes('"')) return text.split('\n');
  }
  throw new Refused(400, 'the body is neither an array of strings nor lines');
}

/** A listed value, by its place in the request. */
interface Found extends Observable {
  readonly at: number;
  readonly sources: readonly string[];
}

async function lookUpAll(values: readonly string[], parts: LookUpParts) {
  const listed: Found[] = [];
  const refused: { readonly at: number; readonly rule: string }[] = [];
  let until = parts.clock.monotonic() + turnMs;
  let index = indexOf(parts);
  for (let at = 0; at < values.length; at += 1) {
    if (at % 256 === 255 && parts.clock.monotonic() > until) {
      await setImmediate();
      until = parts.clock.monotonic() + turnMs;
      index = indexOf(parts);
    }
    const parsed = quickObservable(values[at] ?? '');
    if ('rule' in parsed) refused.push({ at, rule: parsed.rule });
    else if (mayList(index, parsed)) {
      const match = parts.inspector.look(parsed);
      if (match !== null) listed.push(found(at, match));
    }
  }
  return { listed, refused };
}

function indexOf({ index }: LookUpParts): MatchIndex {
  const current = index();
  if (current === null) throw new Refused(503, 'there is no match index yet');
  return current;
}

function mayList(index: MatchIndex, observable: Observable): boolean {
  const { kind, value } = observable;
  if (kind === 'ip') return index.hasIp(value);
  return (kind === 'domain' ? index.hasDomain(value) : index.has(kind, value)) || isCanary(observable);
}

function found(at: number, { listed, assertions }: Match): Found {
  return { at, kind: listed.kind, value: listed.value, sources: [...new Set(assertions.map(({ source }) => source))] };
}
