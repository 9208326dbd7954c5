import { enHelp } from './en-help.ts';
import { enGateway, enIntegrate } from './en-gateway.ts';
import { enAlert } from './en-alert.ts';
import { enGuard } from './en-guard.ts';
import { enCompare, enLookup, enObservable } from './en-observable.ts';
import { enLab } from './en-lab.ts';
import { enService } from './en-service.ts';
import { enExemption, enPolicy } from './en-policy.ts';
import { enLook } from './en-look.ts';
import { enSecret } from './en-secret.ts';
import { enTrust } from './en-trust.ts';
import { enProxy } from './en-proxy.ts';
import { enReload } from './en-reload.ts';
import { enWhole } from './en-whole.ts';
import { enMatch } from './en-match.ts';
import { enCapture } from './en-capture.ts';
import { enStore } from './en-store.ts';
import { enMessage } from './en-mail.ts';
import { enReport } from './en-report.ts';
import { enDoctor, enFollow } from './en-doctor.ts';
import { enCatalog } from './en-catalog.ts';
import { enTrial } from './en-trial.ts';

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Who sees it in which state. */
interface SourceCounts {
  readonly total: number;
  readonly ok: number;
  readonly failing: number;
  readonly suspended: number;
}

/** Every sentence of the command line in English; other languages have the same shape. Values come in safe to show. */
export const en = {
  help: enHelp,
  units: {
    day: (n: string) => `${n} d`,
    hour: (n: string) => `${n} h`,
    minute: (n: string) => `${n} min`,
    second: (n: string) => `${n} s`,
    millisecond: (n: string) => `${n} ms`,
  },
  time: {
    ago: (span: string) => `${span} ago`,
    ahead: (span: string) => `in ${span}`,
    now: 'now',
    never: 'never',
  },
  words: { none: 'none' },
  titles: {
    'usage/unknown-command': 'there is no such command',
    'usage/unknown-option': 'there is no such option',
    'usage/missing-argument': 'something is missing on the command line',
    'usage/too-many-arguments': 'there is too much on the command line',
    'usage/bad-value': 'a value on the command line cannot be read',
    'usage/conflicting-options': 'two options contradict each other',
    'usage/secret-on-command-line': 'a secret does not belong on the command line',
    'usage/confirmation-needed': 'this needs a yes, and nobody can be asked',
    'usage/file-unreadable': 'a file named on the command line cannot be read',
    'postfix/unreachable': 'the Postfix of this host cannot be asked or changed',
    'host/output-unwritable': 'the output could not be written',
  },
  complaint: {
    labels: { cause: 'Cause', evidence: 'Evidence', meant: 'Try', more: 'More' },
    didYouMean: (names: readonly string[]) => `did you mean ${names.map((name) => `"${name}"`).join(' or ')}?`,
  },
  explain: {
    labels: { meaning: 'Means', certain: 'Told by', causes: 'Causes', fix: 'Fix', fault: 'Whose' },
    faults: {
      operator: 'yours to mend',
      source: "the provider's to mend",
      network: "the network's: yours or one in between",
      host: "this machine's",
      bug: 'a bug of Feedgate: please report it',
    },
    retries: {
      soon: 'tried again by itself, soon',
      'next-poll': 'tried again at the next poll',
      'after-change': 'trying again helps only after a change',
    },
    unknown: (code: string) => `${code} is no code of a condition`,
    nothing: 'give a code, or a log on standard input: feedgate explain < threatfeeds',
  },
  usage: {
    unknownCommand: (command: string) => `there is no command ${command}`,
    unknownOption: (option: string) => `there is no option ${option}`,
    missingArgument: (name: string) => `${name} is missing`,
    missingValue: (option: string) => `option ${option} needs a value`,
    tooMany: (expected: number) => `too many arguments: ${expected} at most; put quotes around what belongs together`,
    notOneOf: (option: string, value: string, choices: string) => `${option} ${value} is none of ${choices}`,
    notANumber: (option: string, value: string, range: string) => `${option} ${value} is no number of ${range}`,
    notADate: (value: string) => `${value} is no date (2026-11-01, 2026-11-01T10:00:00Z) and no duration (7d)`,
    conflict: (a: string, b: string) => `${a} and ${b} cannot be used together`,
    needs: (option: string, other: string) => `${option} needs ${other} too`,
    secret: (option: string) =>
      `secrets are not taken from the command line, where every user of the machine and the shell's history see them: use ${option} FILE, ${option} - for standard input, or leave it out to be asked`,
    passwordNeeded: '--user needs a password: use --password-file FILE, --password-file -, or --no-password',
    nothingTyped: 'nothing was typed; a blank password is sent with --no-password',
    onlyOneFromStdin: 'only one secret can come from standard input',
    unreadable: (path: string) => `file ${path} cannot be read`,
    nameForUrl: (url: string) => `a name for the source is missing: feedgate source add NAME ${url}`,
    nothingToChange: 'nothing to change was given',
    noValues: 'no value to look up was given',
    confirm: (name: string) => `removing ${name} needs a yes: repeat it with --yes`,
    invalid: (what: string) => `the command line cannot be read: ${what}`,
  },
  ask: {
    password: (user: string) => `Password for ${user}:`,
    header: (name: string) => `Value of the header ${name}:`,
    oauth: (client: string) => `Secret of the client ${client}:`,
    passphrase: (file: string) => `Passphrase of ${file}:`,
    query: (name: string) => `Value of ${name} in the query:`,
    remove: (name: string, listings: string) => `Remove ${name} with its ${listings} listings?`,
    cursor:
      'This changes what is read. Read the whole age window again (r), keep the cursor (k), or leave the source as it is (Enter)?',
  },
  guide: {
    firstSteps: 'First steps',
    steps: [
      ['feedgate start --first-run', 'run the daemon'],
      ['feedgate source add NAME https://HOST/taxii/poll/ --collection C', 'add a feed'],
      ['feedgate poll NAME', 'poll it now and see what came'],
      ['feedgate observable lookup VALUE', 'who lists it, until when'],
      ['feedgate help', 'all commands'],
    ],
    now: 'Now',
    unknown: (code: string) => `the state cannot be read [${code}]: feedgate explain ${code}`,
  },
  status: {
    labels: {
      version: 'Version',
      daemon: 'Daemon',
      data: 'Data',
      sources: 'Sources',
      listings: 'Listings',
      observables: 'Observables',
      size: 'Size',
      counted: 'Counted',
      polling: 'Polling',
      gateway: 'Mail',
    },
    headline: ({ total, failing, suspended }: SourceCounts) => {
      if (total === 0) return 'no sources yet';
      if (failing > 0) return `${failing} of ${plural(total, 'source')} failing`;
      return suspended === total ? 'every source is suspended' : 'every source that is polled is fine';
    },
    sources: ({ total, ok, failing, suspended }: SourceCounts) =>
      `${total}: ${ok} ok, ${failing} failing, ${suspended} suspended`,
    daemon: (pid: number, since: string) => `pid ${pid}, since ${since}`,
    noDaemon: 'not running (read from the data directory); start it: feedgate start',
    nextAdd: 'Add the first: feedgate source add NAME https://HOST/taxii/poll/ --collection C',
    nextFailing: 'See which and why: feedgate source list',
  },
  source: {
    titles: {
      name: 'NAME',
      state: 'STATE',
      kind: 'KIND',
      mode: 'MODE',
      listings: 'LISTINGS',
      lastSuccess: 'LAST OK',
      nextDue: 'NEXT',
      code: 'PROBLEM',
    },
    labels: {
      state: 'State',
      url: 'Address',
      collection: 'Collection',
      proxy: 'Proxy',
      mode: 'Mode',
      listings: 'Listings',
      lastSuccess: 'Last success',
      lastAttempt: 'Last attempt',
      lastNewData: 'Last new data',
      nextDue: 'Next poll',
      reconciled: 'Read whole',
      cursor: 'Read up to',
      segment: 'Segment',
      settings: 'Settings',
      failing: 'Failing',
      cause: 'Cause',
      more: 'More',
    },
    states: {
      ok: 'ok',
      failing: 'failing',
      stale: 'stale',
      never: 'not polled yet',
      polling: 'polling',
      suspended: 'suspended',
    },
    modes: { monitor: 'monitor', enforce: 'enforce' },
    none: 'No sources yet. Add one: feedgate source add NAME https://HOST/taxii/poll/ --collection C',
    learned: (span: string) => `${span}, learned from the server's failures`,
    failing: (count: number, message: string, code: string) =>
      `${plural(count, 'poll')} in a row: ${message} [${code}]`,
    added: (name: string) => `${name} added`,
    changed: (name: string) => `${name} changed`,
    unchanged: (name: string) => `${name} left as it is`,
    removed: (name: string) => `${name} removed with its listings`,
    suspended: (name: string) => `${name} suspended; its listings stay until they age out`,
    resumed: (name: string) => `${name} resumed; it is due now`,
    reset: (name: string, from: string | null) =>
      from === null
        ? `${name} forgot its cursor; the next poll reads the whole age window`
        : `${name} reads from ${from} at the next poll`,
    nextPoll: (name: string) => `Poll it now: feedgate poll ${name}`,
  },
  pasted: {
    notPoll: (path: string, role: string) =>
      `${path} looks like a ${role} service, not a poll service; the path is often /taxii/poll/`,
    secretSeen: 'a secret stood on the command line: it is in the history of your shell now',
  },
  poll: {
    cancelled: (name: string) => `${name}: the poll stops at the next safe point`,
    nothingToCancel: (name: string) => `${name}: no poll is running`,
    stopping: (name: string) => `${name}: stopping at the next safe point …`,
  },
  catalog: enCatalog,
  trial: enTrial,
  doctor: enDoctor,
  follow: enFollow,
  lab: enLab,
  message: enMessage,
  store: enStore,
  capture: enCapture,
  match: enMatch,
  reload: enReload,
  whole: enWhole,
  look: enLook,
  trust: enTrust,
  proxy: enProxy,
  secret: enSecret,
  policy: enPolicy,
  exemption: enExemption,
  service: enService,
  gateway: enGateway,
  guard: enGuard,
  alert: enAlert,
  integrate: enIntegrate,
  progress: {
    segment: (n: number, of: number) => `segment ${n}/${of}`,
    parts: (n: number) => `part ${n}`,
    blocks: (n: string) => `${n} blocks`,
    observables: (n: string) => `${n} observables`,
    rate: (n: string) => `${n}/s`,
    left: (span: string) => `${span} left`,
  },
  report: enReport,
  polls: {
    titles: {
      id: 'ID',
      source: 'SOURCE',
      state: 'STATE',
      mode: 'MODE',
      started: 'STARTED',
      took: 'TOOK',
      received: 'BLOCKS',
      new: 'NEW',
      withdrawn: 'WITHDRAWN',
      code: 'PROBLEM',
    },
    states: {
      running: 'running',
      succeeded: 'succeeded',
      failed: 'failed',
      cancelled: 'cancelled',
      interrupted: 'interrupted',
    },
    none: 'No polls yet. Poll a source: feedgate poll NAME',
  },
  compare: enCompare,
  lookup: enLookup,
  observable: enObservable,
};
