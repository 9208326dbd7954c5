function count(secrets: number): string {
  return `${secrets} ${secrets === 1 ? 'secret' : 'secrets'}`;
}

/** What is said of the secrets of sources and proxies and their keys, in English. */
export const enSecret = {
  labels: {
    key: 'Key',
    from: 'From',
    made: 'Made',
    others: 'Other keys',
    locked: 'Locked',
    inClear: 'In clear',
    problem: 'Problem',
  },
  places: { credential: 'credential of systemd', settings: 'named by the settings', data: 'data directory' },
  all: (secrets: number) =>
    secrets === 0
      ? 'no source and no proxy has a secret'
      : `${count(secrets)} of sources and proxies, encrypted, and all can be decrypted`,
  proxy: (name: string) => `proxy ${name}`,
  notEncrypted: (passwords: number) =>
    passwords === 1 ? '1 password of a proxy is not encrypted' : `${passwords} passwords of proxies are not encrypted`,
  inClear: (profile: string) => `the password of proxy ${profile} stands in clear in its file`,
  notAll: (locked: number, secrets: number) =>
    locked === 0
      ? `no new secret can be stored (${secrets} stored)`
      : `${locked} of ${count(secrets)} cannot be decrypted`,
  noKey: (secrets: number): string =>
    secrets === 0 ? 'none yet; made when the first secret is stored' : 'none that can be used',
  uses: (secrets: number) =>
    secrets === 0
      ? 'not needed any more'
      : `${secrets} ${secrets === 1 ? 'secret is' : 'secrets are'} encrypted with it`,
  needs: (key: string) => `needs key ${key}`,
  damaged: 'damaged',
  rotated: {
    made: (secrets: number, key: string) => `new key ${key}: ${count(secrets)} encrypted with it`,
    resumed: (secrets: number, key: string) =>
      `key ${key}, the first in its file: ${count(secrets)} encrypted with it now. Once more takes a new key`,
    given: (secrets: number, key: string) => `key ${key}: ${count(secrets)} encrypted with it now`,
  },
  keep: (file: string) => `keep a copy of ${file} apart from the backups`,
  dropped: (keys: string) => `dropped: ${keys}; backups made before need the copy of it that you kept`,
  unneeded: (key: string, file: string) => `key ${key} in ${file} is not needed any more: remove it`,
  stillLocked: (secrets: number) =>
    secrets === 1 ? '1 secret stays locked: set it anew' : `${secrets} secrets stay locked: set them anew`,
  madeKey: (key: string, file: string) => `key ${key} written to ${file}`,
  isThere: (file: string) => `${file} exists already`,
  noTerminal: 'a key is not shown on a terminal: name a file, or lead it into a pipe',
};

/** Help of the commands, in English. */
export const enSecretHelp: Record<
  'secret status' | 'secret rotate' | 'secret make-key',
  { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
> = {
  'secret status': {
    summary:
      'Show which key encrypts the secrets of sources and proxies, where it comes from, and what it cannot decrypt',
    examples: [
      ['feedgate secret status', 'exit 1 where a secret cannot be decrypted'],
      ['feedgate secret status --json', 'for scripts'],
    ],
  },
  'secret rotate': {
    summary: 'Take a new key and encrypt every secret with it, beside a running daemon',
    examples: [
      ['feedgate secret rotate', 'the old key goes once everything is encrypted with the new one'],
      ['feedgate secret rotate --lost', 'where the old key is lost: its secrets stay locked until they are set anew'],
    ],
  },
  'secret make-key': {
    summary: 'Write a new key to a file, for systemd or another place than the data directory',
    examples: [
      ['feedgate secret make-key /etc/feedgate/feedgate.key', 'to a file that is not there yet, mode 0600'],
      [
        'feedgate secret make-key - | systemd-creds encrypt --name=feedgate.key - /etc/credstore.encrypted/feedgate.key',
        'bound to this machine',
      ],
    ],
  },
};

export const enSecretOptions = {
  secretLost: 'go on though the key of some secrets is lost; they stay locked until they are set anew',
};
