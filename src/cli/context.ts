import type { Service } from '../service/service.ts';
import type { Environment } from './environment.ts';
import { formatDuration, formatSpan, formatTime } from './format.ts';
import type { Globals } from './globals.ts';
import type { Printer } from './printer.ts';
import type { Texts } from './texts.ts';

/** What a command is given: the world, the way out, the words, and the service when it asks for it. */
export interface Context {
  readonly environment: Environment;
  readonly globals: Globals;
  readonly print: Printer;
  readonly texts: Texts;
  /** Opened when first asked for, closed after the command. */
  service(): Promise<Service>;
}

/** Whether a question can be put to somebody. */
export function canAsk(context: Context): boolean {
  return context.globals.input && context.environment.stdin.isTTY === true;
}

/** `2026-11-22 10:02 KST`, in the zone of TZ or of the machine; a dash where there is no time. */
export function showTime(context: Context, iso: string | null, seconds = false): string {
  return iso === null ? '–' : formatTime(iso, context.environment.env['TZ'], seconds);
}

/** `3 min ago`, `in 12 min`, `now`; the word for never where there is no time. */
export function showDistance(context: Context, iso: string | null): string {
  const { units, time } = context.texts;
  if (iso === null) return time.never;
  const distance = Date.parse(iso) - context.environment.clock.now();
  const span = formatSpan(distance, units);
  if (span === null) return time.now;
  return distance < 0 ? time.ago(span) : time.ahead(span);
}

/** `2026-11-22 10:02 KST (3 min ago)`. */
export function showMoment(context: Context, iso: string | null): string {
  return iso === null ? context.texts.time.never : `${showTime(context, iso)} (${showDistance(context, iso)})`;
}

export function showDuration(context: Context, ms: number): string {
  return formatDuration(ms, context.texts.units);
}
