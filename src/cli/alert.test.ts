import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noon, problem } from '../../test/fakes/alerting.ts';
import { feedgate } from '../../test/fakes/command-line.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { advance } from '../alert/advance.ts';
import { emptyBook } from '../alert/book.ts';
import { enqueue, nothingKept } from '../alert/queue.ts';
import { defaultRules } from '../alert/rules.ts';
import { fail } from '../notify/conditions.ts';
import { writeKept } from '../notify/kept-file.ts';

/** A data directory in which an alert waits for one channel. */
function dataDirectory(): string {
  const root = tempDirectory();
  const settings = `alerts:
  channels:
    webhook:
      - { name: ops, url: "https://alerts.example/a" }
      - { name: night, url: "https://alerts.example/b", minimumSeverity: critical }
`;
  writeFileSync(join(root, 'feedgate.yaml'), settings);
  const problems = [problem('phish'), problem('mal\u001b[2Jware')];
  const sight = { now: noon, seen: new Set(['sources'] as const), problems };
  const { book, notices } = advance(emptyBook, sight, { ...defaultRules, holdFor: 0 });
  const ops = { name: 'ops', kind: 'webhook', minimumSeverity: 'warning' } as const;
  writeKept(join(root, 'alerts.json'), enqueue({ ...nothingKept, book }, notices, [ops], noon));
  return root;
}

describe('alert list', () => {
  const clock = new ManualClock(noon);

  it('shows what is open and how the channels are doing, in both languages', async () => {
    const root = dataDirectory();
    const { code, out } = await feedgate(['alert', 'list', '--data', root], { clock });
    expect(code).toBe(0);
    expect(out).toContain(
      'warning   open   1 h ago  title of proxy/refused  phish and 1 more  proxy proxy.example:8080',
    );
    expect(out).toMatch(/^ops +webhook +warning +never +1$/m);
    expect(out).toMatch(/^night +webhook +critical +never +0$/m);
    const korean = await feedgate(['alert', 'list', '--data', root, '--lang', 'ko'], { clock });
    expect(korean.out).toContain('phish 외 1개');
  });

  it('gives programs the same, and no terminal a sequence', async () => {
    const { out } = await feedgate(['alert', 'list', '--data', dataDirectory(), '--json'], { clock });
    expect(JSON.parse(out)).toMatchObject({
      alerts: [{ state: 'open', severity: 'warning', count: 2, told: [], code: 'proxy/refused' }],
      channels: [{ name: 'ops', waiting: 1 }, { name: 'night' }],
    });
    expect(out).not.toContain('\u001b');
  });

  it('says that nobody is told where there is no channel', async () => {
    const { code, out, talk } = await feedgate(['alert', 'list', '--data', tempDirectory()], { clock });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(talk).toContain('No alert is open.');
    expect(talk).toContain('nobody is told');
  });

  it('names a memory that is damaged', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'alerts.json'), '[]');
    const { code, talk } = await feedgate(['alert', 'list', '--data', root], { clock });
    expect(code).toBe(1);
    expect(talk).toContain('[alert/memory-bad]');
  });
});

describe('alert test', () => {
  const arrived = { channel: 'ops', kind: 'webhook', ms: 120, refused: [], failure: null } as const;
  const failure = fail('alert/webhook-status', 'posting to channel chat: the server answered 404').toJSON();

  it('says what came of each channel', async () => {
    const tested = [arrived, { ...arrived, channel: 'chat', failure }];
    const { code, out } = await feedgate(['alert', 'test'], { tested });
    expect(code).toBe(1);
    expect(out).toBe(`✔ ops (webhook): arrived in 120 ms
✖ chat (webhook): did not arrive: title of alert/webhook-status [alert/webhook-status]
    posting to channel chat: the server answered 404
    feedgate explain alert/webhook-status
`);
    expect((await feedgate(['alert', 'test'], { tested: [arrived] })).code).toBe(0);
  });

  it('is a matter of configuration where there is no channel', async () => {
    const { code, talk } = await feedgate(['alert', 'test', '--lang', 'ko']);
    expect(code).toBe(3);
    expect(talk).toContain('설정된 채널이 없어');
  });
});
