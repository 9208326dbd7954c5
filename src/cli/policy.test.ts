import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { encodeEntry, type JournalEntry } from '../journal/entry.ts';

const clock = new ManualClock();

function entry(reference: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const assertion = { source: 'urlhaus', indicator: 'i', tags: ['phish'], confidence: 80, mode: 'enforce' } as const;
  const match = { kind: 'domain', value: 'bad.example', shown: 'www.bad.example', where: 'html' } as const;
  return {
    reference,
    time: clock.now() - 3_600_000,
    front: 'milter',
    client: null,
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'monitor',
    action: 'header',
    wanted: 'quarantine',
    rule: 'default',
    notes: [],
    matches: [{ ...match, sources: ['urlhaus'], assertions: [assertion], exemption: null, done: 'header' }],
    facts: [],
    ...more,
  };
}

function dataDirectory(files: Readonly<Record<string, string>> = {}, entries: readonly JournalEntry[] = []): string {
  const root = tempDirectory();
  mkdirSync(join(root, 'spool'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  if (entries.length > 0) writeFileSync(join(root, 'spool', 'open.jsonl'), entries.map(encodeEntry).join(''));
  return root;
}

const run = (root: string, ...argv: readonly string[]) => feedgate([...argv, '--data', root], { clock });

const policy = '# ours\nmode: monitor\nrules:\n  - { name: links, when: { sources: [urlhaus] }, do: reject }\n';

describe('policy show', () => {
  it('shows the rules in order, and how often each decided', async () => {
    const root = dataDirectory({ 'policy.yaml': policy }, [
      entry('1', { rule: 'links' }),
      entry('2', { rule: 'links' }),
    ]);
    const { out } = await run(root, 'policy', 'show');
    expect(out).toMatch(/links +sources urlhaus +reject +2/);
    expect((await run(root, 'policy', 'show', '--lang', 'ko')).out).toContain('모니터');
  });

  it('shows what holds where nobody has written one', async () => {
    const { out } = await run(dataDirectory(), 'policy', 'show');
    expect(out).toMatch(/default +always +quarantine +0/);
  });
});

describe('policy check', () => {
  it('names line and column of a mistake', async () => {
    const root = dataDirectory({ 'policy.yaml': 'mode: monitor\nrulez: []\n' });
    const { code, talk } = await run(root, 'policy', 'check');
    expect([code, talk]).toEqual([3, expect.stringMatching(/policy.yaml:2:1.*rules/)]);
    expect((await run(root, 'policy', 'check', '/nowhere/x.yaml')).code).toBe(3);
  });
});

describe('policy apply', () => {
  it('shows what changes, asks, and keeps the one before', async () => {
    const root = dataDirectory({ 'policy.yaml': policy, 'new.yaml': 'mode: enforce\nrules: []\n' });
    const file = join(root, 'new.yaml');
    expect((await run(root, 'policy', 'apply', file)).code, 'nobody can be asked').toBe(2);
    expect(readFileSync(join(root, 'policy.yaml'), 'utf8')).toBe(policy);
    const { code, talk } = await run(root, 'policy', 'apply', file, '--yes');
    expect(code).toBe(0);
    expect(talk).toContain('- mode: monitor');
    expect(talk).toContain('+ mode: enforce');
    expect(talk).toContain('- links:');
    expect(readFileSync(join(root, 'policy.yaml.previous'), 'utf8')).toBe(policy);
    expect((await run(root, 'policy', 'apply', file, '--yes')).talk).toContain('nothing would change');
  });

  it('applies nothing of a file with a mistake', async () => {
    const root = dataDirectory({ 'policy.yaml': policy, 'new.yaml': 'mode: enforced\n' });
    expect((await run(root, 'policy', 'apply', join(root, 'new.yaml'), '--yes')).code).toBe(3);
    expect(readFileSync(join(root, 'policy.yaml'), 'utf8')).toBe(policy);
  });
});

describe('policy mode', () => {
  it('changes the mode alone, and says that no source enforces', async () => {
    const root = dataDirectory({ 'policy.yaml': policy });
    const { out } = await run(root, 'policy', 'mode', 'enforce');
    expect(out).toContain('no source enforces yet');
    expect(readFileSync(join(root, 'policy.yaml'), 'utf8')).toContain('# ours');
    expect(readFileSync(join(root, 'policy.yaml'), 'utf8')).toContain('mode: enforce');
    expect((await run(root, 'policy', 'mode', 'perhaps')).code).toBe(2);
  });

  it('writes a policy where there is none', async () => {
    const root = dataDirectory();
    await run(root, 'policy', 'mode', 'enforce');
    expect((await run(root, 'policy', 'show', '--json')).out).toContain('"mode": "enforce"');
  });
});

describe('policy simulate', () => {
  const entries = [
    entry('1'),
    entry('2', { sender: 'friend@partner.example' }),
    entry('old', { time: clock.now() - 9e9 }),
  ];

  it('decides again about the mails of the last days', async () => {
    const root = dataDirectory({ 'policy.yaml': policy }, entries);
    const { out } = await run(root, 'policy', 'simulate', '--enforce', '--json');
    expect(JSON.parse(out)).toMatchObject({
      mails: 2,
      was: { header: 2 },
      would: { reject: 2 },
      rules: { links: 2 },
      sources: { urlhaus: 2 },
      stricter: [{ would: 'reject', rule: 'links' }, {}],
      milder: [],
    });
    expect((await run(root, 'policy', 'simulate')).out).toContain('every mail would have been treated as it was');
  });

  it('minds exemptions', async () => {
    const exemptions = "exemptions: [{ id: e, sender: '@partner.example', owner: kim, reason: partner }]\n";
    const root = dataDirectory({ 'policy.yaml': policy, 'exemptions.yaml': exemptions }, entries);
    const { out } = await run(root, 'policy', 'simulate', '--enforce', '--json');
    expect(JSON.parse(out)).toMatchObject({ would: { reject: 1, none: 1 } });
  });
});

describe('where there is no data directory yet', () => {
  it.each(['policy show', 'policy check', 'policy simulate', 'exemption list', 'exemption check a.example'])(
    '%s makes none',
    async (command) => {
      const root = join(tempDirectory(), 'none');
      const { talk } = await run(root, ...command.split(' '));
      expect(talk).not.toContain('✖');
      expect(existsSync(root)).toBe(false);
    },
  );

  it('an exemption makes it', async () => {
    const root = join(tempDirectory(), 'none');
    await run(root, 'exemption', 'add', 'a.example', ...who);
    expect((await run(root, 'exemption', 'list')).out).toContain('a.example');
  });

  it('and none can be made, that is said', async () => {
    const root = join(tempDirectory(), 'file');
    writeFileSync(root, '');
    const { code, talk } = await run(root, 'exemption', 'add', 'a.example', ...who);
    expect([code, talk]).toEqual([3, expect.stringContaining('[config/file-bad]')]);
  });
});

const who = ['--reason', 'ours', '--owner', 'kim'];

describe('exemption add', () => {
  it.each([
    [['news.example.com'], { kind: 'domain', name: 'news.example.com' }],
    [['news[.]example[.]com', '--below'], { kind: 'domain', name: '.news.example.com' }],
    [['192.0.2.0/24'], { kind: 'network', network: '192.0.2.0/24' }],
    [['https://example.com/a'], { kind: 'value', value: { kind: 'url', value: 'https://example.com/a' } }],
    [['--sender', '@partner.example'], { kind: 'sender', pattern: '@partner.example' }],
    [['--source', 'urlhaus'], { kind: 'source', source: 'urlhaus' }],
  ])('lets pass %j', async (argv, what) => {
    const { code, out } = await run(dataDirectory(), 'exemption', 'add', ...argv, ...who, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ what, owner: 'kim', reason: 'ours', expiresAt: null });
  });

  it.each([
    [[], 'missing-argument'],
    [['example.com', '--owner', 'kim'], 'missing-argument'],
    [['example.com', '--sender', '@a.example', ...who], 'conflicting-options'],
    [['nonsense', ...who], 'bad-value'],
    [['example.com', ...who, '--until', '2020-01-01'], 'bad-value'],
    [['example.com', ...who, '--until', '2027-01-01', '--days', '3'], 'conflicting-options'],
  ])('refuses %j', async (argv, code) => {
    const root = dataDirectory();
    expect((await run(root, 'exemption', 'add', ...argv)).talk).toContain(`[usage/${code}]`);
    expect(existsSync(join(root, 'exemptions.yaml'))).toBe(false);
  });
});

describe('exemptions', () => {
  it('are listed with how often they were needed, checked, and removed, comments left alone', async () => {
    const file =
      '# partners\nexemptions:\n  - { id: e1, domain: .bad.example, owner: kim, reason: partner } # since May\n';
    const exempted = entry('1').matches.map((match) => ({ ...match, exemption: 'e1' }));
    const root = dataDirectory({ 'exemptions.yaml': file }, [entry('1', { matches: exempted })]);
    await run(root, 'exemption', 'add', '192.0.2.0/24', ...who, '--days', '2');
    const { out } = await run(root, 'exemption', 'list');
    expect(out).toMatch(/e1 +domain \.bad\.example +kim +partner +– +1 /);
    expect(out).toMatch(/network 192\.0\.2\.0\/24 .* 2026-11-24 10:00 UTC +0/);
    expect((await run(root, 'exemption', 'check', 'www.bad.example')).out).toContain('e1');
    expect((await run(root, 'exemption', 'check', 'www.good.example')).code).toBe(1);
    expect((await run(root, 'exemption', 'remove', 'bad.example')).code).toBe(0);
    expect((await run(root, 'exemption', 'check', 'www.bad.example')).code).toBe(1);
    expect(readFileSync(join(root, 'exemptions.yaml'), 'utf8')).toContain('# partners');
    expect((await run(root, 'exemption', 'remove', 'e2')).talk).toContain('[usage/bad-value]');
  });
});
