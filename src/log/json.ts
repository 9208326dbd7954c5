import { hostname } from 'node:os';
import { pino } from 'pino';
import { safeText } from '../base/text.ts';
import type { Log, LogEvent } from './event.ts';

/** The most that one JSON line may hold, in characters; a longer event loses its `fields`. */
const longestLine = 32_768;

/** Characters of a sentence that are kept. */
const longestSentence = 4000;

/**
 * The JSON face: `write` receives one line without its end for each event, with the keys `level` (`debug`, `info`,
 * `warning`, `critical`), `node`, `pid`, `time` (RFC 3339, UTC), `event`, `text`, and where they apply `code`, `source`,
 * `pollId`, `fields`. Lines hold no character that could fool a terminal, and still parse to what was logged.
 */
export function jsonLog(write: (line: string) => void, node: string = hostname()): Log {
  const logger = pino(
    {
      level: 'debug',
      customLevels: { debug: 20, info: 30, warning: 40, critical: 60 },
      useOnlyCustomLevels: true,
      base: { node, pid: process.pid },
      timestamp: false,
      messageKey: 'text',
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(harmless(line.trimEnd())) },
  );
  return {
    write(event) {
      const text = safeText(event.text, longestSentence);
      const keys = keysOf(event);
      const tooLong = JSON.stringify(keys).length > longestLine;
      logger[levelNames[event.level]](tooLong ? { ...keys, fields: { cut: true } } : keys, text);
    },
  };
}

const levelNames = { Debug: 'debug', Info: 'info', Warning: 'warning', Critical: 'critical' } as const;

function keysOf({ time, event, code, source, pollId, fields }: LogEvent): Record<string, unknown> {
  return {
    time: new Date(time).toISOString(),
    event,
    ...(code === undefined ? {} : { code }),
    ...(source === undefined ? {} : { source }),
    ...(pollId === undefined ? {} : { pollId }),
    ...(fields === undefined ? {} : { fields }),
  };
}

/** JSON has escaped what is below a blank; DEL and C1 are escaped here, and the rest by `safeText` in the form JSON knows. */
function harmless(line: string): string {
  const ascii = line.replace(/[\u007f-\u009f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return safeText(ascii, Infinity);
}
