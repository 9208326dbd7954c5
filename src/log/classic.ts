import { safeText } from '../base/text.ts';
import type { LogEvent } from './event.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The most of a sentence that is kept on a classic line, in characters. */
const longestSentence = 4000;

/**
 * The classic line without its line end: `Wed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: text [code]`. One event is one
 * line, whatever a peer put into it. Times are those of the zone `offsetMinutes` east of Greenwich and name no zone,
 * as in the reference product, whose log follows the machine's local time; the JSON face has UTC.
 */
export function classicLine(event: LogEvent, offsetMinutes: number): string {
  return `${asctime(event.time, offsetMinutes)} ${event.level}: THREAT_FEEDS: ${sentence(event)}`;
}

/** The escaped sentence with the code in brackets at its end. */
export function sentence(event: LogEvent): string {
  const text = safeText(event.text, longestSentence);
  return event.code === undefined ? text : `${text} [${safeText(event.code)}]`;
}

/** C's `asctime` without the line feed: the day is padded with a blank. */
function asctime(time: number, offsetMinutes: number): string {
  const at = new Date(time + offsetMinutes * 60_000);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${weekdays[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${day} ${clockTime(time, offsetMinutes)} ${at.getUTCFullYear()}`;
}

/** `16:15:26` in the zone `offsetMinutes` east of Greenwich. */
export function clockTime(time: number, offsetMinutes: number): string {
  return new Date(time + offsetMinutes * 60_000).toISOString().slice(-13, -5);
}

/** Minutes that local time was east of Greenwich at `time` (summer time counted). */
export function localOffset(time: number): number {
  return -new Date(time).getTimezoneOffset();
}
