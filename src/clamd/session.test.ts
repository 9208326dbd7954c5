import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../base/failure.ts';
import { ClamdSession, type ClamdVerdict } from './session.ts';

const text = new TextEncoder();
const found: ClamdVerdict = { kind: 'found', name: 'Feedgate.URL.urlhaus.93812' };

function piece(content: string): Uint8Array {
  const bytes = text.encode(content);
  const framed = new Uint8Array(4 + bytes.length);
  new DataView(framed.buffer).setUint32(0, bytes.length);
  framed.set(bytes, 4);
  return framed;
}

function whole(...parts: (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...(typeof part === 'string' ? text.encode(part) : part)]));
}

/** What the client reads, and the messages that were taken, each answered with the verdict. */
function talk(session: ClamdSession, chunks: readonly Uint8Array[], verdict: ClamdVerdict = found) {
  let heard = '';
  let closed = false;
  const messages: string[] = [];
  const decoder = new TextDecoder('latin1');
  for (const chunk of chunks) {
    for (const step of session.receive(chunk)) {
      if (step.kind === 'reply') heard += decoder.decode(step.bytes);
      if (step.kind === 'begin') messages.push('');
      if (step.kind === 'piece') messages.push(`${messages.pop()}${decoder.decode(step.bytes)}`);
      if (step.kind === 'end') heard += decoder.decode(step.answer(verdict));
      if (step.kind === 'close') closed = true;
    }
  }
  return { heard, closed, messages };
}

const session = (messageBytes = 1000) => new ClamdSession({ version: 'ClamAV 1.4.0/feedgate', messageBytes });

describe('the clamd protocol', () => {
  it.each([
    ['zPING\0', 'PONG\0'],
    ['nPING\n', 'PONG\n'],
    ['PING\r\n', 'PONG\n'],
    ['zVERSION\0', 'ClamAV 1.4.0/feedgate\0'],
    ['zRELOAD\0', 'RELOADING\0'],
    ['zSHUTDOWN\0', 'UNKNOWN COMMAND\0'],
    ['nSCAN /etc/passwd\n', '/etc/passwd: files of this machine are not scanned, use INSTREAM. ERROR\n'],
  ])('answers %j and closes', (asked, expected) => {
    expect(talk(session(), [whole(asked)])).toMatchObject({ heard: expected, closed: true });
  });

  it('takes a message in pieces and says what was found', () => {
    const { heard, messages } = talk(session(), [whole('zINSTREAM\0', piece('Subject: '), piece('x'), piece(''))]);
    expect({ heard, messages }).toEqual({
      heard: 'stream: Feedgate.URL.urlhaus.93812 FOUND\0',
      messages: ['Subject: x'],
    });
  });

  it.each([
    [{ kind: 'clean' }, 'stream: OK\n'],
    [{ kind: 'found', name: 'a b\nOK' }, 'stream: a_b_OK FOUND\n'],
    [{ kind: 'error', reason: 'not\nnow' }, 'stream: not\\nnow ERROR\n'],
  ] satisfies [ClamdVerdict, string][])('says %j in one line', (verdict, expected) => {
    expect(talk(session(), [whole('nINSTREAM\n', piece(''))], verdict).heard).toBe(expected);
  });

  it('numbers the answers of a session, which stays open until its end', () => {
    const { heard, closed } = talk(session(), [
      whole('zIDSESSION\0zPING\0zINSTREAM\0', piece('a'), piece(''), 'zINSTREAM\0', piece('')),
      whole('zVERSION\0'),
    ]);
    expect(heard.split('\0')).toEqual([
      '1: PONG',
      '2: stream: Feedgate.URL.urlhaus.93812 FOUND',
      '3: stream: Feedgate.URL.urlhaus.93812 FOUND',
      '4: ClamAV 1.4.0/feedgate',
      '',
    ]);
    expect(closed).toBe(false);
  });

  it('stops a message at its limit before it waits for the bytes', () => {
    const announced = new Uint8Array([0x7f, 0xff, 0xff, 0xff]);
    expect(talk(session(), [whole('zINSTREAM\0', announced)])).toMatchObject({
      heard: 'INSTREAM size limit exceeded. ERROR\0',
      closed: true,
    });
  });

  it('refuses a command without end', () => {
    expect(() => talk(session(), [whole('z', 'A'.repeat(2000))])).toThrow(
      expect.objectContaining({ code: 'clamd/bad-command' }),
    );
  });

  it('understands the same however the bytes are split', () => {
    const bytes = whole('zIDSESSION\0zINSTREAM\0', piece('hello'), piece('world'), piece(''), 'zPING\0zEND\0');
    const expected = talk(session(), [bytes]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        expect(
          talk(
            session(),
            edges.slice(1).map((end, i) => bytes.slice(edges[i], end)),
          ),
        ).toEqual(expected);
      }),
    );
  });

  it('meets random bytes with steps or its own failure', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
        try {
          talk(session(), [text.encode('zIDSESSION\0'), ...chunks]);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
