import { describe, expect, it } from 'vitest';
import { failingSource, now, resultOf, sourceFacts } from '../../test/fakes/doctoring.ts';
import { ok, skipped, warning } from './check.ts';
import { judgeSource } from './check-sources.ts';
import { reportOf } from './report.ts';
import { alike, bytes, plural, span } from './words.ts';

const facts = { feedgate: '1.0.0', at: now, ms: 812.4 };
const proxied = { settings: { proxy: 'http://proxy.example.net:3128' } };
const byProxy = (name: string) =>
  resultOf(judgeSource(failingSource(name, { code: 'proxy/refused', stage: 'proxy', hop: 'proxy' }, proxied), now));

describe('a report', () => {
  it('tells ten sources that fail for one proxy as one problem that names them', () => {
    const names = Array.from({ length: 10 }, (_, i) => `source-${i}`);
    const report = reportOf([...names.map(byProxy), resultOf(judgeSource(sourceFacts('fine'), now))], facts, 'en');
    expect(report.counts).toEqual({ ok: 1, warning: 0, problem: 1, skipped: 0 });
    expect(report.findings[0]).toMatchObject({ state: 'problem', code: 'proxy/refused', subjects: names });
    // What is told of all of them names none of them.
    expect(report.findings[0]?.fix.join()).not.toContain('source-0');
    expect(report.checks).toHaveLength(11);
  });
  it('keeps apart what has other causes', () => {
    const other = { settings: { proxy: 'http://other.example.net:3128' } };
    const elsewhere = failingSource('b', { code: 'proxy/refused', stage: 'proxy', hop: 'proxy' }, other);
    const report = reportOf([byProxy('a'), resultOf(judgeSource(elsewhere, now))], facts, 'en');
    expect(report.findings.map(({ subjects }) => subjects)).toEqual([['a'], ['b']]);
  });
  it('is as bad as its worst', () => {
    const states = (...results: Parameters<typeof reportOf>[0]) => reportOf(results, facts, 'en').state;
    expect(states(resultOf(ok(alike('x'))), resultOf(skipped(alike('x'))))).toBe('ok');
    expect(states(resultOf(ok(alike('x'))), resultOf(warning('gate/daemon-down', alike('x'))))).toBe('warning');
    expect(states(resultOf(warning('gate/daemon-down', alike('x'))), byProxy('a'))).toBe('problem');
  });
  it('fills the steps from evidence, quoted for the shell', () => {
    const evidence = { file: '/data/it’s here' };
    const judged = warning('host/data-readable', alike('x'), { evidence, fix: [alike('`chmod 700 {file}`')] });
    expect(reportOf([resultOf(judged)], facts, 'en').findings[0]?.fix).toEqual(["`chmod 700 '/data/it’s here'`"]);
  });
  it('is told in Korean too, with the same shape', () => {
    const results = [byProxy('a'), resultOf(ok({ en: 'well', ko: '정상' }))];
    const [en, ko] = (['en', 'ko'] as const).map((language) => reportOf(results, facts, language));
    expect(ko?.findings[0]?.cause).toMatch(/[가-힣]/);
    expect(ko?.findings[0]?.fix.join()).toMatch(/[가-힣]/);
    expect(Object.keys(ko?.findings[0] ?? {})).toEqual(Object.keys(en?.findings[0] ?? {}));
    expect(ko?.checks[1]?.says).toBe('정상');
  });
});

describe('words', () => {
  it('cut a span to its largest unit', () => {
    expect([span(0), span(1500), span(90 * 60_000), span(3 * 86_400_000)]).toEqual([
      { en: '0 ms', ko: '0ms' },
      { en: '1 s', ko: '1초' },
      { en: '1 h', ko: '1시간' },
      { en: '3 d', ko: '3일' },
    ]);
  });
  it('round bytes and count things', () => {
    expect([bytes(999), bytes(1000), bytes(4_210_000), bytes(31e9)]).toEqual(['999 B', '1.0 kB', '4.2 MB', '31 GB']);
    expect([plural(1, 'server'), plural(12_841, 'server')]).toEqual(['1 server', '12,841 servers']);
  });
});
