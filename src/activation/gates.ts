import { Failure, type Evidence } from '../base/failure.ts';
import {
  effective,
  levelsOf,
  type Acceptance,
  type Activation,
  type Effective,
  type Level,
  type NodePlace,
} from './activation.ts';
import { fail } from './conditions.ts';
import { etf, readKey, type Statement } from './feature-key.ts';
import { termsHash } from './terms.ts';

/** A feature key of one of a node's levels, and whether it lets the service run there now. */
export interface KeyState {
  readonly from: Level;
  readonly key: string;
  /** `null` where it is not genuine. */
  readonly statement: Statement | null;
  readonly state: 'valid' | 'expired' | 'not-yet' | 'other-node' | 'other-feature' | 'invalid';
}

/** Every gate of a node as it stands, and the first that is closed. */
export interface Gates extends NodePlace {
  readonly enabled: Effective<boolean>;
  readonly terms: {
    readonly required: boolean;
    /** Of the text as it is now. */
    readonly accepted: Effective<Acceptance> | null;
  };
  readonly key: { readonly required: boolean; readonly keys: readonly KeyState[] };
  /** `null` where polls may run. */
  readonly closed: Failure | null;
}

/** What the reference product says of all its gates, word for word (FAILURES §2). */
const referenceReason = 'The ETF service is either disabled or there is no valid feature key for the service.';

/** How the gates of a node stand at an instant, milliseconds since 1970. */
export function gatesOf(activation: Activation, place: NodePlace, now: number): Gates {
  const enabled = effective(activation, place, 'enabled') ?? { value: true, from: 'default' };
  const accepted = effective(activation, place, 'terms') ?? null;
  const terms = {
    required: activation.terms === 'required',
    accepted: accepted?.value.text === termsHash ? accepted : null,
  };
  const key = { required: activation.activation === 'keyed', keys: keysOf(activation, place, now) };
  const elsewhere = (): string | null => levelWithKey(activation, place, now);
  return { ...place, enabled, terms, key, closed: closedBy({ enabled, terms, key }, place, elsewhere) };
}

function closedBy(
  { enabled, terms, key }: Pick<Gates, 'enabled' | 'terms' | 'key'>,
  { node }: NodePlace,
  elsewhere: () => string | null,
): Failure | null {
  if (!enabled.value) return fail('gate/disabled', referenceReason, { evidence: { node, level: enabled.from } });
  if (terms.required && terms.accepted === null)
    return fail('gate/terms-not-accepted', referenceReason, { evidence: { node } });
  if (!key.required || key.keys.some(({ state }) => state === 'valid')) return null;
  const dated = key.keys.find(({ state }) => state === 'expired' || state === 'not-yet');
  if (dated !== undefined)
    return fail('gate/key-expired', referenceReason, {
      evidence: { node, validFrom: dated.statement?.from ?? '', validTo: dated.statement?.until ?? '' },
    });
  if (key.keys.some(({ state }) => state === 'invalid'))
    return fail('gate/key-invalid', referenceReason, { evidence: { node } });
  const evidence = { node, keys: key.keys.length, ...keysForOthers(key.keys), ...named('keyLevel', elsewhere()) };
  return fail('gate/key-missing', referenceReason, { evidence });
}

/** Whom the keys are for that do not count here. */
function keysForOthers(keys: readonly KeyState[]): Evidence {
  const others = keys.filter(({ state }) => state === 'other-node').map(({ statement }) => statement?.node ?? '');
  return others.length === 0 ? {} : { keyFor: [...new Set(others)] };
}

function named(name: string, value: string | null): Evidence {
  return value === null ? {} : { [name]: value };
}

/** A level that is none of this node's and has a key that would count here, as `--from` of `level copy` takes it. */
function levelWithKey({ groups, nodes, issuers }: Activation, place: NodePlace, now: number): string | null {
  const others = [
    ...Object.entries(groups).map(([name, of]) => ({ level: `group:${name}`, own: name === place.group, of })),
    ...Object.entries(nodes).map(([name, of]) => ({ level: `node:${name}`, own: name === place.node, of })),
  ];
  const counts = (key: string): boolean => stateOf(key, issuers, place.node, now).state === 'valid';
  return others.find(({ own, of: { keys = [] } }) => !own && keys.some(counts))?.level ?? null;
}

/** The keys of all levels count, wherever they stand. */
function keysOf(activation: Activation, place: NodePlace, now: number): readonly KeyState[] {
  return levelsOf(activation, place).flatMap(([from, { keys = [] }]) =>
    keys.map((key) => ({ from, key, ...stateOf(key, activation.issuers, place.node, now) })),
  );
}

/** What a key states, and whether it lets the service run on a node at an instant. */
export function stateOf(
  key: string,
  issuers: readonly string[],
  node: string,
  now: number,
): Pick<KeyState, 'statement' | 'state'> {
  try {
    const statement = readKey(key, issuers);
    return { statement, state: judge(statement, node, now) };
  } catch (error) {
    if (error instanceof Failure) return { statement: null, state: 'invalid' };
    throw error;
  }
}

function judge({ feature, node: named, from, until }: Statement, node: string, now: number): KeyState['state'] {
  if (feature !== etf) return 'other-feature';
  if (named !== null && named !== node) return 'other-node';
  if (now < Date.parse(from)) return 'not-yet';
  return now < Date.parse(until) ? 'valid' : 'expired';
}
