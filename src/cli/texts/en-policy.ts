/** What the policy says, in English. */
export const enPolicy = {
  labels: {
    mode: 'Mode',
    sources: 'Sources',
    tag: 'Subject tag',
    file: 'File',
    actions: 'Mails',
    rules: 'By rule',
    stricter: 'Stricter',
    milder: 'Milder',
    looked: 'Looked at',
    fresh: 'Listed since',
    hidden: 'Hidden',
    index: 'Index',
  },
  titles: {
    rule: 'RULE',
    when: 'WHEN',
    does: 'DOES',
    hits: (days: number) => `LAST ${days} DAYS`,
    from: 'FROM',
    source: 'SOURCE',
    mode: 'MODE',
  },
  modes: {
    monitor: 'monitor: headers and the journal, nothing is stopped',
    enforce: 'enforce: the rules are obeyed for sources that enforce',
  },
  sourceMode: (source: string, mode: string) => `${source}: ${mode}`,
  noSourceEnforces: 'no source enforces yet: feedgate policy mode enforce --source NAME',
  policyMonitors: 'the policy only monitors: feedgate policy mode enforce',
  notAMode: 'a mode is monitor or enforce',
  enforcing: (count: string, total: string) => `${count} of ${total} enforce`,
  builtIn: 'built in',
  remarks: {
    'unknown-source': (rule: string, name: string, near: string | null) =>
      `rule ${rule}: there is no source ${name}${near === null ? '' : `; did you mean ${near}?`}`,
    'unknown-tag': (rule: string, name: string, near: string | null) =>
      `rule ${rule}: no source has the tag ${name}${near === null ? '' : `; did you mean ${near}?`}`,
    neverAsked: (rule: string, by: string) =>
      `rule ${rule} is never asked: rule ${by} before it takes all that it fits`,
  },
  stopped: (would: string, all: string, was: string) => `${would} of ${all} mails would have been stopped; ${was} were`,
  fresh: (count: string) => `${count} mails showed what was not listed yet when they came`,
  hiddenAddresses: (count: string) =>
    `${count} mails whose addresses the journal hides: no rule or exemption by sender, recipient or user fits them`,
  hiddenValues: (count: string) => `${count} mails that nobody can tell about: the journal hides what they showed`,
  index: (observables: string, when: string) => `${observables} observables, made ${when}`,
  always: 'always',
  noRule: 'no rule',
  noFile: 'none yet: this is what holds without one',
  good: (path: string, rules: number, mode: string) => `${path}: ${rules} rules, ${mode}`,
  same: 'nothing would change',
  layout: 'the rules stay as they are; comments and layout change',
  askApply: 'Put this policy in force?',
  applied: (path: string) => `in force within a second: ${path}`,
  kept: (path: string) => `the one before is kept: ${path}`,
  simulated: (days: number, all: string, mails: string) =>
    `${all} mails in ${days} days, ${mails} of them showed something listed`,
  change: (action: string, was: string, would: string) => `${action}: ${was} → ${would}`,
  nothingChanges: 'every mail would have been treated as it was',
};

/** What exemptions say, in English. */
export const enExemption = {
  titles: {
    id: 'ID',
    what: 'LETS PASS',
    owner: 'OWNER',
    reason: 'REASON',
    until: 'UNTIL',
    mails: 'MAILS',
    last: 'LAST',
  },
  none: 'there is no exemption',
  notExempt: 'no exemption lets it pass',
  forEver: 'for ever',
  until: (time: string) => `until ${time}`,
  added: (id: string, what: string, until: string) => `${id}: ${what} passes, ${until}`,
  removed: (id: string, what: string) => `${id}: ${what} passes no more`,
  replaces: (ids: string) => `instead of ${ids}`,
  expired: (time: string) => `expired ${time}`,
  noRule: (name: string) => `there is no rule ${name}: feedgate policy show`,
  noSource: (name: string) => `there is no source ${name}: feedgate source list`,
  notAPattern: (option: string, text: string) =>
    `${option}: ${text} is not of the form user@example.org, @example.org or .example.org`,
  tooLong: (option: string, most: number) => `${option}: at most ${most} characters are taken`,
  unknown: (asked: string) => `there is no exemption ${asked}: feedgate exemption list`,
  notAhead: (text: string) => `--until: ${text} is no date that lies ahead (2027-01-31)`,
};

type Help = Readonly<
  Record<
    | 'policy show'
    | 'policy check'
    | 'policy apply'
    | 'policy simulate'
    | 'policy mode'
    | 'exemption add'
    | 'exemption list'
    | 'exemption check'
    | 'exemption remove',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enPolicyHelp: Help = {
  'policy show': {
    summary: 'Show the policy: its mode, and its rules in order with how often each decided',
    examples: [['feedgate policy show', 'of the last seven days']],
  },
  'policy check': {
    summary: 'Check a file of policy, or the one in force',
    examples: [['feedgate policy check new-policy.yaml', 'mistakes by line and column; names that there are not']],
  },
  'policy apply': {
    summary: 'Put a file of policy in force; what changes is shown first',
    examples: [['feedgate policy apply new-policy.yaml', 'the one before is kept']],
  },
  'policy simulate': {
    summary: 'Say what a policy would have done with the mails of the last days',
    examples: [
      ['feedgate policy simulate --enforce', 'the one in force, if everything were enforced'],
      ['feedgate policy simulate new-policy.yaml --days 30', 'another one'],
      ['feedgate policy simulate --enforce --now', 'by what is listed today'],
    ],
  },
  'policy mode': {
    summary: 'Only watch, or obey the rules; for all or for one source',
    examples: [
      ['feedgate policy mode enforce', 'obey the rules, for sources that enforce'],
      ['feedgate policy mode enforce --source urlhaus', 'trust a source to act'],
      ['feedgate policy mode monitor', 'headers and the journal alone'],
    ],
  },
  'exemption add': {
    summary: 'Let something pass from now on, with who answers for it, why, and until when',
    examples: [
      [
        'feedgate exemption add news.example.com --reason "our newsletter" --owner kim --days 90',
        'a name, and URLs on it',
      ],
      ['feedgate exemption add 192.0.2.0/24 --reason "branch office" --owner kim', 'a network, a URL, a hash …'],
      ['feedgate exemption add --sender @partner.example --reason partner --owner kim', 'by its sender'],
    ],
  },
  'exemption list': {
    summary: 'List the exemptions, with how often each was needed',
    examples: [['feedgate exemption list', 'those that have expired are dim']],
  },
  'exemption check': {
    summary: 'Say which exemptions let a value or an address pass',
    examples: [['feedgate exemption check news.example.com', 'exit 1 where none does']],
  },
  'exemption remove': {
    summary: 'Take an exemption away',
    examples: [['feedgate exemption remove 7x2k9qmw', 'by its id, or by what it lets pass']],
  },
};

export const enPolicyOptions = {
  policySource: 'of this source only',
  policyDays: 'how many days back (default 7)',
  policyNow: 'by what is listed today, not by what was when each mail came',
  policyAll: 'all sources',
  policySample: 'twenty mails of each kind, not five',
  policyEnforce: 'as though policy and all sources enforced',
  exemptionBelow: 'with a name: all names below it too',
  exemptionSender: 'mail of this sender: user@example.org, @example.org or .example.org',
  exemptionRecipient: 'mail for this recipient alone',
  exemptionSource: 'whatever this source lists',
  exemptionTag: 'whatever sources of this tag list',
  exemptionRule: 'whatever this rule would decide about',
  exemptionUser: 'mail of this authenticated user',
  exemptionReason: 'why',
  exemptionOwner: 'who answers for it',
  exemptionUntil: 'until this date (default: for ever)',
  exemptionDays: 'for so many days',
};
