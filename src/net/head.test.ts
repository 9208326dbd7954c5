import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { deframer, framingOf } from './framing.ts';
import { HeadReader, type Head } from './head.ts';

/** Feeds the bytes in steps; the head and the content that follows it. */
function read(bytes: Uint8Array, step: number): { head: Head | null; body: string; done: boolean } {
  const reader = new HeadReader();
  let head: Head | null = null;
  let at = 0;
  while (head === null && at < bytes.length) {
    head = reader.push(bytes.subarray(at, at + step));
    at += step;
  }
  if (head === null) return { head, body: '', done: false };
  const frames = deframer(framingOf(head));
  const content = reader.rest.length > 0 ? [...frames.push(reader.rest)] : [];
  for (; at < bytes.length && !frames.done; at += step) content.push(...frames.push(bytes.subarray(at, at + step)));
  return { head, body: Buffer.concat(content).toString('latin1'), done: frames.done };
}

it('reads an answer the same in any split', () => {
  const chunks = fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'binary-ascii' }), { maxLength: 5 });
  fc.assert(
    fc.property(chunks, fc.integer({ min: 1, max: 50 }), (parts, step) => {
      const coded = parts.map((part) => `${part.length.toString(16)};e=1\r\n${part}\r\n`).join('');
      const text = `HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nA:  b \r\n c\r\nTransfer-Encoding: Chunked\r\n\r\n${coded}0\r\nT: 1\r\n\r\n`;
      const { head, body, done } = read(Buffer.from(text, 'latin1'), step);
      expect(head?.headers.get('a')).toBe('b c');
      expect([head?.status, body, done]).toEqual([200, parts.join(''), true]);
    }),
  );
});
it('ends in a head, a wish for more, or a failure for any bytes', () => {
  const start = fc.constantFrom('', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 100 }), fc.integer({ min: 1, max: 20 }), (text, noise, step) => {
      try {
        read(Buffer.concat([Buffer.from(text), noise]), step);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
    }),
    { numRuns: 500 },
  );
});
it('takes a status line without a reason, and a repeated equal length', () => {
  const { head, done } = read(Buffer.from('HTTP/1.1 204\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n'), 1000);
  expect([head?.status, head?.reason, done]).toEqual([204, '', true]);
});
it('keeps the bytes of another alphabet in a header as they are', () => {
  const { head } = read(Buffer.from('HTTP/1.1 200 OK\r\nX: \u00e9\r\n\r\n', 'latin1'), 1000);
  expect(head?.headers.get('x')).toBe('\u00e9');
});
