import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { closedPort } from '../fakes/closed-port.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';
import { publish } from './listed.ts';

const obstacle =
  process.getuid?.() !== 0
    ? 'it needs root, to give files to the user of Rspamd'
    : existsSync('/usr/bin/rspamd')
      ? null
      : 'it is not installed (apt-get install rspamd)';
if (obstacle !== null) console.warn(`SKIPPED: Rspamd with our maps and our clamd front: ${obstacle}`);

const mail = (body: string, from = 'someone@sender.example') =>
  `From: ${from}\r\nTo: b@example.org\r\nSubject: hello\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\n${body}\r\n`;

interface Asked {
  readonly ip?: string;
  readonly helo?: string;
  readonly from?: string;
}

/** A gateway whose index lists some values, and an Rspamd of its own that asks it, configured as `integrate` prints. */
async function started() {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  await publish(data, [
    ['domain', 'bad.example.com'],
    ['ip', '192.0.2.7'],
    ['url', 'http://links.example.net/pay'],
    ['email', 'crook@mail.example'],
  ]);
  const [http, clamd, worker, controller] = [
    await closedPort(),
    await closedPort(),
    await closedPort(),
    await closedPort(),
  ];
  const fronts = `http: { listen: '127.0.0.1:${http}' }, clamd: { listen: '127.0.0.1:${clamd}' }`;
  writeFileSync(join(data, 'feedgate.yaml'), `gateway: { fronts: { ${fronts} } }\n`);
  writeFileSync(join(data, 'policy.yaml'), 'mode: enforce\nrules: [{ name: all, do: reject }]\n');
  launch(data, ['gateway']);
  await until(async () => (await askStatus(join(data, 'gateway.sock')).catch(() => null)) ?? undefined, 'a gateway');
  const printed = (await feedgate(data, ['integrate', 'rspamd'])).stdout;
  const multimap = /multimap\.conf\)\n([^]*?)\n# 3\./.exec(printed)?.[1] ?? '';
  const port = await rspamd({ multimap, clamd, worker, controller });
  const scan = async (
    text: string,
    { ip = '198.51.100.1', helo = 'mx.example', from = 'a@sender.example' }: Asked = {},
  ) => {
    const headers = { IP: ip, Helo: helo, From: from, Rcpt: 'b@example.org' };
    const answer = await fetch(`http://127.0.0.1:${port}/checkv2`, { method: 'POST', body: text, headers });
    const { symbols } = (await answer.json()) as { readonly symbols: Readonly<Record<string, unknown>> };
    return Object.keys(symbols).filter((symbol) => symbol.startsWith('FEEDGATE'));
  };
  return { scan };
}

interface Ports {
  readonly multimap: string;
  readonly clamd: number;
  readonly worker: number;
  readonly controller: number;
}

/** Starts it with Debian's configuration and ours laid over; resolves once its maps have been read. */
async function rspamd({ multimap, clamd, worker, controller }: Ports): Promise<number> {
  const root = tempDirectory();
  const local = join(root, 'local.d');
  mkdirSync(local, { recursive: true });
  const files = {
    'multimap.conf': multimap,
    'antivirus.conf': `feedgate { type = "clamav"; servers = "127.0.0.1:${clamd}"; symbol = "FEEDGATE_VIRUS"; scan_mime_parts = false; }`,
    'worker-normal.inc': `bind_socket = "127.0.0.1:${worker}"; count = 1; task_timeout = 20s;`,
    'worker-controller.inc': `bind_socket = "127.0.0.1:${controller}"; count = 1;`,
    'worker-proxy.inc': 'enabled = false;',
    'worker-fuzzy.inc': 'enabled = false;',
    'options.inc': 'dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; } map_watch_interval = 2s;',
    'logging.inc': `type = "file"; filename = "${root}/rspamd.log"; level = "info";`,
    'rbl.conf': 'enabled = false;',
    'fuzzy_check.conf': 'enabled = false;',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(local, name), `${text}\n`);
  const [, uid = '0', gid = '0'] = /^_rspamd:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  chownSync(root, Number(uid), Number(gid));
  chmodSync(root, 0o755);
  const where = ['LOCAL_CONFDIR', 'RUNDIR', 'DBDIR', 'LOGDIR'].map((name) => `--var=${name}=${root}`);
  const child = spawn('/usr/bin/rspamd', [
    '-f',
    '-u',
    '_rspamd',
    '-g',
    '_rspamd',
    '-c',
    '/etc/rspamd/rspamd.conf',
    ...where,
  ]);
  onTestFinished(() => void child.kill('SIGTERM'));
  const ping = () =>
    fetch(`http://127.0.0.1:${worker}/ping`).then(
      () => true as const,
      () => undefined,
    );
  await until(ping, 'Rspamd', 40_000);
  return worker;
}

describe.skipIf(obstacle !== null)('Rspamd', () => {
  it(
    'gives what is listed its symbol, by our maps and by our clamd front, and nothing to others',
    { timeout: 120_000 },
    async () => {
      const { scan } = await started();
      const clean = mail('see https://www.example.org/');
      // Each map is read by itself, some seconds after the start.
      const gets = (symbols: readonly string[], text: string, asked?: Asked) =>
        until(
          async () => {
            const found = await scan(text, asked);
            return symbols.every((symbol) => found.includes(symbol)) ? true : undefined;
          },
          symbols.join(', '),
          40_000,
        );
      await gets(['FEEDGATE_IP'], clean, { ip: '192.0.2.7' });
      await gets(['FEEDGATE_URL_DOMAIN', 'FEEDGATE_VIRUS'], mail('https://bad.example.com/x'));
      await gets(['FEEDGATE_URL', 'FEEDGATE_VIRUS'], mail('http://links.example.net/pay'));
      await gets(['FEEDGATE_HELO'], clean, { helo: 'bad.example.com' });
      await gets(['FEEDGATE_FROM'], clean, { from: 'x@bad.example.com' });
      await gets(['FEEDGATE_SENDER'], clean, { from: 'crook@mail.example' });
      expect(await scan(clean)).toEqual([]);
    },
  );
});
