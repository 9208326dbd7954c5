/** What copies of the data directory say, in English. */
export const enStore = {
  made: (directory: string, size: string) => `backed up to ${directory} (${size})`,
  secrets: 'files of settings in it may hold passwords: keep it as safe as the data directory',
  withKey: 'the key of the stored secrets is in it: who has the backup has the passwords of the sources',
  withoutKey: (keys: string) =>
    `the key of the stored secrets is not in it: keep key ${keys} apart from it (or --with-key)`,
  lookAtSecrets: 'secrets whose key is missing have to be set anew: feedgate secret status',
  isSound: (file: string, size: string) => `${file} is sound (${size})`,
  backupIsSound: ({ when, version, files }: { when: string; version: string; files: string }) =>
    `the backup is sound: made ${when} by Feedgate ${version}, ${files} files`,
  askRestore: (directory: string, backup: string, when: string) =>
    `Put ${directory} back to what it was at ${when}, from ${backup}?`,
  restored: (directory: string, when: string) => `${directory} is as it was when the backup was made: ${when}`,
  kept: (directory: string) => `what was there is kept: ${directory}`,
  start: 'start it where it does not run: feedgate start, or systemctl start feedgate',
  noBackups: (directory: string) => `no backups in ${directory}`,
  titles: { when: 'made', age: 'age', size: 'size', state: 'state', directory: 'directory' },
  readable: 'readable',
  compacted: (before: string, after: string) => `compacted: ${before} → ${after}`,
};

/** Help of the commands, in English. */
export const enStoreHelp: Record<
  'store backup' | 'store backups' | 'store verify' | 'store restore' | 'store compact',
  { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
> = {
  'store backup': {
    summary: 'Copy the database, the journal and settings, beside a running daemon; the key of the secrets on demand',
    examples: [
      ['feedgate store backup', 'into the data directory, under backup/'],
      ['feedgate store backup /mnt/backup/feedgate-monday', 'to a directory that is not there yet'],
      ['feedgate store backup /safe/feedgate --with-key', 'whoever has it can read the passwords of the sources'],
    ],
  },
  'store backups': {
    summary: 'List the backups where they are made: time, age, size, and whether their list of files can be read',
    examples: [
      ['feedgate store backups', 'under backup/, or where feedgate.yaml has them made; the newest first'],
      ['feedgate store backups /mnt/backup --json', 'another place; for scripts'],
    ],
  },
  'store verify': {
    summary: 'Check that the database, or a backup, is sound',
    examples: [
      ['feedgate store verify', 'what is in use; exit 1 where it is damaged'],
      ['feedgate store verify /mnt/backup/feedgate-monday', 'a backup: every file, and the database in it'],
    ],
  },
  'store restore': {
    summary: 'Put a backup back; what is there is kept under another name',
    examples: [
      ['feedgate store restore', 'the last good one of the data directory; asks first; the daemon has to be stopped'],
      ['feedgate store restore /mnt/backup/feedgate-monday --yes', 'another one; for scripts'],
    ],
  },
  'store compact': {
    summary: 'Give space that the database does not use back to the disk',
    examples: [['feedgate store compact', 'the daemon has to be stopped']],
  },
};

export const enStoreOptions = {
  backupWithKey: 'the key of the stored secrets goes along; without it they cannot be read from the backup',
  restoreWithoutKey: 'go on though the key of the secrets is missing; they have to be set anew',
};
