import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { clock, dataDirectory, entry } from '../../test/fakes/journalled.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';
import { publish } from '../../test/process/listed.ts';

const run = (root: string, ...argv: readonly string[]) => feedgate([...argv, '--data', root], { clock });

const policy = '# ours\nmode: monitor\nrules:\n  - { name: links, when: { sources: [urlhaus] }, do: reject }\n';

describe('policy show', () => {
  it('shows the rules in order, and how often each decided', async () => {
    const root = dataDirectory({ 'policy.yaml': policy }, [
      entry('1', { rule: 'links' }),
      entry('2', { rule: 'links' }),
    ]);
    const { out } = await run(root, 'policy', 'show');
    expect(out).toMatch(/links +sources urlhaus +reject +2 +policy.yaml:4/);
    expect(out).toMatch(/Mode +monitor: [^]*\(policy.yaml:2\)/);
    expect((await run(root, 'policy', 'show', '--lang', 'ko')).out).toContain('모니터');
  });

  it('shows what holds where nobody has written one', async () => {
    const { out } = await run(dataDirectory(), 'policy', 'show');
    expect(out).toMatch(/default +always +quarantine +0 +built in/);
  });

  it('shows how far each source is trusted, those that enforce first, and what no rule named', async () => {
    const service = new FakeService();
    service.sources = [
      ...Array.from({ length: 30 }, (_, i) => sourceView({ name: `s${i}` })),
      sourceView({ name: 'x', mode: 'enforce' }),
    ];
    const root = dataDirectory({ 'policy.yaml': policy }, [entry('1', { rule: null })]);
    const show = (...argv: string[]) => feedgate(['policy', 'show', ...argv, '--data', root], { clock, service });
    const { out } = await show();
    expect(out).toContain('1 of 31 enforce');
    expect(out).toMatch(/SOURCE +MODE\nx +enforce\ns0 +monitor\n/);
    expect(out).toContain('and 11 more (--all)');
    expect(out).toMatch(/\(no rule\) +log +1 +built in/);
    expect((await show('--all')).out).toContain('s29');
    expect(JSON.parse((await show('--json')).out)).toMatchObject({
      noRule: 1,
      sources: { x: 'enforce', s1: 'monitor' },
    });
  });
});

describe('policy check', () => {
  it('names line and column of a mistake', async () => {
    const root = dataDirectory({ 'policy.yaml': 'mode: monitor\nrulez: []\n' });
    const { code, talk } = await run(root, 'policy', 'check');
    expect([code, talk]).toEqual([3, expect.stringMatching(/policy.yaml:2:1.*rules/)]);
    expect((await run(root, 'policy', 'check', '/nowhere/x.yaml')).code).toBe(3);
  });

  it.each([
    [
      '{ name: a, when: { sources: [phish-urlz] }, do: log }',
      'there is no source phish-urlz; did you mean phish-urls?',
    ],
    ['{ name: a, when: { tags: [x] }, do: log }', 'no source has the tag x'],
    ['{ name: a, do: log }\n  - { name: b, do: reject }', 'rule b is never asked: rule a before it takes all'],
  ])('names what was hardly meant: %s', async (rule, said) => {
    const service = new FakeService();
    service.sources = [sourceView()];
    const root = dataDirectory({ 'policy.yaml': `rules:\n  - ${rule}\n` });
    for (const command of ['check', 'show']) {
      const { code, out } = await feedgate(['policy', command, '--data', root], { clock, service });
      expect([code, out]).toEqual([0, expect.stringContaining(said)]);
    }
    const korean = await feedgate(['policy', 'check', '--data', root, '--lang', 'ko'], { clock, service });
    expect(korean.out).toContain('! 규칙');
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

  it('takes other comments over too', async () => {
    const root = dataDirectory({ 'policy.yaml': policy, 'new.yaml': `# theirs\n${policy}` });
    const { talk } = await run(root, 'policy', 'apply', join(root, 'new.yaml'), '--yes');
    expect(talk).toContain('comments and layout change');
    expect(readFileSync(join(root, 'policy.yaml'), 'utf8')).toContain('# theirs');
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
    expect((await run(root, 'policy', 'mode', 'enforc')).talk).toContain('did you mean "enforce"?');
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
      stopped: { was: 0, would: 2 },
      stricter: [
        { reference: '2', would: 'reject' },
        { reference: '1', was: 'header', would: 'reject', rule: 'links', listed: { value: 'bad.example' } },
      ],
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

  it('shows the figure, rules, sources and the mails that would be stopped', async () => {
    const root = dataDirectory({ 'policy.yaml': policy }, [
      ...entries,
      entry('clean', { matches: [], action: 'none' }),
    ]);
    const { out } = await run(root, 'policy', 'simulate', '--enforce');
    expect(out).toMatch(/^2 of 3 mails would have been stopped; 0 were\n/);
    expect(out).toMatch(
      /Stricter +.* 2 friend@partner.example:[^]* 1 a@example.net: header[^]* → reject[^]*\(links,\s+bad.example\)/,
    );
    expect((await run(root, 'policy', 'simulate', '--enforce', '--lang', 'ko')).out).toContain('메일 3통 가운데 2통을');
  });

  it('shows five mails of each kind, twenty where all are asked for', async () => {
    const root = dataDirectory(
      { 'policy.yaml': policy },
      Array.from({ length: 30 }, (_, i) => entry(`M${i}`)),
    );
    const shown = async (...argv: string[]) =>
      (await run(root, 'policy', 'simulate', '--enforce', ...argv)).out.match(/ M\d+ /g);
    expect(await shown()).toEqual([' M29 ', ' M28 ', ' M27 ', ' M26 ', ' M25 ']);
    expect(await shown('--all')).toHaveLength(20);
  });

  it('goes by what is listed today, where that is asked', async () => {
    const facts = [{ kind: 'domain', value: 'www.new.example', where: 'text' }] as const;
    const mails = [entry('1'), entry('2', { matches: [], action: 'none', wanted: 'none', rule: null, facts })];
    const root = dataDirectory({}, mails);
    await publish(root, [['domain', 'new.example']]);
    const { out } = await run(root, 'policy', 'simulate', '--enforce', '--now', '--json');
    expect(JSON.parse(out)).toMatchObject({
      mails: 2,
      fresh: 1,
      stopped: { was: 0, would: 1 },
      stricter: [{ reference: '2', listed: { value: 'new.example' } }],
      milder: [{ reference: '1', would: 'none', listed: null }],
      index: { observables: 1 },
    });
    const shown = await run(root, 'policy', 'simulate', '--enforce', '--now');
    expect(shown.out).toContain('1 mails showed what was not listed yet');
  });

  it('says what cannot be told of mails that the journal hides', async () => {
    const settings = 'journal: { privacy: hashed }\n';
    const facts = [{ kind: 'domain', value: 'www.new.example', where: 'text' }] as const;
    const root = dataDirectory({ 'feedgate.yaml': settings }, [entry('1', { facts, user: 'ann' })]);
    await publish(root, [['domain', 'new.example']]);
    expect((await run(root, 'policy', 'simulate', '--enforce')).out).toContain(
      '1 mails whose addresses the journal hides',
    );
    const today = await run(root, 'policy', 'simulate', '--enforce', '--now');
    expect(today.out).toContain('1 mails that nobody can tell about');
    expect(today.out).toContain('0 of 1 mails would have been stopped');
  });

  it('minds who had authenticated, and leaves the test value to its own rule', async () => {
    const exemptions = 'exemptions: [{ id: e, user: ann, owner: kim, reason: tests }]\n';
    const proof = {
      kind: 'domain',
      value: 'feedgate-test.invalid',
      shown: 'feedgate-test.invalid',
      where: 'text',
    } as const;
    const assertion = {
      source: 'feedgate-test',
      indicator: 'canary',
      tags: [],
      confidence: 100,
      mode: 'monitor',
    } as const;
    const root = dataDirectory(
      { 'policy.yaml': 'rules: [{ name: all, do: reject }]\n', 'exemptions.yaml': exemptions },
      [
        entry('1', { user: 'ann' }),
        entry('2', {
          matches: [{ ...proof, sources: ['feedgate-test'], assertions: [assertion], exemption: null, done: 'header' }],
        }),
      ],
    );
    const { out } = await run(root, 'policy', 'simulate', '--enforce', '--json');
    expect(JSON.parse(out)).toMatchObject({ would: { none: 1, header: 1 }, stopped: { would: 0 } });
  });
});
