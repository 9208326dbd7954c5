/** What is said of whom a node trusts, in English. */
export const enTrust = {
  labels: { system: 'System list', custom: 'Own list', pins: 'Pins' },
  titles: { subject: 'Authority', until: 'Until', fingerprint: 'SHA-256', for: 'For' },
  on: 'on',
  off: 'off',
  everySource: 'all sources',
  pinned: (source: string, pin: string) => `${source}: ${pin}…, nothing else counts for it`,
  added: (subject: string, until: string, source: string | null) =>
    `${subject} is trusted ${source === null ? 'for all sources' : `for ${source} alone`}, until ${until}`,
  nothingNew: 'nothing was new: all of it is trusted already',
  left: {
    expired: (subject: string) => `left out, for it has expired: ${subject}`,
    'not-ca': (subject: string) => `left out, for it is no authority: ${subject}`,
  },
  customOff: 'the own list is off, so that it does not count yet: feedgate trust custom on',
  whatToAdd: 'name a file of certificates, or a server: --from HOST:PORT',
  noChain: (place: string, words: string) => `${place} shows no certificate; see why: feedgate net check ${words}`,
  noRoot: (subject: string, issuer: string) =>
    `the server does not show its root: the chain ends in ${subject}. Get the certificate of ${issuer} from its owner, and name its file in place of --from`,
  shows: (subject: string, fingerprint: string) =>
    `the chain ends in ${subject}, SHA-256 ${fingerprint}. Compare it with what its owner says: nothing here proves it.`,
  isItRight: 'Is it the right one?',
  notAgreed: 'nothing was added: agree to the fingerprint, or use --yes',
  notOne: (asked: string, count: number, named: string) =>
    count === 0
      ? `no authority of the own list is ${asked}; see: feedgate trust list`
      : `${asked} means several (${named}); give the beginning of the fingerprint of one`,
  removed: (subject: string) => `${subject} is not trusted any more, unless the system's list has it`,
  onOrOff: 'say on or off',
  switched: {
    system: (on: boolean) => `the list of the system ${on ? 'counts' : 'does not count'} from the next connection on`,
    custom: (on: boolean) => `the own list ${on ? 'counts' : 'does not count'} from the next connection on`,
  },
  nobody: 'nobody is trusted now: every https source fails that has no --ca or --pin of its own',
};

type Commands = 'trust list' | 'trust add' | 'trust remove' | 'trust system' | 'trust custom';

/** Help of the commands, in English. */
export const enTrustHelp: Readonly<
  Record<
    Commands,
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  'trust list': {
    summary: 'List whom this node trusts, and what single sources trust besides',
    examples: [['feedgate trust list', 'the system list, the own list, pins']],
  },
  'trust add': {
    summary: 'Trust authorities from a file (PEM, DER, PKCS#7), for all sources or for one',
    examples: [
      ['feedgate trust add proxy-root.pem', 'the authority of a proxy that opens TLS, for all sources'],
      ['feedgate trust add bundle.p7b --source otx', 'for one source alone'],
      ['feedgate trust add --from taxii.example.net:443 --source corp', 'what a server shows, once it is agreed to'],
    ],
  },
  'trust remove': {
    summary: 'Take an authority out of the own list',
    examples: [['feedgate trust remove 3fa9c0d1e2', 'by the beginning of its fingerprint, or by its subject']],
  },
  'trust system': {
    summary: 'Say whether the authorities of the system count',
    examples: [['feedgate trust system off', 'only the own list and those of single sources']],
  },
  'trust custom': {
    summary: 'Say whether the own list counts',
    examples: [['feedgate trust custom off', 'it stays as it is, and does not count']],
  },
};

export const enTrustOptions = {
  trustFrom:
    'take the authority from what this server shows: HOST:PORT, or the name of a source; its fingerprint has to be agreed to',
  trustSource: 'for this source alone',
};
