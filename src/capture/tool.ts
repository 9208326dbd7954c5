import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';

/** Where it lies when the path of a user who is not root leaves it out. */
const usualPlaces = ['/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/bin'];

/** What it says is kept up to here: its last words are enough. */
const mostWords = 4000;

/** How a tcpdump ended. */
export interface ToolEnd {
  /** `null` where a signal ended it, or it could not be started. */
  readonly code: number | null;
  /** What it said on its standard error, the last of it. */
  readonly words: string;
  /** Why it could not be started, such as `EACCES`. */
  readonly error: string | null;
}

/** A tcpdump that was started. */
export interface Tool {
  /** `undefined` where it could not be started. */
  readonly pid: number | undefined;
  readonly ended: Promise<ToolEnd>;
  /** Asks it to end: it writes what it still has. Killed where it does not. */
  stop(): void;
}

/** The program in the directories of a path, else where it usually is (`usual`). @throws Failure `capture/tool-missing` */
export function findTool(path: string, usual: readonly string[] = usualPlaces): string {
  const places = [...path.split(':').filter((place) => place.startsWith('/')), ...usual];
  const found = places.map((place) => join(place, 'tcpdump')).find(isThere);
  if (found !== undefined) return found;
  throw fail('capture/tool-missing', 'there is no tcpdump on this machine', {
    evidence: { looked: [...new Set(places)] },
  });
}

function isThere(file: string): boolean {
  try {
    accessSync(file, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}

const patience = 2000;

/** Starts it without a shell and with nothing of our environment; what it writes goes to `onData`. */
export function startTool(program: string, args: readonly string[], onData: (bytes: Uint8Array) => void): Tool {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
  });
  let words = '';
  let killing: NodeJS.Timeout | undefined;
  child.stdout.on('data', onData);
  child.stderr.setEncoding('latin1').on('data', (text: string) => {
    words = (words + text).slice(-mostWords);
  });
  const ended = new Promise<ToolEnd>((resolve) => {
    let error: string | null = null;
    child.once('error', (thrown: NodeJS.ErrnoException) => {
      error = thrown.code ?? thrown.name;
      if (child.pid === undefined) resolve({ code: null, words, error });
    });
    child.once('close', (code) => {
      clearTimeout(killing);
      resolve({ code, words, error });
    });
  });
  return {
    pid: child.pid,
    ended,
    stop() {
      child.kill('SIGINT');
      killing ??= setTimeout(() => child.kill('SIGKILL'), patience);
    },
  };
}

/** What an end that nobody asked for means. @returns Failure `capture/not-permitted`, `capture/tool-died` */
export function failureOf({ code, words, error }: ToolEnd): Failure {
  const last = lastWords(words);
  const isRefused = error === 'EACCES' || error === 'EPERM' || /permission|not permitted|are you root/i.test(words);
  const evidence = { exit: code, words: last, error };
  if (isRefused) return fail('capture/not-permitted', `tcpdump may not capture: ${quote(last)}`, { evidence });
  return fail('capture/tool-died', `tcpdump ended by itself: ${quote(last === '' ? (error ?? '') : last)}`, {
    evidence,
  });
}

/** Its last line that says something. */
function lastWords(words: string): string {
  const lines = words.split('\n').map((line) => line.trim());
  return lines.findLast((line) => line !== '' && !/^\d+ packets? /.test(line)) ?? '';
}

/** Packets that the kernel dropped, as tcpdump tells at its end. */
export function droppedBy({ words }: ToolEnd): number | null {
  const count = /^(\d{1,12}) packets? dropped by kernel$/m.exec(words)?.[1];
  return count === undefined ? null : Number(count);
}
