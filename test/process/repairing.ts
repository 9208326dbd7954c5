import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { catalogue as cli } from '../../src/cli/texts.ts';
import { lookUp } from '../../src/diagnosis/catalogue.ts';
import { missing } from '../../src/diagnosis/values.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { until } from './feedgate.ts';

const bin = fileURLToPath(new URL('../../bin', import.meta.url));

/** What a command line printed, on both streams as a terminal shows them, and its exit. */
export interface Said {
  readonly code: number | null;
  readonly told: string;
}

/** Where the administrator sits who was paged: a shell, and a data directory that `feedgate` takes by itself. */
export class Desk {
  readonly data = join(tempDirectory(), 'data');
  readonly #environment: Readonly<Record<string, string>>;
  /** Put before the shell, it runs in a practice network. */
  readonly #inside: readonly string[];

  constructor({
    environment = {},
    inside = [],
  }: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly inside?: readonly string[];
  }) {
    this.#environment = environment;
    this.#inside = inside;
  }

  /** Types a line, such as `feedgate poll corp`, and waits for its end. */
  async type(line: string): Promise<Said> {
    const child = this.#start(line);
    let told = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (told += String(chunk)));
    child.stdin?.end();
    await once(child, 'close');
    return { code: child.exitCode, told };
  }

  /** Types a line that has to succeed. */
  async done(line: string): Promise<string> {
    const { code, told } = await this.type(line);
    expect(code, `${line}\n${told}`).toBe(0);
    return told;
  }

  /** Starts a daemon on the data directory; it ends with the test. */
  async startDaemon(): Promise<void> {
    const child = this.#start('exec feedgate start');
    onTestFinished(async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    });
    await until(
      async () => ((await this.type('feedgate status --json')).told.includes('"pid"') ? true : undefined),
      'the daemon answers',
      30_000,
    );
  }

  #start(line: string): ChildProcess {
    const env = {
      PATH: `${dirname(process.execPath)}:${bin}:${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
      LANG: 'C.UTF-8',
      ...this.#environment,
      FEEDGATE_DATA: this.data,
    };
    const [first, ...rest] = [...this.#inside, 'sh', '-c', line];
    return spawn(first, rest, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  }
}

/** The first command of ours that a text tells to type, as it stands there up to the end of its line. */
export function firstCommand(told: string): string {
  return /(?<=^|\s)feedgate (?!explain ).*$/m.exec(told)?.[0] ?? '';
}

/** A failure as an administrator meets it, and all that they add to what is printed. */
export interface Trouble {
  /** Where the poll ends, after probes. */
  readonly code: string;
  /** What nobody but they know, for the placeholders of the command. */
  readonly knowing?: Readonly<Record<string, string>>;
  /** What they answer when the command asks, as options that say so beforehand. */
  readonly answering?: string;
  /** What is to stand in the output besides. */
  readonly saying?: readonly string[];
  readonly source?: string;
}

/**
 * Polls in vain; reads what, why and whose fault it is in both languages, in the poll's own words, the log and
 * `explain`; types the first command that was printed; polls again, and it works. Answers that command.
 */
export async function expectRepaired(desk: Desk, trouble: Trouble): Promise<string> {
  const { code, source = 'corp', knowing = {}, answering = '', saying = [] } = trouble;
  const english = await expectTold(desk, trouble, 'en');
  const korean = await expectTold(desk, trouble, 'ko');
  for (const each of saying) expect(english.told).toContain(each);
  expect(proseIn(korean.told), korean.told).toEqual([]);
  expect(await desk.done('feedgate log tail -n 50')).toContain(`[${code}]`);

  const command = firstCommand(english.told);
  expect(firstCommand(korean.told), korean.told).toBe(command);
  const typed = [filled(command, knowing), answering].join(' ').trim();
  const { code: exit, told } = await desk.type(typed);
  expect(exit, `${english.told}\n$ ${typed}\n${told}`).toBe(0);
  const again = await desk.type(`feedgate poll ${source}`);
  expect(again.code, `$ ${typed}\n${told}\n${again.told}`).toBe(0);
  return command;
}

async function expectTold(desk: Desk, { code, source = 'corp' }: Trouble, language: 'en' | 'ko'): Promise<Said> {
  const entry = lookUp(code);
  if (entry === undefined) throw new Error(`no entry ${code}`);
  const { labels, faults } = cli[language].explain;
  const polled = await desk.type(`feedgate poll ${source} --lang ${language}`);
  expect(polled.code, polled.told).toBe(1);
  const explained = await desk.type(`feedgate explain ${code} --lang ${language}`);
  for (const { told } of [polled, explained]) {
    const onOneLine = told.replaceAll(/\n\s+/g, ' ');
    expect(onOneLine).toContain(`[${code}]`);
    expect(onOneLine).toContain(entry[language].title);
    expect(onOneLine).toContain(`${labels.fault} `);
    expect(onOneLine).toContain(faults[entry.fault]);
  }
  return polled;
}

/** The command with its placeholders filled, each of which has to be there, and no other. */
export function filled(command: string, knowing: Readonly<Record<string, string>>): string {
  let typed = command;
  for (const [placeholder, value] of Object.entries(knowing)) {
    expect(typed, command).toContain(placeholder);
    typed = typed.replaceAll(new RegExp(`\\b${placeholder}\\b`, 'g'), value);
  }
  for (const placeholder of [...Object.values(missing), 'USER', 'CERT-FILE', 'KEY-FILE', 'VALUE'])
    if (placeholder === placeholder.toUpperCase()) expect(typed.split(/[\s@/:]+/)).not.toContain(placeholder);
  return typed;
}

/** Runs of English words in a text, apart from commands. */
function proseIn(told: string): string[] {
  const lines = told.split('\n').map((line) => line.replace(/(?<=^|\s)(?:feedgate|openssl|nc|traceroute|mtr) .*/, ''));
  return lines.flatMap((line) => /\b[A-Za-z]?[a-z']+(?:,? [a-z']+){2,}\b/.exec(line) ?? []);
}
