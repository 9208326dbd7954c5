import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { encodeFrame } from './frame.ts';
import type { Wants } from './negotiate.ts';
import { actions, commands, steps } from './protocol.ts';
import { MilterSession, type MilterStep } from './session.ts';

const text = new TextEncoder();
const wants: Wants = { actions: ['addHeaders', 'quarantine'], body: true, answers: 'end', macros: {} };
const everything = Object.values(steps).reduce((all, bit) => all | bit, 0);

function numbers(...values: number[]): Uint8Array {
  const data = new Uint8Array(4 * values.length);
  values.forEach((value, i) => new DataView(data.buffer).setUint32(4 * i, value));
  return data;
}

const offer = (version = 6, offered = 0x1ff, offeredSteps = everything) =>
  encodeFrame(commands.negotiate, numbers(version, offered, offeredSteps));
const says = (command: keyof typeof commands, data = '') => encodeFrame(commands[command], text.encode(data));
const connect = says('connect', 'mx.example.net\x004\x30\x39192.0.2.1\0');
const message = [
  says('macro', 'M{auth_authen}\0alice\0i\x004Abc\0'),
  says('mail', '<a@example.net>\0SIZE=5\0'),
  says('rcpt', '<b@example.org>\0'),
  says('data'),
  says('header', 'Subject\0 hello\0'),
  says('endOfHeaders'),
  says('body', 'text\r\n'),
  says('endOfMessage'),
];

function whole(...frames: Uint8Array[]): Uint8Array {
  return new Uint8Array(frames.flatMap((frame) => [...frame]));
}

function run(session: MilterSession, ...frames: Uint8Array[]): MilterStep[] {
  return [...session.receive(whole(...frames))];
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
  return undefined;
}

describe('a milter session', () => {
  it('follows a message from the offer to its end, and owes an answer to the end alone', () => {
    const steps = run(new MilterSession(wants), offer(), connect, says('helo', 'mx\0'), ...message);
    expect(steps.map(({ command, owed }) => [command.kind, owed])).toEqual([
      ['negotiate', false],
      ['connect', false],
      ['helo', false],
      ['mail', false],
      ['rcpt', false],
      ['data', false],
      ['header', false],
      ['end-of-headers', false],
      ['body', false],
      ['end-of-message', true],
    ]);
    expect(steps[1]?.command).toMatchObject({
      host: 'mx.example.net',
      family: 'ipv4',
      port: 12_345,
      address: '192.0.2.1',
    });
    expect(steps[3]?.command).toMatchObject({ address: '<a@example.net>', parameters: ['SIZE=5'] });
  });

  it('owes an answer to every stage where the MTA cannot do without', () => {
    const steps = run(new MilterSession(wants), offer(2, 0x3f, 0x7f), connect, ...message);
    expect(steps.filter(({ owed }) => !owed).map(({ command }) => command.kind)).toEqual(['negotiate']);
  });

  it('takes part in the lower version, with what is both offered and wanted', () => {
    const session = new MilterSession(wants);
    run(session, offer(4, actions.addHeaders | actions.changeBody, steps.noUnknown | steps.quietHeader));
    expect(session.agreement).toMatchObject({
      version: 4,
      actions: actions.addHeaders,
      steps: steps.noUnknown | steps.quietHeader,
    });
  });

  it('asks for the macros it names, with braces where Sendmail wants them', () => {
    const session = new MilterSession({ ...wants, macros: { mail: ['i', 'auth_authen'], endOfMessage: ['i'] } });
    const [step] = run(session, offer());
    const reply = new TextDecoder('latin1').decode(step?.reply ?? undefined);
    expect(reply.slice(17)).toBe('\0\0\0\x02i {auth_authen}\0\0\0\0\x05i\0');
  });

  it('keeps macros without their braces, those of a message until the next one', () => {
    const session = new MilterSession(wants);
    run(session, offer(), says('macro', 'C{daemon_name}\0smtp\0'), connect, ...message);
    expect([session.macro('auth_authen'), session.macro('i'), session.macro('daemon_name')]).toEqual([
      'alice',
      '4Abc',
      'smtp',
    ]);
    run(session, says('mail', '<>\0'));
    expect([session.macro('i'), session.macro('daemon_name')]).toEqual([undefined, 'smtp']);
  });

  it('takes several messages, aborted ones, and a new client on one connection', () => {
    const session = new MilterSession(wants);
    run(session, offer(), connect, ...message, ...message.slice(0, 4), says('abort'), ...message);
    expect(session.inMessage).toBe(false);
    run(session, says('quitNewConnection'), connect, ...message, says('quit'));
    expect(session.macro('daemon_name')).toBeUndefined();
  });

  it.each([
    ['a command before the offer', [connect]],
    ['a second offer', [offer(), offer()]],
    ['mail before a client', [offer(), says('mail', '<>\0')]],
    ['a recipient before the sender', [offer(), connect, says('rcpt', '<a@example.net>\0')]],
    ['a recipient after the body', [offer(), connect, ...message.slice(0, 7), says('rcpt', '<a@example.net>\0')]],
    ['a second sender', [offer(), connect, says('mail', '<>\0'), says('mail', '<>\0')]],
    ['two ends of headers', [offer(), connect, ...message.slice(0, 6), says('endOfHeaders')]],
    ['a body after the end', [offer(), connect, ...message, says('body', 'x')]],
    ['a second client', [offer(), connect, connect]],
    ['a greeting in mid message', [offer(), connect, ...message.slice(0, 3), says('helo', 'mx\0')]],
  ])('refuses %s', (_, frames) => {
    expect(codeOf(() => run(new MilterSession(wants), ...frames))).toBe('milter/out-of-order');
  });

  it.each([
    ['no command', new Uint8Array(5)],
    ['an unknown command', encodeFrame(0x7a)],
    ['a text without its end', whole(offer(), encodeFrame(commands.connect, text.encode('mx.example.net')))],
    ['a family of its own', whole(offer(), says('connect', 'mx\0X\x30\x39a\0'))],
    ['a short offer', encodeFrame(commands.negotiate, numbers(6))],
    ['endless macros', whole(offer(), says('macro', `C${'a\0b\0'.repeat(1001)}`))],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(() => run(new MilterSession(wants), bytes))).toBe('milter/bad-frame');
  });

  it('refuses more macros than an MTA has, spread over many commands', () => {
    const session = new MilterSession(wants);
    const many = Array.from({ length: 1001 }, (_, i) => says('macro', `Cname${i}\0x\0`));
    expect(codeOf(() => run(session, offer(), ...many))).toBe('milter/bad-frame');
  });

  it('refuses a length before it waits for the bytes', () => {
    const announced = numbers(2 ** 31, commands.body << 24).subarray(0, 5);
    expect(codeOf(() => run(new MilterSession(wants), announced))).toBe('milter/frame-too-large');
  });

  it('refuses the first version of the protocol', () => {
    expect(codeOf(() => run(new MilterSession(wants), offer(1)))).toBe('milter/version');
  });

  it('gives the same steps however the bytes are split', () => {
    const bytes = whole(offer(), connect, ...message, ...message, says('quit'));
    const expected = run(new MilterSession(wants), bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const session = new MilterSession(wants);
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const steps = edges.slice(1).flatMap((end, i) => [...session.receive(bytes.slice(edges[i], end))]);
        expect(steps).toEqual(expected);
      }),
    );
  });

  it('meets damaged dialogues with steps or a failure of its own', () => {
    const bytes = whole(offer(), connect, ...message, says('quit'));
    const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(damage, (changes) => {
        const damaged = bytes.slice();
        for (const [at, value] of changes) damaged[at] = value;
        const code = codeOf(() => run(new MilterSession(wants), damaged));
        expect(code === undefined || code.startsWith('milter/')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
