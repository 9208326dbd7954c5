import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { JournalEntry } from '../../src/journal/entry.ts';
import { Journal } from '../../src/journal/journal.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';

interface Posted {
  readonly kind: string;
  readonly key: string;
  readonly count: number;
  readonly subjects: readonly string[];
  readonly code: string;
  readonly text: string;
}

/** A receiver of alerts on loopback. */
async function receiver(): Promise<{ readonly url: string; readonly posted: Posted[] }> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    request.on('end', () => {
      posted.push(JSON.parse(text) as Posted);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`, posted };
}

it(
  'tells three sources that fail for one server once, and their recovery once, over a killed daemon',
  { timeout: 180_000 },
  async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    const { url, posted } = await receiver();
    writeFileSync(
      join(data, 'feedgate.yaml'),
      `alerts:
  language: ko
  rules: { failingAfter: 1, holdFor: 0s, recoveredAfter: 0s }
  channels:
    webhook:
      - { name: ops, url: "${url}", allowPrivate: true }
`,
    );
    const lists = createServer((_, response) => void response.end('192.0.2.1\n')).listen(0, '127.0.0.1');
    await once(lists, 'listening');
    const { port } = lists.address() as AddressInfo;
    lists.close();
    for (const name of ['a', 'b', 'c']) {
      const address = `http://127.0.0.1:${port}/${name}.txt`;
      const added = await feedgate(data, ['source', 'add', name, address, '--kind', 'list', '--allow-private']);
      expect(added.code).toBe(0);
    }
    const first = launch(data, ['start']);
    await until(() => posted[0], 'an alert', 90_000);
    expect(posted[0]).toMatchObject({ kind: 'opened', code: 'tcp/refused', count: 3, subjects: ['a', 'b', 'c'] });
    expect(posted[0]?.text).toContain('소스 3개: a, b, c');
    const file = join(data, 'alerts.json');
    await until(
      () => (existsSync(file) && readFileSync(file, 'utf8').includes('"queue":[]') ? true : undefined),
      'a memory',
    );
    first.kill('SIGKILL');
    await once(first, 'close');
    const list = JSON.parse((await feedgate(data, ['alert', 'list', '--json'])).stdout);
    expect(list).toMatchObject({ alerts: [{ state: 'open', count: 3, told: ['ops'] }], channels: [{ waiting: 0 }] });

    lists.listen(port, '127.0.0.1');
    onTestFinished(() => void lists.close());
    const second = launch(data, ['start']);
    await until(() => (existsSync(join(data, 'feedgate.sock')) ? true : undefined), 'a daemon');
    for (const name of ['a', 'b', 'c'])
      await until(
        async () => ((await feedgate(data, ['poll', name])).code === 0 ? true : undefined),
        `a poll of ${name}`,
      );
    await until(() => posted.find(({ kind }) => kind === 'recovered'), 'a recovery', 90_000);
    expect(posted.map(({ kind, key }) => [kind, key])).toEqual([
      ['opened', posted[0]?.key],
      ['recovered', posted[0]?.key],
    ]);
    const tested = await feedgate(data, ['alert', 'test', '--channel', 'ops']);
    expect(tested).toMatchObject({ code: 0, stderr: '' });
    expect(posted.at(-1)?.kind).toBe('test');
    second.kill('SIGTERM');
    await once(second, 'close');
  },
);

it(
  'tells of mails that showed what is listed later, by the daemon that has found them',
  { timeout: 120_000 },
  async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    const { url, posted } = await receiver();
    writeFileSync(
      join(data, 'feedgate.yaml'),
      `alerts: { rules: { holdFor: 0s }, channels: { webhook: [{ name: ops, url: "${url}", allowPrivate: true }] } }\n`,
    );
    const list = join(tempDirectory(), 'bad.txt');
    writeFileSync(list, 'other.example.com\n');
    expect((await feedgate(data, ['source', 'add', 'bad', `file://${list}`])).code).toBe(0);
    expect((await feedgate(data, ['poll', 'bad'])).code).toBe(0);
    const journal = new Journal(join(data, 'journal.db'), { kind: 'clear' });
    journal.add([passed('r-1', 'later.example.com'), passed('r-2', 'later.example.com')]);
    launch(data, ['start']);
    await until(() => (journal.hunted === null ? undefined : true), 'a first look', 30_000);
    writeFileSync(list, 'other.example.com\nlater.example.com\n');
    expect((await feedgate(data, ['poll', 'bad'])).code).toBe(0);
    const alert = await until(() => posted.find(({ code }) => code === 'mail/listed-late'), 'an alert', 80_000);
    journal.close();
    expect(alert).toMatchObject({ kind: 'opened', count: 1, subjects: ['bad'] });
    expect(alert.text).toContain('2 mails that had come show what bad lists now, such as later[.]example[.]com: r-');
    expect(alert.text).toContain('feedgate message list --late');
  },
);

/** A mail that showed a domain that nobody listed. */
function passed(reference: string, value: string): JournalEntry {
  return {
    reference,
    time: Date.now() - 60_000,
    front: 'milter',
    client: null,
    sender: 'ann@example.net',
    recipients: ['bob@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'enforce',
    action: 'none',
    wanted: 'none',
    rule: null,
    notes: [],
    matches: [],
    facts: [{ kind: 'domain', value, where: 'text' }],
  };
}
