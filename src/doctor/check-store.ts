import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Failure, type FailureRecord } from '../base/failure.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { fail } from './conditions.ts';
import { bytes } from './words.ts';

/** The child's module; it opens the database, which a process that has it open already must not do beside SQLite. */
const module = fileURLToPath(
  new URL(`./database-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** What the child tells, a line of JSON each. */
export type DatabaseLine =
  | { readonly kind: 'schema'; readonly found: number; readonly known: number }
  | { readonly kind: 'checked'; readonly problems: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: FailureRecord };

export interface StoreFacts {
  readonly file: string;
  /** `null`: nothing is stored yet. */
  readonly bytes: number | null;
  readonly walBytes: number;
  readonly schema: { readonly found: number; readonly known: number } | null;
  /** Faults of the structure; `null` where the time was not enough to read all of it. */
  readonly problems: readonly string[] | null;
  readonly limitMs: number;
}

/** Time given to the child's start. */
const startMs = 8000;

async function gatherStore(file: string, limitMs: number, signal: AbortSignal): Promise<StoreFacts> {
  const size = await sizeOf(file);
  const facts = { file, bytes: size, walBytes: (await sizeOf(`${file}-wal`)) ?? 0, limitMs };
  if (size === null) return { ...facts, schema: null, problems: null };
  let schema: StoreFacts['schema'] = null;
  let problems: StoreFacts['problems'] = null;
  for (const line of await askChild(file, limitMs, signal)) {
    if (line.kind === 'failed') throw new Failure(line.failure);
    if (line.kind === 'schema') schema = { found: line.found, known: line.known };
    else problems = line.problems;
  }
  return { ...facts, schema, problems };
}

function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    () => null,
  );
}

/** What the child told until it ended, or was killed when its time was up. */
function askChild(file: string, limitMs: number, signal: AbortSignal): Promise<readonly DatabaseLine[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [module, file], { stdio: ['ignore', 'pipe', 'ignore'], env: {} });
    const kill = (): void => void child.kill('SIGKILL');
    let timer = setTimeout(kill, startMs);
    signal.addEventListener('abort', kill, { once: true });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (said === '') {
        clearTimeout(timer);
        timer = setTimeout(kill, limitMs);
      }
      said += text;
    });
    child.once('error', (error) =>
      reject(fail('host/check-stalled', `reading ${file} in a process of its own: ${error.message}`)),
    );
    child.once('close', () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      const lines = said.split('\n').filter((line) => line.endsWith('}'));
      resolve(lines.map((line) => JSON.parse(line) as DatabaseLine));
    });
  });
}

/** As long as SQLite lets it grow by itself is 64 MiB; beyond this something keeps it from being taken over. */
const largestWal = 256 * 1024 * 1024;

export function judgeStore(facts: StoreFacts): readonly Judgement[] {
  const { file, schema, problems, walBytes, limitMs } = facts;
  const evidence = { file, bytes: facts.bytes, walBytes, schema, problems };
  if (facts.bytes === null)
    return [skipped({ en: 'nothing is stored yet', ko: '아직 저장된 것이 없음' }, { evidence })];
  const size = bytes(facts.bytes);
  if (schema !== null && schema.found > schema.known) {
    const { found, known } = schema;
    const says = {
      en: `its schema is ${found}, this Feedgate knows up to ${known}`,
      ko: `스키마 버전은 ${found}, 이 Feedgate가 아는 버전은 ${known}까지`,
    };
    return [problem('host/schema-skew', says, { evidence })];
  }
  if (problems !== null && problems.length > 0) {
    const says = { en: `${problems.length} faults in its structure`, ko: `구조 결함 ${problems.length}건` };
    return [problem('host/db-corrupt', says, { evidence, message: problems[0] ?? null })];
  }
  if (walBytes > largestWal) {
    const says = { en: `${bytes(walBytes)} beside ${size}`, ko: `본체 ${size}, 로그 ${bytes(walBytes)}` };
    return [warning('host/wal-large', says, { evidence })];
  }
  if (problems === null) {
    const s = (limitMs / 1000).toFixed(1);
    const says = {
      en: `${size}, not read in ${s} s: feedgate doctor --thorough`,
      ko: `${size}, ${s}초 안에 다 읽지 못함: feedgate doctor --thorough`,
    };
    return [skipped(says, { evidence })];
  }
  const version = schema?.found ?? 0;
  return [ok({ en: `${size}, sound, schema ${version}`, ko: `${size}, 무결성 정상, 스키마 ${version}` }, { evidence })];
}

/** `limitMs`: time given to reading the database. */
export function storeCheck(file: string, limitMs: number): Check {
  return check({
    id: 'database',
    section: 'store',
    title: { en: 'database', ko: '데이터베이스' },
    limitMs: startMs + limitMs + 1000,
    gather: (signal) => gatherStore(file, limitMs, signal),
    judge: judgeStore,
  });
}
