/** What a look-up says, in English. */
export const enLookup = {
  refused: (rule: string) => `this is no address, domain, URL or hash (${rule})`,
  inForce: (since: string, sources: number) =>
    `in force since ${since}, by ${sources} ${sources === 1 ? 'source' : 'sources'}`,
  byNetwork: 'not listed itself, but a listed network holds it',
  byName: 'not listed itself, but a listed name covers it',
  relations: { host: 'its host', domain: 'its domain', parent: 'above it', variant: 'written otherwise' },
  related: (relation: string, value: string, until: string) => `${relation} ${value} · until ${until}`,
  coversNot: {
    host: 'does not cover it: hosts of URLs are matched as names alone',
    domain: 'does not cover it',
    parent: 'does not cover it, as its source is set (subdomains)',
    variant: 'another observable, which does not cover it',
  },
  keptOut: (guard: string, why: string, entry: string) => `guard ${guard} keeps it out: ${why} (${entry})`,
  exempt: (id: string, what: string, owner: string, reason: string) =>
    `exemption ${id} lets mail with it pass: ${what} · ${owner}: ${reason}`,
  never: 'not listed, and never was',
  noLonger: 'not in force',
  until: (time: string) => `until ${time}`,
  withdrawn: (time: string) => `withdrawn ${time}`,
  expired: (time: string) => `expired ${time}`,
  notYet: 'not valid yet',
  confidence: (value: number) => `confidence ${value}`,
  network: (network: string, source: string, until: string) => `${source}: network ${network} · until ${until}`,
};

/** What is said of observables, in English. */
export const enObservable = {
  count: (shown: string, count: number) => `${shown} ${count === 1 ? 'observable' : 'observables'} in force`,
  mixed: (format: string) =>
    `${format} wants one kind a file: export ip, network, domain and so on each by itself with --kind`,
  leftOut: (shown: string, count: number, format: string) =>
    `${shown} ${count === 1 ? 'observable has' : 'observables have'} no place in ${format} and ${count === 1 ? 'was' : 'were'} left out`,
};

/** What is said of sources that are compared, in English. */
export const enCompare = {
  titles: {
    source: 'SOURCE',
    observables: 'OBSERVABLES',
    unique: 'ONLY HERE',
    share: 'SHARE',
    most: 'MOST IN COMMON',
    new: 'NEW 7D',
    withdrawn: 'WITHDRAWN 7D',
    expired: 'EXPIRED 7D',
    other: 'OTHER SOURCE',
    common: 'IN COMMON',
    ofThis: 'OF THIS',
    ofOther: 'OF THE OTHER',
  },
  nothingInCommon: 'It has nothing in common with another source.',
  counted: (when: string) => `counted ${when}`,
};

type Help = Readonly<
  Record<
    'source compare' | 'observable lookup' | 'observable list' | 'observable stats' | 'observable export',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enObservableHelp: Help = {
  'source compare': {
    summary: 'Show what each source contributes, and what it has in common with others',
    examples: [
      ['feedgate source compare', 'all sources: observables, those that no other lists, what came and went in 7 days'],
      ['feedgate source compare phish --now', 'one against each other, counted now'],
    ],
  },
  'observable lookup': {
    summary: 'Say whether values are listed, by whom and until when, or why not',
    examples: [
      ['feedgate observable lookup phish.example.net 192.0.2.7', 'several at once'],
      ['feedgate observable lookup hxxp://phish[.]example[.]net/a', 'defanged is fine'],
      ['feedgate observable lookup --exit-code 192.0.2.7', 'exit 1 when it is not listed'],
      ['feedgate observable lookup - < values.txt', 'one value a line'],
    ],
  },
  'observable list': {
    summary: 'List the observables in force',
    examples: [
      ['feedgate observable list --source phish', 'of one source'],
      ['feedgate observable list --kind domain --json', 'one JSON object a line'],
    ],
  },
  'observable stats': {
    summary: 'Count what is in force',
    examples: [['feedgate observable stats', 'by kind']],
  },
  'observable export': {
    summary: 'Write the observables in force for others: lists, CSV, STIX, MISP, DNS zones, maps',
    examples: [
      ['feedgate observable export --format list --kind ip > ips.txt', 'one value a line, as firewalls want it'],
      ['feedgate observable export --format csv > observables.csv', 'a line a listing, safe to open in a spreadsheet'],
      ['feedgate observable export --format stix2 > bundle.json', 'a STIX 2.1 bundle'],
      ['feedgate observable export --format rpz > feedgate.rpz', 'a response policy zone for a resolver'],
      ['feedgate observable export --format postfix --kind network > clients.cidr', 'a table for check_client_access'],
    ],
  },
};
