import { sentence } from '../../src/log/classic.ts';
import type { Log, LogEvent } from '../../src/log/event.ts';

/** Keeps every event; `lines` shows them as `Level: text [code]`. */
export class MemoryLog implements Log {
  readonly events: LogEvent[] = [];

  write(event: LogEvent): void {
    this.events.push(event);
  }

  get lines(): string[] {
    return this.events.map((event) => `${event.level}: ${sentence(event)}`);
  }
}
