import type { Clock } from '../base/clock.ts';
import { ParserProcess } from './child-process.ts';
import { ChildSession, type ChildSource } from './child-session.ts';
import { fail } from './conditions.ts';
import type { Parser } from './session.ts';

/** What a child has read when it is no longer given a further session: its memory has grown with it. */
const wornOut = { documents: 200, bytes: 64 * 1024 * 1024 };

/**
 * A parser whose documents are read in child processes, one session a child. `idle` children (default 1) are kept
 * ready, so that a session does not wait for one. After `close` none is left.
 */
export function childParser({ clock, idle = 1 }: { readonly clock: Clock; readonly idle?: number }): Parser {
  const pool = new ChildPool(clock, idle);
  return {
    open: (options) => ChildSession.open(options, pool),
    close: () => pool.close(),
  };
}

class ChildPool implements ChildSource {
  readonly clock: Clock;
  readonly #idle: number;
  readonly #all = new Set<ParserProcess>();
  readonly #spare: ParserProcess[] = [];
  #closed = false;

  constructor(clock: Clock, idle: number) {
    this.clock = clock;
    this.#idle = idle;
    this.#prepare();
  }

  take(): ParserProcess {
    if (this.#closed) throw fail('host/parser-crashed', 'no parser is started any more: the service is closing');
    for (let child = this.#spare.shift(); child !== undefined; child = this.#spare.shift()) {
      if (child.usable) return child;
      void this.#putAway(child);
    }
    return this.#start();
  }

  async give(child: ParserProcess): Promise<void> {
    const fresh = child.documents < wornOut.documents && child.bytes < wornOut.bytes;
    const keep = !this.#closed && child.usable && fresh && this.#spare.length < this.#idle;
    if (keep && !this.#spare.includes(child)) this.#spare.push(child);
    else if (!keep) await this.#putAway(child);
    this.#prepare();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#spare.length = 0;
    await Promise.all([...this.#all].map((child) => this.#putAway(child)));
  }

  #prepare(): void {
    while (!this.#closed && this.#spare.length < this.#idle) this.#spare.push(this.#start());
  }

  #start(): ParserProcess {
    const child = new ParserProcess();
    this.#all.add(child);
    return child;
  }

  async #putAway(child: ParserProcess): Promise<void> {
    await child.close();
    this.#all.delete(child);
  }
}
