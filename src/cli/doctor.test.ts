import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { failingSource, now, resultOf, sourceFacts } from '../../test/fakes/doctoring.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import type { Result } from '../doctor/check.ts';
import { judgeDaemon } from '../doctor/check-daemon.ts';
import { judgeSource } from '../doctor/check-sources.ts';
import { judgeStore } from '../doctor/check-store.ts';
import { displayWidth } from './width.ts';

const proxied = { settings: { proxy: 'http://proxy.example.net:3128' } };
const byProxy = failingSource('x', { code: 'proxy/refused', stage: 'proxy', hop: 'proxy' }, proxied);
const ofSource = (facts: Parameters<typeof judgeSource>[0]) => resultOf(judgeSource(facts, now));
const [daemonDown] = judgeDaemon({ version: '0.1.0', now, answer: null, locked: false, running: null });
const facts = { file: '/d', bytes: 412e6, walBytes: 0, schema: { found: 1, known: 1 }, problems: [], limitMs: 2500 };
const [sound] = judgeStore(facts);

function of(check: string, result: Parameters<typeof resultOf>[0] | undefined, more: Partial<Result>): Result[] {
  return result === undefined ? [] : [resultOf(result, { check, ...more })];
}

const fine: readonly Result[] = [
  ...of('database', sound, { section: 'store', title: { en: 'database', ko: '데이터베이스' } }),
  ofSource(sourceFacts('phish')),
];
const bad: readonly Result[] = [
  ...of('daemon', daemonDown, { section: 'service', title: { en: 'daemon', ko: '데몬' } }),
  ...fine,
  ofSource(failingSource('misp-corp')),
  ...['a-very-long-name-of-a-source', 'b', 'c'].map((name) =>
    ofSource({ ...byProxy, source: { ...byProxy.source, settings: { ...byProxy.source.settings, name } } }),
  ),
];
const utf8 = { LANG: 'ko_KR.UTF-8' };

describe('feedgate doctor', () => {
  it('is short where all is well', async () => {
    const { code, out } = await feedgate(['doctor'], { results: fine, env: { LANG: 'en_US.UTF-8' } });
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Store',
      '  ✓ database          412 MB, sound, schema 1',
      '',
      'Sources',
      '  ✓ phish             12,841 listings, 10 min ago',
      '',
      '✓ no problem in 2 checks (0 ms)',
      '',
    ]);
  });
  it('puts cause and remedy under what is not well, and ends with 1', async () => {
    const { code, out } = await feedgate(['doctor'], { results: bad, columns: 80, env: { LANG: 'en_US.UTF-8' } });
    expect(code).toBe(1);
    expect(out).toContain('! daemon');
    expect(out).toMatch(/Fix {4}systemctl start feedgate/);
    expect(out).toMatch(/✗ misp-corp {7,}failing for 2 h, 2 polls \[http\/401\]/);
    expect(out).toContain('poll of "x": the server answered 401');
    expect(out).toMatch(/✗ 3 sources .*\[proxy\/refused\]/);
    expect(out).toContain('Which     a-very-long-name-of-a-source, b, c');
    expect(out).toContain('feedgate explain proxy/refused');
    expect(out).toMatch(/✗ 2 problems, 1 warning in 5 checks/);
  });
  it.each(['en', 'ko'])('fits into 80 columns in %s, but for commands, which stay whole', async (language) => {
    const { out } = await feedgate(['doctor', '--lang', language], { results: bad, columns: 80, env: utf8 });
    const lines = out.split('\n').filter((line) => !/^ *(?:feedgate|curl) /.test(line));
    for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
  });
  it('speaks Korean', async () => {
    const { out } = await feedgate(['doctor'], { results: bad, env: utf8 });
    for (const word of ['서비스', '원인', '조치', '실행 중이 아니므로', '점검 5개 중 문제 2개, 경고 1개'])
      expect(out).toContain(word);
    expect(out).not.toMatch(/\b(?:Cause|Fix|failing)\b/);
  });
  it('keeps to ASCII where the locale has no more', async () => {
    const { out } = await feedgate(['doctor'], { results: bad, env: { LANG: 'C' } });
    expect(out).toMatch(/^[\u0000-\u007e]*$/);
    expect(out).toMatch(/^ {2}\+ database/m);
    expect(out).toMatch(/^ {2}x misp-corp/m);
  });
  it('warns with exit 0', async () => {
    expect((await feedgate(['doctor'], { results: bad.slice(0, 2) })).code).toBe(0);
  });
  it('tells many sources in good health in one line', async () => {
    const results = Array.from({ length: 30 }, (_, i) => ofSource(sourceFacts(`s${i}`)));
    const { out } = await feedgate(['doctor'], { results: [...results, ofSource(failingSource('bad'))] });
    expect(out).toMatch(/\+ 30 sources/);
    expect(out).not.toContain('s17');
    expect(out).toContain('x bad');
  });
  it('gives the same as JSON of a stable shape', async () => {
    const { code, out, service } = await feedgate(['doctor', '--json', '--no-network'], { results: bad });
    expect(code).toBe(1);
    expect(service.calls).toContainEqual(['doctor', { network: false, thorough: false }]);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['version', 'feedgate', 'at', 'ms', 'state', 'counts', 'findings', 'checks']);
    expect(Object.keys(report.findings[0])).toEqual([
      'check',
      'section',
      'title',
      'state',
      'code',
      'subjects',
      'says',
      'condition',
      'cause',
      'message',
      'fix',
    ]);
    expect(Object.keys(report.checks[0])).toEqual([
      'check',
      'subject',
      'state',
      'code',
      'says',
      'message',
      'evidence',
      'ms',
    ]);
    expect(report).toMatchObject({
      version: 1,
      state: 'problem',
      counts: { ok: 2, warning: 1, problem: 2, skipped: 0 },
    });
  });
});

describe('feedgate doctor --bundle', () => {
  const service = () => Object.assign(new FakeService(), { sources: [sourceView({ state: 'failing' })] });
  const lines = ['{"time":"2026-11-22T09:59:00.000Z","level":"info","event":"note","text":"secret"}'];

  it('writes what a support needs, for its owner alone', async () => {
    const cwd = tempDirectory();
    const setting = { results: bad, cwd, service: service(), lines };
    const { code, talk } = await feedgate(['doctor', '--bundle', 'out.json.gz'], setting);
    expect(code).toBe(1);
    expect(talk).toContain('out.json.gz');
    const file = join(cwd, 'out.json.gz');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const bundle = JSON.parse(gunzipSync(readFileSync(file)).toString());
    expect(bundle).toMatchObject({ bundle: 1, feedgate: '0.1.0', missing: [] });
    expect([bundle.sources.length, bundle.polls.length, bundle.log.length]).toEqual([1, 1, 1]);
    expect(JSON.stringify(bundle)).not.toMatch(/alice|secret/);
  });
  it('writes plain JSON where the name does not end in .gz', async () => {
    const cwd = tempDirectory();
    await feedgate(['doctor', '--bundle', 'out.json'], { results: fine, cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ doctor: { state: 'ok' } });
  });
  it('never writes over a file, and looks at nothing then', async () => {
    const cwd = tempDirectory();
    writeFileSync(join(cwd, 'old.json'), 'mine');
    const { code, talk, service } = await feedgate(['doctor', '--bundle', 'old.json'], { results: fine, cwd });
    expect([code, readFileSync(join(cwd, 'old.json'), 'utf8')]).toEqual([2, 'mine']);
    expect(talk).toContain('[usage/bad-value]');
    expect(service.calls).toEqual([]);
  });
  it('is written although the service cannot be opened, and says so', async () => {
    const cwd = tempDirectory();
    const openService = () => Promise.reject(new Error('no'));
    await feedgate(['doctor', '--bundle', 'out.json'], { results: fine, cwd, openService });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).missing).toEqual(['service: bug/unknown']);
  });
  it('makes no database where there is none', async () => {
    const cwd = tempDirectory();
    const [none] = judgeStore({ ...facts, bytes: null });
    const { service } = await feedgate(['doctor', '--bundle', 'out.json'], { results: of('database', none, {}), cwd });
    expect(service.calls).toEqual([['doctor', { network: true, thorough: false }]]);
    expect(existsSync(join(cwd, 'out.json'))).toBe(true);
  });
  it('tells where it cannot be written', async () => {
    const { code, talk } = await feedgate(['doctor', '--bundle', '/nowhere/out.json'], { results: fine });
    expect(code).toBe(1);
    expect(talk).toContain('[host/output-unwritable]');
  });
});
