import type { JsonValue } from '../base/failure.ts';
import { reasonName } from '../indicator/reason.ts';
import { JsonArrayReader } from '../json/array-reader.ts';
import { defaultJsonBudget } from '../json/budget.ts';
import { jsonValue } from '../json/parse.ts';
import type { ListBudget } from './budget.ts';
import { fail } from './conditions.ts';
import type { ListContent } from './content.ts';
import { type Entry, takeEntry } from './entry.ts';
import type { Intake } from './intake.ts';
import { isObject, type JsonObject, textsAt } from './json-fields.ts';
import { textContent } from './text.ts';

/** Judgements held until it is known whether another one overrules them; beyond it they are settled at once. */
const mostHeld = 50_000;

/** CTIM's dispositions by their number. */
const dispositions = ['', 'clean', 'malicious', 'suspicious', 'common', 'unknown'] as const;

/** What a judgement outweighs of the same priority: clean goes before malicious, and so on (CTIM, verdict). */
interface Weight {
  readonly priority: number;
  readonly disposition: number;
}

interface Judged {
  best: Weight;
  readonly malicious: Entry[];
}

/**
 * A feed view of CTIA (Cisco XDR, SecureX): `view`, a document of judgements or observables, or `view.txt`, a line each.
 * What is judged malicious is taken, unless a judgement of higher priority, or a clean one of the same, says otherwise.
 */
export function ctiaContent(intake: Intake, budget: ListBudget): ListContent {
  let content: ListContent | null = null;
  return {
    write(text) {
      if (text === '') return;
      content ??=
        text.trimStart().startsWith('{') || text.trimStart().startsWith('[')
          ? new View(intake, budget)
          : textContent(intake, budget);
      content.write(text);
    },
    end: () => content?.end(),
  };
}

class View implements ListContent {
  readonly #intake: Intake;
  readonly #json: JsonArrayReader;
  #judged = new Map<string, Judged>();
  #held = 0;

  constructor(intake: Intake, budget: ListBudget) {
    this.#intake = intake;
    this.#json = new JsonArrayReader(
      (keys, opens) => opens === 'array' && keys.length === 1,
      {
        element: (text) => this.#take(jsonValue(text)),
        elementSkipped: (why) => this.#intake.lose(`element-${why}`),
        member: () => undefined,
      },
      { ...defaultJsonBudget, size: budget.elementLength },
    );
  }

  write(text: string): void {
    this.#json.write(text);
  }

  end(): void {
    this.#json.end();
    if (!this.#json.found) {
      throw fail('list/unreadable', 'the document has neither judgements nor observables', {
        evidence: { received: 0, refused: 0 },
      });
    }
    this.#settle();
  }

  #take(value: JsonValue | undefined): void {
    if (!isObject(value)) this.#intake.lose('malformed-element');
    else if (isObject(value['observable'])) this.#judge(value, value['observable']);
    else if (typeof value['value'] === 'string') takeEntry(entryOf({}, value), this.#intake);
    else this.#intake.skip(`context-object:${reasonName(textOf(value, 'type'))}`);
  }

  #judge(object: JsonObject, observable: JsonObject): void {
    const disposition = dispositionOf(object);
    const key = `${textOf(observable, 'type')} ${textOf(observable, 'value')}`;
    const weight = { priority: Number(textOf(object, 'priority')), disposition };
    const judged = this.#judged.get(key) ?? { best: weight, malicious: [] };
    this.#judged.set(key, judged);
    if (outweighs(weight, judged.best)) judged.best = weight;
    if (disposition === 2) judged.malicious.push(entryOf(object, observable));
    else this.#intake.skip(`disposition:${dispositions[disposition] ?? 'other'}`);
    this.#held += 1;
    if (this.#held >= mostHeld) this.#settle();
  }

  #settle(): void {
    for (const { best, malicious } of this.#judged.values()) {
      for (const entry of malicious) {
        if (best.disposition === 2) takeEntry(entry, this.#intake);
        else this.#intake.skip('overruled');
      }
    }
    this.#judged = new Map();
    this.#held = 0;
  }
}

function outweighs(a: Weight, b: Weight): boolean {
  return a.priority === b.priority ? a.disposition < b.disposition : a.priority > b.priority;
}

/** 1 to 5 by number or name; 5, unknown, where it says nothing. */
function dispositionOf(object: JsonObject): number {
  const number = Number(textOf(object, 'disposition'));
  if (Number.isInteger(number) && number >= 1 && number <= 5) return number;
  const named = dispositions.findIndex(
    (name) => name !== '' && name === textOf(object, 'disposition_name').toLowerCase(),
  );
  return named < 0 ? 5 : named;
}

function entryOf(object: JsonObject, observable: JsonObject): Entry {
  const at = (...path: string[]): string | undefined => textsAt(object, path)[0];
  return {
    values: [{ text: textOf(observable, 'value').trim(), reading: 'any' }],
    details: {
      kind: textOf(observable, 'type'),
      id: at('id'),
      title: at('reason') ?? at('title'),
      validFrom: at('valid_time', 'start_time'),
      validUntil: at('valid_time', 'end_time'),
      confidence: at('confidence'),
      tlp: at('tlp'),
    },
  };
}

function textOf(object: JsonObject, key: string): string {
  return textsAt(object, [key])[0] ?? '';
}
