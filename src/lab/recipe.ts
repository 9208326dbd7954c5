import { formatMicros } from '../base/instant.ts';
import { Chance } from './chance.ts';
import { stixBindings, type Block, type BlockList } from './collection.ts';
import {
  indicator,
  stixPackage,
  type IndicatorText,
  type PackageText,
  type Producer,
  type StixVersion,
} from './stix.ts';

/** What goes into one block. */
export interface Dish {
  readonly version: StixVersion;
  /** The package as XML. */
  readonly xml: string;
  /** `kind value` of what a right reader finds in it, canonical, whatever its validity; repetitions allowed. */
  readonly asserts: readonly string[];
}

/** Writes the i-th package of a collection: the same for the same `collection`, `index` and `at`. */
export type Recipe = (kitchen: Kitchen) => Dish;

const day = 86_400_000_000n;

/** What a recipe works with: its dice, its time, and the ceremony of STIX. */
export class Kitchen {
  readonly chance: Chance;
  readonly index: number;
  readonly producer: Producer;
  readonly #at: bigint;
  readonly #collection: string;

  constructor(collection: string, index: number, at: bigint) {
    this.#collection = collection;
    this.index = index;
    this.#at = at;
    this.chance = new Chance(`${collection}/${index}`);
    this.producer = { prefix: 'practice', namespace: 'http://practice.example/' };
  }

  /** Dice of another block, for what two blocks share. */
  diceOf(index: number): Chance {
    return new Chance(`${this.#collection}/${index}/shared`);
  }

  /** The block's own time, moved by whole days, as STIX writes it. */
  time(days = 0): string {
    return formatMicros(this.#at + BigInt(days) * day);
  }

  /** A new identifier with prefix, such as `practice:indicator-…`. */
  id(kind: 'indicator' | 'Observable'): string {
    return `${this.producer.prefix}:${kind}-${this.chance.uuid()}`;
  }

  indicator(text: Omit<IndicatorText, 'id' | 'timestamp'>): string {
    return indicator({ id: this.id('indicator'), timestamp: this.time(), ...text });
  }

  package(text: Omit<PackageText, 'producer' | 'id' | 'timestamp'>, asserts: readonly string[]): Dish {
    const xml = stixPackage({ producer: this.producer, id: this.chance.uuid(), timestamp: this.time(), ...text });
    return { version: text.version, xml, asserts };
  }
}

/** Spreads `count` blocks over the `days` before `until`, each at its own microsecond, by rising label. */
export function labelsOver(collection: string, count: number, until: bigint, days = 30): readonly bigint[] {
  const step = (BigInt(days) * day) / BigInt(count);
  const dice = new Chance(`${collection}/labels`);
  return Array.from(
    { length: count },
    (_, i) => until - step * BigInt(count - i) + BigInt(dice.below(Number(step / 2n))),
  );
}

/** Cooked on demand: a block costs nothing until it is asked for. */
export function cook(
  collection: string,
  labels: readonly bigint[],
  recipe: Recipe,
): BlockList & { dish(index: number): Dish } {
  const dish = (index: number): Dish => recipe(new Kitchen(collection, index, labels[index] ?? 0n));
  const at = (index: number): Block => {
    let cooked: Dish | undefined;
    const served = (): Dish => (cooked ??= dish(index));
    return {
      label: labels[index] ?? 0n,
      get binding() {
        return stixBindings[served().version];
      },
      content: () => [served().xml],
    };
  };
  return { length: labels.length, at, dish };
}
