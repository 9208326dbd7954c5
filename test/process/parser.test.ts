import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { Failure } from '../../src/base/failure.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { WaitingIndicator } from '../../src/indicator/indicator.ts';
import { childParser } from '../../src/parse/child-parser.ts';
import {
  defaultParseBudget,
  type DocumentResult,
  type DocumentSink,
  type ParseBudget,
  type Parser,
  type ParseSession,
} from '../../src/parse/session.ts';
import { indicator, observable, packageOf, url } from '../fakes/stix1-package.ts';
import { block, escaped, packageNaming, pollResponse } from '../fakes/taxii1-message.ts';

const secret = 'a-secret-of-the-parent-4711';
process.env['FEEDGATE_TEST_SECRET'] = secret;

/** The parser children of this process that are alive. */
function children(): number[] {
  const ours = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid);
  return ours.map(Number).filter((pid) => commandOf(pid).includes('parse/child.'));
}

function parentOf(pid: string): number | null {
  try {
    const [, state, parent] = /\) (\w) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    return state === 'Z' ? null : Number(parent);
  } catch {
    return null;
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}

function only(pids: readonly number[]): number {
  const [pid = 0] = pids;
  expect(pids).toEqual([pid]);
  return pid;
}

/** Resident memory, MB: of now, and the most there ever was. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

const parsers: Parser[] = [];

function newParser(idle = 0, clock: Clock = systemClock): Parser {
  const parser = childParser({ clock, idle });
  parsers.push(parser);
  return parser;
}

/** A session in a child of its own, which is the only one there is. */
function newSession(
  budget: Partial<ParseBudget> = {},
  waiting: readonly WaitingIndicator[] = [],
  parser = newParser(),
): Promise<ParseSession> {
  return parser.open({ kind: 'taxii1', waiting, budget: { ...defaultParseBudget, ...budget } });
}

afterEach(async () => {
  await Promise.all(parsers.splice(0).map((parser) => parser.close()));
  expect(children()).toEqual([]);
});

async function* bytes(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

interface Read extends DocumentResult {
  readonly values: readonly string[];
}

async function read(session: ParseSession, body: AsyncIterable<Uint8Array> | string): Promise<Read> {
  const values: string[] = [];
  const sink: DocumentSink = {
    async indicators(batch) {
      values.push(...batch.flatMap(({ observables }) => observables.map(({ value }) => value)));
    },
  };
  const result = await session.read(typeof body === 'string' ? bytes(body) : body, null, sink);
  return { ...result, values };
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw error;
}

const good = pollResponse(block(packageNaming('good')));
const found = ['http://good.example/'];

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "${'&lol;'.repeat(10)}">`).join('')}]>`;

describe('a parser child', () => {
  it('reads a poll response', async () => {
    const session = await newSession();
    const { head, tally, values } = await read(session, good);
    expect(head).toMatchObject({ message: { kind: 'poll-response', collection: 'phish', blocks: 1 } });
    expect(tally).toMatchObject({ received: 1, parsed: 1, supported: 1, skipped: {} });
    expect(values).toEqual(found);
  });

  it('takes a body in any pieces, and the encoding of its header', async () => {
    const session = await newSession();
    const document = new TextEncoder().encode(good);
    expect((await read(session, bytes(...Array.from(document, (byte) => Uint8Array.of(byte))))).values).toEqual(found);
    const korean = Buffer.concat([
      Buffer.from(pollResponse('<Message>').replace('</Poll_Response>', '')),
      Buffer.from([0xc7, 0xc7, 0xbd, 0xcc]),
      Buffer.from('</Message></Poll_Response>'),
    ]);
    const nowhere: DocumentSink = { indicators: () => Promise.resolve() };
    const { head } = await session.read(bytes(korean), 'euc-kr', nowhere);
    expect(head).toMatchObject({ message: { message: '피싱' } });
  });

  it.each<[string, string, string]>([
    ['a DTD', `<!DOCTYPE a SYSTEM "http://dtd.example/">${good}`, 'xml/forbidden-dtd'],
    ['the billion laughs', laughs + good, 'xml/forbidden-dtd'],
    ['100,000 levels', pollResponse('<a>'.repeat(100_000) + '</a>'.repeat(100_000)), 'xml/forbidden-depth'],
    ['malformed XML', pollResponse(`${block(packageNaming('stale'))}<note>5 < 6</note>`), 'xml/malformed'],
    ['half a document', good.slice(0, good.length >> 1), 'xml/truncated'],
    ['a web page', '<!DOCTYPE html><title>Welcome</title>', 'body/html-page'],
    ['nothing', '', 'body/empty'],
    ['another XML', '<rss/>', 'taxii/not-taxii'],
  ])('names what is wrong with %s, and reads the next document in the same session', async (_, document, code) => {
    const session = await newSession();
    const pid = only(children());
    expect((await failureOf(read(session, document))).code).toBe(code);
    const { values, tally } = await read(session, good);
    expect(values).toEqual(found);
    expect(tally).toMatchObject({ received: 1, parsed: 1, skipped: {} });
    expect(only(children())).toBe(pid);
  });

  it('reads on after many documents that failed while more of them was on its way', async () => {
    const session = await newSession({ stallMs: 2000 });
    const rest = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 20; i += 1) {
      expect((await failureOf(read(session, bytes('<rss/>', rest, rest, rest)))).code).toBe('taxii/not-taxii');
      expect((await read(session, good)).values).toEqual(found);
    }
    async function* late(): AsyncGenerator<Uint8Array> {
      yield* bytes(good.slice(0, 5000));
      await systemClock.sleep(3500);
      yield* bytes(good.slice(5000));
    }
    expect((await read(session, late())).values, 'a body that is slow is no stall').toEqual(found);
  });

  it('refuses a document beyond its budget', async () => {
    const session = await newSession({ documentBytes: 1000 });
    expect((await failureOf(read(session, good))).code).toBe('body/too-big');
  });

  it('has nothing of its parent’s environment, and may not write, start or load anything', async () => {
    await newSession();
    const pid = only(children());
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    expect(environment).not.toContain(secret);
    expect(environment).toBe('');
    const flags = commandOf(pid).split('\0');
    expect(flags).toContain('--permission');
    expect(flags.filter((flag) => flag.startsWith('--allow'))).toEqual(['--allow-fs-read=*']);
  });
});

describe('a session', () => {
  it('hands on what breaks a body off, as it is, and reads on in the same child', async () => {
    const session = await newSession();
    const pid = only(children());
    const broken = new Failure({
      code: 'http/truncated',
      stage: 'http',
      fault: 'source',
      retry: 'soon',
      message: 'the body broke off',
      evidence: {},
    });
    async function* body(): AsyncGenerator<Uint8Array> {
      yield* bytes(pollResponse(block(packageNaming('stale'))).slice(0, -50));
      throw broken;
    }
    for (let i = 0; i < 3; i += 1) {
      expect(await failureOf(read(session, body()))).toBe(broken);
      expect((await read(session, good)).values).toEqual(found);
    }
    expect(only(children())).toBe(pid);
  });

  it('gives up a document whose sink throws, with what it threw, and reads the next', async () => {
    const session = await newSession();
    const full = new Error('the disk is full');
    const sink: DocumentSink = { indicators: () => Promise.reject(full) };
    let closed = false;
    async function* body(): AsyncGenerator<Uint8Array> {
      try {
        yield* bytes(good.replace('</Poll_Response>', ''));
        for (;;) yield* bytes(block(packageNaming('more')));
      } finally {
        closed = true;
      }
    }
    await expect(session.read(body(), null, sink)).rejects.toBe(full);
    expect((await read(session, good)).values).toEqual(found);
    await expect.poll(() => closed).toBe(true);
  });

  it('does not take a slow sink for a stalled child', async () => {
    const session = await newSession({ stallMs: 1500 });
    const sink: DocumentSink = { indicators: () => systemClock.sleep(3000) };
    async function* body(): AsyncGenerator<Uint8Array> {
      yield* bytes(good.replace('</Poll_Response>', ''), block(packageNaming('b')));
      yield* bytes('</Poll_Response>');
    }
    expect((await session.read(body(), null, sink)).head).toMatchObject({ message: { blocks: 2 } });
  });

  it('is replaced in a new child where the old one is killed, with what was waiting', async () => {
    const session = await newSession();
    const waiting = packageOf(indicator('ex:i', '<indicator:Observable idref="ex:later"/>'));
    await read(session, pollResponse(block(waiting)));
    expect(await session.waiting()).toHaveLength(1);
    const pid = only(children());
    async function* body(): AsyncGenerator<Uint8Array> {
      yield* bytes(good.slice(0, 5000));
      process.kill(pid, 'SIGKILL');
      yield* bytes(good.slice(5000));
    }
    const failure = await failureOf(read(session, body()));
    expect(failure.code).toBe('host/parser-crashed');
    expect(failure.evidence).toMatchObject({ signal: 'SIGKILL' });
    const later = packageOf(
      '',
      'version="1.2"',
      `<stix:Observables>${observable('ex:later', url('http://late.example/'), 'cybox:Observable')}</stix:Observables>`,
    );
    expect((await read(session, pollResponse(block(later)))).values).toEqual(['http://late.example/']);
    expect(await session.waiting()).toEqual([]);
    expect(only(children())).not.toBe(pid);
  });

  it('survives a child that dies between documents; at most the next one fails, where it was not noticed yet', async () => {
    const session = await newSession();
    await read(session, good);
    process.kill(only(children()), 'SIGKILL');
    const next = await read(session, good).then(
      () => null,
      (error: unknown) => error,
    );
    if (next !== null) expect(next).toMatchObject({ code: 'host/parser-crashed' });
    expect((await read(session, good)).values).toEqual(found);
  });

  it('ends a child that makes nothing of a document', async () => {
    const session = await newSession({ stallMs: 1500 });
    const pid = only(children());
    process.kill(pid, 'SIGSTOP');
    const failure = await failureOf(read(session, good));
    expect(failure.code).toBe('host/parser-stalled');
    expect(failure.evidence).toMatchObject({ stallMs: 1500 });
    expect((await read(session, good)).values).toEqual(found);
    expect(only(children())).not.toBe(pid);
  });

  it('ends a child that does not answer what is waiting', async () => {
    const session = await newSession({ stallMs: 1500 });
    process.kill(only(children()), 'SIGSTOP');
    expect((await failureOf(session.waiting())).code).toBe('host/parser-stalled');
    expect(await session.waiting()).toEqual([]);
  });

  it('begins with what earlier ones left waiting', async () => {
    const first = await newSession();
    await read(first, pollResponse(block(packageOf(indicator('ex:i', '<indicator:Observable idref="ex:later"/>')))));
    const left = await first.waiting();
    await first.close();
    const second = await newSession({}, left);
    expect(await second.waiting()).toEqual(left);
  });
});

describe('a parser', () => {
  it('keeps one child ready, uses it again, and leaves none when it is closed', async () => {
    const parser = newParser(1);
    const pid = only(children());
    for (let i = 0; i < 3; i += 1) {
      const session = await newSession({}, [], parser);
      expect((await read(session, good)).values).toEqual(found);
      await session.close();
      await session.close();
      expect(only(children())).toBe(pid);
    }
    await parser.close();
    expect(children()).toEqual([]);
    expect((await failureOf(newSession({}, [], parser))).code).toBe('host/parser-crashed');
  });

  it('does not give a session a child that died while it was kept ready', async () => {
    const parser = newParser(1);
    process.kill(only(children()), 'SIGKILL');
    expect((await read(await newSession({}, [], parser), good)).values).toEqual(found);
  });

  it('serves several sessions at once, and ends them all when it is closed', async () => {
    const parser = newParser(1);
    const sessions = await Promise.all([1, 2, 3].map(() => newSession({}, [], parser)));
    const all = await Promise.all(sessions.map((session) => read(session, good)));
    expect(all.map(({ values }) => values)).toEqual([found, found, found]);
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield* bytes(good.replace('</Poll_Response>', ''));
      for (;;) yield* bytes(block(packageNaming('more')));
    }
    const reading = failureOf(read(sessions[0] ?? expect.fail(), endless()));
    await parser.close();
    expect((await reading).code).toBe('host/parser-crashed');
    expect(children()).toEqual([]);
  });
});

describe('the memory of a parser', () => {
  const blocks = (count: number): string[] =>
    Array.from({ length: 20 }, (_, i) =>
      block(packageNaming(...Array.from({ length: count }, (__, j) => `host-${i}-${j}`))),
    );

  /** About `megabytes` of content blocks, the same twenty over and over. */
  async function* large(
    megabytes: number,
    write: (text: string) => string = (text) => text,
  ): AsyncGenerator<Uint8Array> {
    const [head = '', tail = ''] = pollResponse('|').split('|');
    const pieces = blocks(200).map((text) => new TextEncoder().encode(write(text)));
    yield* bytes(head);
    for (let sent = 0, i = 0; sent < megabytes * 1024 * 1024; i += 1) {
      const piece = pieces[i % pieces.length] ?? new Uint8Array(0);
      yield piece;
      sent += piece.length;
    }
    yield* bytes(tail);
  }

  async function measured(
    body: AsyncGenerator<Uint8Array>,
  ): Promise<{ values: number; child: number; growth: number }> {
    const session = await newSession();
    const pid = only(children());
    const before = memoryOf(process.pid).now;
    let most = before;
    let values = 0;
    const sink: DocumentSink = {
      async indicators(batch) {
        for (const { observables } of batch) values += observables.length;
        most = Math.max(most, memoryOf(process.pid).now);
      },
    };
    await session.read(body, null, sink);
    return { values, child: memoryOf(pid).most, growth: most - before };
  }

  it('stays flat over 200 MB, in the child and in its parent', async () => {
    const { values, child, growth } = await measured(large(200));
    console.info(`200 MB: ${values} values, child at most ${child.toFixed(0)} MB, parent grew ${growth.toFixed(0)} MB`);
    expect(values).toBeGreaterThan(300_000);
    // Node itself has 85 MB, and the definitions that references may lead to have 50 MB.
    expect(child).toBeLessThan(230);
    expect(growth).toBeLessThan(100);
  });

  it('stays flat over one block of escaped text, and over one long text', async () => {
    const content = packageNaming(...Array.from({ length: 50_000 }, (_, i) => `host-${i}`));
    const { values, child } = await measured(bytes(pollResponse(block(escaped(content)))));
    expect(values).toBe(50_000);
    expect(child).toBeLessThan(230);
    async function* text(): AsyncGenerator<Uint8Array> {
      const [head = '', tail = ''] = pollResponse('<padding>|</padding>').split('|');
      const digits = new Uint8Array(65_536).fill(0x37);
      yield* bytes(head);
      for (let i = 0; i < 1024; i += 1) yield digits;
      yield* bytes(tail);
    }
    const began = performance.now();
    const session = await newSession();
    await read(session, text());
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
