import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askStatus } from '../../src/gateway/status.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';
import { publish } from './listed.ts';

const mail = 'From: someone <a@sender.example>\r\nSubject: pay\r\n\r\nhttps://login.bad.example.com/pay\r\n';

interface Scanned {
  readonly reference: string;
  readonly action: string;
  readonly wanted: string;
}

it(
  'watches, says what enforcing would do, enforces, and lets pass what is exempted',
  { timeout: 120_000 },
  async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    await publish(data, [['domain', 'bad.example.com']]);
    writeFileSync(join(data, 'feedgate.yaml'), "gateway: { fronts: { http: { listen: '127.0.0.1:0' } } }\n");
    launch(data, ['gateway']);
    const address = await until(async () => {
      const status = await askStatus(join(data, 'gateway.sock')).catch(() => null);
      return status?.fronts[0]?.address;
    }, 'the front is open');
    const scan = async (): Promise<Scanned> => {
      const answer = await fetch(`http://${address}/v1/scan`, { method: 'POST', body: mail });
      return (await answer.json()) as Scanned;
    };
    const ends = (action: string) =>
      until(async () => {
        const scanned = await scan();
        return scanned.action === action ? scanned : undefined;
      }, action);
    const run = async (...argv: readonly string[]) => {
      const ran = await feedgate(data, [...argv]);
      expect(ran.code, ran.stderr).toBe(0);
      return ran.stdout;
    };

    const watched = await ends('header');
    expect(watched.wanted).toBe('quarantine');
    writeFileSync(
      join(data, 'new.yaml'),
      'mode: monitor\nrules:\n  - { name: links, when: { where: [text] }, do: reject }\n',
    );
    const simulated = JSON.parse(await run('policy', 'simulate', join(data, 'new.yaml'), '--enforce', '--json'));
    expect(simulated).toMatchObject({ would: { reject: simulated.mails }, rules: { links: simulated.mails } });
    expect(await run('policy', 'apply', join(data, 'new.yaml'), '--yes')).toContain('in force within a second');
    await run('policy', 'mode', 'enforce');
    const stopped = await ends('reject');
    await run(
      'exemption',
      'add',
      'bad.example.com',
      '--below',
      '--reason',
      'a partner',
      '--owner',
      'kim',
      '--days',
      '1',
    );
    const passed = await ends('none');
    const shown = async ({ reference }: Scanned) => {
      const text = await run('message', 'show', reference, '--json');
      return JSON.parse(text);
    };
    expect(await shown(stopped)).toMatchObject({ action: 'reject', rule: 'links', mode: 'enforce' });
    const { matches } = await shown(passed);
    expect(matches).toMatchObject([{ value: 'bad.example.com', exemption: expect.any(String), done: 'none' }]);
    expect(await run('exemption', 'list')).toMatch(/domain \.bad\.example\.com +kim +a partner .* [1-9]\d* /);
    await run('exemption', 'remove', 'bad.example.com');
    await ends('reject');
  },
);
