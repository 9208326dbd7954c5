/**
 * The house as data: every folder of `src/`, what it may import, and which packages it alone may name.
 * `oxlint.config.ts` enforces it file by file; `test/guard/house.test.ts` asserts that no folder is missing.
 * The order is the order of docs/architecture.md: a folder imports only folders above it.
 */
export interface Room {
  /** One line: what lives here. */
  readonly holds: string;
  /** Folders of `src/` it may import from. */
  readonly uses: readonly string[];
  /** Third-party packages that this folder names. */
  readonly packages?: readonly string[];
  /** Pure rooms have no socket, file, clock, randomness, process or console. */
  readonly pure: boolean;
}

export const rooms: Readonly<Record<string, Room>> = {
  base: { holds: 'failures, instants, clock contract, escaping, secrets', uses: [], pure: true },
  observable: {
    holds: 'one file a kind: parse to the canonical form; refang; registrable domains',
    uses: ['base'],
    packages: ['tldts'],
    pure: true,
  },
  indicator: { holds: 'what a source asserts, and the tally of what was read', uses: ['observable'], pure: true },
  xml: { holds: 'XML bytes to events, within budgets', uses: ['base'], pure: true },
  json: { holds: 'JSON bytes to events and values, within budgets', uses: ['base'], pure: true },
  stix: { holds: 'STIX packages to indicators', uses: ['base', 'observable', 'indicator', 'xml'], pure: true },
  taxii: { holds: 'TAXII messages, no transport', uses: ['base', 'xml'], pure: true },
  stix2: {
    holds: 'STIX 2.x objects and patterns to indicators',
    uses: ['base', 'observable', 'indicator', 'json'],
    pure: true,
  },
  taxii2: { holds: 'TAXII 2.x resources and paging, no transport', uses: ['base', 'json'], pure: true },
  lists: {
    holds: 'plain lists, CSV, JSON and CTIA to indicators',
    uses: ['base', 'observable', 'indicator', 'json'],
    pure: true,
  },
  guard: { holds: 'what keeps a bad observable out at intake', uses: ['base', 'observable', 'indicator'], pure: true },
  feed: {
    holds: 'source, cursor, segment, schedule, report: decisions without I/O',
    uses: ['base', 'observable', 'indicator'],
    packages: ['croner'],
    pure: true,
  },
  misp: {
    holds: 'MISP events, attributes and manifests to indicators',
    uses: ['base', 'observable', 'indicator', 'json', 'feed'],
    pure: true,
  },
  presets: { holds: 'feeds that are known: address, needs, terms, quirks', uses: ['base', 'feed'], pure: true },
  match: {
    holds: 'the match index: snapshot bytes, exact look-up, networks; immutable',
    uses: ['base', 'observable', 'indicator'],
    pure: true,
  },
  milter: { holds: 'the milter protocol: frames, negotiation, a session without a socket', uses: ['base'], pure: true },
  dnsbl: { holds: 'DNS messages and block list zones', uses: ['base', 'observable'], pure: true },
  clamd: { holds: "the clamd protocol's commands and replies", uses: ['base'], pure: true },
  postfix: { holds: 'policy delegation and socketmap requests and replies', uses: ['base'], pure: true },
  policy: { holds: 'rules, exemptions, verdict', uses: ['base', 'observable'], pure: true },
  exports: { holds: 'observables in force, written for others', uses: ['base', 'observable', 'indicator'], pure: true },
  diagnosis: {
    holds: 'catalogue of conditions, texts, explaining logs',
    uses: ['base', 'observable', 'feed'],
    pure: true,
  },
  host: { holds: 'what this machine gives: clock, randomness, paths, locks', uses: ['base'], pure: false },
  net: { holds: 'staged client: dns, dial, proxy, tls, head, body', uses: ['base'], pure: false },
  auth: {
    holds: 'proof of who asks: what goes with a request, and how it is kept out of sight',
    uses: ['base', 'feed', 'net'],
    pure: false,
  },
  archive: {
    holds: 'files in archives: zip, gzip, tar, compound files',
    uses: ['base'],
    packages: ['yauzl'],
    pure: false,
  },
  mail: {
    holds: 'facts of a message, and rewriting of its body',
    uses: ['base', 'observable', 'policy', 'archive'],
    pure: false,
  },
  log: {
    holds: 'the event stream and its two faces',
    uses: ['base', 'feed', 'host'],
    packages: ['pino'],
    pure: false,
  },
  parse: {
    holds: 'the parser child: bytes in, canonical records out',
    uses: [
      'base',
      'observable',
      'indicator',
      'feed',
      'xml',
      'json',
      'stix',
      'stix2',
      'taxii',
      'taxii2',
      'lists',
      'misp',
      'host',
    ],
    pure: false,
  },
  store: {
    holds: 'store contract, sqlite, migrations',
    uses: ['base', 'observable', 'indicator', 'feed', 'host'],
    pure: false,
  },
  activation: { holds: 'who may use the service: levels, gates, feature keys', uses: ['base'], pure: false },
  backup: {
    holds: 'copies of a data directory: made, checked, put back',
    uses: ['base', 'host', 'store'],
    pure: false,
  },
  config: {
    holds: 'settings of sources, of the daemon and of the policy, checked',
    uses: ['base', 'activation', 'observable', 'lists', 'guard', 'feed', 'policy', 'host'],
    packages: ['zod', 'yaml'],
    pure: false,
  },
  probe: {
    holds: 'asks again after a failure, to tell look-alikes apart',
    uses: ['base', 'feed', 'net', 'auth', 'taxii', 'taxii2', 'json', 'xml', 'config', 'host'],
    pure: false,
  },
  doctor: {
    holds: 'checks of the whole installation: facts gathered, judged, told',
    uses: ['base', 'activation', 'feed', 'diagnosis', 'host', 'net', 'log', 'store', 'config'],
    pure: false,
  },
  poller: {
    holds: 'one poll, one client per source kind, the loop',
    uses: [
      'base',
      'activation',
      'observable',
      'indicator',
      'taxii',
      'taxii2',
      'json',
      'misp',
      'guard',
      'feed',
      'match',
      'host',
      'net',
      'auth',
      'log',
      'parse',
      'store',
    ],
    pure: false,
  },
  lab: { holds: 'practice server with faults', uses: ['base', 'taxii', 'host'], pure: false },
  journal: {
    holds: 'every verdict, searchable',
    uses: ['base', 'observable', 'policy', 'host', 'store'],
    pure: false,
  },
  gateway: {
    holds: 'the single path from a message to a verdict, and the listeners',
    uses: [
      'base',
      'observable',
      'match',
      'milter',
      'dnsbl',
      'clamd',
      'postfix',
      'policy',
      'mail',
      'host',
      'log',
      'config',
      'journal',
    ],
    pure: false,
  },
  service: {
    holds: 'what can be asked of Feedgate, on the data directory or through the daemon',
    uses: [
      'base',
      'observable',
      'indicator',
      'guard',
      'feed',
      'diagnosis',
      'host',
      'log',
      'store',
      'config',
      'probe',
      'doctor',
      'poller',
      'lab',
      'gateway',
    ],
    pure: false,
  },
  cli: {
    holds: 'one file a command, one printer',
    uses: [
      'base',
      'activation',
      'observable',
      'guard',
      'feed',
      'match',
      'policy',
      'mail',
      'presets',
      'exports',
      'diagnosis',
      'host',
      'log',
      'config',
      'probe',
      'doctor',
      'store',
      'backup',
      'journal',
      'gateway',
      'service',
      'lab',
    ],
    packages: ['commander'],
    pure: false,
  },
};

/** Files directly in `src/`: the composition roots, which alone may choose implementations. */
export const roots = [
  'main.ts',
  'assemble.ts',
  'conditions.ts',
  'daemon.ts',
  'gateway.ts',
  'poller.ts',
  'publisher.ts',
] as const;
