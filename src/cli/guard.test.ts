import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { failure, FakeService, guardsView } from '../../test/fakes/fake-service.ts';

describe('guard list', () => {
  it('shows each guard with what it goes by, and what was kept out of each source', async () => {
    const { code, out, talk } = await feedgate(['guard', 'list']);
    expect(code).toBe(0);
    expect(out).toMatch(/^private-address +on +17 networks +2$/m);
    expect(out).toMatch(/^too-wide +on +a limit +0$/m);
    expect(out).toMatch(/^mail-provider +on +\d+ names +mail-providers \(shipped, 2026-11-23\) +0$/m);
    expect(out).toContain(
      'phish-urls: 2 kept out since the last full poll, 2026-11-22 09:50 UTC (10 min ago): private',
    );
    expect(out).not.toContain('10.0.0.1');
    expect(talk).toContain('/var/lib/feedgate/guards.yaml: not there; the standard guards hold');
  });
  it('shows the values that were kept out of one source', async () => {
    const { out, service } = await feedgate(['guard', 'list', '--source', 'phish-urls', '--lang', 'ko']);
    expect(service.calls).toEqual([['listGuards', { source: 'phish-urls' }]]);
    expect(out).toContain('    ip 10.0.0.1 private-address');
  });
  it('is the whole view as JSON', async () => {
    expect(JSON.parse((await feedgate(['guard', 'list', '--json'])).out)).toEqual(guardsView());
  });
});

describe('guard update', () => {
  const update = { name: 'top', guard: 'popular-domain', from: 'https://lists.example/top.csv', unread: 3 } as const;
  it('tells what came of each list, and what stays where one failed', async () => {
    const held = {
      ...failure({ code: 'guard/list-shrunk', message: 'it shrank', evidence: { before: 9, now: 1 } }).toJSON(),
    };
    const service = Object.assign(new FakeService(), {
      updates: [
        { ...update, result: 'updated', before: null, now: 1200, failure: null },
        { ...update, name: 'own', result: 'failed', before: 9, now: 9, failure: held },
      ],
    });
    const { code, out } = await feedgate(['guard', 'update'], { service });
    expect(code).toBe(5);
    expect(out).toMatch(/^top +popular-domain +updated +– +1,200 +3$/m);
    expect(out).toContain('✖ it shrank [guard/list-shrunk]\n    own: the last good 9 entries stay\n');
    expect(out).toContain('feedgate explain guard/list-shrunk');
  });
  it('takes a name, and says where there are no lists', async () => {
    const { code, talk, service } = await feedgate(['guard', 'update', 'top', '--force']);
    expect(service.calls).toEqual([['updateGuards', 'top', true]]);
    expect([code, talk]).toEqual([0, 'guards.yaml names no lists\n']);
  });
});

describe('guard test', () => {
  it('says of a URL on a shared host that it is taken, and its host not', async () => {
    const { code, out } = await feedgate(['guard', 'test', 'hxxps://docs[.]google[.]com/f']);
    expect(code).toBe(0);
    expect(out).toBe(`✔ https://docs.google.com/f (url) ← hxxps://docs[.]google[.]com/f
    would be taken in
  ✖ its host docs.google.com (domain)
      would be kept out
      shared-host: everybody may have a page there · docs.google.com on the list shared-hosts
`);
  });
  it.each([
    [['10.0.0.1'], 0],
    [['10.0.0.1', '--exit-code'], 1],
    [['192.0.2.1', '--exit-code'], 0],
    [['???'], 1],
    [['192.0.2.1', '???'], 5],
  ])('%j exits %i', async (args, expected) => {
    expect((await feedgate(['guard', 'test', ...args])).code).toBe(expected);
  });
  it('takes values from standard input, and answers in JSON', async () => {
    const { out } = await feedgate(['guard', 'test', '-', '--json'], { piped: '10.0.0.1\n' });
    expect(JSON.parse(out)).toMatchObject([{ query: '10.0.0.1', verdicts: [{ keptOut: true }] }]);
  });
});
