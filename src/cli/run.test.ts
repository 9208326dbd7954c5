import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, failure, observableView } from '../../test/fakes/fake-service.ts';
import { cliConditions } from './conditions.ts';
import { exitCodeOf } from './exit.ts';
import { catalogue } from './texts.ts';

const korean = { env: { LANG: 'ko_KR.UTF-8' } };

describe('a command line that is wrong', () => {
  it('is told what was meant, where help is, and exits 2', async () => {
    expect(await feedgate(['source', 'lst'])).toMatchObject({
      code: 2,
      out: '',
      talk: `✖ there is no command "source lst" [usage/unknown-command]
  Cause  there is no such command
  Try    did you mean "feedgate source list"?
  More   feedgate explain usage/unknown-command
         feedgate source --help
`,
    });
  });
  it('is told so in Korean', async () => {
    expect((await feedgate(['source', 'add', 'x', '--colection', 'c'], korean)).talk)
      .toBe(`✖ "--colection" 옵션은 없습니다 [usage/unknown-option]
  원인     그런 옵션은 없습니다
  제안     "--collection"을 찾으십니까?
  더 보기  feedgate explain usage/unknown-option
           feedgate source add --help
`);
  });
  it.each([
    [['lookup', 'x'], 'did you mean "feedgate observable lookup"?'],
    [['--jsn', 'status'], 'did you mean "--json"?'],
    [['source', 'add', 'x', '--mode', 'enforced'], 'did you mean "enforce"?'],
    [['source', 'add'], 'NAME is missing [usage/missing-argument]'],
    [['source', 'show', 'a', 'b'], 'too many arguments: 1 at most'],
    [['source', 'add', 'x', '--host'], 'option --host <host> needs a value'],
    [['poll', 'x', '--full', '--delta'], '--full and --delta cannot be used together'],
    [['polls', '-n', 'many'], '-n "many" is no number of 1–10000'],
    [['--lang', 'fr', 'status'], '--lang "fr" is none of en, ko'],
    [['completion', 'tcsh'], 'is none of bash, zsh, fish'],
    [['help', 'sorce'], 'there is no command "sorce"'],
  ])('%j', async (argv, told) => {
    const { code, talk } = await feedgate(argv);
    expect(code).toBe(2);
    expect(talk).toContain(told);
  });
  it('is a group alone: its help, on the way of talk', async () => {
    const { code, out, talk } = await feedgate(['source']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(talk).toContain('suspend NAME');
  });
});

describe('a secret on the command line', () => {
  it.each([
    ['--password', 'hunter2'],
    ['--password=hunter2'],
    ['-phunter2'],
    ['--token', 'hunter2'],
    ['--api-key=hunter2'],
    ['--user', 'alice:hunter2'],
    ['--header', 'Auth-Key: hunter2'],
    ['--passphrase', 'hunter2'],
    ['--proxy', 'http://bob:hunter2@proxy.example:3128'],
  ])('%s %s is refused with the way to give it, and not repeated', async (...options) => {
    const { code, talk, service } = await feedgate(['source', 'add', 'x', '--host', 'h.example', ...options]);
    expect(code).toBe(2);
    expect(talk).toMatch(/use --[a-z-]+-file FILE/);
    expect(talk).not.toContain('hunter2');
    expect(service.calls).toEqual([]);
  });
});

describe('a failure of the service', () => {
  it('is told with its title, what was seen, and what was meant', async () => {
    const { code, talk } = await feedgate(['source', 'show', 'phis']);
    expect(code).toBe(3);
    expect(talk).toBe(`✖ there is no source "phis" [config/no-such-source]
  Cause  title of config/no-such-source
  Try    did you mean "phish-urls"?
  More   feedgate explain config/no-such-source
`);
  });
  it('is one line of JSON with --json', async () => {
    const { out, talk } = await feedgate(['source', 'show', 'phis', '--json']);
    expect(out).toBe('');
    expect(JSON.parse(talk)).toMatchObject({
      error: {
        code: 'config/no-such-source',
        title: 'title of config/no-such-source',
        evidence: { nearest: 'phish-urls' },
      },
    });
  });
  it('shows nothing of a peer as it came', async () => {
    const evil = failure({
      code: 'gate/daemon-unreachable',
      message: 'the daemon said "\u001b]0;x\u0007"',
      evidence: { banner: 'a\nb\u202e' },
    });
    const { code, talk } = await feedgate(['status'], { openService: () => Promise.reject(evil) });
    expect(code).toBe(4);
    expect(talk).toContain('\\x1b]0;x\\x07');
    expect(talk).toContain('banner: a\\nb\\u202e');
  });
  it('leads to the exit of its code or of its area', () => {
    const codes = ['usage/x', 'config/x', 'gate/daemon-gone', 'host/data-unwritable', 'tls/expired', 'gate/x'] as const;
    expect(codes.map(exitCodeOf)).toEqual([2, 3, 4, 6, 1, 1]);
  });
  it('that is a bug is called one', async () => {
    const { code, talk } = await feedgate(['status'], { openService: () => Promise.reject(new TypeError('oops')) });
    expect(code).toBe(1);
    expect(talk).toContain('[bug/unknown]');
    expect(talk).toContain('feedgate explain bug/unknown');
  });
});

describe('what reads the output', () => {
  it('may leave: the command ends quietly', async () => {
    let taken = 0;
    let asked = 0;
    const service = new FakeService();
    service.observables = (function* () {
      for (; asked < 1_000_000; asked += 1) yield observableView();
    })();
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        taken += 1;
        done(taken > 2 ? Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }) : null);
      },
    });
    const { code, talk } = await feedgate(['observable', 'list', '--json'], { service, stdout });
    expect({ code, talk }).toEqual({ code: 0, talk: '' });
    expect(asked).toBeLessThan(10_000);
  });
  it('may be a full disk: that is a failure', async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' })),
    });
    const { code, talk } = await feedgate(['version'], { stdout });
    expect(code).toBe(1);
    expect(talk.match(/host\/output-unwritable\]/g)).toHaveLength(1);
  });
});

describe('feedgate alone', () => {
  it('shows the first steps and how it is doing', async () => {
    const { code, out } = await feedgate([], { columns: 100 });
    expect(code).toBe(0);
    expect(out).toBe(`Feedgate polls threat feeds, keeps what they list, and says exactly what failed, why, and what to
do.

First steps
  feedgate start --first-run                                        run the daemon
  feedgate source add NAME https://HOST/taxii/poll/ --collection C  add a feed
  feedgate poll NAME                                                poll it now and see what came
  feedgate observable lookup VALUE                                  who lists it, until when
  feedgate help                                                     all commands

Now
  every source that is polled is fine
`);
  });
  it('shows them too when the state cannot be read', async () => {
    const away = failure({ code: 'gate/daemon-unreachable', message: 'no answer', evidence: {} });
    const { code, out } = await feedgate([], { ...korean, openService: () => Promise.reject(away) });
    expect(code).toBe(0);
    expect(out).toContain(
      '상태를 읽을 수 없습니다 [gate/daemon-unreachable]: feedgate explain gate/daemon-unreachable',
    );
  });
});

it('has a title for each condition of its own, the same as in their table', () => {
  const titles = Object.entries(cliConditions).map(([code, { title }]) => [code, title]);
  expect(catalogue.en.titles).toEqual(Object.fromEntries(titles));
});
it('closes the service it opened, whatever came of it', async () => {
  for (const argv of [['status'], ['source', 'show', 'nope']]) {
    expect((await feedgate(argv)).service.closed).toBe(true);
  }
});
it('hands the data directory on, and first run with it', async () => {
  const { code, service } = await feedgate(['start', '--first-run', '--data', '/srv/f']);
  expect(code).toBe(0);
  expect(service.calls).toEqual([['startDaemon', { firstRun: true, data: '/srv/f' }]]);
});
it.each([[['version']], [['-V']], [['--version']]])('tells its version: %j', async (argv) => {
  expect((await feedgate(argv)).out).toBe('feedgate 0.1.0\n');
});
it('leaves with 130 when it is interrupted', async () => {
  const abort = new AbortController();
  const running = feedgate(['status'], { signal: abort.signal, openService: () => new Promise(() => undefined) });
  abort.abort();
  // The service never opens; an interrupted command does not wait for it.
  expect((await running).code).toBe(130);
}, 2000);
