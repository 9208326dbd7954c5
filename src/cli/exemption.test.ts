import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { clock, dataDirectory, entry } from '../../test/fakes/journalled.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';

const run = (root: string, ...argv: readonly string[]) => feedgate([...argv, '--data', root], { clock });

const who = ['--reason', 'ours', '--owner', 'kim'];

describe('exemption add', () => {
  it.each([
    [['news.example.com'], { kind: 'domain', name: 'news.example.com' }],
    [['news[.]example[.]com', '--below'], { kind: 'domain', name: '.news.example.com' }],
    [['192.0.2.0/24'], { kind: 'network', network: '192.0.2.0/24' }],
    [['https://example.com/a'], { kind: 'value', value: { kind: 'url', value: 'https://example.com/a' } }],
    [['--sender', '@partner.example'], { kind: 'sender', pattern: '@partner.example' }],
    [['--source', 'phish-urls'], { kind: 'source', source: 'phish-urls' }],
    [['--rule', 'default'], { kind: 'rule', rule: 'default' }],
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
    [['--sender', 'nobody', ...who], 'bad-value'],
    [['--user', 'x'.repeat(201), ...who], 'bad-value'],
    [['--rule', 'defualt', ...who], 'bad-value'],
    [['--source', 'phish-url', ...who], 'bad-value'],
  ])('refuses %j', async (argv, code) => {
    const root = dataDirectory();
    expect((await run(root, 'exemption', 'add', ...argv)).talk).toContain(`[usage/${code}]`);
    expect(existsSync(join(root, 'exemptions.yaml'))).toBe(false);
  });
});

describe('exemptions', () => {
  it('of a rule or source that is not there are refused, with what was probably meant', async () => {
    const root = dataDirectory();
    expect((await run(root, 'exemption', 'add', '--rule', 'defualt', ...who)).talk).toContain('mean "default"?');
    expect((await run(root, 'exemption', 'add', '--source', 'phish-url', ...who)).talk).toContain('mean "phish-urls"?');
  });

  it('that are made once more are made anew', async () => {
    const root = dataDirectory();
    const ids = [];
    for (const days of ['1', '30']) {
      const { out } = await run(root, 'exemption', 'add', 'a.example', ...who, '--days', days, '--json');
      ids.push(JSON.parse(out));
    }
    expect(ids[1].replaced).toEqual([ids[0].id]);
    expect(JSON.parse((await run(root, 'exemption', 'list', '--json')).out)).toMatchObject([{ id: ids[1].id }]);
  });

  it('that are over say so', async () => {
    const file = 'exemptions: [{ id: e1, tag: x, owner: kim, reason: r, expires: 2026-11-01T00:00:00Z }]\n';
    const { out } = await run(dataDirectory({ 'exemptions.yaml': file }), 'exemption', 'list');
    expect(out).toContain('expired 2026-11-01 00:00 UTC');
  });

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
