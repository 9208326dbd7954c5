import { onTestFinished, expect, it } from 'vitest';
import { systemClock } from '../host/clock.ts';
import { askResolver, resolverPlace } from './ask-resolver.ts';
import { createSocket } from 'node:dgram';

/** A resolver on loopback; `null` keeps silent. */
async function resolver(answer: (question: Buffer) => Buffer | null): Promise<string> {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const bytes = answer(question);
    if (bytes !== null) socket.send(bytes, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

const ask = (server: string, ms = 1000) =>
  askResolver(resolverPlace(server), 'feed.example', { clock: systemClock, signal: new AbortController().signal, ms });

function flagged(question: Buffer, flags: number): Buffer {
  const answer = Buffer.from(question);
  answer.writeUInt16BE(flags, 2);
  return answer;
}

it('tells an answer with its code, and one that was cut', async () => {
  expect(await ask(await resolver((question) => flagged(question, 0x8182)))).toEqual({
    kind: 'answered',
    rcode: 2,
    truncated: false,
  });
  expect(await ask(await resolver((question) => flagged(question, 0x8380)))).toMatchObject({ truncated: true });
});
it('tells what is no answer to the question', async () => {
  const otherId = await resolver((question) => {
    const answer = flagged(question, 0x8180);
    answer.writeUInt16BE(question.readUInt16BE(0) ^ 1, 0);
    return answer;
  });
  expect(await ask(otherId)).toEqual({ kind: 'mismatched' });
  const otherName = await resolver((question) => {
    const answer = flagged(question, 0x8180);
    answer[13] = 'x'.charCodeAt(0);
    return answer;
  });
  expect(await ask(otherName)).toEqual({ kind: 'mismatched' });
  expect(await ask(await resolver(() => Buffer.from('hi')))).toEqual({ kind: 'mismatched' });
});
it('tells silence, and a closed port', async () => {
  expect(await ask(await resolver(() => null), 50)).toEqual({ kind: 'silent' });
  expect(await ask('127.0.0.1:1')).toEqual({ kind: 'failed', error: 'ECONNREFUSED' });
});
it('reads addresses with and without a port', () => {
  expect(resolverPlace('192.0.2.53')).toEqual({ address: '192.0.2.53', port: 53 });
  expect(resolverPlace('192.0.2.53:5353')).toEqual({ address: '192.0.2.53', port: 5353 });
  expect(resolverPlace('2001:db8::53')).toEqual({ address: '2001:db8::53', port: 53 });
  expect(resolverPlace('[2001:db8::53]:5353')).toEqual({ address: '2001:db8::53', port: 5353 });
});
