import type { Failure, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { reasonName } from '../indicator/reason.ts';
import { JsonArrayReader, type JsonPlace } from '../json/array-reader.ts';
import { defaultJsonBudget, type JsonBudget } from '../json/budget.ts';
import { jsonValue } from '../json/parse.ts';
import type { Kind } from '../observable/observable.ts';
import type { ListBudget } from './budget.ts';
import { fail } from './conditions.ts';
import type { ListContent } from './content.ts';
import { takeEntry } from './entry.ts';
import { fieldReading } from './field-names.ts';
import type { Intake } from './intake.ts';
import { detailsAt, FieldFinder, isObject, isWithheld, mappedEntry } from './json-fields.ts';
import { Lines } from './lines.ts';
import { type ListMapping, parseMapping } from './mapping.ts';
import type { Reading } from './reading.ts';

interface Context {
  readonly mapping: string | null;
  readonly kinds: readonly Kind[] | null;
  readonly budget: ListBudget;
}

const foundOut: ListMapping = { each: null, values: [], details: [] };

/** Takes the elements of a list, one by one. */
class Elements {
  readonly #intake: Intake;
  readonly #mapping: ListMapping;
  readonly #finder: FieldFinder;

  constructor(intake: Intake, mapping: ListMapping, kinds: readonly Kind[] | null) {
    this.#intake = intake;
    this.#mapping = mapping;
    this.#finder = new FieldFinder(kinds);
  }

  /** @param reading of an element that is a text. */
  take(text: string, reading: Reading): void {
    const value = jsonValue(text);
    if (value === undefined) this.#intake.lose('malformed-element');
    else this.#takeValue(value, reading);
  }

  #takeValue(value: JsonValue, reading: Reading): void {
    const mapped = mappedEntry(value, this.#mapping);
    if (mapped !== null) takeEntry(mapped, this.#intake);
    else if (typeof value === 'string')
      takeEntry({ values: [{ text: value.trim(), reading }], details: {} }, this.#intake);
    else if (!isObject(value)) this.#intake.lose('unsupported-element');
    else if (isWithheld(value)) this.#intake.skip('not-for-detection');
    else {
      const entry = this.#finder.entryOf(value);
      const details = { ...entry.details, ...detailsAt(value, this.#mapping.details) };
      takeEntry({ values: entry.values, details }, this.#intake);
    }
  }
}

/** A list of one JSON value a line. */
export function jsonLinesContent(intake: Intake, { mapping, kinds, budget }: Context): ListContent {
  const elements = new Elements(intake, mapping === null ? foundOut : parseMapping(mapping), kinds);
  return new Lines(budget.elementLength, {
    line: (line) => {
      const text = line.trim();
      if (text !== '') elements.take(text, 'any');
    },
    tooLong: () => intake.lose('line-too-long'),
  });
}

/** Names of arrays whose texts are the list itself; other arrays of texts are tags and the like. */
const listNames: ReadonlySet<string> = new Set(
  'data result results item items ioc iocs indicators values list lists entries observables records feed response blocklist blacklist prefixes networks addresses hashes'.split(
    ' ',
  ),
);

/** Objects within each other on the way to an array that is to be found out. */
const deepest = 4;

/** A list that is one JSON document. Its elements are those of one array, or of every array that objects lead to. */
export function jsonContent(intake: Intake, { mapping, kinds, budget }: Context): ListContent {
  const parsed = mapping === null ? foundOut : parseMapping(mapping);
  const document = new JsonList(intake, parsed, new Elements(intake, parsed, kinds));
  return document.open({ ...defaultJsonBudget, size: budget.elementLength });
}

class JsonList {
  readonly #intake: Intake;
  readonly #each: ListMapping['each'];
  readonly #elements: Elements;
  /** The name of the array at hand. */
  #name: string | null = null;
  #seen: string[] = [];
  #taken = 0;

  constructor(intake: Intake, { each }: ListMapping, elements: Elements) {
    this.#intake = intake;
    this.#each = each;
    this.#elements = elements;
  }

  open(budget: JsonBudget): ListContent {
    const place: JsonPlace = (keys, opens) => this.#enters(keys, opens);
    const json = new JsonArrayReader(
      place,
      {
        element: (text) => this.#take(text),
        elementSkipped: (why) => this.#intake.lose(`element-${why}`),
        member: (path, text) => this.#takeMember(path, text),
      },
      budget,
    );
    return {
      write: (text) => json.write(text),
      end: () => {
        json.end();
        if (!json.found && this.#taken === 0) throw this.#nothing();
      },
    };
  }

  #enters(keys: readonly string[], opens: 'array' | 'object'): boolean {
    const steps = this.#each?.length ?? deepest;
    const enters = opens === 'object' ? keys.length < steps : this.#each === null || keys.length === steps;
    if (!enters || !this.#isOnWay(keys)) return false;
    if (opens === 'array') this.#name = keys.at(-1) ?? null;
    return true;
  }

  #isOnWay(keys: readonly string[]): boolean {
    return this.#each === null || keys.every((key, i) => this.#each?.[i] === null || this.#each?.[i] === key);
  }

  #take(text: string): void {
    const name = this.#name;
    const reading = name === null ? 'any' : fieldReading(name);
    if (
      this.#each === null &&
      name !== null &&
      text.startsWith('"') &&
      reading === null &&
      !listNames.has(name.toLowerCase())
    ) {
      this.#intake.skip(`other-array:${reasonName(name)}`);
    } else this.#elements.take(text, reading ?? 'any');
  }

  /** An element that stands in no array: `each` leads to it. */
  #takeMember(path: readonly string[], text: string | null): void {
    if (this.#each !== null && path.length === this.#each.length && this.#isOnWay(path)) {
      this.#taken += 1;
      if (text === null) this.#intake.lose('element-too-large');
      else this.#elements.take(text, 'any');
    } else if (this.#seen.length < 10) this.#seen.push(`${path.join('.')}: ${text ?? '…'}`);
  }

  #nothing(): Failure {
    const seen = this.#seen.map((member) => safeText(member, 100));
    const where = this.#each === null ? '' : ` at ${this.#each.map((key) => key ?? '*').join('.')}`;
    return fail(
      'list/unreadable',
      `the document has no array of entries${where}; it holds ${seen.slice(0, 3).join(', ')}`,
      {
        evidence: { received: 0, refused: 0, members: seen },
      },
    );
  }
}
