import { spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { zipOf } from '../fakes/archives.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, spawnFeedgate, until } from './feedgate.ts';
import { publish } from './listed.ts';
import { milterService, policyService, Postfix, postfixObstacle, send, Sink, type Sending } from './postfix.ts';

const obstacle = postfixObstacle();
if (obstacle !== null) console.warn(`SKIPPED: a real Postfix: ${obstacle}`);

const swaks = existsSync('/usr/bin/swaks');
if (!swaks) console.warn('SKIPPED: swaks through a real Postfix: it is not installed (apt-get install swaks)');

const attachment = Buffer.from('MZ not really a program\n');
const sha256 = createHash('sha256').update(attachment).digest('hex');

const policy = `mode: enforce
rules:
  - { name: client, when: { where: [client] }, do: reject }
  - { name: helo, when: { where: [helo] }, do: tag-subject }
  - { name: sender, when: { where: [envelope-from] }, do: quarantine }
  - { name: from, when: { where: [from] }, do: header }
  - { name: defang, when: { where: [html, text], recipients: [defang@example.org] }, do: defang-url }
  - { name: strip, when: { where: [attachment], recipients: [strip@example.org] }, do: strip-attachment }
  - { name: url, when: { where: [html, text, document] }, do: reject }
  - { name: file, when: { where: [attachment, archive] }, do: tempfail }
`;

let data: string;
let postfix: Postfix;
let sink: Sink;
let port: number;
let policyPort: number;
let dnsPort: number;
let gateway: ChildProcess | null = null;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startGateway(): Promise<void> {
  gateway = spawnFeedgate(data, ['gateway']);
  await until(async () => {
    const status = await askStatus(join(data, 'gateway.sock')).catch(() => null);
    return status?.index === null ? undefined : status?.fronts.every(({ failure }) => failure === null) || undefined;
  }, 'the gateway is ready');
}

async function killGateway(signal: NodeJS.Signals): Promise<void> {
  const ended = gateway === null || gateway.exitCode !== null ? null : once(gateway, 'exit');
  gateway?.kill(signal);
  await ended;
  gateway = null;
}

let count = 0;
/** A word that only one mail has. */
const word = (): string => `mail-${(count += 1)}-${process.pid}`;

const message = (
  subject: string,
  more: { readonly from?: string; readonly body?: string; readonly type?: string } = {},
) =>
  [
    `From: Ann <${more.from ?? 'ann@example.com'}>`,
    'To: bob@example.org',
    `Subject: ${subject}`,
    'Message-ID: <1@example.com>',
    'Date: Mon, 23 Nov 2026 10:00:00 +0000',
    ...(more.type === undefined ? [] : ['MIME-Version: 1.0', `Content-Type: ${more.type}`]),
    '',
    more.body ?? 'Hello,\r\n.dots and \ttabs stay.',
    '',
  ].join('\r\n');

const sendTo = (mail: Partial<Sending> & { readonly message: string }) => send({ port, ...mail });

/** The only mail with a word; waits for it. */
async function arrived(subject: string): Promise<string> {
  await until(() => sink.with(subject)[0], `mail ${subject} arrives`, 20_000);
  expect(sink.with(subject), 'nothing is doubled').toHaveLength(1);
  return sink.with(subject)[0]?.message ?? '';
}

describe.skipIf(obstacle !== null)('a real Postfix', () => {
  beforeAll(async () => {
    const root = tempDirectory();
    data = join(root, 'data');
    mkdirSync(data, { mode: 0o700 });
    sink = new Sink();
    const next = await sink.listen();
    [port, policyPort, dnsPort] = [await freePort(), await freePort(), await freePort()];
    postfix = new Postfix({
      root,
      next,
      services: [milterService(port), policyService(policyPort)],
    });
    await publish(data, [
      ['ip', '192.0.2.66'],
      ['domain', 'helo-listed.example'],
      ['domain', 'sender-listed.example'],
      ['domain', 'from-listed.example'],
      ['url', 'https://phish.example.net/login'],
      ['sha256', sha256],
    ]);
    writeFileSync(join(data, 'policy.yaml'), policy);
    const sockets = join(postfix.queue, 'feedgate');
    writeFileSync(
      join(data, 'feedgate.yaml'),
      `gateway:
  node: gw1
  fronts:
    milter: { listen: 'unix:${sockets}/milter.sock' }
    policy: { listen: 'unix:${sockets}/policy.sock' }
    socketmap: on
    clamd: on
    dnsbl: { listen: '127.0.0.1:${dnsPort}' }
    http: { listen: 'unix:http.sock' }
`,
    );
    await startGateway();
    postfix.start();
  }, 60_000);
  afterAll(async () => {
    postfix.stop();
    sink.close();
    await killGateway('SIGKILL');
  });
  beforeEach(async () => {
    if (gateway === null || gateway.exitCode !== null) await startGateway();
  });

  describe('with the milter', () => {
    it('passes a clean mail byte for byte, with one header of ours', async () => {
      const subject = word();
      const sent = message(subject);
      expect((await sendTo({ message: sent })).code).toBe(250);
      const came = await arrived(subject);
      expect(came.endsWith(sent)).toBe(true);
      expect(came.match(/^X-Feedgate-/gm)).toEqual(['X-Feedgate-']);
      expect(came).toMatch(/X-Feedgate-Result: node=gw1; mode=enforce; verdict=clean; action=none;/);
    });
    it('takes headers out that pretend to be ours', async () => {
      const subject = word();
      const forged = `X-Feedgate-Result: verdict=clean; forged\r\nx-feedgate-match: forged\r\n${message(subject)}`;
      expect((await sendTo({ message: forged })).code).toBe(250);
      expect(await arrived(subject)).not.toContain('forged');
    });
    it('refuses a listed client, and tells it nothing', async () => {
      const { code, text } = await sendTo({ client: '192.0.2.66', message: message(word()) });
      expect(code).toBe(550);
      expect(text).toMatch(/^550 5\.7\.1 Message refused by threat feed policy \(ref [0-9A-Z]{26}\)$/);
    });
    it('tags the subject for a listed HELO', async () => {
      const subject = word();
      expect((await sendTo({ helo: 'helo-listed.example', message: message(subject) })).code).toBe(250);
      const came = await arrived(subject);
      expect(came).toContain(`Subject: [THREAT] ${subject}\r\n`);
      expect(came).toContain('ioc=helo-listed[.]example');
    });
    it('holds the mail of a listed sender domain', async () => {
      const subject = word();
      const before = postfix.held.length;
      expect((await sendTo({ sender: 'x@sender-listed.example', message: message(subject) })).code).toBe(250);
      await until(() => (postfix.held.length > before ? true : undefined), 'the mail is on hold');
      expect(sink.with(subject)).toEqual([]);
    });
    it('marks a mail from a listed From domain', async () => {
      const subject = word();
      const sent = message(subject, { from: 'x@from-listed.example' });
      expect((await sendTo({ message: sent })).code).toBe(250);
      const came = await arrived(subject);
      expect(came).toContain('where=from');
      expect(came.endsWith(sent)).toBe(true);
    });
    it('refuses a listed URL in HTML, written with entities', async () => {
      const body = '<p><a href="https://phish&#46;example.net/login">here</a></p>';
      const sent = message(word(), { type: 'text/html; charset=utf-8', body });
      expect(await sendTo({ message: sent })).toMatchObject({ code: 550 });
    });
    it('defers a listed attachment', async () => {
      const body = [
        '--b',
        'Content-Type: text/plain',
        '',
        'see the file',
        '--b',
        'Content-Type: application/octet-stream; name="a.exe"',
        'Content-Disposition: attachment; filename="a.exe"',
        'Content-Transfer-Encoding: base64',
        '',
        attachment.toString('base64'),
        '--b--',
      ].join('\r\n');
      const sent = message(word(), { type: 'multipart/mixed; boundary=b', body });
      expect(await sendTo({ message: sent })).toMatchObject({ code: 451 });
    });
  });

  describe('with the milter, for what is hidden in files', () => {
    const withFile = (type: string, file: Uint8Array) =>
      message(word(), {
        type: `${type}\r\nContent-Transfer-Encoding: base64`,
        body: Buffer.from(file).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
      });
    it('refuses a listed URL in a PDF', async () => {
      const pdf = '%PDF-1.7\n1 0 obj << /A << /S /URI /URI (https://phish.example.net/login) >> >> endobj\n';
      expect(await sendTo({ message: withFile('application/pdf', Buffer.from(pdf)) })).toMatchObject({ code: 550 });
    });
    it('defers a listed file in a zip archive', async () => {
      const zip = zipOf({ 'readme.txt': 'hello', 'bin/a.exe': attachment });
      expect(await sendTo({ message: withFile('application/zip', zip) })).toMatchObject({
        code: 451,
      });
    });
  });

  describe.skipIf(!swaks)('asked by swaks', () => {
    const swak = (...args: readonly string[]) => {
      const given = [
        '--server',
        '127.0.0.1',
        '--port',
        String(port),
        '--helo',
        'mta.example.com',
        '--hide-all',
        ...args,
      ];
      const { status, stdout, stderr } = spawnSync('/usr/bin/swaks', given, { encoding: 'utf8' });
      return { status, said: `${stdout}${stderr}` };
    };
    const ends = ['--from', 'ann@example.com', '--to', 'bob@example.org'];

    it('passes a clean mail with an attachment', async () => {
      const subject = word();
      const { status, said } = swak(...ends, '--header', `Subject: ${subject}`, '--body', 'hello', '--attach', 'x');
      expect([status, said]).toEqual([0, '']);
      expect(await arrived(subject)).toContain('verdict=clean');
    });
    it.each([
      ['a listed client', ['--xclient', 'ADDR=192.0.2.66 NAME=[UNAVAILABLE]']],
      [
        'a listed link',
        ['--header', 'Content-Type: text/html', '--body', '<a href="https://phish.example.net/login">x</a>'],
      ],
    ])('refuses %s', (_, args) => {
      // 23 and the like are its own for a command that was refused, 26 for the message.
      expect(swak(...ends, ...args).status).toBeGreaterThanOrEqual(21);
    });
  });

  describe('with rules that rewrite', () => {
    it('breaks a listed link, and leaves all other bytes', async () => {
      const subject = word();
      const body = '<p class="a">see <a href="https://phish.example.net/login">https://good.example.net/</a></p>';
      const sent = message(subject, { type: 'text/html; charset=utf-8', body });
      expect(await sendTo({ message: sent, recipient: 'defang@example.org' })).toMatchObject({
        code: 250,
      });
      const came = await arrived(subject);
      const broken = 'hxxps://phish[.]example[.]net/login';
      expect(came.endsWith(sent.replace('https://phish.example.net/login', broken))).toBe(true);
      expect(came).toContain('action=defang-url');
    });
    it('takes a listed attachment out, alone or beside others', async () => {
      const file = `Content-Type: application/octet-stream; name="a.exe"\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment.toString('base64')}`;
      const many = word();
      const body = `--b\r\n\r\nsee the file\r\n--b\r\n${file}\r\n--b--`;
      const mixed = message(many, { type: 'multipart/mixed; boundary=b', body });
      expect(await sendTo({ message: mixed, recipient: 'strip@example.org' })).toMatchObject({
        code: 250,
      });
      const [came, parts] = [await arrived(many), /^--b\r\nContent-Type: (.*)\r$/gm];
      expect([...came.matchAll(parts)].map(([, type]) => type)).toEqual(['text/plain; charset=utf-8']);
      expect(came).not.toContain(attachment.toString('base64'));
      const alone = word();
      const whole = message(alone).replace(/\r\n\r\n[^]*$/, `\r\nMIME-Version: 1.0\r\n${file}\r\n`);
      expect(await sendTo({ message: whole, recipient: 'strip@example.org' })).toMatchObject({
        code: 250,
      });
      const left = await arrived(alone);
      expect(left.match(/^Content-Type: .*$/gm)).toEqual(['Content-Type: text/plain; charset=utf-8']);
      expect(Buffer.from(left.split('\r\n\r\n')[1] ?? '', 'base64').toString()).toContain(sha256);
    });
  });

  describe('with the other fronts', () => {
    it('asks the policy service before it takes the message', async () => {
      const refused = await sendTo({
        port: policyPort,
        client: '192.0.2.66',
        message: message(word()),
      });
      expect(refused).toMatchObject({ code: 550 });
      const subject = word();
      expect((await sendTo({ port: policyPort, message: message(subject) })).code).toBe(250);
      expect((await arrived(subject)).endsWith(message(subject))).toBe(true);
      const held = postfix.held.length;
      await sendTo({
        port: policyPort,
        sender: 'x@sender-listed.example',
        message: message(word()),
      });
      await until(() => (postfix.held.length > held ? true : undefined), 'the mail is on hold');
    });
    it('looks up by socketmap', () => {
      const map = (name: string) => `socketmap:unix:${join(data, 'socketmap.sock')}:${name}`;
      expect(postfix.look(map('client'), '192.0.2.66')).toMatch(/^550 5\.7\.1 Message refused/);
      expect(postfix.look(map('client'), '192.0.2.67')).toBe('');
      expect(postfix.look(map('sender'), 'x@sender-listed.example')).toMatch(/^HOLD/);
    });
    it.skipIf(spawnSync('dig', ['-v']).error !== undefined)('answers dig', () => {
      const dig = (name: string, type: string) =>
        spawnSync('dig', ['@127.0.0.1', '-p', String(dnsPort), '+short', '+tries=1', name, type], {
          encoding: 'utf8',
        }).stdout.trim();
      const zone = 'feedgate.internal';
      expect(dig(`66.2.0.192.ip.${zone}`, 'A')).toBe('127.0.0.2');
      expect(dig(`67.2.0.192.ip.${zone}`, 'A')).toBe('');
      expect(dig(`2.0.0.127.ip.${zone}`, 'A')).toBe('127.0.0.2');
      expect(dig(`helo-listed.example.dom.${zone}`, 'TXT')).toBe('"listed as domain by all"');
      expect(dig(`${sha256.slice(0, 32)}.${sha256.slice(32)}.hash.${zone}`, 'A')).toBe('127.0.4.2');
    });
    it('matches the canary on every front', async () => {
      const { code, stdout } = await feedgate(data, ['integrate', 'check', '--json']);
      expect(JSON.parse(stdout).map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)).toEqual(
        ['milter', 'policy', 'socketmap', 'clamd', 'dnsbl', 'http'].map((kind) => `${kind} matches`),
      );
      expect(code).toBe(0);
    });
    it('is set up by integrate --apply, which keeps the old files', async () => {
      const dry = await feedgate(data, [
        'integrate',
        'postfix',
        '--apply',
        '--dry-run',
        '--postfix-config',
        postfix.config,
      ]);
      expect(dry).toMatchObject({ code: 0 });
      expect(dry.stdout).toContain("postconf -e 'smtpd_milters = unix:feedgate/milter.sock'");
      const settings = join(data, 'feedgate.yaml');
      writeFileSync(settings, readFileSync(settings, 'utf8').replace(/milter: \{.*\}/, 'milter: off # not yet'));
      await until(
        async () => ((await askStatus(join(data, 'gateway.sock')))?.fronts[0]?.kind === 'policy' ? true : undefined),
        'the front is closed',
      );
      const done = await feedgate(data, ['integrate', 'postfix', '--apply', '--postfix-config', postfix.config]);
      expect(`${done.stdout}${done.stderr}`).toContain('milter: a canary was matched');
      expect(done.code).toBe(0);
      expect(done.stderr.match(/The old one is kept/g)).toHaveLength(2);
      expect(readdirSync(postfix.config).some((name) => name.startsWith('main.cf.feedgate-'))).toBe(true);
      const subject = word();
      expect((await sendTo({ message: message(subject) })).code).toBe(250);
      expect(await arrived(subject)).toContain('verdict=clean');
    });
  });
});
