import type { Clock, Random } from '../base/clock.ts';
import { asFailure, type Failure, type FailureRecord } from '../base/failure.ts';
import { frontKinds, type FrontKind, type GatewaySettings } from '../config/gateway-settings.ts';
import { formatListenAddress, type ListenAddress } from '../config/listen-address.ts';
import type { DataPaths } from '../host/paths.ts';
import { SpoolWriter } from '../journal/spool.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import { networkSet } from './client-rule.ts';
import { openFront, type FrontWorld, type OpenFront } from './front.ts';
import type { Mail } from './inspection.ts';
import { IndexInspector, type MailReader } from './inspector.ts';
import { undecidedEntry, verdictEntry } from './journal-entry.ts';
import { LiveRules } from './live-rules.ts';
import { Meter } from './meter.ts';
import { metricsText } from './metrics.ts';
import { PublishedIndex } from './published-index.ts';
import type { GatewayStatus } from './status.ts';

export interface GatewayParts {
  readonly paths: DataPaths;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  readonly version: string;
  readonly pid: number;
  /** Whether a daemon started it. */
  readonly supervised: boolean;
  readonly reader: (settings: GatewaySettings) => MailReader;
}

/** A front that should be open: it is, or it cannot listen. */
interface Slot {
  /** The settings that it was opened with, to see whether they change. */
  readonly from: string;
  readonly wanted: ListenAddress;
  readonly front: OpenFront | null;
  readonly failure: FailureRecord | null;
}

/** A front to be opened. */
interface Opening extends Pick<Slot, 'from' | 'wanted'> {
  readonly before: Slot | undefined;
}

/** Time for what is under way when a front is closed for another. */
const reopenDrainMs = 10_000;

/** One undecided mail a second is told in the log; figures and journal have them all. */
const quietMs = 1000;

/** All fronts of a node, on one index, one policy and one journal. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #since: string;
  readonly #index: PublishedIndex;
  readonly #rules: LiveRules;
  readonly #spool: SpoolWriter;
  readonly #slots = new Map<FrontKind, Slot>();
  readonly #toldAt = new Map<string, number>();
  #settings: GatewaySettings;
  #isOwn: (address: string) => boolean = () => false;
  #reader: MailReader;
  #settingsFailure: FailureRecord | null = null;
  #journalLost = 0;
  #applying: Promise<void> = Promise.resolve();

  /** Opens nothing yet. */
  constructor(parts: GatewayParts, settings: GatewaySettings) {
    this.#parts = parts;
    const { paths, clock, log } = parts;
    this.#since = new Date(clock.now()).toISOString();
    this.#settings = settings;
    this.#reader = parts.reader(settings);
    const failed = (failure: Failure): void => this.#warn(failure);
    this.#index = new PublishedIndex({
      directory: paths.indexDirectory,
      clock,
      failed,
      swapped: ({ generation, observables }) =>
        log.write(
          note(clock.now(), 'Debug', `the gateway matches by index ${generation} (${observables} observables)`),
        ),
    });
    this.#rules = new LiveRules({ policy: paths.policy, exemptions: paths.exemptions, clock, failed });
    const lost = (entries: number, error: unknown): void => {
      this.#journalLost += entries;
      this.#warn(asFailure(error, 'writing the journal'));
    };
    this.#spool = new SpoolWriter({ directory: paths.spoolDirectory, clock, lost });
  }

  /** Reads index and rules once, then follows them until `signal` aborts; the journal is written to its end. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#index.run(signal), this.#rules.run(signal), this.#spool.run(signal)]);
  }

  /** Ready to decide: what is there of index and rules has been read. */
  async prepare(): Promise<void> {
    await Promise.all([this.#index.refresh(), this.#rules.refresh()]);
  }

  /** Takes settings over: fronts that changed are opened anew, fronts that could not listen are tried again. Never throws. */
  async apply(settings: GatewaySettings): Promise<void> {
    // One after the other, whoever calls.
    this.#applying = this.#applying.then(() => this.#take(settings));
    await this.#applying;
  }

  async #take(settings: GatewaySettings): Promise<void> {
    this.#settings = settings;
    this.#settingsFailure = null;
    this.#reader = this.#parts.reader(settings);
    this.#isOwn = networkSet(settings.trustedNetworks);
    for (const kind of frontKinds) await this.#applyTo(kind);
  }

  /** Settings that cannot be used: those in force stay. */
  refuse(failure: Failure): void {
    this.#settingsFailure = failure.toJSON();
    this.#warn(failure);
  }

  /** Whether a front that should listen does not. */
  get isLame(): boolean {
    return [...this.#slots.values()].some(({ failure }) => failure !== null);
  }

  /** Tries fronts again that could not listen. */
  async retry(): Promise<void> {
    if (this.isLame) await this.apply(this.#settings);
  }

  /** Stops listening at once and waits up to `drainMs` for mails under way. */
  async close(drainMs: number): Promise<void> {
    const open = [...this.#slots.values()].flatMap(({ front }) => front ?? []);
    this.#slots.clear();
    await Promise.all(open.map((front) => front.close(drainMs)));
  }

  get status(): GatewayStatus {
    const { version, pid, supervised } = this.#parts;
    const { index } = this.#index;
    return {
      version,
      node: this.#settings.node,
      pid,
      since: this.#since,
      supervised,
      policy: this.#rules.rules.policy.mode,
      index:
        index === null
          ? null
          : {
              generation: index.generation,
              builtAt: new Date(index.builtAt).toISOString(),
              observables: index.observables,
              memory: index.memory,
            },
      fronts: [...this.#slots].map(([kind, { front, wanted, failure }]) => ({
        kind,
        address: formatListenAddress(front?.address ?? wanted),
        failure,
        ...(front?.meter.figures ?? noFigures),
      })),
      journalLost: this.#journalLost,
      settingsFailure: this.#settingsFailure,
    };
  }

  async #applyTo(kind: FrontKind): Promise<void> {
    const settings = this.#settings.fronts[kind];
    const from = JSON.stringify([settings, this.#settings.node]);
    const before = this.#slots.get(kind);
    if (before !== undefined && before.from === from && before.failure === null) return;
    // It stops listening at once, so that the next can take its address; what is under way goes on.
    void before?.front?.close(reopenDrainMs);
    this.#slots.delete(kind);
    if (settings !== null) this.#slots.set(kind, await this.#open(kind, { from, wanted: settings.listen, before }));
  }

  async #open(kind: FrontKind, { from, wanted, before }: Opening): Promise<Slot> {
    try {
      const front = await openFront(kind, this.#settings, this.#world());
      this.#say(`the gateway's ${kind} front listens on ${formatListenAddress(front?.address ?? wanted)}`);
      return { from, wanted, front, failure: null };
    } catch (error) {
      const failure = asFailure(error, `opening the ${kind} front`);
      if (before?.failure?.message !== failure.message) this.#warn(failure);
      return { from, wanted, front: null, failure: failure.toJSON() };
    }
  }

  #world(): FrontWorld {
    const { clock, random, version } = this.#parts;
    return {
      inspector: this.#inspector(),
      index: () => this.#index.index,
      clock,
      random,
      version,
      undecided: (mail, outcome) => {
        this.#spool.append(undecidedEntry(mail, outcome, { time: clock.now(), direction: this.#direction(mail) }));
        this.#warnQuietly(outcome.failure);
      },
      failed: (kind, error) => this.#warnQuietly(asFailure(error, `a connection of the ${kind} front`)),
      metrics: () => metricsText(this.status),
    };
  }

  #inspector(): IndexInspector {
    const { clock, random } = this.#parts;
    return new IndexInspector({
      index: () => this.#index.index,
      rules: () => this.#rules.rules,
      reader: {
        facts: (mail, signal) => this.#reader.facts(mail, signal),
        rewrite: (mail, rewriting) => this.#reader.rewrite(mail, rewriting),
      },
      direction: (mail) => this.#direction(mail),
      clock,
      random,
      inspected: (mail, inspection, facts) =>
        this.#spool.append(
          verdictEntry(mail, inspection, { time: clock.now(), direction: this.#direction(mail), facts }),
        ),
    });
  }

  /** Out goes what somebody sends who has authenticated, or from a network of ours. */
  #direction({ user, client }: Mail): 'inbound' | 'outbound' {
    return user !== null || (client !== null && this.#isOwn(client)) ? 'outbound' : 'inbound';
  }

  #say(text: string): void {
    this.#parts.log.write(note(this.#parts.clock.now(), 'Info', text));
  }

  #warn({ message, code }: Pick<FailureRecord, 'message' | 'code'>): void {
    this.#parts.log.write(note(this.#parts.clock.now(), 'Warning', message, { code }));
  }

  /** Each code once a second, for a flood of mail must not become a flood of lines. */
  #warnQuietly(failure: Pick<FailureRecord, 'message' | 'code'>): void {
    const now = this.#parts.clock.monotonic();
    if (now - (this.#toldAt.get(failure.code) ?? -quietMs) < quietMs) return;
    this.#toldAt.set(failure.code, now);
    this.#warn(failure);
  }
}

const noFigures = new Meter().figures;
