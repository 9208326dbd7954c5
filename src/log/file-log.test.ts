import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryLog } from '../../test/fakes/memory-log.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { Failure } from '../base/failure.ts';
import { tryLock } from '../host/file-lock.ts';
import { consoleLog } from './console-log.ts';
import { logToAll } from './event.ts';
import { note } from './events.ts';
import { FileLog } from './file-log.ts';
import { RotatingFile } from './rotating-file.ts';

const time = Date.parse('2021-09-08T16:15:26Z');
const read = (path: string): string => readFileSync(path, 'utf8');

describe('the log in files', () => {
  it('writes both faces from its level up, for the eyes of the owner', () => {
    const directory = tempDirectory();
    const paths = { classicLog: join(directory, 'threatfeeds'), jsonLog: join(directory, 'threatfeeds.json') };
    const log = new FileLog(paths);
    log.write(note(time, 'Debug', 'hidden'));
    log.write(note(time, 'Critical', 'seen', { code: 'bug/unknown' }));
    log.close();
    expect(read(paths.classicLog)).toMatch(/^\w{3} Sep .{16} Critical: THREAT_FEEDS: seen \[bug\/unknown\]\n$/);
    expect(JSON.parse(read(paths.jsonLog))).toMatchObject({ level: 'critical', text: 'seen', code: 'bug/unknown' });
    expect(statSync(paths.classicLog).mode & 0o777).toBe(0o600);
  });
  it('never throws, reports once, and says later how much is missing', () => {
    const directory = join(tempDirectory(), 'log');
    const troubles: Failure[] = [];
    const paths = { classicLog: join(directory, 'threatfeeds'), jsonLog: join(directory, 'threatfeeds.json') };
    const log = new FileLog({ ...paths, onTrouble: (failure) => troubles.push(failure) });
    for (let i = 0; i < 5; i += 1) log.write(note(time, 'Info', `lost ${i}`));
    expect(troubles.map(({ code, evidence }) => [code, evidence])).toEqual([
      ['host/log-unwritable', { path: paths.classicLog, error: 'ENOENT' }],
      ['host/log-unwritable', { path: paths.jsonLog, error: 'ENOENT' }],
    ]);
    mkdirSync(directory);
    log.write(note(time, 'Info', 'back'));
    log.close();
    expect(read(paths.classicLog)).toMatch(/Warning: THREAT_FEEDS: 5 log lines were lost.*\n.*: back\n$/);
    expect(read(paths.jsonLog).trim().split('\n')).toHaveLength(2);
  });
  it.runIf(existsSync('/dev/full'))('survives a full disk', () => {
    const troubles: unknown[] = [];
    const log = new FileLog({
      classicLog: '/dev/full',
      jsonLog: '/dev/full',
      onTrouble: (failure) => troubles.push(failure.evidence['error']),
    });
    log.write(note(time, 'Info', 'x'));
    log.close();
    expect(troubles).toEqual(['ENOSPC', 'ENOSPC']);
  });
});

describe('a rotating file', () => {
  const rotation = { maxBytes: 100, files: 3 };
  const names = (directory: string): string[] => readdirSync(directory).filter((name) => !name.endsWith('.lock'));

  it('keeps so many files of so many bytes, the newest lines in them', () => {
    const directory = tempDirectory();
    const path = join(directory, 'threatfeeds');
    const file = new RotatingFile(path, rotation);
    for (let i = 10; i < 60; i += 1) file.append(`line ${i} of 20 bytes..`);
    file.close();
    expect(names(directory)).toEqual(['threatfeeds', 'threatfeeds.1', 'threatfeeds.2']);
    const kept = ['.2', '.1', ''].map((suffix) => read(`${path}${suffix}`));
    expect(kept.every((text) => text.length <= 100)).toBe(true);
    const lines = kept.join('').trim().split('\n');
    expect(lines).toEqual(
      Array.from({ length: lines.length }, (_, i) => `line ${60 - lines.length + i} of 20 bytes..`),
    );
  });
  it('writes a line longer than the file may be into a file of its own', () => {
    const path = join(tempDirectory(), 'threatfeeds');
    const file = new RotatingFile(path, rotation);
    for (const line of ['short', 'x'.repeat(200), 'after']) file.append(line);
    file.close();
    expect(['.2', '.1', ''].map((suffix) => read(`${path}${suffix}`).length)).toEqual([6, 201, 6]);
  });
  it('goes on in the new file when another process rotated or removed the old one', () => {
    const path = join(tempDirectory(), 'threatfeeds');
    const [one, other] = [new RotatingFile(path, rotation), new RotatingFile(path, rotation)];
    for (let i = 0; i < 20; i += 1) (i % 2 === 0 ? one : other).append(`line ${i}`.padEnd(49));
    expect(read(path)).toBe(`${'line 18'.padEnd(49)}\n${'line 19'.padEnd(49)}\n`);
    rmSync(path);
    one.append('again');
    expect(read(path)).toBe('again\n');
    one.close();
    other.close();
  });
  it('loses nothing while somebody else holds the right to rotate', () => {
    const path = join(tempDirectory(), 'threatfeeds');
    const file = new RotatingFile(path, rotation);
    const lock = tryLock(`${path}.lock`);
    for (let i = 0; i < 10; i += 1) file.append('x'.repeat(49));
    expect(read(path)).toHaveLength(500);
    lock?.release();
    file.append('x');
    file.close();
    expect([read(path), read(`${path}.1`).length]).toEqual(['x\n', 500]);
  });
  it('does not mix its line with one that others wrote', () => {
    const path = join(tempDirectory(), 'threatfeeds');
    const file = new RotatingFile(path, rotation);
    file.append('one');
    appendFileSync(path, 'two\n');
    file.append('three');
    file.close();
    expect(read(path)).toBe('one\ntwo\nthree\n');
  });
});

it('the log in a terminal is plain lines, and one event can go to several logs', () => {
  let shown = '';
  const stream = { write: (text: string) => (shown += text) };
  const memory = new MemoryLog();
  const log = logToAll(memory, consoleLog(stream), consoleLog(stream, 'Warning'));
  log.write(note(time, 'Info', 'a\nb', { code: 'bug/unknown' }));
  log.write(note(time, 'Debug', 'hidden'));
  expect(shown).toMatch(/^\d\d:15:26 Info: a\\nb \[bug\/unknown\]\n$/);
  expect(memory.lines).toEqual(['Info: a\\nb [bug/unknown]', 'Debug: hidden']);
});
