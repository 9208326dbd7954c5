import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../base/clock.ts';
import type { Code } from '../base/failure.ts';
import type { Result } from '../doctor/check.ts';
import type { DoctorOptions } from '../doctor/checks.ts';
import type { DataPaths } from '../host/paths.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import type { TestOutcome } from '../notify/send.ts';
import type { Looked, LookTarget } from '../probe/look.ts';
import type { ProxyTrial, TunnelEnd } from '../probe/try-proxy.ts';
import type { Service } from '../service/service.ts';
import type { Language } from './language.ts';

/** Where output goes: `process.stdout`, or anything like it. `isTTY` is true on a terminal alone. */
export type Outlet = Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };

/** Where answers come from: `process.stdin`, or anything like it. */
type Inlet = Readable & { readonly isTTY?: boolean | undefined };

/** The classic lines of the log, as `log/` reads them. */
export interface LogReader {
  /** The last `n` lines, oldest first. */
  tail(n: number): AsyncIterable<string>;
  /** The last `n` lines of the JSON log, oldest first. */
  events(n: number): AsyncIterable<string>;
  /** The last `n` lines, then those that are written, until the signal aborts. */
  follow(n: number, signal: AbortSignal): AsyncIterable<string>;
  /** The lines that hold the pattern (literal text; with `wildcards`, `*` stands for anything), oldest first. */
  grep(pattern: string, options: { readonly ignoreCase: boolean; readonly wildcards: boolean }): AsyncIterable<string>;
}

/** Where things are; none of them need exist. */
export interface Files {
  readonly paths: DataPaths;
  /** The file of settings that applies, absolute. */
  readonly settings: string;
}

/** Everything the command line takes from the world; the composition root gives the real one, tests another. */
export interface Environment {
  readonly stdout: Outlet;
  readonly stderr: Outlet;
  readonly stdin: Inlet;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths of certificates are resolved against it. */
  readonly cwd: string;
  readonly version: string;
  /** How this very program is started once more. */
  readonly self: readonly string[];
  readonly clock: Clock;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  /** On the daemon's socket where one runs, else on the data directory. `dataFlag` is `--data` as given. */
  openService(dataFlag: string | undefined): Promise<Service>;
  /** Runs the daemon until it is told to stop; resolves with its exit code. */
  startDaemon(options: {
    readonly data?: string;
    readonly config?: string;
    readonly firstRun: boolean;
  }): Promise<number>;
  /** Runs the gateway until it is told to stop; resolves with its exit code. */
  startGateway(options: { readonly data?: string; readonly config?: string }): Promise<number>;
  files(dataFlag: string | undefined, configFlag: string | undefined): Files;
  /** Makes a match index of what the store holds, in an empty directory; nothing else is changed. False where there is no store. */
  buildIndex(dataFlag: string | undefined, directory: string): Promise<boolean>;
  /** Looks at the whole installation; nothing is changed by it. */
  doctor(dataFlag: string | undefined, options: DoctorOptions): Promise<readonly Result[]>;
  /** Looks at a port from here, with no credentials; what is trusted is what the files say. */
  look(target: LookTarget, files: Files): Promise<Looked>;
  /** Has a proxy lead to a place, or only dials it where none is named. */
  tryProxy(proxy: ProxySettings, end: TunnelEnd | null, files: Files): Promise<ProxyTrial>;
  /** The addresses of a host as this machine resolves it; of an address itself. @throws Failure `dns/*` */
  addressesOf(host: string): Promise<readonly string[]>;
  /** Sends a test by the channels of the settings, or by the named one. @throws Failure `alert/no-such-channel`, `config/file-bad` */
  testAlerts(files: Files, channel: string | undefined): AsyncIterable<TestOutcome>;
  logs(dataFlag: string | undefined): LogReader;
  /** A secret from a file, or from standard input for `-`; the line break at its end is no part of it. */
  readSecretFile(path: string): Promise<string>;
  /** Asks on the terminal without echo. */
  promptSecret(question: string): Promise<string>;
  /** The title of a condition in a language, from the catalogue; `null` where it has none. */
  titleOf(code: Code, language: Language): string | null;
}
