import { microsOf } from '../base/instant.ts';
import { stixBindings, type Collection } from './collection.ts';
import { cook, labelsOver, type Dish, type Kitchen } from './recipe.ts';
import { mixed } from './recipes-mixed.ts';
import { botnet, malware, phishing } from './recipes.ts';

/** The subscription id that `practice.members` demands. */
export const practiceSubscription = 'practice-subscription-1';

/** A sample collection, and what it asserts. */
export interface Sample extends Collection {
  /** `kind value` of what a right reader finds in block `index`, canonical, whatever its validity. */
  asserts(index: number): readonly string[];
}

interface Plan extends Partial<Pick<Collection, 'type' | 'available' | 'subscription' | 'readyAfterMs'>> {
  readonly name: string;
  readonly description: string;
  readonly count: number;
  readonly recipe: (kitchen: Kitchen) => Dish;
}

const plans: readonly Plan[] = [
  { name: 'practice.phishing', description: 'URLs, domains and senders of phishing', count: 320, recipe: phishing },
  { name: 'practice.botnet', description: 'Addresses, networks and ranges of botnets', count: 150, recipe: botnet },
  { name: 'practice.malware', description: 'Hashes of malicious attachments', count: 180, recipe: malware },
  { name: 'practice.mixed', description: 'Everything real feeds hold, good and bad', count: 231, recipe: mixed },
  {
    name: 'practice.set',
    description: 'A data set: always whole, without time',
    count: 20,
    recipe: phishing,
    type: 'DATA_SET',
  },
  {
    name: 'practice.members',
    description: 'For subscribers only',
    count: 20,
    recipe: phishing,
    subscription: practiceSubscription,
  },
  {
    name: 'practice.later',
    description: 'Ready two seconds after it is asked for',
    count: 20,
    recipe: botnet,
    readyAfterMs: 2000,
  },
  { name: 'practice.empty', description: 'Nothing', count: 0, recipe: phishing },
  { name: 'practice.closed', description: 'No longer offered', count: 0, recipe: phishing, available: false },
];

/** What `practice.all` holds, as a provider sells it: everything in one collection. */
const everything = ['practice.phishing', 'practice.botnet', 'practice.malware', 'practice.mixed'];

/** The sample feed, spread over the 30 days before `now` (milliseconds since 1970); identifiers and values never change. */
export function sampleCollections(now: number): readonly Sample[] {
  const samples = plans.map((plan) => sample(plan, now));
  return [merged(samples.filter(({ name }) => everything.includes(name))), ...samples];
}

function sample({ count, recipe, ...plan }: Plan, now: number): Sample {
  const labels = count === 0 ? [] : labelsOver(plan.name, count, microsOf(now));
  const blocks = cook(plan.name, labels, recipe);
  return {
    type: 'DATA_FEED',
    available: true,
    subscription: null,
    readyAfterMs: 0,
    bindings: Object.values(stixBindings),
    blocks,
    asserts: (index) => blocks.dish(index).asserts,
    ...plan,
  };
}

/** Several samples as one collection, their blocks in the order of the labels. */
function merged(samples: readonly Sample[]): Sample {
  const places = samples
    .flatMap((from) =>
      Array.from({ length: from.blocks.length }, (_, index) => ({ label: from.blocks.at(index).label, index, from })),
    )
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  const place = (index: number) => {
    const found = places[index];
    if (found === undefined) throw new RangeError(`no block ${index}`);
    return found;
  };
  return {
    name: 'practice.all',
    description: 'Phishing, botnets, malware and the mixed feed in one',
    type: 'DATA_FEED',
    available: true,
    subscription: null,
    readyAfterMs: 0,
    bindings: Object.values(stixBindings),
    blocks: { length: places.length, at: (index) => place(index).from.blocks.at(place(index).index) },
    asserts: (index) => place(index).from.asserts(place(index).index),
  };
}
