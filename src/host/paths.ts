import { join } from 'node:path';

/** Every file of a data directory, by name, so that no other module spells one. */
export interface DataPaths {
  readonly root: string;
  readonly database: string;
  readonly logDirectory: string;
  /** Where the match index is published (src/match/publication.ts). */
  readonly indexDirectory: string;
  /** The settings of this node (src/config/gateway-settings.ts). */
  readonly settings: string;
  /** Where the gateway tells how it is doing. */
  readonly gatewaySocket: string;
  /** Locked by the kernel for as long as a gateway lives; holds nothing. */
  readonly gatewayLock: string;
  /** What is done with mail (src/config/policy-file.ts). */
  readonly policy: string;
  /** What the policy lets pass. */
  readonly exemptions: string;
  /** Where the gateway writes verdicts, for the journal to take (src/journal/spool.ts). */
  readonly spoolDirectory: string;
  /** Verdicts about mail, searchable (src/journal/journal.ts). */
  readonly journal: string;
  /** What hides addresses in the journal, where they are hidden. */
  readonly journalKey: string;
  /** What alerts remember, and what of them waits to be sent (src/notify/kept-file.ts). */
  readonly alerts: string;
  /** What encrypts the secrets of sources (src/secrets/key-ring.ts). */
  readonly secretKey: string;
  /** Who may use the service (src/config/activation-file.ts). */
  readonly activation: string;
  /** Whom this node trusts (src/config/trust-file.ts). */
  readonly trust: string;
  /** Proxies with names, for many sources (src/config/proxies-file.ts). */
  readonly proxies: string;
  /** What guards keep out at intake (src/config/guards-file.ts). */
  readonly guards: string;
  /** Lists of guards that were fetched or read (src/poller/guard-lists.ts). */
  readonly guardLists: string;
  /** Copies of the data directory (src/backup), where no other place is named. */
  readonly backups: string;
  /** What takes back a configuration whose application was interrupted (src/service/applying.ts). */
  readonly applying: string;
  /** Packets that were captured (src/capture/kept.ts). */
  readonly captures: string;
  /** The classic text log; older ones are `threatfeeds.1`, `.2` … */
  readonly classicLog: string;
  /** The same events as JSON lines. */
  readonly jsonLog: string;
  /** The daemon's socket. */
  readonly socket: string;
  /** Locked by the kernel for as long as a daemon lives; holds nothing. */
  readonly lock: string;
  /** Who holds the lock, as JSON. */
  readonly pid: string;
}

/** The files under `root`, which must be absolute. */
export function dataPaths(root: string): DataPaths {
  const logDirectory = join(root, 'log');
  return {
    root,
    database: join(root, 'feedgate.db'),
    logDirectory,
    indexDirectory: join(root, 'index'),
    settings: join(root, 'feedgate.yaml'),
    gatewaySocket: join(root, 'gateway.sock'),
    gatewayLock: join(root, 'gateway.lock'),
    policy: join(root, 'policy.yaml'),
    exemptions: join(root, 'exemptions.yaml'),
    spoolDirectory: join(root, 'spool'),
    journal: join(root, 'journal.db'),
    journalKey: join(root, 'journal.key'),
    alerts: join(root, 'alerts.json'),
    secretKey: join(root, 'secret.key'),
    activation: join(root, 'activation.yaml'),
    trust: join(root, 'trust.yaml'),
    proxies: join(root, 'proxies.yaml'),
    guards: join(root, 'guards.yaml'),
    guardLists: join(root, 'guards'),
    applying: join(root, 'applying.json'),
    captures: join(root, 'captures'),
    backups: join(root, 'backup'),
    classicLog: join(logDirectory, 'threatfeeds'),
    jsonLog: join(logDirectory, 'threatfeeds.json'),
    socket: join(root, 'feedgate.sock'),
    lock: join(root, 'daemon.lock'),
    pid: join(root, 'daemon.pid'),
  };
}
