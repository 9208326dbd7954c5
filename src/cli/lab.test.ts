import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { catalogue } from './texts.ts';
import { namesCondition } from './drill-answer.ts';
import { sourceCommands, typedLine } from './lab-source.ts';
import type { OpenExercise } from '../lab/exercise.ts';

describe('lab list', () => {
  it('shows every fault with the code it ends in', async () => {
    const { code, out } = await feedgate(['lab', 'list']);
    expect(code).toBe(0);
    expect(out).toMatch(/^FAULT +ENDS IN +HERE +WHAT HAPPENS\n/);
    expect(out).toMatch(/^http-404 +http\/404 +yes +answers 404$/m);
    expect(out).toMatch(/^dns-silent +dns\/timeout +yes +never answers$/m);
    expect(out).toMatch(/^gzip-undeclared +works all the same /m);
  });
  it('takes an area, a word, and a language', async () => {
    const dns = (await feedgate(['lab', 'list', '--area', 'dns', '--quiet'])).out.trim().split('\n');
    expect(dns.length).toBeGreaterThan(20);
    expect(dns).toContain('dns-servfail');
    expect(dns).not.toContain('http-404');
    expect((await feedgate(['lab', 'list', 'servfail', '-q'])).out).toContain('dns-servfail');
    expect((await feedgate(['lab', 'list', 'http-404', '--lang', 'ko'])).out).toMatch(
      /http-404 +http\/404 +가능 +http\/404 제목/,
    );
    expect((await feedgate(['lab', 'list', 'nothing-like-it'])).code).toBe(1);
    expect((await feedgate(['lab', 'list', '--area', 'mail'])).code).toBe(2);
  });
  it('says as JSON whether each can run here', async () => {
    const rows: unknown = JSON.parse((await feedgate(['lab', 'list', '--area', 'network', '--json'])).out);
    expect(rows).toContainEqual(
      expect.objectContaining({
        id: 'net-port-dropped',
        needs: 'namespace',
        afterPoll: 'tcp/timeout',
        afterProbe: 'tcp/port-filtered',
        runnable: expect.any(Boolean) as boolean,
      }),
    );
  });
});

describe('lab run', () => {
  it('serves until it is stopped, and shows what to type', async () => {
    const stop = AbortSignal.abort();
    const { code, out } = await feedgate(['lab', 'run', 'http-404'], { signal: stop });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ {2}feedgate source add lab-http-404 --host 127.0.0.1 --port \d+ --no-https --path \/taxii\/poll\/ /m,
    );
    expect(out).toContain('  feedgate poll lab-http-404\n');
  });
  it('names the servers that DNS is asked of, and keeps out of the way of a daemon', async () => {
    const { out } = await feedgate(['lab', 'run', 'dns-servfail'], { signal: AbortSignal.abort() });
    expect(out).toMatch(/^ {2}FEEDGATE_DNS=127.0.0.1:\d+ feedgate poll lab-dns-servfail --data \/.*feedgate-lab-/m);
  });
  it('refuses a fault or a port that there is not', async () => {
    const unknown = await feedgate(['lab', 'run', 'http-40']);
    expect([unknown.code, unknown.talk]).toEqual([2, expect.stringContaining('did you mean "http-4')]);
    expect((await feedgate(['lab', 'run', 'http-404', '--port', 'x'])).code).toBe(2);
  });
});

it('lab alone serves the sample feeds', async () => {
  const { code, out } = await feedgate(['lab'], { signal: AbortSignal.abort() });
  expect(code).toBe(0);
  expect(out).toMatch(/practice\.all +881 /);
  expect(out).toMatch(
    /feedgate source add practice http:\/\/127\.0\.0\.1:\d+\/taxii\/poll\/ --collection practice\.all/,
  );
});

describe('a drill', () => {
  it('shows its solution without setting anything up', async () => {
    const { code, out } = await feedgate(['lab', 'drill', '--fault', 'http-404', '--answer']);
    expect(code).toBe(0);
    expect(out).toContain('[http/404]');
    expect(out).toContain('It was http-404');
    const twice = await Promise.all([1, 2].map(() => feedgate(['lab', 'drill', '--seed', '7', '--answer'])));
    expect(twice[0]?.out).toBe(twice[1]?.out);
  });
  it('is none where the poll succeeds all the same', async () => {
    expect((await feedgate(['lab', 'drill', '--fault', 'gzip-undeclared', '--answer'])).code).toBe(2);
  });
  it.each([
    ['http/404', true],
    ['[HTTP/404]', true],
    ['404', true],
    ['not found', true],
    ['the path was not found', true],
    ['certificate expired', false],
    ['', false],
    ['the server', false],
  ])('takes %s as an answer: %s', (answer, right) => {
    expect(namesCondition(answer, ['http/404'])).toBe(right);
  });
  it.each([
    ['the firewall drops the port', ['tcp/port-filtered'], false],
    ['host answers but not on this port', ['tcp/port-filtered'], true],
    ['인증서가 만료되었습니다', ['tls/expired-leaf'], true],
    ['nxdomain', ['dns/nxdomain'], true],
    ['the name does not exist', ['dns/nxdomain'], true],
  ] as const)('takes words: %s', (answer, codes, right) => {
    expect(namesCondition(answer, codes)).toBe(right);
  });
});

it('writes certificates and secrets to files, and quotes what a shell would read', () => {
  const files: Record<string, string> = {};
  const scratch = {
    path: '/tmp/x',
    write: (name: string, text: string) => {
      files[name] = text;
      return `/tmp/x/${name}`;
    },
    remove: () => undefined,
  };
  const open: OpenExercise = {
    settings: {
      host: 'feed.example',
      collection: 'two words',
      https: true,
      ca: 'CA',
      clientCertificate: { certificate: 'C', key: 'K', passphrase: 'P' },
      credentials: { kind: 'basic', user: 'practice', password: 'S' },
      proxy: { kind: 'http', host: '127.0.0.1', port: 3128, user: 'u', password: 'W', noProxy: ['a', 'b'] },
      pin: null,
      unheard: 1,
    },
    environment: {},
    inside: [],
    changes: [],
    canary: null,
    close: () => Promise.resolve(),
  };
  expect(typedLine(sourceCommands('lab-x', open, scratch).add, open)).toBe(
    "feedgate source add lab-x --host feed.example --collection 'two words' --https --ca /tmp/x/ca.pem" +
      ' --client-cert /tmp/x/client.pem --client-key /tmp/x/client.key --client-key-passphrase-file /tmp/x/passphrase' +
      ' --user practice --password-file /tmp/x/password --proxy http://u@127.0.0.1:3128' +
      ' --proxy-password-file /tmp/x/proxy-password --proxy-except a,b',
  );
  expect(files).toEqual({
    'ca.pem': 'CA',
    'client.pem': 'C',
    'client.key': 'K',
    passphrase: 'P',
    password: 'S',
    'proxy-password': 'W',
  });
  const asText = { ...open, settings: { proxy: '127.0.0.1:3128' } };
  expect(typedLine(sourceCommands('lab-x', asText, scratch).add, asText)).toContain(' --proxy 127.0.0.1:3128');
});

it('says the same in Korean', () => {
  const keys = (value: object): string[] =>
    Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'object' ? keys(inner as object) : [key]));
  expect(keys(catalogue.ko.lab)).toEqual(keys(catalogue.en.lab));
});
