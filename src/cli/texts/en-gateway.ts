/** What the mail side says, in English. */
export const enGateway = {
  labels: {
    node: 'Node',
    process: 'Process',
    policy: 'Policy',
    index: 'Index',
    journal: 'Journal',
    settings: 'Settings',
  },
  titles: { front: 'FRONT', address: 'LISTENS ON', requests: 'REQUESTS', last: 'LAST', done: 'DONE' },
  policy: { monitor: 'monitor: headers and the journal, nothing is stopped', enforce: 'enforce' },
  off: 'not running',
  notRunning:
    'no gateway runs; it starts with the daemon once a front is on (feedgate integrate TARGET), or by: feedgate gateway',
  noFronts: 'no front is on: feedgate integrate TARGET says what to write',
  noIndex: 'none yet: mail goes by the fail mode until the first poll has been published',
  process: (pid: number, since: string, supervised: boolean) =>
    `pid ${pid}, since ${since}${supervised ? ', started by the daemon' : ''}`,
  index: ({
    generation,
    observables,
    memory,
    age,
  }: {
    generation: number;
    observables: string;
    memory: string;
    age: string;
  }) => `generation ${generation}, ${observables} observables, made ${age}, ${memory} in memory`,
  lost: (entries: string) => `${entries} entries were lost`,
  absent: 'not there; the defaults hold',
  noSchema: (asked: string, names: string) => `there is no schema of ${asked}; there are ${names}`,
};

/** What integrating says, in English. */
export const enIntegrate = {
  steps: {
    directory: 'A directory in the reach of the chrooted processes of Postfix, whose group is Postfix’s',
    front: 'Open the front',
    ask: 'Let Postfix ask it, after the milters it has',
    reload: 'Let Postfix read its configuration',
    sendmail: 'Let Sendmail ask it',
    rebuild: 'Rebuild and restart',
    forward: 'Tell the resolver of this host whom to ask (unbound; others have the same)',
    exim: 'Let Exim ask',
    rspamd: 'Let Rspamd read the lists, again and again',
    rspamdReload: 'Check and reload',
    harakaPlugins: 'Switch the plug-ins on',
    harakaClamd: 'Where the messages are looked at',
    harakaList: 'Where clients are looked up',
    dnsblTry: 'Try it: both are listed',
    postscreen: 'Use it, in Postfix for example',
    clamdClient: 'A configuration for clients of clamd',
    clamdTry: 'Try it with a mail',
  },
  missing: (fronts: string) => `Not on yet: ${fronts}.`,
  proveIt: 'Then prove that it matches: feedgate integrate check',
  onlyPostfix: (target: string) => `--apply is for postfix; print what to write for ${target} instead`,
  nothingDone: 'Nothing was changed.',
  kept: (copy: string) => `The old one is kept: ${copy}`,
  notReloaded: 'Postfix does not run: it reads this when it starts.',
  proof: {
    matches: 'a canary was matched',
    misses: 'answers, but the canary was not matched',
    silent: 'does not answer',
  },
};

type Help = Readonly<
  Record<
    'gateway' | 'gateway status' | 'integrate' | 'config check' | 'config schema',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enGatewayHelp: Help = {
  gateway: {
    summary: 'Run the mail fronts alone, without a daemon, until they are told to stop',
    examples: [
      ['feedgate gateway', 'with the settings of the data directory'],
      ['feedgate gateway --config /etc/feedgate.yaml', 'with other settings; SIGHUP reads them again'],
    ],
  },
  'gateway status': {
    summary: 'Show the mail fronts: where they listen, what they were asked, how long it took',
    examples: [
      ['feedgate gateway status', 'exit 1 where a front cannot listen'],
      ['feedgate gateway status --json', 'for a monitoring script'],
    ],
  },
  integrate: {
    summary: 'Print what to write so that a mail server asks this gateway; for Postfix also do it',
    examples: [
      ['feedgate integrate postfix', 'or sendmail, exim, rspamd, haraka, dnsbl, clamd'],
      ['feedgate integrate postfix --apply --dry-run', 'what would be done'],
      ['feedgate integrate postfix --apply', 'do it, and prove that the front matches'],
      ['feedgate integrate check', 'ask every front about a test value that no feed lists'],
    ],
  },
  'config check': {
    summary: 'Check all files of settings, or one, a whole configuration too; nothing is changed',
    examples: [
      ['feedgate config check', 'those of the data directory'],
      ['feedgate config check /etc/feedgate.yaml', 'one file'],
      ['feedgate config check node.yaml', 'a whole configuration, before it is applied'],
    ],
  },
  'config schema': {
    summary:
      'Write the JSON Schema of a file, for editors: settings, node (a whole configuration), policy, exemptions, guards, trust, proxies, activation',
    examples: [
      ['feedgate config schema > feedgate.schema.json', 'of feedgate.yaml'],
      ['feedgate config schema node > node.schema.json', 'of a whole configuration'],
    ],
  },
};

export const enGatewayOptions = {
  config:
    'file of settings (default: FEEDGATE_CONFIG, else that of the package in /etc, else feedgate.yaml in the data directory)',
  print: 'print it (default)',
  apply: 'do it; the files that are changed are kept under another name',
  dryRun: 'with --apply: say what would be done',
  postfixConfig: 'configuration directory of Postfix, where it is not the usual one',
};
