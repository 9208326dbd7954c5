import type { Level } from '../../activation/activation.ts';
import type { KeyState } from '../../activation/gates.ts';

/** What the gates of the service say, in English. */
export const enService = {
  labels: { node: 'Node', enabled: 'Switch', terms: 'Terms', key: 'Feature key' },
  levels: { cluster: 'cluster', group: 'group', node: 'node' } satisfies Record<Level, string>,
  byDefault: 'by default',
  on: 'on',
  off: 'off',
  open: 'the service is on: sources are polled',
  closed: (why: string) => `no source is polled: ${why}`,
  notRequired: 'not asked for',
  notAccepted: 'not accepted',
  accepted: (by: string, when: string, from: string) => `accepted by ${by}, ${when} (${from})`,
  noKey: 'none',
  noKeys: 'no feature key is installed',
  noSuchKey: 'there is no key of that number: feedgate featurekey list',
  states: {
    valid: 'valid',
    expired: 'expired',
    'not-yet': 'not valid yet',
    'other-node': 'for another node',
    'other-feature': 'for another feature',
    invalid: 'not genuine',
  } satisfies Record<KeyState['state'], string>,
  keyFor: ({ holder, node, from, until }: { holder: string; node: string; from: string; until: string }) =>
    `${holder}, ${node}, ${from} → ${until}`,
  anyNode: 'any node',
  enabled: (level: string) => `the service is switched on at ${level}`,
  disabled: (level: string) => `the service is switched off at ${level}; listings stay in force until they age out`,
  askWho: 'Your name:',
  askTerms: (by: string) => `Do you, ${by}, accept these terms?`,
  termsAccepted: (by: string, level: string) => `${by} has accepted the terms for ${level}`,
  keyAdded: (level: string) => `the feature key is installed at ${level}`,
  keyRemoved: 'removed',
  trusted: 'feature keys of this issuer count here',
  copied: (from: string, to: string) => `what ${from} says is what ${to} says`,
  notALevel: (text: string) => `--level: ${text} is none of cluster, group, group:NAME, node, node:NAME`,
};

type Help = Readonly<
  Record<
    | 'service status'
    | 'service enable'
    | 'service disable'
    | 'service accept-terms'
    | 'featurekey add'
    | 'featurekey list'
    | 'featurekey show'
    | 'featurekey check'
    | 'featurekey remove'
    | 'featurekey issue'
    | 'featurekey trust'
    | 'level copy',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enServiceHelp: Help = {
  'service status': {
    summary: 'Show every gate of this node, and which level says so',
    examples: [['feedgate service status', 'exit 1 where polls are stopped']],
  },
  'service enable': {
    summary: 'Switch the service on: sources are polled',
    examples: [
      ['feedgate service enable', 'on this node'],
      ['feedgate service enable --level cluster', 'wherever no group or node says otherwise'],
    ],
  },
  'service disable': {
    summary: 'Switch the service off: nothing is polled, listings stay until they age out',
    examples: [['feedgate service disable', 'on this node']],
  },
  'service accept-terms': {
    summary: 'Show the terms, and write down who accepts them',
    examples: [['feedgate service accept-terms --by "A. Kim" --yes', 'without being asked']],
  },
  'featurekey add': {
    summary: 'Install a feature key',
    examples: [
      ['feedgate featurekey add key.txt', 'from a file; - is standard input'],
      ['feedgate featurekey add key.txt --level cluster', 'for all nodes'],
    ],
  },
  'featurekey list': {
    summary: 'List the feature keys of this node, its group and the cluster',
    examples: [['feedgate featurekey list', 'numbered']],
  },
  'featurekey show': { summary: 'Show one feature key', examples: [['feedgate featurekey show 1', '']] },
  'featurekey check': {
    summary: 'Say whether a feature key would count here now; nothing is written',
    examples: [['feedgate featurekey check key.txt', 'exit 1 where it would not']],
  },
  'featurekey remove': {
    summary: 'Take a feature key away',
    examples: [['feedgate featurekey remove 1', 'by its number in the list']],
  },
  'featurekey issue': {
    summary: 'For who resells the service: make a pair of keys, and feature keys signed with it',
    examples: [
      ['feedgate featurekey issue --new-issuer', 'keep "secret"; nodes trust "issuer"'],
      ['feedgate featurekey issue --secret-file secret --holder "Example AG" --until 365d', 'a key for any node'],
    ],
  },
  'featurekey trust': {
    summary: 'Let the feature keys of an issuer count on this node',
    examples: [['feedgate featurekey trust ISSUER', 'the "issuer" that the supplier has published']],
  },
  'level copy': {
    summary: 'Write at one level what another says of switch, terms and keys',
    examples: [
      ['feedgate level copy --from cluster --to node', 'to this node'],
      ['feedgate level copy --from node:gw1 --to group:branch', 'to a group'],
    ],
  },
};

export const enServiceOptions = {
  level: 'cluster, group, group:NAME, node (default) or node:NAME',
  levelFrom: 'the level that is copied',
  levelTo: 'the level that is written',
  acceptedBy: 'who accepts them',
  newIssuer: 'print a new pair of keys as JSON',
  issuerSecret: 'file with the secret of the issuer; - is standard input',
  keyHolder: 'whom the feature key is for',
  keyNode: 'the node that it is for (default: any)',
  keyFrom: 'valid from this date (default: now)',
  keyUntil: 'valid until this date, or for so long (default: 365d)',
};
