/** `source catalog`, and adding a source from it. */
export const enCatalog = {
  titles: { name: 'PRESET', state: 'STATE', kind: 'KIND', login: 'NEEDS', title: 'WHAT' },
  states: { ready: 'ready', form: 'form', retired: 'ended' },
  logins: {
    none: 'nothing',
    key: 'a key',
    user: 'user and password',
    token: 'user and password',
    certificate: 'a certificate',
    any: 'what you were given',
  },
  labels: {
    state: 'State',
    address: 'Address',
    kind: 'Kind',
    collection: 'Collection',
    login: 'Needs',
    access: 'Access',
    interval: 'Interval',
    confidence: 'Confidence',
    settings: 'Settings',
    terms: 'Terms',
    home: 'See',
    notes: 'Notes',
  },
  given: 'given by the provider',
  chosen: 'to be chosen',
  everyLeast: (interval: string, least: string | null) =>
    least === null ? `every ${interval}` : `every ${interval}; the provider allows ${least} at the least`,
  tooOften: (preset: string, least: string) =>
    `the provider of ${preset} allows ${least} at the least between two polls, and may lock out who asks more often`,
  add: (command: string) => `Add it: ${command}`,
  more: 'More of one: feedgate source catalog PRESET',
  unknown: (name: string) => `there is no preset ${name}; feedgate source catalog lists them`,
  retired: (name: string, note: string) => `${name} cannot be added. ${note}`,
  missing: (preset: string, what: string) => `preset ${preset} needs ${what} too`,
  noKey: '--key-file is for presets that need a key',
  whatUrl: 'the address that the provider gave you (URL)',
  whatCollection: (command: string) => `--collection NAME; see what there is: ${command}`,
  whatAny: 'credentials (--user, --bearer-file, --header, --query, --client-cert) or --no-credentials',
  askUrl: (title: string) => `Address that the provider gave you (${title}):`,
  askCollection: 'Collection:',
  askUser: 'User:',
  askKey: (preset: string) => `Key for ${preset}:`,
};

interface Help {
  readonly 'source catalog': { readonly summary: string; readonly examples: readonly (readonly [string, string])[] };
}

export const enCatalogHelp: Help = {
  'source catalog': {
    summary: 'List feeds that are known, with what they need and under which terms',
    examples: [
      ['feedgate source catalog', 'as a table'],
      ['feedgate source catalog otx', 'address, access, terms and quirks of one'],
      ['feedgate source add otx --preset otx --key-file key.txt', 'add it'],
    ],
  },
};

export const enCatalogOptions = {
  preset: 'take address and settings of a known feed: see "source catalog"',
  keyFile: 'file that holds the key that the preset needs; - is standard input',
};
