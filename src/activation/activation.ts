/** Where a gate can be set; of several that say something, the most specific wins: node, then its group, then cluster. */
export type Level = 'cluster' | 'group' | 'node';

/** Somebody agreed to the terms. */
export interface Acceptance {
  readonly by: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** SHA-256 of the text that was accepted, hex. */
  readonly text: string;
}

/** What one level says; what it leaves out is said by a wider one. */
export interface LevelSettings {
  readonly enabled?: boolean | undefined;
  readonly terms?: Acceptance | undefined;
  /** Feature keys as they are written. */
  readonly keys?: readonly string[] | undefined;
}

/** Who may use the service. */
export interface Activation {
  /** `open`: no feature key is asked for. */
  readonly activation: 'open' | 'keyed';
  readonly terms: 'not-required' | 'required';
  /** Public keys of those whose feature keys count (Ed25519, base64url of 32 bytes). */
  readonly issuers: readonly string[];
  readonly cluster: LevelSettings;
  readonly groups: Readonly<Record<string, LevelSettings>>;
  readonly nodes: Readonly<Record<string, LevelSettings>>;
}

/** The node that is asked about. */
export interface NodePlace {
  readonly node: string;
  readonly group: string;
}

/** What holds, and the level that says so; `default` where none does. */
export interface Effective<T> {
  readonly value: T;
  readonly from: Level | 'default';
}

/** What the levels of a node say, the most specific first. */
export function levelsOf(
  { cluster, groups, nodes }: Activation,
  { node, group }: NodePlace,
): readonly (readonly [Level, LevelSettings])[] {
  return [
    ['node', own(nodes, node)],
    ['group', own(groups, group)],
    ['cluster', cluster],
  ];
}

function own(of: Readonly<Record<string, LevelSettings>>, name: string): LevelSettings {
  return Object.hasOwn(of, name) ? (of[name] ?? {}) : {};
}

/** What holds for a node of one of the things that levels say; `otherwise` where none does. */
export function effective<K extends keyof LevelSettings>(
  activation: Activation,
  place: NodePlace,
  key: K,
): Effective<NonNullable<LevelSettings[K]>> | undefined {
  for (const [from, settings] of levelsOf(activation, place)) {
    const value = settings[key];
    if (value !== undefined) return { value, from };
  }
  return undefined;
}

/** What applies where nobody has said anything. */
export const openActivation: Activation = {
  activation: 'open',
  terms: 'not-required',
  issuers: [],
  cluster: {},
  groups: {},
  nodes: {},
};
