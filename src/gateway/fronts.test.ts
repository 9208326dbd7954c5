import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { FrameReader, encodeFrame } from '../milter/frame.ts';
import { commands, steps } from '../milter/protocol.ts';
import type { Match } from '../policy/fact.ts';
import { actions, type Action } from '../policy/rule.ts';
import type { Verdict } from '../policy/verdict.ts';
import { serveClamd } from './clamd-front.ts';
import type { FailMode, Inspection, Inspector, Mail } from './inspection.ts';
import { listen, type Listener } from './listen.ts';
import { serveMilter } from './milter-front.ts';
import { servePolicy } from './policy-front.ts';
import { Settler } from './settle.ts';
import { serveSocketmap } from './socketmap-front.ts';

const latin1 = new TextDecoder('latin1');
const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

const match: Match = {
  fact: { observable: { kind: 'url', value: 'https://bad.example.net/a' }, where: 'html', note: null },
  listed: { kind: 'url', value: 'https://bad.example.net/a' },
  assertions: [{ source: 'urlhaus', indicator: 'i', tags: [], confidence: 90, mode: 'enforce' }],
};

/** An inspector that decides the same about every mail, and remembers them. */
class Fixed implements Inspector {
  readonly mails: Mail[] = [];
  readonly #inspect: () => Promise<Partial<Inspection>>;
  readonly #action: Action;

  constructor(action: Action, inspect: () => Promise<Partial<Inspection>> = async () => ({})) {
    this.#action = action;
    this.#inspect = inspect;
  }

  async inspect(mail: Mail): Promise<Inspection> {
    this.mails.push(mail);
    const ruling = { match, exemption: null, rule: null, wanted: this.#action, done: this.#action };
    const matched = this.#action !== 'none';
    const rulings = matched ? [ruling] : [];
    const verdict: Verdict = { action: this.#action, wanted: this.#action, decisive: matched ? ruling : null, rulings };
    const plain = {
      reservations: [],
      subjectTag: '[THREAT] ',
      body: null,
      bodyHeaders: [],
      redirectTo: 'soc@example.org',
    };
    return { reference: '01J', verdict, mode: 'enforce', ...plain, ...(await this.#inspect()) };
  }

  look(): null {
    return null;
  }
}

const clock = new ManualClock();
const open: (Listener | Socket)[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await ('destroy' in each ? each.destroy() : each.close());
});

function settler(inspector: Inspector, failMode: FailMode = 'accept') {
  const lost: string[] = [];
  const parts = { inspector, clock, random: () => 0, failMode, mostAtOnce: 2 };
  return { lost, settler: new Settler({ ...parts, undecided: (_, { failure }) => lost.push(failure.code) }) };
}

/** A client of a front: what it hears after each thing it says. */
async function client(serve: (socket: Socket) => Promise<void>) {
  const failures: unknown[] = [];
  const path = join(tempDirectory(), 'front.sock');
  const listener = await listen({
    address: { kind: 'unix', path, mode: 0o600 },
    serve,
    failed: (error) => failures.push(error),
  });
  const socket = connect(path);
  open.push(listener, socket);
  let heard = '';
  const waiting: (() => void)[] = [];
  socket.on('data', (data) => {
    heard += latin1.decode(data);
    waiting.splice(0).forEach((wake) => wake());
  });
  socket.on('close', () => waiting.splice(0).forEach((wake) => wake()));
  return {
    failures,
    say: (text: string | Uint8Array) => socket.write(typeof text === 'string' ? bytes(text) : text),
    /** What has been heard once it holds `end`, or the front has hung up. */
    async hear(end: string): Promise<string> {
      while (!heard.includes(end) && !socket.destroyed) await new Promise<void>((wake) => waiting.push(wake));
      const text = heard;
      heard = '';
      return text;
    },
  };
}

const everything = Object.values(steps).reduce((all, bit) => all | bit, 0);
const offer = (offered = 0x1ff) =>
  encodeFrame(commands.negotiate, new Uint8Array(new Uint32Array([6, offered, everything].map(swapped)).buffer));
const swapped = (n: number) => ((n & 255) << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24);
const said = (command: keyof typeof commands, data = '') => encodeFrame(commands[command], bytes(data));

const message = [
  said('connect', 'mx.example.net\x004\x30\x39192.0.2.1\0'),
  said('helo', 'mx.example.net\0'),
  said('macro', 'M{auth_authen}\0ann\0i\x004Abc\0'),
  said('mail', '<Sender@Example.net>\0'),
  said('rcpt', '<ann@example.org>\0'),
  said('header', 'X-Feedgate-Result\0 forged\0'),
  said('header', 'Subject\0 hello\n there\0'),
  said('header', 'x-feedgate-result\0 forged too\0'),
  said('endOfHeaders'),
  said('body', 'text\r\n'),
  said('macro', 'E'),
  said('endOfMessage'),
];

/** What the milter answers to the end of a message, one line a frame. */
async function milterAnswers(inspector: Inspector, options: { failMode?: FailMode; offered?: number } = {}) {
  const { settler: settles, lost } = settler(inspector, options.failMode);
  const mta = await client((socket) => serveMilter(socket, { settler: settles, node: 'gw1', answers: 'end' }));
  mta.say(offer(options.offered));
  await mta.hear('O');
  for (const frame of message) mta.say(frame);
  const reader = new FrameReader();
  const frames: string[] = [];
  while (!/^[acdrty]/.test(frames.at(-1) ?? '')) {
    const heard = await mta.hear('\0');
    if (heard === '') throw new Error('the front hung up', { cause: mta.failures[0] });
    for (const { command, data } of reader.push(bytes(heard))) {
      frames.push(String.fromCharCode(command) + latin1.decode(data).replaceAll('\0', '|'));
    }
  }
  return { frames, lost };
}

const forged = ['m|||\x02x-feedgate-result||', 'm|||\x01X-Feedgate-Result||'];
const result = (action: string) =>
  `i||||X-Feedgate-Result| node=gw1; mode=enforce; verdict=match; action=${action}; id=01J|`;
const found =
  'i||||X-Feedgate-Match| feed=urlhaus; type=url; where=html; conf=90;\n\tioc=hxxps://bad[.]example[.]net/a|';

describe('the milter front', () => {
  it('shows the inspector the whole mail', async () => {
    const inspector = new Fixed('none');
    await milterAnswers(inspector);
    const [mail] = inspector.mails;
    expect(mail).toMatchObject({ client: '192.0.2.1', helo: 'mx.example.net', user: 'ann', queueId: '4Abc' });
    expect(mail).toMatchObject({ sender: 'sender@example.net', recipients: ['ann@example.org'], truncated: false });
    expect(latin1.decode(mail?.message ?? undefined)).toBe(
      'X-Feedgate-Result: forged\r\nSubject: hello\n there\r\nx-feedgate-result: forged too\r\n\r\ntext\r\n',
    );
  });

  it.each([
    ['header', [...forged, found, result('header'), 'a']],
    ['tag-subject', [...forged, found, result('tag-subject'), 'm|||\x01Subject| [THREAT] hello\n there|', 'a']],
    ['quarantine', [...forged, found, result('quarantine'), 'qthreat feed policy (ref 01J)|', 'a']],
    ['redirect', [...forged, found, result('redirect'), '+<soc@example.org>|', '-<ann@example.org>|', 'a']],
    ['reject', ['y550 5.7.1 Message refused by threat feed policy (ref 01J)|']],
    ['tempfail', ['y451 4.7.1 Message deferred by threat feed policy (ref 01J)|']],
    ['discard', ['d']],
  ] satisfies [Action, string[]][])('carries out %s', async (action, expected) => {
    expect((await milterAnswers(new Fixed(action))).frames).toEqual(expected);
  });

  it('replaces the body where links were defanged', async () => {
    const { frames } = await milterAnswers(new Fixed('defang-url', async () => ({ body: bytes('safe') })));
    expect(frames.slice(-2)).toEqual(['bsafe', 'a']);
    const stripped = async () => ({
      body: bytes('gone'),
      bodyHeaders: [{ name: 'Content-Type', value: 'text/plain' }],
    });
    const { frames: all } = await milterAnswers(new Fixed('strip-attachment', stripped));
    expect(all.slice(-3)).toEqual(['m|||\x01Content-Type| text/plain|', 'bgone', 'a']);
  });

  it.each([
    ['accept', ['a'], []],
    ['tag', ['a'], ['verdict=undecided', 'reason=bug/unknown', 'action=tag']],
    ['tempfail', ['y451 4.7.1 Message deferred by threat feed policy (ref 7F1VPJBD000000000000000000)|'], []],
  ] satisfies [FailMode, string[], string[]][])(
    'falls back to %s when the inspector fails',
    async (failMode, last, marks) => {
      const broken = new Fixed('reject', () => Promise.reject(new Error('broken')));
      const { frames, lost } = await milterAnswers(broken, { failMode });
      expect(lost).toEqual(['bug/unknown']);
      expect(frames.at(-1)?.slice(0, 4)).toBe(last[0]?.slice(0, 4));
      for (const mark of marks) expect(frames.join()).toContain(mark);
    },
  );

  it('falls back when the MTA does not offer what is to be done, and leaves out marks that it takes no headers for', async () => {
    const { frames, lost } = await milterAnswers(new Fixed('quarantine'), { failMode: 'tag', offered: 0x10 });
    expect(lost).toEqual(['milter/action-not-offered']);
    expect(frames).toEqual([...forged, 'a']);
  });

  it('hangs up on what is no milter dialogue', async () => {
    const { settler: settles } = settler(new Fixed('none'));
    const browser = await client((socket) => serveMilter(socket, { settler: settles, node: 'gw1', answers: 'end' }));
    browser.say('GET / HTTP/1.1\r\n\r\n');
    await browser.hear('never');
    expect(browser.failures).toEqual([expect.objectContaining({ code: 'milter/frame-too-large' })]);
  });
});

describe('a mail', () => {
  it('that takes too long is undecided at its deadline', async () => {
    const never = new Fixed('reject', () => new Promise(() => undefined));
    const { settler: settles, lost } = settler(never, 'tempfail');
    const mail = settles.settle({ ...(await someMail()) });
    await clock.advance(1999);
    expect(lost).toEqual([]);
    await clock.advance(1);
    expect(await mail).toMatchObject({
      kind: 'undecided',
      failMode: 'tempfail',
      failure: { code: 'gateway/deadline' },
    });
  });

  it('is undecided at once when too many are under way', async () => {
    const never = new Fixed('reject', () => new Promise(() => undefined));
    const { settler: settles } = settler(never);
    const mail = await someMail();
    void settles.settle(mail);
    void settles.settle(mail);
    expect(await settles.settle(mail)).toMatchObject({ failure: { code: 'gateway/overloaded' } });
  });
});

async function someMail(): Promise<Mail> {
  const inspector = new Fixed('none');
  await milterAnswers(inspector);
  const [mail] = inspector.mails;
  if (mail === undefined) throw new Error('no mail');
  return mail;
}

describe('the policy front', () => {
  const request =
    'request=smtpd_access_policy\nclient_address=192.0.2.1\nsender=A@Example.net\nrecipient=b@example.org\n\n';

  it.each([
    ['none', 'DUNNO'],
    ['log', 'DUNNO'],
    ['header', 'PREPEND X-Feedgate-Result: node=gw1; mode=enforce; verdict=match; action=header; id=01J'],
    ['quarantine', 'HOLD by threat feed policy (ref 01J)'],
    ['redirect', 'REDIRECT soc@example.org'],
    ['tempfail', '451 4.7.1 Message deferred by threat feed policy (ref 01J)'],
    ['discard', 'DISCARD by threat feed policy (ref 01J)'],
    ['reject', '550 5.7.1 Message refused by threat feed policy (ref 01J)'],
  ] satisfies [Action, string][])('says %s as %s', async (action, expected) => {
    const inspector = new Fixed(action);
    const postfix = await client((socket) => servePolicy(socket, { settler: settler(inspector).settler, node: 'gw1' }));
    postfix.say(request + request);
    expect(await postfix.hear('\n\n')).toContain(`action=${expected}\n\n`);
    expect(inspector.mails[0]).toMatchObject({
      client: '192.0.2.1',
      sender: 'a@example.net',
      recipients: ['b@example.org'],
    });
  });
});

describe('the socketmap front', () => {
  it('answers with a result, nothing, or a reason to come again', async () => {
    const inspector = new Fixed('reject');
    const postfix = await client((socket) =>
      serveSocketmap(socket, { settler: settler(inspector).settler, node: 'gw1' }),
    );
    postfix.say('16:client 192.0.2.1,');
    expect(await postfix.hear(',')).toBe('60:OK 550 5.7.1 Message refused by threat feed policy (ref 01J),');
    expect(inspector.mails[0]?.client).toBe('192.0.2.1');
    postfix.say('14:__proto__ abcd,');
    expect(await postfix.hear('sender,')).toContain('TEMP no map of that name');
    const clean = await client((socket) =>
      serveSocketmap(socket, { settler: settler(new Fixed('none')).settler, node: 'gw1' }),
    );
    clean.say('15:sender a@b.test,');
    expect(await clean.hear(',')).toBe('9:NOTFOUND ,');
  });
});

describe('the clamd front', () => {
  const scan = (text: string) => `zINSTREAM\0\0\0\0${String.fromCharCode(text.length)}${text}\0\0\0\0`;

  it('finds what the policy acts on, and hangs up', async () => {
    for (const action of actions) {
      const inspector = new Fixed(action);
      const parts = { settler: settler(inspector).settler, version: 'ClamAV 1.4.0' };
      const exim = await client((socket) => serveClamd(socket, parts));
      exim.say(scan('Subject: x'));
      const acts = !['none', 'log', 'header'].includes(action);
      expect(await exim.hear('\0')).toBe(acts ? 'stream: Feedgate.URL.urlhaus.01J FOUND\0' : 'stream: OK\0');
      expect(latin1.decode(inspector.mails[0]?.message ?? undefined)).toBe('Subject: x');
    }
  });

  it('says that it could not tell only where mail is to wait then', async () => {
    const broken = () => new Fixed('reject', () => Promise.reject(new Error('broken')));
    for (const [failMode, expected] of [
      ['accept', 'stream: OK\0'],
      ['tempfail', 'stream: bug/unknown ERROR\0'],
    ] as const) {
      const parts = { settler: settler(broken(), failMode).settler, version: 'ClamAV 1.4.0' };
      const exim = await client((socket) => serveClamd(socket, parts));
      exim.say(scan('x'));
      expect(await exim.hear('\0')).toBe(expected);
    }
  });
});

describe('a listener', () => {
  it('says why it cannot listen', async () => {
    const address = { kind: 'unix', path: join(tempDirectory(), 'missing', 'front.sock'), mode: 0o600 } as const;
    await expect(listen({ address, serve: async () => undefined, failed: () => undefined })).rejects.toMatchObject({
      code: 'gateway/listen',
      evidence: { error: expect.stringMatching(/^E[A-Z]+$/) },
    });
  });
});
