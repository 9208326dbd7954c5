/** What is said of guards, in English. */
export const enGuard = {
  titles: { guard: 'GUARD', state: 'STATE', holds: 'HOLDS', lists: 'FROM', keptOut: 'KEPT OUT' },
  on: 'on',
  off: 'off',
  names: (n: string, count: number) => `${n} ${count === 1 ? 'name' : 'names'}`,
  networks: (n: string, count: number) => `${n} ${count === 1 ? 'network' : 'networks'}`,
  hashes: (n: string, count: number) => `${n} ${count === 1 ? 'hash' : 'hashes'}`,
  suffixes: 'the Public Suffix List',
  limit: 'a limit',
  origins: { shipped: 'shipped', settings: 'guards.yaml', file: 'file', fetched: 'fetched' },
  keptOut: (source: string, count: string, since: string) =>
    `${source}: ${count} kept out since the last full poll, ${since}`,
  nothingKeptOut: (source: string) => `${source}: nothing was kept out since the last full poll`,
  noFile: 'not there; the standard guards hold',
  file: (when: string) => `written ${when}`,
  nextSource: 'What was kept out of one source: feedgate guard list --source NAME',
  about: { value: '', host: 'its host', domain: 'its domain' },
  wouldBeKeptOut: 'would be kept out',
  wouldPass: {
    value: 'would be taken in',
    host: 'would be taken in too, where a source lists it by itself',
    domain: 'would be taken in too, where a source lists it by itself',
  },
  onList: (entry: string, list: string) => `${entry} on the list ${list}`,
  isOff: 'is off, so it keeps nothing out',
  updateTitles: { list: 'LIST', guard: 'GUARD', result: 'RESULT', before: 'BEFORE', now: 'NOW', unread: 'UNREAD' },
  results: { updated: 'updated', unchanged: 'unchanged', failed: 'failed' },
  noLists: 'guards.yaml names no lists',
  stays: (list: string, entries: string) => `${list}: the last good ${entries} entries stay`,
  missing: (list: string) => `the list ${list} was not read yet: feedgate guard update ${list}`,
  why: {
    own: 'belongs to you',
    'private-address': 'an address that means another host for everyone',
    'too-wide': 'a network wider than the limit',
    'public-resolver': 'a resolver that anybody may ask',
    'public-suffix': 'names under it belong to many owners',
    'mail-provider': 'many people have their mail there',
    'shared-host': 'everybody may have a page there',
    'popular-domain': 'too popular to be listed as a whole',
    'harmless-hash': 'a file that does no harm',
    'warning-list': 'on a list of yours',
  },
};

export type GuardHelp = Readonly<
  Record<
    'guard list' | 'guard test' | 'guard update',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enGuardHelp: GuardHelp = {
  'guard list': {
    summary: 'List the guards, what they go by, and what they kept out',
    examples: [
      ['feedgate guard list', 'all guards'],
      ['feedgate guard list --source phish', 'what was kept out of one source'],
    ],
  },
  'guard test': {
    summary: 'Say whether guards would keep values out, and why',
    examples: [
      ['feedgate guard test docs.google.com', 'a host'],
      ['feedgate guard test hxxps://docs[.]google[.]com/forms/x', 'a URL on it, defanged; and its host'],
      ['feedgate guard test --exit-code - < values.txt', 'exit 1 when one would be kept out'],
    ],
  },
  'guard update': {
    summary: 'Read the lists of guards again, from where guards.yaml says',
    examples: [
      ['feedgate guard update', 'all lists; the daemon does it by itself, as often as they say'],
      ['feedgate guard update top-sites --force', 'one, though it lost more than half of its entries'],
    ],
  },
};

export const enGuardOptions = {
  guardForce: 'take over a list that lost more than half of its entries',
  guardsOfSource: 'what was kept out of this source',
  guardExitCode: 'exit 1 when a value would be kept out',
};
