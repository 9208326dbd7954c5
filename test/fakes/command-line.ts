import { Readable, Writable } from 'node:stream';
import type { Environment, LogReader } from '../../src/cli/environment.ts';
import { dataPaths } from '../../src/host/paths.ts';
import type { Result } from '../../src/doctor/check.ts';
import type { TestOutcome } from '../../src/notify/send.ts';
import { runCli } from '../../src/cli/run.ts';
import type { Looked } from '../../src/probe/look.ts';
import type { ProxyTrial } from '../../src/probe/try-proxy.ts';
import { FakeService } from './fake-service.ts';
import { ManualClock } from './manual-clock.ts';

/** A way out that keeps what it was given. */
class Screen extends Writable {
  readonly isTTY: boolean;
  readonly columns: number | undefined;
  text = '';

  constructor(columns?: number) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
    this.columns = columns;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** What a run is like where it is not as usual. */
export interface Setting {
  readonly service?: FakeService;
  readonly clock?: ManualClock;
  /** Columns of the terminal; absent for a pipe. */
  readonly columns?: number;
  readonly stdout?: Writable & { readonly isTTY?: boolean };
  readonly env?: Readonly<Record<string, string>>;
  /** Lines that somebody types; a terminal where given. */
  readonly typed?: string;
  readonly piped?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly secret?: string;
  readonly signal?: AbortSignal;
  readonly lines?: readonly string[];
  /** What the checks of `doctor` found. */
  readonly results?: readonly Result[];
  /** What came of testing the channels of alerts. */
  readonly tested?: readonly TestOutcome[];
  /** What hosts resolve to. */
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
  readonly cwd?: string;
  readonly openService?: Environment['openService'];
  /** What there is to see of a port. */
  readonly looked?: Partial<Looked>;
  /** What a trial of a proxy comes to. */
  readonly tried?: Partial<ProxyTrial>;
  readonly tryProxy?: Environment['tryProxy'];
  readonly buildIndex?: Environment['buildIndex'];
}

const nothingTried: ProxyTrial = { stages: [], seen: {}, bypassed: false, failure: null, verdict: null };

const nothingSeen: Looked = {
  dns: null,
  dnsMs: 3,
  addresses: [],
  tls: null,
  chain: null,
  distrust: null,
  plain: null,
};

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
  readonly service: FakeService;
}

/** Runs `feedgate` in memory: no process, no file, no clock but the test's. */
export async function feedgate(argv: readonly string[], setting: Setting = {}): Promise<Run> {
  const service = setting.service ?? new FakeService();
  const out = new Screen(setting.columns);
  const talk = new Screen(setting.columns);
  const environment: Environment = {
    stdout: setting.stdout ?? out,
    stderr: talk,
    stdin: Object.assign(Readable.from([setting.typed ?? setting.piped ?? '']), { isTTY: setting.typed !== undefined }),
    env: { TZ: 'UTC', NO_COLOR: '1', ...setting.env },
    cwd: setting.cwd ?? '/nowhere',
    version: '0.1.0',
    self: ['feedgate'],
    clock: setting.clock ?? new ManualClock(),
    signal: setting.signal ?? new AbortController().signal,
    openService: setting.openService ?? (() => Promise.resolve(service)),
    startDaemon: (options) => {
      service.calls.push(['startDaemon', options]);
      return Promise.resolve(0);
    },
    startGateway: (options) => {
      service.calls.push(['startGateway', options]);
      return Promise.resolve(0);
    },
    tryProxy:
      setting.tryProxy ??
      ((proxy, end) => {
        service.calls.push(['tryProxy', proxy.profile ?? null, end]);
        return Promise.resolve({ ...nothingTried, ...setting.tried });
      }),
    look: (target) => {
      service.calls.push(['look', target]);
      return Promise.resolve({ ...nothingSeen, ...setting.looked });
    },
    addressesOf: (host) => Promise.resolve(setting.addresses?.[host] ?? []),
    files: (data = '/nowhere', config) => {
      const paths = dataPaths(data);
      return { paths, settings: config ?? paths.settings };
    },
    buildIndex: setting.buildIndex ?? (() => Promise.resolve(false)),
    doctor: (_dataFlag, options) => {
      service.calls.push(['doctor', options]);
      return Promise.resolve(setting.results ?? []);
    },
    testAlerts: async function* () {
      yield* setting.tested ?? [];
    },
    logs: () => logReader(setting.lines ?? []),
    readSecretFile: (path) => Promise.resolve(setting.files?.[path] ?? `secret of ${path}`),
    promptSecret: (question) => {
      talk.text += `${question}\n`;
      return Promise.resolve(setting.secret ?? 'typed secret');
    },
    titleOf: (code, language) => (language === 'ko' ? `${code} 제목` : `title of ${code}`),
  };
  const code = await runCli(argv, environment);
  return { code, out: out.text, talk: talk.text, service };
}

function logReader(lines: readonly string[]): LogReader {
  return {
    events: (n) => Readable.from(n === 0 ? [] : lines.slice(-n)),
    tail: (n) => Readable.from(n === 0 ? [] : lines.slice(-n)),
    follow: (n) => Readable.from(lines.slice(-n)),
    grep: (pattern) => Readable.from(lines.filter((line) => line.includes(pattern))),
  };
}
