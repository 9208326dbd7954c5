import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate, type Setting } from '../../test/fakes/command-line.ts';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { publish, publishIn } from '../../test/process/listed.ts';

const clock = new ManualClock();

const mail = [
  'Received: from mx.example.net (mx.example.net [192.0.2.7]) by gw.example.org; Sun, 22 Nov 2026 10:00:00 +0000',
  'From: Billing <billing@bad.example.net>',
  'Subject: invoice',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<a href="https://login.bad.example.net/x?y=1">pay</a>',
  '',
].join('\r\n');

/** A data directory whose index lists some values, of a source that enforces. */
async function dataDirectory(policy?: string, exemptions?: string): Promise<string> {
  const root = tempDirectory();
  await publish(root, [
    ['domain', 'bad.example.net'],
    ['network', '192.0.2.0/24'],
    ['sha256', 'a'.repeat(64)],
  ]);
  if (policy !== undefined) writeFileSync(join(root, 'policy.yaml'), policy);
  if (exemptions !== undefined) writeFileSync(join(root, 'exemptions.yaml'), exemptions);
  return root;
}

const enforcing = `mode: enforce
rules:
  - { name: partners, when: { sources: [partner] }, do: none }
  - { name: outbound, when: { direction: outbound }, do: log }
  - { name: sure, when: { confidence: 90 }, do: discard }
  - { name: links, when: { where: [html] }, do: reject }
  - { name: rest, do: header }
`;

async function match(root: string, argv: readonly string[], setting: Setting = {}) {
  return feedgate(['match', ...argv, '--data', root], { clock, ...setting });
}

describe('match', () => {
  it('says of a mail what is listed, where it was seen, and what each rule said', async () => {
    const root = await dataDirectory(enforcing);
    const { code, out } = await match(root, ['-', '--client', '198.51.100.1'], { piped: mail });
    expect(code).toBe(0);
    expect(out).toContain('● reject (enforce)');
    expect(out).toMatch(/bad.example.net \(domain\)\n +Seen in +the HTML, as login.bad.example.net/);
    expect(out).toMatch(/partners: does not apply, of other sources/);
    expect(out).toMatch(/outbound: does not apply, the other direction/);
    expect(out).toMatch(/sure: does not apply, not confident enough/);
    expect(out).toMatch(/links: applies, reject/);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'Mail gets nothing: it is refused Reply 550 5.7.1 Message refused by threat feed policy (ref ',
    );
    expect(out).not.toContain('X-Feedgate-Result');
  });

  it('says the same as JSON', async () => {
    const root = await dataDirectory(enforcing);
    const { out } = await match(root, ['-', '--json'], { piped: mail });
    expect(JSON.parse(out)).toMatchObject({
      verdict: { action: 'reject', wanted: 'reject', mode: 'enforce', rule: 'links' },
      matches: expect.arrayContaining([
        expect.objectContaining({
          listed: { kind: 'domain', value: 'bad.example.net' },
          rule: 'links',
          done: 'reject',
        }),
      ]),
      index: { from: 'published', observables: 3 },
      reply: { code: 550 },
      headers: [],
    });
  });

  it('holds back where nobody enforces, and says what would be done', async () => {
    const { out } = await match(await dataDirectory(), ['login[.]bad[.]example[.]net']);
    expect(out).toContain('● header (monitor); if everything were enforced: quarantine');
    expect(out).toContain('header; quarantine only where policy and source enforce');
    expect(out).toMatch(/Headers +X-Feedgate-Result: [^]*action=header/);
    const korean = await match(await dataDirectory(), ['login.bad.example.net', '--lang', 'ko']);
    expect(korean.out).toContain('모두 적용하면: quarantine');
  });

  it.each([
    ['hxxps://login[.]bad[.]example[.]net/x', 'bad.example.net'],
    ['someone@bad.example.net', 'bad.example.net'],
    ['192.0.2.9', '192.0.2.0/24'],
    ['a'.repeat(64), 'a'.repeat(64)],
  ])('finds what a value leads to: %s', async (value, listed) => {
    const { code, out } = await match(await dataDirectory(), [value, '--exit-code', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).matches).toMatchObject([{ listed: { value: listed } }]);
  });

  it('names the exemption that lets it pass', async () => {
    const exemption = 'exemptions: [{ id: e1, domain: .bad.example.net, owner: kim, reason: our partner }]\n';
    const { out } = await match(await dataDirectory(enforcing, exemption), ['bad.example.net']);
    expect(out).toContain('○ listed, and let pass by an exemption');
    expect(out).toContain('e1: our partner');
  });

  it('shows some of very much, what decides first, and all where that is asked', async () => {
    const root = tempDirectory();
    const hosts = Array.from({ length: 40 }, (_, i) => `bad${i}.example`);
    await publish(
      root,
      hosts.map((host) => ['domain', host] as const),
    );
    const rules = Array.from({ length: 30 }, (_, i) => `  - { name: r${i}, when: { sources: [s${i}] }, do: log }`);
    writeFileSync(
      join(root, 'policy.yaml'),
      ['rules:', ...rules, '  - { name: html, when: { where: [html] }, do: reject }'].join('\n'),
    );
    const text = `Content-Type: text/html\r\n\r\n${hosts.map((host) => `<a href="https://${host}/">x</a>`).join('')}\r\n`;
    const { out } = await match(root, ['-', '--from', 'a@bad39.example'], { piped: text });
    expect(out).toMatch(/^● [^\n]*\n {2}bad\d+.example \(domain\)\n +Seen in +the HTML/);
    expect(out.match(/Seen in/g)).toHaveLength(10);
    expect(out).toContain('  and 31 more (--all)');
    expect(out).toMatch(/r9: does not apply, of other sources\n +and 20 more \(--all\)\n +html: applies, reject/);
    const whole = await match(root, ['-', '--from', 'a@bad39.example', '--all'], { piped: text });
    expect(whole.out.match(/Seen in/g)).toHaveLength(41);
    expect(whole.out).not.toContain('--all');
  });

  it('goes by what an exemption of a source leaves, and says so', async () => {
    const exemption = 'exemptions: [{ id: e1, source: all, owner: kim, reason: noisy }]\n';
    const { out } = await match(await dataDirectory(enforcing, exemption), ['bad.example.net']);
    expect(out).toMatch(/all: enforce · [^]* · e1: noisy/);
    expect(out).toContain('○ listed, and let pass by an exemption');
  });

  it('says of the test value that its own rule comes first', async () => {
    const { out } = await match(await dataDirectory(enforcing), ['feedgate-test.invalid']);
    expect(out).toMatch(/Rules +feedgate-test: applies, header\n/);
  });

  it('says that a mail shows nothing that is listed', async () => {
    const { code, out } = await match(await dataDirectory(), ['good.example.org', '--exit-code']);
    expect([code, out]).toEqual([0, expect.stringContaining('nothing that is listed: the mail passes')]);
  });

  it.each([
    [['nonsense'], 2, 'usage/bad-value'],
    [['no-such-file.eml'], 2, 'usage/file-unreadable'],
    [['192.0.2.9', '--client', 'mx.example.net'], 2, 'usage/bad-value'],
    [['192.0.2.9', '--from', 'nobody'], 2, 'usage/bad-value'],
    [['192.0.2.9', '--recipient', '@'], 2, 'usage/bad-value'],
  ])('refuses %j', async (argv, exit, failure) => {
    const { code, talk } = await match(await dataDirectory(), argv);
    expect([code, talk]).toEqual([exit, expect.stringContaining(`[${failure}]`)]);
  });

  it('names the file that was probably meant', async () => {
    const cwd = tempDirectory();
    writeFileSync(join(cwd, 'phish.eml'), mail);
    for (const what of ['phsh.eml', 'phish-eml'])
      expect((await match(await dataDirectory(), [what], { cwd })).talk).toContain('did you mean "phish.eml"?');
  });

  it('takes bounces, and names around addresses', async () => {
    const argv = ['192.0.2.9', '--from', '<>', '--recipient', 'Ann <Ann@example.org>'];
    expect((await match(await dataDirectory(), argv)).code).toBe(0);
  });

  it('makes an index of the store where none has been published, and leaves nothing behind', async () => {
    let made = '';
    const buildIndex = async (_data: string | undefined, directory: string): Promise<boolean> => {
      made = directory;
      await publishIn(directory, [['ip', '192.0.2.9']]);
      return true;
    };
    const root = tempDirectory();
    const { out } = await match(root, ['192.0.2.9'], { buildIndex });
    expect(out).toContain('● header (monitor)');
    expect(out).toContain('1 observables, none published yet: made of the store');
    expect([existsSync(made), readdirSync(root)]).toEqual([false, []]);
  });

  it('says what is missing where nothing has been published, and names the line of a policy that is wrong', async () => {
    expect((await match(tempDirectory(), ['192.0.2.9'])).talk).toContain('[match/missing]');
    const { code, talk } = await match(await dataDirectory('mode: enforced\n'), ['192.0.2.9']);
    expect([code, talk]).toEqual([3, expect.stringContaining('policy.yaml:1:7')]);
  });
});
