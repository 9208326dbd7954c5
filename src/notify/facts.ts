import { asFailure, type Evidence, type FailureRecord } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import { safeText } from '../base/text.ts';
import type { Gates } from '../activation/gates.ts';
import type { Sight } from '../alert/advance.ts';
import { endProblems, type EndFact } from '../alert/ends.ts';
import type { Area, Problem } from '../alert/problem.ts';
import type { Rules } from '../alert/rules.ts';
import { sourceProblems, type SourceFact } from '../alert/sources.ts';
import { gatherBackups, judgeBackups, type BackupsWanted } from '../doctor/check-backups.ts';
import { ownCertificates } from '../doctor/check-own-certificates.ts';
import { judgePoller, type PollerVitals } from '../doctor/check-daemon.ts';
import { gatherDisk, judgeDisk } from '../doctor/check-disk.ts';
import { keyEnd } from '../doctor/check-gates.ts';
import { judgeGateway, type GatewayFacts } from '../doctor/check-gateway.ts';
import { whyOf, type KnownSource } from '../doctor/check-sources.ts';
import type { Judgement } from '../doctor/check.ts';
import { routedHere } from '../doctor/checks.ts';
import { causeOf } from '../doctor/shared-cause.ts';
import type { Proxies } from '../feed/proxy.ts';
import type { SeenCertificate } from '../feed/report.ts';
import type { DataPaths } from '../host/paths.ts';
import type { Store } from '../store/store.ts';

/** What is looked at. */
export interface FactWorld {
  readonly clock: Clock;
  readonly paths: Pick<DataPaths, 'root' | 'database'>;
  readonly store: Pick<Store, 'sources' | 'polls'>;
  gates(): Gates;
  proxies(): Proxies;
  /** The backups that the daemon is to make; `null`: none. @throws Failure */
  backups(): BackupsWanted | null;
  vitals(): Promise<PollerVitals>;
  gateway(): Promise<GatewayFacts>;
  /** Mails that showed what was listed after they had come, found since an instant, by the source that lists it. */
  late(since: number): Promise<readonly LateFact[]>;
}

/** Mails that came before what they showed was listed. */
export interface LateFact {
  readonly source: string;
  readonly mails: number;
  /** When the first was found, milliseconds since 1970. */
  readonly since: number;
  /** One of the mails. */
  readonly reference: string;
  /** What it showed, defanged. */
  readonly shown: string;
}

const day = 86_400_000;
/** Between two looks at what changes slowly, or costs something to look at. */
const slowly = 5 * 60_000;
/** Polls that tell how fast the database grows. */
const polls = 200;
/** For a backup that was due when the daemon came up. */
const firstBackupWithin = 60 * 60_000;
/** Polls of a source that are looked through for a certificate when nothing is known yet. */
const firstPolls = 10;

/** Looks at an installation, for the alerts of its daemon. */
export class Facts {
  readonly #world: FactWorld;
  readonly #upSince: number;
  readonly #unread = new Map<string, Problem>();
  /** Causes of failures that were looked up, by source, for as long as the same poll was the last. */
  #causes = new Map<string, { readonly attemptAt: number | null; readonly failure: SourceFact['failure'] }>();
  #slowAt: number | null = null;
  /** What the servers of a source have shown the last time that they showed anything. */
  #shown = new Map<string, readonly SeenCertificate[]>();

  constructor(world: FactWorld) {
    this.#world = world;
    this.#upSince = world.clock.now();
  }

  /** What is wrong now. What cannot be looked at is a problem itself, and its area is not seen. Never throws. */
  async look(rules: Rules): Promise<Sight> {
    const { clock } = this.#world;
    const seen = new Set<Area>(['daemon', 'channels']);
    const problems: Problem[] = [];
    const look = async (area: Area, find: () => Promise<readonly Problem[]>): Promise<void> => {
      try {
        problems.push(...(await find()));
        seen.add(area);
        this.#unread.delete(area);
      } catch (error) {
        this.#unread.set(area, unread(area, asFailure(error, `looking at ${area} for alerts`).toJSON()));
      }
    };
    const slow = this.#slowAt === null || Math.abs(clock.monotonic() - this.#slowAt) >= slowly;
    await look('daemon', async () => judged('daemon', judgePoller(await this.#world.vitals())));
    await look('gates', async () => gateProblems(this.#world.gates()));
    await look('gateway', async () => judged('gateway', judgeGateway(await this.#world.gateway())));
    await look('mail', async () => lateProblems(await this.#world.late(clock.now() - day)));
    const stored = this.#sources();
    // Where no source may be polled, all are silent, and that is told already.
    if (!problems.some(({ area }) => area === 'gates')) {
      await look('sources', async () => {
        const facts = await this.#sourceFacts(await stored());
        return sourceProblems(facts, rules, { now: clock.now(), upSince: this.#upSince });
      });
    }
    if (slow) {
      this.#slowAt = clock.monotonic();
      await look('disk', () => this.#disk(stored));
      await look('backups', async () => this.#backups());
      await look('certificates', async () => endProblems(await this.#ends(stored), rules, clock.now()));
    }
    return { now: clock.now(), seen, problems: [...problems, ...this.#unread.values()] };
  }

  /** Read once a look, when first asked for. */
  #sources(): () => Promise<readonly KnownSource[]> {
    let read: Promise<readonly KnownSource[]> | null = null;
    return () => (read ??= this.#known());
  }

  async #known(): Promise<readonly KnownSource[]> {
    const sources = await this.#world.store.sources.list();
    return sources.map((source) => ({ ...source, settings: routedHere(source.settings, this.#world) }));
  }

  async #sourceFacts(sources: readonly KnownSource[]): Promise<readonly SourceFact[]> {
    const causes = new Map<string, { readonly attemptAt: number | null; readonly failure: SourceFact['failure'] }>();
    const facts: SourceFact[] = [];
    for (const source of sources) {
      const { settings, suspended, createdAt, state } = source;
      const { name } = settings;
      let failure: SourceFact['failure'] = null;
      if (state.failures > 0 && !suspended) {
        const before = this.#causes.get(name);
        failure = before?.attemptAt === state.lastAttemptAt ? before.failure : await this.#failureOf(source);
        causes.set(name, { attemptAt: state.lastAttemptAt, failure });
      }
      const { failures, lastSuccessAt } = state;
      facts.push({ name, suspended, createdAt, lastSuccessAt, every: intervalOf(source), failures, failure });
    }
    this.#causes = causes;
    return facts;
  }

  async #failureOf(source: KnownSource): Promise<SourceFact['failure']> {
    const { settings } = source;
    const reports = await this.#world.store.polls.list({ source: settings.name, limit: 1 });
    const { failure, finding, code } = whyOf({ source, reports });
    if (failure === null) return null;
    const { host, port, collection } = settings;
    // A query may hold a key.
    const path = settings.path.replace(/\?.*/s, '');
    const evidence = { host, port, path, collection, ...failure.evidence, ...finding?.evidence };
    return { code, cause: causeOf({ ...failure, code, evidence }, settings), message: failure.message, evidence };
  }

  async #disk(stored: () => Promise<readonly KnownSource[]>): Promise<readonly Problem[]> {
    const listings = (await stored()).reduce((sum, { state }) => sum + state.listings, 0);
    const reports = await this.#world.store.polls.list({ limit: polls });
    return judged('disk', judgeDisk(await gatherDisk(this.#world.paths, { listings, reports })));
  }

  /** A daemon that has just come up makes the one that is due. */
  #backups(): readonly Problem[] {
    const { clock } = this.#world;
    const justUp = clock.now() - this.#upSince < firstBackupWithin;
    const facts = gatherBackups(clock, this.#world.backups());
    return facts.bad === null && justUp ? [] : judged('backups', judgeBackups(facts));
  }

  async #ends(stored: () => Promise<readonly KnownSource[]>): Promise<readonly EndFact[]> {
    const sources = (await stored()).filter(({ suspended }) => !suspended);
    const now = this.#world.clock.now();
    const facts = sources.map((source) => ({ source, reports: [] }));
    const own = ownCertificates({ sources: facts, now }).flatMap(({ source, use, validTo, subject }): EndFact[] => {
      if (validTo === null) return [];
      const code = use === 'client' ? 'config/client-cert-expires' : 'config/ca-expires';
      const evidence = { source, certificate: { subject, validTo } };
      return [{ code, cause: `certificate ${subject}`, subject: source, endsAt: validTo, life: null, evidence }];
    });
    const end = keyEnd(this.#world.gates());
    const key: EndFact = {
      code: 'gate/key-expires',
      cause: 'feature key',
      subject: '',
      endsAt: end ?? 0,
      life: null,
      evidence: {},
    };
    const shown = await this.#shownEnds(sources);
    return [...own, ...shown, ...(end === null ? [] : [key])];
  }

  /** Certificates of servers; a poll that does not get as far as TLS shows none, and changes nothing. */
  async #shownEnds(sources: readonly KnownSource[]): Promise<readonly EndFact[]> {
    const shown = new Map<string, readonly SeenCertificate[]>();
    for (const { settings } of sources) {
      const before = this.#shown.get(settings.name);
      const limit = before === undefined ? firstPolls : 1;
      const reports = await this.#world.store.polls.list({ source: settings.name, limit });
      const seen = reports.find(({ certificates }) => certificates !== undefined)?.certificates ?? before ?? [];
      shown.set(settings.name, seen);
    }
    this.#shown = shown;
    return [...shown].flatMap(([source, certificates]) => certificates.map((each) => endOf(source, each)));
  }
}

function endOf(source: string, { server, validFrom, validTo }: SeenCertificate): EndFact {
  const endsAt = Date.parse(validTo);
  const [, host = server, port = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(server) ?? [];
  return {
    code: 'tls/expires-soon',
    cause: `certificate of ${server}`,
    subject: source,
    endsAt,
    life: endsAt - Date.parse(validFrom),
    evidence: { source, server, host, port: Number(port) },
  };
}

/** Milliseconds between two polls; of a cron expression as far as its next one tells, at least a day. */
function intervalOf({ settings, state }: KnownSource): number {
  if (settings.interval.kind === 'every') return settings.interval.ms;
  const { nextDueAt, lastAttemptAt } = state;
  return Math.max(day, nextDueAt === null || lastAttemptAt === null ? 0 : nextDueAt - lastAttemptAt);
}

function gateProblems({ closed }: Gates): readonly Problem[] {
  if (closed === null) return [];
  const { code, message, evidence } = closed;
  // Who switches the service off knows that it is off.
  const severity = code === 'gate/disabled' ? 'info' : 'critical';
  return [{ area: 'gates', cause: 'gates', subject: '', code, severity, ripe: true, since: null, message, evidence }];
}

/** One alert, whatever was listed: it is one look into the journal. */
function lateProblems(late: readonly LateFact[]): readonly Problem[] {
  return late.map(({ source, mails, since, reference, shown }) => ({
    area: 'mail',
    cause: 'mails that had come',
    subject: source,
    code: 'mail/listed-late',
    severity: 'warning',
    ripe: true,
    since,
    message: `${mails === 1 ? 'a mail that had come shows' : `${mails} mails that had come show`} what ${safeText(source)} lists now, such as ${safeText(shown, 200)}: ${safeText(reference)}`,
    evidence: { source, mails, reference },
  }));
}

/** What a doctor finds wrong, by its cause: fronts that are alike are one. */
function judged(area: Area, judgements: readonly Judgement[]): readonly Problem[] {
  return judgements.flatMap(({ grade, code, evidence, message, subject }): Problem[] => {
    if (code === null || (grade !== 'warning' && grade !== 'problem') || !isWorthTelling(code, evidence)) return [];
    const { front } = evidence;
    return [
      {
        area,
        cause: area === 'gateway' ? code : area,
        subject: subject ?? (typeof front === 'string' ? front : ''),
        code,
        severity: grade === 'problem' ? 'critical' : 'warning',
        ripe: true,
        since: null,
        message: message ?? '',
        evidence,
      },
    ];
  });
}

/** Not what is new and empty. A front that was never asked is one that nobody needs; one that was, and is not any more, is silent. */
function isWorthTelling(code: string, { requests }: Evidence): boolean {
  if (code === 'match/missing') return false;
  return code !== 'gateway/front-unused' || (typeof requests === 'number' && requests > 0);
}

function unread(area: Area, { code, message, evidence }: FailureRecord): Problem {
  return {
    area: 'daemon',
    cause: `looking at ${area}`,
    subject: '',
    code,
    severity: 'critical',
    ripe: true,
    since: null,
    message,
    evidence,
  };
}
