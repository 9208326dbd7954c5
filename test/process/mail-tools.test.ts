import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { closedPort } from '../fakes/closed-port.ts';
import { zipOf } from '../fakes/archives.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { spawnFeedgate, until } from './feedgate.ts';
import { publish } from './listed.ts';

const dig = existsSync('/usr/bin/dig');
const miltertest = existsSync('/usr/bin/miltertest');
const clamdscan = existsSync('/usr/bin/clamdscan');
if (!dig) console.warn('SKIPPED: dig against the DNS front: it is not installed (apt-get install bind9-dnsutils)');
if (!miltertest)
  console.warn('SKIPPED: miltertest against the milter front: it is not installed (apt-get install miltertest)');

if (!clamdscan)
  console.warn('SKIPPED: clamdscan against the clamd front: it is not installed (apt-get install clamdscan)');

const program = Buffer.from('MZ not really a program\n');
const sha256 = createHash('sha256').update(program).digest('hex');

let data: string;
let dns: number;

beforeAll(async () => {
  data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  await publish(data, [
    ['domain', 'bad.example.com'],
    ['ip', '192.0.2.7'],
    ['network', '198.51.100.0/24'],
    ['sha256', 'ab'.repeat(32)],
    ['sha256', sha256],
  ]);
  dns = await closedPort();
  const fronts = `milter: on, clamd: { messageSize: 1 MiB }, dnsbl: { listen: '127.0.0.1:${dns}', zone: bl.example }`;
  writeFileSync(join(data, 'feedgate.yaml'), `gateway: { trustedNetworks: [], fronts: { ${fronts} } }\n`);
  writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
  const gateway = spawnFeedgate(data, ['gateway']);
  await until(
    async () => (await askStatus(join(data, 'gateway.sock')).catch(() => null)) ?? undefined,
    'a gateway',
    30_000,
  );
  return async () => {
    gateway.kill('SIGTERM');
    await once(gateway, 'exit');
  };
});

async function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return `${text}exit ${child.exitCode}`;
}

describe.skipIf(!dig)('dig', () => {
  const ask = (...args: readonly string[]) =>
    run('/usr/bin/dig', [
      '@127.0.0.1',
      '-p',
      String(dns),
      '+tries=1',
      '+time=5',
      '+noall',
      '+comments',
      '+answer',
      ...args,
    ]);

  it.each([
    ['7.2.0.192.ip.bl.example', '127.0.0.2'],
    ['9.100.51.198.ip.bl.example', '127.0.0.2'],
    ['bad.example.com.dom.bl.example', '127.0.1.2'],
    ['www.bad.example.com.dom.bl.example', '127.0.1.2'],
    [`${'ab'.repeat(16)}.${'ab'.repeat(16)}.hash.bl.example`, '127.0.4.2'],
    ['2.0.0.127.ip.bl.example', '127.0.0.2'],
  ])('finds %s, over UDP and TCP', async (name, address) => {
    for (const way of ['+notcp', '+tcp']) {
      const answer = await ask(way, name, 'A');
      expect(answer).toMatch(/status: NOERROR/);
      expect(answer).toMatch(new RegExp(`\\sA\\s+${address.replaceAll('.', '[.]')}$`, 'm'));
    }
  });

  it('is told who lists a value, and that others are not', async () => {
    expect(await ask('7.2.0.192.ip.bl.example', 'TXT')).toMatch(/\tTXT\t"[^"]*all/);
    for (const name of ['1.0.0.127.ip.bl.example', '8.2.0.192.ip.bl.example', 'good.example.com.dom.bl.example'])
      expect(await ask(name, 'A')).toMatch(/status: NXDOMAIN/);
    expect(await ask('www.example.net', 'A'), 'no zone of ours').toMatch(/status: REFUSED/);
  });
});

/** A session as miltertest plays it; it ends with an error where a reply is not as wanted. */
const script = (socket: string, { ip, helo, sender, body, wanted }: Session) => `
conn = mt.connect("unix:${socket}")
if conn == nil then error "no connection" end
mt.set_timeout(20)
local function passes(what)
  local reply = mt.getreply(conn)
  return reply == SMFIR_CONTINUE or reply == SMFIR_SKIP
end
mt.conninfo(conn, "mx.example.net", "${ip}")
mt.macro(conn, SMFIC_MAIL, "i", "4Test")
mt.helo(conn, "${helo}")
mt.mailfrom(conn, "<${sender}>")
mt.rcptto(conn, "<b@example.org>")
mt.header(conn, "From", "${sender}")
mt.header(conn, "Subject", "hello")
mt.eoh(conn)
mt.bodystring(conn, "${body}\\r\\n")
mt.eom(conn)
local reply = mt.getreply(conn)
if reply ~= ${wanted} then error("the reply is " .. tostring(reply)) end
if reply == SMFIR_ACCEPT and not mt.eom_check(conn, MT_HDRINSERT, "X-Feedgate-Result") and not mt.eom_check(conn, MT_HDRADD, "X-Feedgate-Result") then
  error "no header"
end
mt.disconnect(conn)
`;

interface Session {
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
  readonly body: string;
  readonly wanted: 'SMFIR_REPLYCODE' | 'SMFIR_ACCEPT' | 'SMFIR_CONTINUE';
}

const clean: Session = {
  ip: '203.0.113.1',
  helo: 'mx.example.net',
  sender: 'a@sender.example',
  body: 'hello',
  wanted: 'SMFIR_ACCEPT',
};

describe.skipIf(!miltertest)('miltertest', () => {
  it.each([
    ['a clean mail passes', {}],
    ['a listed client is refused', { ip: '192.0.2.7', wanted: 'SMFIR_REPLYCODE' }],
    ['a client of a listed network is refused', { ip: '198.51.100.9', wanted: 'SMFIR_REPLYCODE' }],
    ['a listed HELO is refused', { helo: 'bad.example.com', wanted: 'SMFIR_REPLYCODE' }],
    ['a listed sender is refused', { sender: 'x@bad.example.com', wanted: 'SMFIR_REPLYCODE' }],
    ['a listed link is refused', { body: 'https://www.bad.example.com/pay', wanted: 'SMFIR_REPLYCODE' }],
  ] as const)('sees that %s', async (what, change) => {
    const file = join(data, `${what.replaceAll(' ', '-')}.lua`);
    writeFileSync(file, script(join(data, 'milter.sock'), { ...clean, ...change }));
    expect(await run('/usr/bin/miltertest', ['-s', file])).toBe('exit 0');
  });
});

describe.skipIf(!clamdscan)('clamdscan', () => {
  const scan = async (name: string, content: string | Uint8Array) => {
    const config = join(data, 'clamd.conf');
    const file = join(data, name);
    writeFileSync(config, `LocalSocket ${join(data, 'clamd.sock')}\n`);
    writeFileSync(file, content);
    return run('/usr/bin/clamdscan', [`--config-file=${config}`, '--stream', '--no-summary', file]);
  };
  const mail = (body: string) => `From: a@sender.example\r\nTo: b@example.org\r\nSubject: hello\r\n\r\n${body}\r\n`;

  it('is told that a clean mail is clean', async () => {
    expect(await scan('clean.eml', mail('hello'))).toMatch(/clean\.eml: OK\nexit 0$/);
  });
  it('finds a listed link in a mail, and a listed file in a zip', async () => {
    expect(await scan('link.eml', mail('https://www.bad.example.com/pay'))).toMatch(
      /link\.eml: Feedgate\.DOMAIN\.all\.\w{26} FOUND\nexit 1$/,
    );
    const type = 'MIME-Version: 1.0\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n';
    const packed = `${type}From: a@sender.example\r\n\r\n${zipOf({ 'a.exe': program }).toString('base64')}\r\n`;
    expect(await scan('zip.eml', packed)).toMatch(/zip\.eml: Feedgate\.SHA256\.all\.\w{26} FOUND\nexit 1$/);
  });
  it('says that it could not tell where a message is larger than is taken', async () => {
    expect(await scan('large.eml', mail('x'.repeat(2_000_000)))).toMatch(
      /INSTREAM size limit exceeded\. ERROR[^]*exit 2$/,
    );
  });
  it('finds a listed file that comes alone, as those do who take mails apart themselves', async () => {
    expect(await scan('a.exe', program)).toMatch(/a\.exe: Feedgate\.SHA256\.all\.\w{26} FOUND\nexit 1$/);
    expect(await scan('a.zip', zipOf({ 'a.exe': program }))).toMatch(/Feedgate\.SHA256\.all\.\w{26} FOUND\nexit 1$/);
    expect(await scan('b.exe', 'MZ another one')).toMatch(/b\.exe: OK\nexit 0$/);
  });
});
