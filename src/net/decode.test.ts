import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { codingOf, decoded, defaultBodyBudget, type BodyBudget, type ByteCount, type Coding } from './decode.ts';

interface Read {
  readonly text: string;
  readonly count: ByteCount;
  readonly undeclared: boolean;
}

async function read(bytes: Uint8Array, declared: Coding, step = 7, budget: Partial<BodyBudget> = {}): Promise<Read> {
  const count = { wire: 0, decoded: 0 };
  let undeclared = false;
  const source = (async function* () {
    for (let at = 0; at < bytes.length; at += step) {
      const piece = bytes.subarray(at, at + step);
      count.wire += piece.length;
      yield piece;
    }
  })();
  const undeclaredGzip = (): void => {
    undeclared = true;
  };
  const parts: Uint8Array[] = [];
  const decoding = { declared, budget: { ...defaultBodyBudget, ...budget }, count, undeclaredGzip };
  for await (const part of decoded(source, decoding)) parts.push(part);
  return { text: Buffer.concat(parts).toString(), count, undeclared };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => 'no failure',
    (error: unknown) => error,
  );
  return thrown instanceof Failure ? thrown.code : String(thrown);
}

const text = '<stix/>'.repeat(500);
const zipped = gzipSync(text);

describe('a body', () => {
  it('is unpacked whatever the split', async () => {
    for (const step of [1, 2, 13, 1000, 100_000]) {
      expect((await read(zipped, 'gzip', step)).text).toBe(text);
      expect((await read(deflateSync(text), 'deflate', step)).text).toBe(text);
      expect((await read(deflateRawSync(text), 'deflate', step)).text).toBe(text);
      expect((await read(Buffer.from(text), 'identity', step)).text).toBe(text);
      expect((await read(Buffer.concat([zipped, zipped]), 'gzip', step)).text).toBe(text + text);
    }
  });
  it('may be empty, or one byte', async () => {
    expect((await read(Buffer.alloc(0), 'gzip')).text).toBe('');
    expect((await read(Buffer.from('x'), 'identity')).text).toBe('x');
  });
  it('is unpacked and noted when it is gzip without saying so', async () => {
    const { undeclared, text: got, count } = await read(zipped, 'identity');
    expect([undeclared, got]).toEqual([true, text]);
    expect(count).toEqual({ wire: zipped.length, decoded: text.length });
  });
  it('cut anywhere is http/gzip-truncated', async () => {
    for (let cut = 1; cut < zipped.length; cut += 1) {
      expect(await codeOf(read(zipped.subarray(0, cut), 'gzip', 1000))).toBe('http/gzip-truncated');
    }
    expect(await codeOf(read(deflateSync(text).subarray(0, -1), 'deflate'))).toBe('http/gzip-truncated');
  });
  it('followed by anything is http/gzip-corrupt, whatever the split', async () => {
    const trailing = Buffer.concat([zipped, Buffer.from('garbage')]);
    for (let step = 1; step <= trailing.length; step += 1) {
      expect(await codeOf(read(trailing, 'gzip', step))).toBe('http/gzip-corrupt');
    }
    expect(await codeOf(read(Buffer.concat([deflateSync(text), Buffer.from('x')]), 'deflate'))).toBe(
      'http/gzip-corrupt',
    );
  });
  it('with a wrong checksum or a wrong length is http/gzip-corrupt', async () => {
    for (const back of [6, 2]) {
      const wrong = Buffer.from(zipped);
      wrong.writeUInt8((wrong[wrong.length - back] ?? 0) ^ 1, wrong.length - back);
      expect(await codeOf(read(wrong, 'gzip'))).toBe('http/gzip-corrupt');
    }
  });
  it('that says gzip and is not is http/not-gzip', async () => {
    expect(await codeOf(read(Buffer.from('<stix/>'), 'gzip'))).toBe('http/not-gzip');
  });
  it('that unpacks to more than a hundred times its weight is http/bomb, early', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2));
    const failure = await read(bomb, 'gzip', 4096).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'http/bomb' });
    expect((failure as Failure).evidence['decoded']).toBeLessThan(20 * 1024 ** 2);
  });
  it('has a budget', async () => {
    expect(await codeOf(read(zipped, 'gzip', 7, { decodedBytes: 100 }))).toBe('http/too-big');
  });
  it('of random bytes ends in a value or a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom<Coding>('gzip', 'deflate', 'identity'),
        async (bytes, coding) => {
          expect(await codeOf(read(bytes, coding, 5))).toMatch(/^(no failure|http\/[a-z-]+)$/);
        },
      ),
    );
  });
});
it('reads the content encoding, and refuses what it did not ask for', () => {
  expect(['gzip', 'X-GZIP', 'deflate', '', 'identity', 'identity, gzip'].map((value) => codingOf(value))).toEqual([
    'gzip',
    'gzip',
    'deflate',
    'identity',
    'identity',
    'gzip',
  ]);
  expect(codingOf(null)).toBe('identity');
  expect(() => codingOf('br')).toThrow('compressed as "br"');
  expect(() => codingOf('gzip, gzip')).toThrow('compressed 2 times');
});
it('passes on what the source fails with', async () => {
  const source = (async function* () {
    yield zipped.subarray(0, 20);
    throw new Error('the wire broke');
  })();
  const decoding = {
    declared: 'gzip' as const,
    budget: defaultBodyBudget,
    count: { wire: 0, decoded: 0 },
    undeclaredGzip: () => undefined,
  };
  await expect(decoded(source, decoding).next()).rejects.toThrow('the wire broke');
});
