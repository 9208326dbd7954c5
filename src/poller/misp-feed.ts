import { asFailure, type Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from '../misp/conditions.ts';
import type { EventEntry } from '../misp/document.ts';
import type { DocumentSink } from '../parse/session.ts';
import { targetUrl } from '../net/target.ts';
import { targetOf, type Line } from './line.ts';
import { askMisp } from './misp-exchange.ts';
import type { Stride, WalkClient } from './ports.ts';

/** Events that may be lost before it is said that the feed itself is broken, where nothing else comes. */
const mostLost = 20;

/** Reads one feed of MISP for the length of one poll: its manifest, and each event that has changed, the oldest change first. */
export function mispFeed(parts: Omit<Line, 'target'>): WalkClient {
  return new MispFeed(parts);
}

class MispFeed implements WalkClient {
  readonly kind = 'walk';
  readonly #line: Line;
  #from: bigint | null = null;
  /** Of the manifest; `null` until it has been read. */
  #events: readonly EventEntry[] | null = null;
  #at = 0;
  #safe: bigint | null = null;
  #read = 0;
  #lost = 0;
  #firstLost: Failure | null = null;
  #serverNow: number | null = null;

  constructor(parts: Omit<Line, 'target'>) {
    this.#line = { ...parts, target: targetOf(parts.settings) };
  }

  begin(from: bigint | null): void {
    this.#from = from;
    this.#events = null;
    this.#at = 0;
    this.#safe = null;
    this.#read = 0;
    this.#lost = 0;
  }

  async next(sink: DocumentSink): Promise<Stride> {
    if (this.#events === null) {
      this.#events = await this.#readManifest();
      return this.#stride(0);
    }
    const event = this.#events[this.#at];
    const objects = event === undefined ? 0 : await this.#readEvent(event, sink);
    this.#at += 1;
    return this.#stride(objects);
  }

  /** What has been read of an event that broke off is read again with it. */
  restart(): void {
    // The event that failed is still the next one.
  }

  shrink(): boolean {
    return false;
  }

  waiting(): ReturnType<WalkClient['waiting']> {
    return this.#line.session.waiting();
  }

  close(): Promise<void> {
    return this.#line.session.close();
  }

  async #readManifest(): Promise<readonly EventEntry[]> {
    const since = this.#from === null ? 0 : Number(this.#from / 1_000_000n);
    const path = this.#pathOf('manifest.json');
    const nothing: DocumentSink = { indicators: async () => undefined };
    const answer = await askMisp(this.#line, { path, search: null, told: { expect: 'manifest', since } }, nothing);
    if (answer.kind === 'refusal') throw answer.status === 404 ? this.#notFeed(answer.failure) : answer.failure;
    const { head } = answer.result;
    if (head.shape === 'other') throw this.#notFeed(null);
    this.#serverNow = answer.serverNow;
    return head.events;
  }

  async #readEvent(event: EventEntry, sink: DocumentSink): Promise<number> {
    const path = this.#pathOf(`${event.uuid}.json`);
    try {
      const answer = await askMisp(this.#line, { path, search: null, told: { expect: 'event', event } }, sink);
      if (answer.kind === 'refusal') {
        if (answer.status !== 404 && answer.status !== 410) throw answer.failure;
        return this.#lose(
          fail('misp/event-missing', `${this.#named(event)} is not there`, { evidence: { event: event.uuid, path } }),
        );
      }
      if (answer.result.head.shape === 'other') {
        const message = `${this.#named(event)} holds JSON that is not this event`;
        return this.#lose(fail('misp/event-unreadable', message, { evidence: { event: event.uuid, path } }));
      }
      this.#read += 1;
      this.#line.observer.part(answer.result.tally);
      return answer.result.head.attributes;
    } catch (error) {
      const failure = asFailure(error, this.#named(event));
      if (failure.stage !== 'content' || failure.fault !== 'source') throw failure;
      const message = `${this.#named(event)} cannot be read: ${failure.message}`;
      const evidence = { event: event.uuid, path, reason: failure.code };
      return this.#lose(fail('misp/event-unreadable', message, { evidence }));
    }
  }

  /** Goes on without an event; one of many must not stand in the way of all others. @throws Failure where all are lost. */
  #lose(failure: Failure): number {
    this.#lost += 1;
    this.#firstLost ??= failure;
    this.#line.observer.warn(failure.code, failure.message);
    if (this.#read === 0 && this.#lost >= mostLost) throw this.#firstLost;
    return 0;
  }

  #named({ uuid, title }: EventEntry): string {
    return `event ${uuid}${title === null ? '' : ` (${quote(title, 80)})`}`;
  }

  #notFeed(cause: Failure | null): Failure {
    const url = targetUrl({ ...this.#line.target, path: this.#pathOf('manifest.json') });
    const why = cause === null ? 'is JSON, but names no events' : 'is not there';
    return fail('misp/not-feed', `${quote(url)} ${why}: a feed of MISP has such a manifest`, {
      evidence: { url, ...(cause === null ? {} : { status: cause.evidence['status'] ?? null }) },
    });
  }

  #pathOf(name: string): string {
    return `${this.#line.settings.path}${name}`;
  }

  /** Events are read by the instant of their change, so that everything before the next one's is safe. */
  #stride(objects: number): Stride {
    const events = this.#events ?? [];
    const next = events[this.#at];
    const last = events.at(-1);
    const reached = this.#at === 0 ? null : events[this.#at - 1];
    if (next !== undefined) {
      if (reached && reached.timestamp < next.timestamp) this.#safe = microsOf(reached.timestamp);
      return { objects, safe: this.#safe, end: null };
    }
    if (this.#lost > 0 && this.#read === 0 && this.#firstLost !== null) throw this.#firstLost;
    const end = {
      last: last === undefined ? null : microsOf(last.timestamp),
      serverNow: this.#serverNow,
      incomplete: null,
    };
    return { objects, safe: end.last, end };
  }
}

function microsOf(seconds: number): bigint {
  return BigInt(seconds) * 1_000_000n;
}
