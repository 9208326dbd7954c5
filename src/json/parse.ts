import type { Failure, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { defaultJsonBudget, type JsonBudget } from './budget.ts';
import { fail } from './conditions.ts';
import { type Excess, isBlank, ValueScan } from './value.ts';

/** Characters shown on either side of what is wrong. */
const around = 40;

/** A name that must not reach whoever copies members by name, in any way of writing it. */
const suspicious = /__proto__|\\u00/;

/**
 * A small document as a value, within a budget. Members named `__proto__` are left out; of a name that comes twice the
 * last one counts.
 * @throws Failure `json/malformed`, `json/truncated`, `json/forbidden-depth`, `json/forbidden-size`
 */
export function parseJson(text: string, budget: JsonBudget = defaultJsonBudget): JsonValue {
  const start = afterBlanks(text);
  const scan = new ValueScan(budget);
  scan.begin(text.charCodeAt(start));
  const end = start === text.length ? -1 : scan.take(text, start);
  const result = scan.result();
  if ('excess' in result) throw exceeded(result.excess);
  try {
    return valueOf(text);
  } catch (error) {
    // A number or a literal has no end of its own.
    const whole = end >= 0 || (start < text.length && !/["[{]/.test(text.charAt(start)));
    if (!whole) {
      throw fail('json/truncated', `the JSON ends at position ${text.length}`, { evidence: { position: text.length } });
    }
    throw malformed(text, /position (\d+)/.exec(String(error))?.[1]);
  }
}

/** `position` as far as the engine tells it. */
function malformed(text: string, position: string | undefined): Failure {
  const at = Number(position ?? 0);
  const excerpt = safeText(text.slice(Math.max(0, at - around), at + around), 2 * around);
  if (position === undefined) return fail('json/malformed', 'the text is not JSON', { evidence: { excerpt } });
  return fail('json/malformed', `position ${at}: this is not JSON`, { evidence: { position: at, excerpt } });
}

/** The value of a text that a reader of this room has handed out, thus within its budget; `undefined` where it is not JSON. */
export function jsonValue(text: string): JsonValue | undefined {
  try {
    return valueOf(text);
  } catch {
    return undefined;
  }
}

function valueOf(text: string): JsonValue {
  const reviver = suspicious.test(text) ? withoutPrototype : undefined;
  return JSON.parse(text, reviver) as JsonValue;
}

function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function exceeded(excess: Excess): Failure {
  if (excess === 'too-deep') return fail('json/forbidden-depth', 'the JSON is nested deeper than allowed');
  return fail('json/forbidden-size', `the JSON costs more than allowed: ${excess}`);
}

function afterBlanks(text: string): number {
  let at = 0;
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}
