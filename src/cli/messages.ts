import { readGatewaySettings } from '../gateway/run.ts';
import { journalPlace } from '../journal/place.ts';
import type { Journal } from '../journal/journal.ts';
import { withJournal } from '../journal/open.ts';
import type { Context } from './context.ts';

/** Works on the journal of the data directory, with all that gateways have written until now; no daemon is needed. */
export function withMessages<T>({ environment, globals }: Context, work: (journal: Journal) => T): Promise<T> {
  const { paths, settings } = environment.files(globals.data, undefined);
  const { journal } = readGatewaySettings(settings, paths.root);
  return withJournal(journalPlace(paths, journal.privacy), environment.clock.now(), work);
}
