import { failing, type Code, type Condition } from '../base/failure.ts';

const operator = { stage: 'store', fault: 'operator', retry: 'after-change' } as const;
const scheduled = { stage: 'store', fault: 'host', retry: 'soon' } as const;

/** What can be wrong with a copy of a data directory, and with the place where it is made or put back. */
export const backupConditions = {
  'backup/target-exists': { ...operator, title: 'there is something already where the backup would be written' },
  'backup/not-a-backup': { ...operator, title: 'the directory is no backup of Feedgate' },
  'backup/none': { ...operator, title: 'there is no good backup' },
  'backup/damaged': { ...operator, title: 'the backup is damaged' },
  'backup/newer': { ...operator, title: 'the backup was made by a newer Feedgate' },
  'backup/key-missing': { ...operator, title: 'the key of the secrets in the backup is not there' },
  'backup/in-use': { ...operator, title: 'the data directory is in use' },
  'backup/no-space': { ...scheduled, title: 'there is no room for the next backup' },
  'backup/unwritable': { ...scheduled, fault: 'operator', title: 'the directory of backups cannot be written' },
  'backup/broken-off': { ...scheduled, title: 'a scheduled backup was broken off' },
  'backup/stale': { ...scheduled, title: 'the last good backup is too old' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(backupConditions);
