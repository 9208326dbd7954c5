import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { parseGatewaySettings } from '../config/gateway-settings.ts';
import { integrationTargets, postfixMilters, recipeFor } from './recipe.ts';
import { en } from './texts/en.ts';
import { ko } from './texts/ko.ts';

const settings = (text: string) => parseGatewaySettings({ name: 'feedgate.yaml', text }, '/data');
const facts = {
  settings: settings(''),
  file: '/data/feedgate.yaml',
  queueDirectory: '/var/spool/postfix',
  milters: ['inet:localhost:8891'],
};
const all = (text: string): string =>
  recipeFor('postfix', { ...facts, settings: settings(text) }, en)
    .steps.flatMap(({ lines }) => lines)
    .join('\n');

describe('what to write for a mail server', () => {
  it('is, for Postfix, a socket that its chrooted processes reach, after the milters that it has', () => {
    const text = all('');
    expect(text).toContain('install -d -o feedgate -g postfix -m 2750 /var/spool/postfix/feedgate');
    expect(text).toContain("postconf -e 'smtpd_milters = inet:localhost:8891, unix:feedgate/milter.sock'");
    expect(text).toContain("postconf -e 'milter_default_action = accept'");
    expect(all('gateway: { fronts: { milter: { failMode: tempfail } } }')).toContain(
      'milter_default_action = tempfail',
    );
  });
  it('names our milter once, however often it is asked for', () => {
    const once = postfixMilters(facts.milters);
    expect(postfixMilters(once)).toEqual(once);
  });
  it.each(integrationTargets)('is there for %s in both languages, with settings that can be read', (target) => {
    for (const texts of [en, ko]) {
      const { steps, fronts } = recipeFor(target, facts, texts);
      const own = steps.find(({ file }) => file === facts.file);
      const parsed = settings(own?.lines.join('\n') ?? 'gateway: x');
      for (const kind of fronts) expect(parsed.fronts[kind], kind).not.toBeNull();
      for (const { title } of steps) expect(title).toMatch(/^\S.*[^.]$/);
    }
  });
  it('is printed with what is not on yet', async () => {
    const data = tempDirectory();
    const { out, talk, code } = await feedgate(['integrate', 'rspamd', '--data', data]);
    expect(code).toBe(0);
    expect(out).toContain('map = "http://127.0.0.1:9651/v1/map/url";');
    expect(talk).toContain('Not on yet: http.');
    const json = await feedgate(['integrate', 'dnsbl', '--data', data, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ target: 'dnsbl', fronts: ['dnsbl'] });
  });
  it('is applied to Postfix alone', async () => {
    const data = tempDirectory();
    expect((await feedgate(['integrate', 'exim', '--apply', '--data', data])).code).toBe(2);
    const { talk, code } = await feedgate(['integrate', 'postfx', '--data', data]);
    expect(code).toBe(2);
    expect(talk).toContain('postfix, sendmail');
  });
});

describe('the files of settings', () => {
  it('are checked, each by what it is', async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { fronts: { milter: on } }');
    writeFileSync(join(data, 'policy.yaml'), 'mode: enforced');
    const { out, talk, code } = await feedgate(['config', 'check', '--data', data]);
    expect(code).toBe(3);
    expect(out).toContain('feedgate.yaml: fronts milter');
    expect(talk).toContain('policy.yaml:1:7: mode must be one of monitor, enforce');
    expect(out).toContain('exemptions.yaml: not there');
    expect((await feedgate(['config', 'check', join(data, 'none.yaml')])).code).toBe(2);
  });
});
