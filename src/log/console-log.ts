import { clockTime, localOffset, sentence } from './classic.ts';
import { passes, type Log, type LogLevel } from './event.ts';

/** The log as it runs by in a terminal, one plain line an event (`16:15:26 Info: text [code]`), from `level` up (default Info). */
export function consoleLog(stream: { write(text: string): unknown }, level: LogLevel = 'Info'): Log {
  return {
    write(event) {
      if (!passes(event.level, level)) return;
      const time = clockTime(event.time, localOffset(event.time));
      stream.write(`${time} ${event.level}: ${sentence(event)}\n`);
    },
  };
}
