import { connect } from 'node:net';
import { encodeFrame, FrameReader } from '../../src/milter/frame.ts';
import { commands } from '../../src/milter/protocol.ts';

const latin1 = new TextDecoder('latin1');
const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

export interface MilterMail {
  readonly sender: string;
  readonly recipient: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface MilterAnswer {
  /** What the MTA would say or do: `550 5.7.1 …`, or `accept`. */
  readonly verdict: string;
  /** Headers that the MTA is told to add, `Name: value`. */
  readonly headers: readonly string[];
}

/**
 * Hands one mail to a milter on a unix socket as an MTA does (protocol 6, no step left out), and takes its answer.
 * `midway` comes after the first half of the body, and is waited for.
 */
export async function askMilter(
  path: string,
  mail: MilterMail,
  midway: () => Promise<void> | void = () => undefined,
): Promise<MilterAnswer> {
  const socket = connect(path);
  const say = (command: keyof typeof commands, data: string | Uint8Array = ''): void =>
    void socket.write(encodeFrame(commands[command], typeof data === 'string' ? bytes(data) : data));
  // Version 6, all actions, no steps skipped: every command is answered but macros.
  say('negotiate', new Uint8Array([0, 0, 0, 6, 0, 0, 1, 0xff, 0, 0, 0, 0]));
  say('connect', 'mx.example.net\x004\x30\x39198.51.100.1\0');
  say('helo', 'mx.example.net\0');
  say('mail', `<${mail.sender}>\0`);
  say('rcpt', `<${mail.recipient}>\0`);
  for (const [name, value] of mail.headers) say('header', `${name}\0${value}\0`);
  say('endOfHeaders');
  const half = Math.ceil(mail.body.length / 2);
  say('body', mail.body.slice(0, half));
  try {
    await midway();
    say('body', mail.body.slice(half));
    say('endOfMessage');
    return await answerOn(socket, 7 + mail.headers.length);
  } finally {
    socket.destroy();
  }
}

/** The answers to `steps` commands are that to go on; then come the changes and the verdict. */
async function answerOn(chunks: AsyncIterable<Uint8Array>, steps: number): Promise<MilterAnswer> {
  const reader = new FrameReader();
  const headers: string[] = [];
  let passed = 0;
  for await (const chunk of chunks) {
    for (const { command, data } of reader.push(chunk)) {
      const kind = String.fromCharCode(command);
      const text = latin1.decode(data);
      const goesOn = kind === 'c' && passed < steps;
      if (goesOn) passed += 1;
      if (kind === 'i') headers.push(headerIn(text));
      const verdict = goesOn ? undefined : verdicts[kind];
      if (verdict !== undefined) return { verdict: kind === 'y' ? text.replaceAll('\0', '') : verdict, headers };
    }
  }
  throw new Error('the milter hung up');
}

const verdicts: Readonly<Record<string, string>> = {
  a: 'accept',
  c: 'accept',
  d: 'discard',
  r: 'reject',
  t: 'tempfail',
  y: 'reply',
};

/** A header that is to be inserted: four bytes of its place, name, value. */
function headerIn(text: string): string {
  const [name = '', value = ''] = text.slice(4).split('\0');
  return `${name}: ${value.replaceAll('\n\t', '')}`;
}
