/** What is said of alerts, in English. */
export const enAlert = {
  titles: {
    severity: 'SEVERITY',
    state: 'STATE',
    since: 'SINCE',
    what: 'WHAT',
    affected: 'AFFECTED',
    cause: 'TO BLAME',
    told: 'TOLD',
    code: 'CODE',
    channel: 'CHANNEL',
    kind: 'KIND',
    from: 'FROM',
    sent: 'LAST SENT',
    waiting: 'WAITING',
    failure: 'FAILURE',
  },
  severities: { info: 'info', warning: 'warning', critical: 'critical' },
  states: { held: 'not told yet', open: 'open', calming: 'calming down' },
  none: 'No alert is open.',
  noChannels: 'No channel is set up: nobody is told. See alerts in feedgate.yaml, and docs/operate/alerts.md.',
  andMore: (first: string, rest: string) => `${first} and ${rest} more`,
  arrived: (channel: string, ms: string) => `${channel}: arrived in ${ms} ms`,
  dropped: (count: string) => `${count} given up`,
  notTo: (whom: string) => `not taken for ${whom}`,
  failed: (channel: string) => `${channel}: did not arrive`,
};

export type AlertHelp = Readonly<
  Record<
    'alert list' | 'alert test',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enAlertHelp: AlertHelp = {
  'alert list': {
    summary: 'List what is wrong now, since when, and which channels were told',
    examples: [
      ['feedgate alert list', 'alerts that are open, and the channels'],
      ['feedgate alert list --json', 'the same for a program'],
    ],
  },
  'alert test': {
    summary: 'Send a test on every channel and say what came of each',
    examples: [
      ['feedgate alert test', 'all channels of the settings'],
      ['feedgate alert test --channel ops', 'one of them'],
    ],
  },
};

export const enAlertOptions = {
  alertChannel: 'this channel alone',
};
