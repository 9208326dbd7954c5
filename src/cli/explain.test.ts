import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';

describe('feedgate explain', () => {
  it('says what a condition means, why it happens and what to do', async () => {
    const { code, out } = await feedgate(['explain', 'tls/expired-leaf']);
    expect(code).toBe(0);
    for (const label of ['Means', 'Told by', 'Causes', 'Fix', 'Whose']) expect(out).toContain(label);
    expect(out).toContain('timedatectl');
  });
  it('says it in Korean', async () => {
    const { out } = await feedgate(['explain', 'http/401', '--lang', 'ko']);
    for (const label of ['뜻', '원인', '조치']) expect(out).toContain(label);
  });
  it('gives the same as JSON', async () => {
    const { out } = await feedgate(['explain', 'taxii/collection-not-found', '--json']);
    expect(Object.keys(JSON.parse(out))).toEqual(
      expect.arrayContaining(['code', 'stage', 'fault', 'retry', 'title', 'meaning', 'certain', 'causes', 'remedy']),
    );
  });
  it('knows what was probably meant', async () => {
    const { code, talk } = await feedgate(['explain', 'tls/expired-leav']);
    expect(code).toBe(2);
    expect(talk).toContain('tls/expired-leaf');
  });
  it('explains each failure of a log of the reference product on standard input', async () => {
    const piped = readFileSync('test/vectors/logs/article-08.log', 'utf8');
    const { code, out } = await feedgate(['explain'], { piped });
    expect(code).toBe(1);
    expect(out).toContain('[taxii/collection-not-found]');
    const korean = await feedgate(['explain', '--lang', 'ko', '--file', 'test/vectors/logs/article-08.log'], {
      cwd: process.cwd(),
    });
    expect(korean.out).toContain('[taxii/collection-not-found]');
    expect(korean.out).toMatch(/[가-힣]/);
  });
});
