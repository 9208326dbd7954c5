import { enReasons } from './en-reasons.ts';
function plural(count: string, one: string, many = `${one}s`): string {
  return `${count} ${count === '1' ? one : many}`;
}

interface Blocks {
  readonly received: string;
  readonly parsed: string;
  readonly supported: string;
  readonly refused: string;
}

/** What testing, discovering and mending a source say, in English. */
export const enTrial = {
  /** The states of a stage, at the end of its line. */
  states: {
    ok: 'ok',
    partly: 'partly',
    failed: 'FAILED',
    skipped: '–',
    'not-reached': '○',
    note: 'note',
    fixed: 'fixed',
  },
  rows: {
    config: (kind: string, url: string, collection: string) => `${kind} · ${url} · collection ${collection}`,
    open: 'may be polled',
    polling: (command: string) => `a poll is running now, beside this test; stop it: ${command}`,
    closed: (why: string, command: string) => `polls are stopped: ${why}; see ${command}`,
    suspended: (command: string) => `suspended, and not polled by itself until ${command}`,
    attempts: (tried: string) => `after ${tried}`,
    tunnel: (proxy: string) => `${proxy}: tunnel open`,
    direct: 'none: the host is reached directly',
    plain: 'none: plain http',
    anonymous: 'no credentials',
    certificate: (subject: string, issuer: string) => `${subject}, issued by ${issuer}`,
    daysLeft: (days: number) =>
      days < 0 ? `expired ${plural(String(-days), 'day')} ago` : `${plural(String(days), 'day')} left`,
    bytes: (wire: string, decoded: string) => (wire === decoded ? wire : `${wire}, ${decoded} unpacked`),
    drift: (span: string, ahead: boolean) => `the server's clock is ${span} ${ahead ? 'ahead of' : 'behind'} ours`,
    accepted: (what: string) => `${what} accepted`,
    clientCertificate: 'client certificate',
    segments: (count: string) => plural(count, 'segment'),
    parts: (count: string) => plural(count, 'part'),
    narrowed: (count: string) => `narrowed ${plural(count, 'time')}`,
    content: ({ received, parsed, supported, refused }: Blocks) =>
      `${plural(received, 'block')} → ${plural(parsed, 'indicator')} → ${plural(supported, 'observable')}${refused === '0' ? '' : `, ${refused} refused`}`,
    guarded: (count: string) => `${count} kept out`,
    store: (count: string) => `would store ${plural(count, 'listing')}`,
    address: (url: string) => `the poll service found: ${url}`,
    collections: (count: string, chosen: string) => `${plural(count, 'collection')}; ${chosen} chosen`,
    noCollections: 'no collection was shown',
  },
  labels: {
    window: 'Window',
    skipped: 'Skipped',
    refused: 'Refused',
    warnings: 'Warnings',
    sample: 'Sample',
    more: 'More',
  },
  works: (source: string, listings: string) => `${source} works: a poll would store ${plural(listings, 'listing')}`,
  empty: (source: string) => `${source} works, but the server has nothing for this window`,
  nothing: (source: string) => `${source} works, but nothing in this window could be used`,
  stoppedAt: {
    observables: (limit: string) => `stopped after ${limit} observables; --full reads the whole age window`,
    time: (limit: string) => `stopped after ${limit}; --full reads the whole age window`,
  },
  newest: 'only the newest segment of the age window was read; --full reads all of it',
  addIt: 'Add it:',
  pollIt: (command: string) => `Poll it now: ${command}`,
  probing: 'asking again, to tell what looks alike apart',
  discovering: 'asking the server what it offers',
  finding: {
    labels: {
      told: 'Certainty',
      evidence: 'Seen',
      asked: 'Asked',
      or: 'Or',
      meaning: 'Means',
      change: 'Change',
      message: 'Message',
      fix: 'Fix',
      more: 'More',
    },
    certainties: {
      certain: 'certain: what was seen fits nothing else',
      likely: 'likely: it fits best',
      'one-of': 'one of several: what was seen fits each of them',
    },
    /** What an alternative is told by. */
    toldBy: (title: string, code: string, sign: string) => `${title} [${code}]. Told by: ${sign}`,
    answered: (asked: string, answer: string, took: string) => `${asked}: ${answer} (${took})`,
    because: (why: string) => `because ${why}`,
    reasons: enReasons,
    oneCommand: (command: string) => `tried first, made and polled by: ${command}`,
    byHand: (field: string) => `set ${field} by hand`,
    none: 'none',
    and: (count: string) => `and ${count} more`,
    names: {
      addresses: 'addresses',
      address: 'dialled',
      statusLine: 'status',
      location: 'location',
      firstBytes: 'first bytes',
      certificate: 'certificate',
      collections: 'collections listed',
      nearest: 'nearest in name',
      clockDriftMs: "server's clock",
      polls: 'poll services listed',
      wants: 'the server wants',
      sent: 'sent',
      speaks: 'the server speaks TAXII',
      attempts: 'attempts',
      bytes: 'bytes',
      begins: 'begins with',
      title: 'title of the page',
      destination: 'destination',
      proxy: 'proxy',
      reply: 'reply',
      resolvedBy: 'resolved by',
      issuer: 'issuer',
      chain: 'chain',
      chainView: 'chain as',
      statusType: 'status type',
      statusMessage: 'status message',
      details: 'details',
      collection: 'collection',
      reason: 'reason',
      body: 'body',
      names: 'names',
      version: 'version',
      received: 'received',
      expected: 'expected',
      line: 'line',
      column: 'column',
      limit: 'limit',
    },
  },
  discover: {
    speaks: (versions: string) => `TAXII ${versions}`,
    nothing: 'nothing was found that speaks TAXII',
    services: 'Services',
    collections: 'Collections',
    noCollections: {
      granted: 'the server lists none for these credentials',
      refused: 'the list is refused to these credentials',
      unknown: 'nobody could be asked for the list',
    },
    titles: {
      name: 'NAME',
      type: 'TYPE',
      version: 'TAXII',
      volume: 'VOLUME',
      access: 'ACCESS',
      description: 'DESCRIPTION',
      service: 'SERVICE',
      address: 'ADDRESS',
      note: 'NOTE',
    },
    access: { open: 'open', closed: 'closed', unknown: '' },
    relations: {
      same: '',
      'other-port': 'another port: no credentials go there',
      'other-scheme': 'another scheme: no credentials go there',
      'other-host': 'another host: no credentials go there',
      'no-address': 'no address',
    },
    pollable: 'Add what you want of it:',
  },
  fix: {
    works: (source: string) => `${source} works: there is nothing to mend`,
    noFix: (source: string) => `${source}: no change of its settings is known to mend this`,
    ask: (source: string) => `Change ${source} so?`,
    confirm: (command: string) => `changing settings needs a yes: repeat it as ${command}`,
    trying: (source: string) => `trying the change on ${source}, nothing is saved yet`,
    noHelp: (source: string) => `the change does not help; ${source} is left as it was`,
    further: 'the change helps, and something else comes next:',
    changed: (source: string) => `${source} changed`,
    reset: 'what is read has changed, so the next poll reads the whole age window',
    mended: (source: string) => `${source} is mended`,
    stillFails: (source: string) => `${source} was changed, and the poll still fails`,
  },
};

type Help = Readonly<
  Record<
    'source test' | 'source discover' | 'source fix',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
>;

/** Help of the commands, in English. */
export const enTrialHelp: Help = {
  'source test': {
    summary: 'Try a source, an address or a curl line: each stage, what was seen, and why it fails; nothing is stored',
    examples: [
      ['feedgate source test phish', 'what the next poll would meet'],
      ['feedgate source test https://taxii.example.net/ --user alice', 'an address; what is missing is discovered'],
      ['feedgate source test phish --full', 'the whole age window, to its end'],
      ['feedgate source test phish --json', 'the same for a script'],
    ],
  },
  'source discover': {
    summary: 'Ask a server what it offers: versions, services, collections',
    examples: [
      ['feedgate source discover https://taxii.example.net/taxii/', 'from any address of the server'],
      ['feedgate source discover https://taxii.example.net/ --user alice --password-file -', 'with credentials'],
      ['feedgate source discover phish', 'the server of a source'],
    ],
  },
  'source fix': {
    summary: 'Mend a source that fails, where a change of its settings mends it: shown, tried, applied, polled',
    examples: [
      ['feedgate source fix phish', 'shows the change and asks'],
      ['feedgate source fix phish --yes', 'for scripts; a change that does not help is not kept'],
    ],
  },
};

/** Help of the options, in English. */
export const enTrialOptions = {
  testFull: 'read the whole age window to its end',
  noProbe: 'do not ask again to find out why it fails',
};
