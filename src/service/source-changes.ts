import { quote } from '../base/text.ts';
import { failing, type Failure } from '../base/failure.ts';
import type { SourceChange } from '../config/whole-file.ts';
import type { SourceSettings } from '../feed/source.ts';
import { serviceConditions } from './conditions.ts';
import { storeConditions } from '../store/conditions.ts';
import type { SourceState, StoredSource, StoredSourceChange } from '../store/store.ts';
import type { SettingsRules } from './local.ts';

const fail = failing(storeConditions);
const failHere = failing(serviceConditions);

/** Whether the cursor of a source means something else with other settings. */
export function isUnsettled({ settings, state }: StoredSource, after: SourceSettings): boolean {
  return state.cursor !== null && asksForReset(settings, after);
}

/** Another window or collection makes the cursor's meaning doubtful (DESIGN §3). */
function asksForReset(before: SourceSettings, after: SourceSettings): boolean {
  return (
    before.age < after.age ||
    (['kind', 'host', 'collection', 'subscription', 'collectionType'] as const).some(
      (key) => before[key] !== after[key],
    )
  );
}

/** Why such a change is not made without a decision. */
export function resetNeeded(source: StoredSource, after: SourceSettings): Failure {
  const { name } = source.settings;
  return failHere(
    'config/cursor-reset-needed',
    `"${name}" has been read up to ${source.state.cursor}: read it again from the start after this change?`,
    {
      evidence: { cursor: source.state.cursor, age: after.age, collection: after.collection },
    },
  );
}

/** The state with other settings: what was learned and what failed belonged to the old ones, and it is due at once. */
export function stateAfter(now: number, reset: boolean): Partial<Omit<SourceState, 'listings'>> {
  const anew = reset ? { cursor: null, reconciledAt: null, reconciledFrom: null, dataSet: null } : {};
  return { segmentMs: null, failures: 0, nextDueAt: now, ...anew };
}

interface Present {
  readonly sources: readonly StoredSource[];
  readonly rules: Pick<SettingsRules, 'parse' | 'merge'>;
  readonly now: number;
}

/**
 * Changes as the store takes them. What is changed in a way that asks for it is read again from the start: a file says
 * how things shall be, not how far they have come.
 * @throws Failure `config/*` for settings that cannot be, `config/no-such-source`
 */
export function plannedChanges(
  changes: readonly SourceChange[],
  { sources, rules, now }: Present,
): readonly StoredSourceChange[] {
  const known = new Map(sources.map((source) => [source.settings.name, source]));
  return changes.map((change) => {
    if (change.kind === 'remove') return change;
    if (change.kind === 'add') return { ...change, settings: rules.parse(change.settings) };
    const { name } = change;
    const source = known.get(name);
    if (source === undefined) throw fail('config/no-such-source', `there is no source ${quote(name)}`);
    const settings = rules.merge(source.settings, change.changes);
    const suspended = change.suspended ?? source.suspended;
    return { kind: 'change', name, settings, suspended, state: stateAfter(now, isUnsettled(source, settings)) };
  });
}
