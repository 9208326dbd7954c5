import { enReadingHelp } from './en-reading.ts';
import { enGatewayHelp, enGatewayOptions } from './en-gateway.ts';
import { enAlertHelp, enAlertOptions } from './en-alert.ts';
import { enGuardHelp, enGuardOptions } from './en-guard.ts';
import { enObservableHelp } from './en-observable.ts';
import { enLabHelp, enLabOptions } from './en-lab.ts';
import { enServiceHelp, enServiceOptions } from './en-service.ts';
import { enPolicyHelp, enPolicyOptions } from './en-policy.ts';
import { enLookHelp, enLookOptions } from './en-look.ts';
import { enSecretHelp, enSecretOptions } from './en-secret.ts';
import { enTrustHelp, enTrustOptions } from './en-trust.ts';
import { enProxyHelp, enProxyOptions } from './en-proxy.ts';
import { enReloadHelp } from './en-reload.ts';
import { enWholeHelp, enWholeOptions } from './en-whole.ts';
import { enMatchHelp, enMatchOptions } from './en-match.ts';
import { enCaptureHelp, enCaptureOptions } from './en-capture.ts';
import { enStoreHelp, enStoreOptions } from './en-store.ts';
import { enMessageHelp, enMessageOptions } from './en-mail.ts';
import { enDoctorHelp, enDoctorOptions } from './en-doctor.ts';
import { enCatalogHelp, enCatalogOptions } from './en-catalog.ts';
import { enCredentialOptions } from './en-credentials.ts';
import { enTrialHelp, enTrialOptions } from './en-trial.ts';

interface CommandText {
  readonly summary: string;
  /** What to type, and what it does. */
  readonly examples: readonly (readonly [command: string, what: string])[];
}

const commands = {
  start: {
    summary: 'Run the daemon: it polls what is due until it is told to stop',
    examples: [
      ['feedgate start --first-run', 'set up the data directory and start'],
      ['feedgate start --data /var/lib/feedgate', 'start on a data directory of your choice'],
    ],
  },
  status: {
    summary: 'Show how Feedgate is doing: daemon, sources, listings, running polls',
    examples: [
      ['feedgate status', 'at a glance'],
      ['feedgate status --json', 'for a monitoring script'],
      ['feedgate status --daemon', 'exit 4 where no daemon answers'],
    ],
  },
  'source add': {
    summary: 'Add a source from options, or from any pasted address of its server',
    examples: [
      [
        'feedgate source add phish --kind taxii1 --host taxii.example.net --path /taxii/poll/ --collection phish-urls',
        'by its parts',
      ],
      [
        'feedgate source add phish https://taxii.example.net/taxii/poll/ --collection phish-urls --user alice',
        'by its address; the password is asked for',
      ],
      [
        'feedgate source add phish https://taxii.example.net/taxii/poll/ --collection C --user alice --password-file -',
        'the password comes by standard input',
      ],
      [
        'feedgate source add phish \'curl -H "Accept: application/xml" https://taxii.example.net/taxii/poll/\' --collection C',
        'a curl line that works',
      ],
    ],
  },
  'source list': {
    summary: 'List the sources with their state',
    examples: [
      ['feedgate source list', 'as a table'],
      ['feedgate source list --quiet', 'names only, one a line'],
    ],
  },
  'source show': {
    summary: 'Show one source: settings, state, last failure',
    examples: [['feedgate source show phish', 'settings and state; secrets are never shown']],
  },
  'source edit': {
    summary: 'Change settings of a source; it takes the options of "source add"',
    examples: [
      ['feedgate source edit phish --interval 30m --segment 4d', 'poll more often, in narrower segments'],
      ['feedgate source edit phish --collection new-urls --reset-cursor', 'another collection, read from the start'],
      ['feedgate source edit phish --proxy none', 'directly, whatever the default proxy is'],
    ],
  },
  'source remove': {
    summary: 'Remove a source with all its listings',
    examples: [
      ['feedgate source remove phish', 'asks first'],
      ['feedgate source remove phish --yes', 'for scripts'],
    ],
  },
  'source suspend': {
    summary: 'Stop polling a source; its listings stay until they age out',
    examples: [['feedgate source suspend phish', 'no polls until it is resumed']],
  },
  'source resume': {
    summary: 'Poll a suspended source again',
    examples: [['feedgate source resume phish', 'it is due at once']],
  },
  'source reset': {
    summary: 'Forget how far a source was read, or set it to a date',
    examples: [
      ['feedgate source reset phish', 'the next poll reads the whole age window'],
      ['feedgate source reset phish --from 2026-11-01', 'the next poll reads from that day'],
      ['feedgate source reset phish --from 7d', 'the next poll reads the last seven days'],
    ],
  },
  ...enCatalogHelp,
  ...enTrialHelp,
  ...enDoctorHelp,
  poll: {
    summary: 'Poll a source now and report what came and what did not',
    examples: [
      ['feedgate poll phish', 'what is new since the last poll'],
      ['feedgate poll phish --full', 'the whole age window again'],
      ['feedgate poll blocklist --accept', 'take over a list that has really shrunk or grown'],
      ['feedgate poll phish --cancel', 'stop the poll that is running'],
      ['feedgate poll phish --json', 'the report as one JSON document'],
    ],
  },
  polls: {
    summary: 'List past polls, newest first',
    examples: [
      ['feedgate polls', 'of all sources'],
      ['feedgate polls phish -n 100', 'the last hundred of one'],
    ],
  },
  'polls show': {
    summary: 'Show the report of one poll',
    examples: [['feedgate polls show 01JD5V8M3Q4R5S6T7V8W9X0Y1Z', 'by its id, as "feedgate polls" lists it']],
  },
  ...enReadingHelp,
  ...enGatewayHelp,
  ...enGuardHelp,
  ...enAlertHelp,
  ...enObservableHelp,
  ...enLabHelp,
  ...enMessageHelp,
  ...enStoreHelp,
  ...enCaptureHelp,
  ...enMatchHelp,
  ...enReloadHelp,
  ...enWholeHelp,
  ...enLookHelp,
  ...enTrustHelp,
  ...enProxyHelp,
  ...enSecretHelp,
  ...enPolicyHelp,
  ...enServiceHelp,
} satisfies Record<string, CommandText>;

const options = {
  data: 'data directory (default: FEEDGATE_DATA, else that of the system or user)',
  json: 'write JSON of a stable shape',
  lang: 'language of the talk: en or ko (default: from the locale)',
  noColor: 'no colours',
  yes: 'agree to what would be asked',
  noInput: 'never ask; fail where an answer is needed',
  quiet: 'only what was asked for, no talk',
  version: 'show the version',
  help: 'show help',
  needsDaemon: 'exit 4 where no daemon answers, for health checks',
  firstRun: 'set up what is missing, and say what to do next',
  kind: 'kind of source: taxii1 (default), taxii2, list or misp; told by the address where it shows',
  host: 'host name or address of the server, or any URL of it',
  port: 'port (default: 443, or 80 without https)',
  https: 'use https (default)',
  noHttps: 'use plain http',
  path: 'path of the poll service, such as /taxii/poll/',
  collection: 'name of the collection',
  explainFile: 'a log file to explain',
  collectionType: 'feed (default), or set: a data set that is read whole each time',
  observables: 'indicated (default), or all: also observables that no indicator names',
  listFormat: 'how a list is written: auto (default) finds out; text is a value a line, hosts files too',
  listKinds: 'kinds of a list that are taken, such as ip,network,domain or hash ("all" takes all)',
  listColumns: 'columns of a CSV list by name or number, such as value=2,confidence=score ("auto" finds them)',
  listMapping: 'where the values of a JSON list stand, such as "each = items; value = ioc" ("auto" finds them)',
  listDelimiter: 'what stands between the columns, such as ";" or tab ("auto" finds it)',
  listHeader: 'whether the first row of a CSV list names its columns (default: auto)',
  mispForm: 'what of MISP is asked: feed (a folder with manifest.json) or api (a server, with a key)',
  mispTags: 'tags that are wanted of the API, such as tlp:green, and with ! those that are not ("none" takes all)',
  mispPublished: 'whether only published events of the API are read (default: yes)',
  mispWarninglists: 'whether MISP leaves out what is on its warninglists (default: no)',
  mispSightings: 'what is told back to MISP: seen in mail, false-positive, all or none (default: none)',
  subscription: 'subscription id ("none" removes it)',
  taxiiVersion: 'auto (default); of taxii1 1.0 or 1.1, of taxii2 2.0 or 2.1',
  user: 'user name; the password is asked for, or see the next two',
  passwordFile: 'file that holds the password; - is standard input',
  noPassword: 'send a blank password',
  bearerFile: 'file that holds a bearer token; - is standard input',
  header: 'name of a header that holds a key, such as Auth-Key; may be repeated',
  headerFile: 'file that holds the value of that header; - is standard input',
  noCredentials: 'send no credentials',
  clientCert: 'client certificate: PEM, alone or with its key, or PKCS#12 ("none" removes it)',
  clientKey: 'private key of the client certificate, PEM',
  passphraseFile: 'file that holds the passphrase of the key or of the PKCS#12 file; asked for if needed',
  ca: 'certificate authorities to trust for this source besides those of the system, PEM ("none" removes them)',
  systemCa: 'trust the lists of the node too (default)',
  noSystemCa: 'trust nobody but the authorities given by --ca',
  pin: 'SHA-256 of the only server certificate to accept ("none" removes it)',
  tlsMinimum: 'lowest TLS version: 1.2 (default) or 1.3',
  proxy: 'proxy: the name of a profile, default, none, or http://host:port, https://…, socks4a://…, socks5://…',
  proxyPasswordFile: 'file that holds the password of the proxy',
  proxyExcept: 'hosts reached without the proxy, with commas between; +HOST adds one, none removes all',
  allowPrivate: 'allow loopback, private and link-local addresses',
  noAllowPrivate: 'refuse them (default)',
  interval: 'how often to poll: 1h (default), 30m, or a cron expression of five fields in quotes',
  age: 'how far back a full poll reads, and how long a listing lasts (default 30d)',
  segment: 'width of one request: auto (default) or a duration such as 4d',
  reconcile: 'how often everything is read again and what has vanished withdrawn (default 7d), or never',
  shrinkLimit: 'percent of a list or data set whose loss is not believed (default 50; "none" believes any)',
  growthLimit: 'how many times as large it may become at once (default 10; "none" takes any)',
  overlap: 'how much is read again before the cursor (default 5m)',
  bindings: 'content bindings to offer, with commas between ("none": all)',
  timeoutConnect: 'longest wait for a connection (default 10s)',
  timeoutFirstByte: 'longest wait for the first byte of an answer (default 60s)',
  timeoutStall: 'longest silence within an answer (default 30s)',
  timeoutRequest: 'longest time for one whole request (default 30m)',
  attempts: 'attempts before a poll gives up (default 3)',
  mode: 'monitor (default) or enforce',
  confidence: 'confidence 0-100 where the source states none ("none" removes it)',
  subdomains: 'which names a listed domain covers: exact, registrable (default) or all',
  tag: 'a tag, may be repeated ("none" removes them)',
  rename: 'new name of the source',
  resetCursor: 'when the change asks for it: read the whole age window again',
  keepCursor: 'when the change asks for it: go on from where the source was read to',
  from: 'read from this date (RFC 3339), or from that long ago (7d)',
  full: 'read the whole age window',
  delta: 'read what is new since the cursor (default, once there is one)',
  accept: 'read everything, and take it over whatever was lost or gained',
  ...enCatalogOptions,
  ...enCredentialOptions,
  ...enTrialOptions,
  ...enDoctorOptions,
  ...enGatewayOptions,
  ...enGuardOptions,
  ...enAlertOptions,
  ...enLabOptions,
  ...enMessageOptions,
  ...enMatchOptions,
  ...enWholeOptions,
  ...enLookOptions,
  ...enTrustOptions,
  ...enProxyOptions,
  ...enSecretOptions,
  ...enStoreOptions,
  ...enCaptureOptions,
  ...enPolicyOptions,
  ...enServiceOptions,
  countNow: 'count now; a large store is else shown as counted some minutes ago',
  cancel: 'stop the poll that is running',
  pollLines: 'how many polls (default 20)',
  exitCode: 'exit 1 when a value is not listed',
  ofSource: 'of this source only',
  ofKind: 'of this kind only: ip, network, domain, url, email, md5, sha1, sha256, sha512',
  format: 'list (default), csv, jsonl, stix2, misp, rpz, rbldnsd or postfix',
  follow: 'go on with what is written',
  logLines: 'how many lines (default 50)',
  ignoreCase: 'upper and lower case alike',
  wildcards: '* in the pattern stands for anything',
};

/** Help texts in English. */
export const enHelp = {
  commands,
  options,
  groups: {
    source: 'Sources: add, look at, change, suspend, remove',
    observable: 'Observables: look up, list, count, export',
    guard: 'Guards: what keeps bad observables out',
    alert: 'Alerts: what is open, whether they arrive',
    log: 'The log: its end, or a search',
    service: 'Whether sources are polled here: switch, terms, state',
    featurekey: 'Feature keys, where they are asked for',
    level: 'Levels of a cluster: copy what one says to another',
    policy: 'What is done with mail: show, check, apply, simulate, watch or obey',
    exemption: 'What is let pass, why, and until when',
    proxy: 'Proxies with names, for many sources',
    secret: 'Secrets of sources: the key that encrypts them',
    net: 'The network from here: what a port is like',
    capture: 'Packets of a source: capture, read, fetch, remove',
    trust: 'Certificates: what a server shows, and what of it is trusted',
    message: 'Mails that were examined: find, show, mark as wrong',
    store: 'The database: back up, verify, restore, compact',
    gateway: 'The mail side: run it, look at it',
    config: 'Files of settings: check them, their schema',
    lab: 'Practice: sample feeds, faults, drills',
  },
  titles: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Global options:',
    commands: 'Commands:',
    examples: 'Examples:',
  },
  placeholders: { options: '[options]', command: '<command>' },
  about: 'Feedgate polls threat feeds, keeps what they list, and says exactly what failed, why, and what to do.',
};
