import { asFailure, type Failure } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import { safeText } from '../base/text.ts';
import { advance, type Sight } from '../alert/advance.ts';
import type { Notice } from '../alert/book.ts';
import {
  arrived,
  channelProblems,
  due,
  enqueue,
  failed,
  nothingKept,
  type Delivery,
  type Kept,
} from '../alert/queue.ts';
import type { Rules } from '../alert/rules.ts';
import { wordsOf } from '../alert/text.ts';
import type { ChannelSettings } from '../config/alert-channels.ts';
import type { AlertSettings } from '../config/alert-settings.ts';
import type { Log } from '../log/event.ts';
import { note } from '../log/events.ts';
import { fail } from './conditions.ts';
import { readKept, setAside, writeKept } from './kept-file.ts';
import type { Place } from './world.ts';

export interface KeeperOptions {
  /** Where alerts are remembered. */
  readonly file: string;
  readonly clock: Clock;
  readonly log: Log;
  /** As the file has them now. @throws Failure `config/file-bad` */
  settings(): AlertSettings;
  look(rules: Rules): Promise<Sight>;
  /** Resolves with those among several receivers that did not take it. @throws Failure `alert/*` */
  send(channel: ChannelSettings, notice: Notice, place: Place, signal: AbortSignal): Promise<readonly string[]>;
}

/** Between two looks, and before the first one: what the daemon starts is up by then. */
const lookEvery = 30_000;
/** Between two looks at the queue. */
const step = 1000;

/** Runs the alerts of a daemon: looks, decides, remembers, sends. Polls and mails never wait for it. */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #busy = new Map<string, Promise<void>>();
  #kept: Kept;
  #written = '';
  #settings: AlertSettings | null = null;
  /** What was told of the memory and of the settings last, so that it is told once. */
  #told = '';
  #unread = '';

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#kept = this.#remembered();
  }

  /** Until the signal aborts; what is under way then is sent again after the next start. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    let next = clock.monotonic() + lookEvery;
    while (!signal.aborted) {
      if (clock.monotonic() >= next) {
        await this.look();
        next = clock.monotonic() + lookEvery;
      }
      this.#deliver(signal);
      await clock.sleep(step, signal);
    }
    await Promise.all(this.#busy.values());
  }

  /** One look, and what follows from it. Never throws. */
  async look(): Promise<void> {
    const { log, clock } = this.#options;
    try {
      this.#settings = this.#options.settings();
      this.#unread = '';
    } catch (error) {
      // The settings before stay in force.
      const { code, message } = asFailure(error, 'reading the settings of alerts');
      if (message !== this.#unread) log.write(note(clock.now(), 'Warning', message, { code }));
      this.#unread = message;
    }
    const settings = this.#settings;
    if (settings === null) return;
    try {
      const sight = await this.#options.look(settings.rules);
      const problems = [...sight.problems, ...channelProblems(this.#kept)];
      const { book, notices } = advance(this.#kept.book, { ...sight, problems }, settings.rules);
      for (const notice of notices) this.#tellLog(notice, settings);
      this.#take(enqueue({ ...this.#kept, book }, notices, settings.channels, clock.now()));
    } catch (error) {
      const { code, message } = asFailure(error, 'looking for alerts');
      log.write(note(clock.now(), 'Warning', message, { code }));
    }
  }

  /** Starts what is due; one delivery of a channel at a time. */
  #deliver(signal: AbortSignal): void {
    for (const channel of this.#settings?.channels ?? []) {
      const { name } = channel;
      if (this.#busy.has(name)) continue;
      const delivery = due(this.#kept, name, this.#options.clock.now());
      if (delivery === null) continue;
      const sending = this.#send(channel, delivery, signal).finally(() => this.#busy.delete(name));
      this.#busy.set(name, sending);
    }
  }

  async #send(channel: ChannelSettings, delivery: Delivery, signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#options;
    const { zone, node } = this.#settings ?? { zone: 'UTC', node: '' };
    try {
      const refused = await this.#options.send(channel, delivery.notice, { zone, node }, signal);
      const before = this.#kept.channels.find(({ name }) => name === channel.name);
      this.#take(arrived(this.#kept, delivery, clock.now()));
      if ((before?.failures ?? 0) > 0)
        log.write(note(clock.now(), 'Info', `alerts arrive by channel ${channel.name} again`));
      if (refused.length > 0) this.#tellRefused(channel, refused);
    } catch (error) {
      if (!signal.aborted) this.#failed(delivery, asFailure(error, `sending an alert by channel ${channel.name}`));
    }
  }

  #tellRefused({ name }: ChannelSettings, refused: readonly string[]): void {
    const { code, message } = fail('alert/mail-refused', `mail of channel ${name} did not reach ${refused.join('; ')}`);
    this.#options.log.write(note(this.#options.clock.now(), 'Warning', message, { code }));
  }

  #failed(delivery: Delivery, failure: Failure): void {
    const { clock, log } = this.#options;
    const before = this.#kept.channels.find(({ name }) => name === delivery.channel);
    const now = clock.now();
    this.#take(failed(this.#kept, delivery, failure, { now, waitMs: failure.retryAfterMs ?? 0 }));
    // The same again and again is told once; `alert list` shows it for as long as it lasts.
    if (before?.failure?.code === failure.code) return;
    log.write(note(now, 'Warning', `${failure.message}; tried again later`, { code: failure.code }));
  }

  /** Remembers, on disk too where something has changed. */
  #take(kept: Kept): void {
    const { file, log, clock } = this.#options;
    for (const { name, dropped } of kept.channels) {
      const before = this.#kept.channels.find((each) => each.name === name)?.dropped ?? 0;
      if (dropped <= before) continue;
      const { code, message } = fail('alert/dropped', `${dropped - before} alerts for channel ${name} were given up`);
      log.write(note(clock.now(), 'Warning', message, { code }));
    }
    this.#kept = kept;
    const text = JSON.stringify(kept);
    if (text === this.#written) return;
    try {
      writeKept(file, kept);
      this.#written = text;
      this.#told = '';
    } catch (error) {
      const { code, message } = asFailure(error, 'remembering alerts');
      if (message !== this.#told) log.write(note(clock.now(), 'Warning', message, { code }));
      this.#told = message;
    }
  }

  #remembered(): Kept {
    const { file, log, clock } = this.#options;
    try {
      return readKept(file);
    } catch (error) {
      const { code, message } = asFailure(error, 'reading what alerts remember');
      log.write(note(clock.now(), 'Warning', `${message}; begun anew`, { code }));
      setAside(file);
      return nothingKept;
    }
  }

  #tellLog(notice: Notice, { zone, node }: AlertSettings): void {
    const { log, clock } = this.#options;
    const { subject } = wordsOf(notice, { language: 'en', zone, node });
    const { kind, severity, alert } = notice;
    const level = kind === 'recovered' || kind === 'moved' || severity === 'info' ? 'Info' : levels[severity];
    const fields = { alert: alert.key, kind, severity, subjects: [...alert.subjects] };
    log.write(note(clock.now(), level, `alert: ${safeText(subject, 300)}`, { code: alert.code, fields }));
  }
}

const levels = { info: 'Info', warning: 'Warning', critical: 'Critical' } as const;
