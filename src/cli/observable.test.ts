import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { FakeService, observableView } from '../../test/fakes/fake-service.ts';
import type { ListingView, LookupView } from '../service/service.ts';

const [listing] = observableView().sources;

function answer(view: Partial<LookupView>): LookupView {
  const observable = { kind: 'domain', value: 'a.example' } as const;
  return {
    query: 'a.example',
    observable,
    refused: null,
    inForce: false,
    listings: [],
    networks: [],
    related: [],
    guards: [],
    ...view,
  };
}

function listed(view: Partial<LookupView['listings'][number]>): LookupView['listings'][number] {
  return { ...(listing as ListingView), inForce: false, why: 'in-force', withdrawnAt: null, ...view };
}

async function lookup(view: LookupView, ...options: string[]) {
  const service = Object.assign(new FakeService(), { answers: [view] });
  return feedgate(['observable', 'lookup', view.query, ...options], { service });
}

describe('looking a value up', () => {
  it('tells since when, by whom and until when, and what was read of a defanged value', async () => {
    const view = answer({
      query: 'hxxp://phish[.]example',
      observable: { kind: 'url', value: 'http://phish.example/' },
      inForce: true,
      listings: [
        listed({ inForce: true }),
        listed({ source: 'otx', why: 'withdrawn', withdrawnAt: '2026-11-19T10:00:00Z' }),
      ],
    });
    expect(await lookup(view)).toMatchObject({
      code: 0,
      out: `● http://phish.example/ (url) ← hxxp://phish[.]example
    in force since 2026-11-20 10:02 UTC (1 d ago), by 1 source
    phish-urls: until 2026-12-22 09:50 UTC · confidence 80 · TLP:AMBER · example:indicator-1
    otx: withdrawn 2026-11-19 10:00 UTC (3 d ago) · confidence 80 · TLP:AMBER · example:indicator-1
`,
    });
  });
  it('tells why a value is not in force', async () => {
    expect((await lookup(answer({}))).out).toBe('○ a.example (domain)\n    not listed, and never was\n');
    const expired = answer({ listings: [listed({ why: 'expired', expiresAt: '2026-11-01T00:00:00Z' })] });
    expect((await lookup(expired)).out).toContain(
      'not in force\n    phish-urls: expired 2026-11-01 00:00 UTC (21 d ago)',
    );
    expect((await lookup(answer({ listings: [listed({ why: 'not-yet-valid' })] }))).out).toContain('not valid yet');
  });
  it('tells which exemptions let it pass, also where they are of its source or of a name above it', async () => {
    const root = tempDirectory();
    const add = (...argv: string[]) =>
      feedgate(['exemption', 'add', ...argv, '--reason', 'ours', '--owner', 'kim', '--data', root]);
    await add('a.example', '--below');
    await add('--source', 'phish-urls');
    await add('b.example');
    const view = answer({ inForce: true, listings: [listed({ inForce: true })] });
    const { out } = await lookup(view, '--data', root);
    expect(
      out.match(/exemption \S+ lets mail with it pass: .*/g)?.map((line) => line.replace(/exemption \S+/, '')),
    ).toEqual([
      ' lets mail with it pass: domain .a.example · kim: ours',
      ' lets mail with it pass: source phish-urls · kim: ours',
    ]);
    expect(JSON.parse((await lookup(view, '--data', root, '--json')).out)[0].exemptions).toHaveLength(2);
    expect((await lookup(answer({}), '--data', root, '--lang', 'ko')).out).toContain('통과합니다: domain .a.example');
  });
  it('tells what is listed also where the exemptions cannot be read', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'exemptions.yaml'), 'nonsense: [');
    const { code, out, talk } = await lookup(answer({}), '--data', root);
    expect({ code, out }).toEqual({ code: 0, out: '○ a.example (domain)\n    not listed, and never was\n' });
    expect(talk).toContain('exemptions.yaml:1');
  });
  it('tells which network holds an address', async () => {
    const network = observableView({ kind: 'network', value: '192.0.2.0/24' });
    const view = answer({
      query: '192.0.2.7',
      observable: { kind: 'ip', value: '192.0.2.7' },
      inForce: true,
      networks: [network],
    });
    const { out } = await lookup(view, '--lang', 'ko');
    expect(out).toBe(`● 192.0.2.7 (ip)
    값 자체는 등재되어 있지 않으나, 등재된 네트워크에 속합니다
    phish-urls: 네트워크 192.0.2.0/24 · 2026-12-22 09:50 UTC까지
`);
  });
  it('tells what else is listed, and whether that covers it, and which guard keeps it out', async () => {
    const sources = observableView().sources;
    const view = answer({
      inForce: true,
      related: [
        { relation: 'parent', kind: 'domain', value: 'example', covers: true, sources },
        { relation: 'variant', kind: 'domain', value: 'www.a.example', covers: false, sources },
      ],
      guards: [{ guard: 'own', on: true, entry: 'example', list: 'own' }],
    });
    expect((await lookup(view)).out).toBe(`● a.example (domain)
    not listed itself, but a listed name covers it
    phish-urls: above it example · until 2026-12-22 09:50 UTC
    phish-urls: written otherwise www.a.example · until 2026-12-22 09:50 UTC · another observable, which does not cover it
    guard own keeps it out: belongs to you (example)
`);
  });
  it('exits 0 when answered, and with --exit-code 1 when not listed', async () => {
    expect((await lookup(answer({}))).code).toBe(0);
    expect((await lookup(answer({}), '--exit-code')).code).toBe(1);
    expect((await lookup(answer({ inForce: true, listings: [listed({ inForce: true })] }), '--exit-code')).code).toBe(
      0,
    );
  });
  it('exits 1 when no value could be read, 5 when some could not', async () => {
    expect((await feedgate(['observable', 'lookup', '???'])).code).toBe(1);
    const service = Object.assign(new FakeService(), { answers: [answer({})] });
    const { code, out } = await feedgate(['observable', 'lookup', 'a.example', '\u001b[2J'], { service });
    expect(code).toBe(5);
    expect(out).toContain('! \\x1b[2J\n    this is no address, domain, URL or hash (unknown)');
  });
  it('reads values from standard input', async () => {
    const service = Object.assign(new FakeService(), { answers: [answer({})] });
    const { code, out } = await feedgate(['observable', 'lookup', '-', '--json'], {
      service,
      piped: 'a.example\n\na.example\n',
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([1, 2].map(() => ({ ...answer({}), exemptions: [] })));
  });
});

describe('listing observables', () => {
  it('is one JSON object a line with --json', async () => {
    const service = new FakeService();
    service.observables = [observableView(), observableView({ value: 'b.example' })];
    const { out, talk } = await feedgate(
      ['observable', 'list', '--source', 'phish-urls', '--kind', 'domain', '--json'],
      { service },
    );
    expect(out.split('\n')).toHaveLength(3);
    expect(
      out
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(service.observables);
    expect(talk).toBe('');
    expect(service.calls).toEqual([['listObservables', { source: 'phish-urls', kind: 'domain' }]]);
  });
  it('lines columns up on a terminal and puts tabs between them in a pipe', async () => {
    const onTerminal = await feedgate(['observable', 'list'], { columns: 80 });
    expect(onTerminal.out).toBe('domain   phish.example.net               phish-urls      2026-12-22 09:50 UTC\n');
    expect(onTerminal.talk).toBe('1 observable in force\n');
    expect((await feedgate(['observable', 'list'])).out).toBe(
      'domain\tphish.example.net\tphish-urls\t2026-12-22T09:50:00.000Z\n',
    );
  });
  it('stands still in memory however many there are', async () => {
    const service = new FakeService();
    const before = process.memoryUsage().heapUsed;
    service.observables = (function* () {
      for (let i = 0; i < 100_000; i += 1) yield observableView({ value: `host-${i}.example` });
    })();
    let lines = 0;
    const { Writable } = await import('node:stream');
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines += chunk.toString().split('\n').length - 1;
        setImmediate(done);
      },
    });
    await feedgate(['observable', 'export', '--format', 'jsonl'], { service, stdout });
    expect(lines).toBe(100_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });
});

describe('exporting', () => {
  it('a list is one canonical value a line', async () => {
    expect((await feedgate(['observable', 'export', '--format', 'list'])).out).toBe('phish.example.net\n');
  });
  it('CSV has a header, a line a listing, and no formula', async () => {
    const service = new FakeService();
    service.observables = [
      observableView({
        sources: [{ ...(listing as ListingView), indicator: '=cmd|"/c calc"!A1', tlp: null, confidence: null }],
      }),
    ];
    expect((await feedgate(['observable', 'export', '--format', 'csv'], { service })).out).toBe(
      'kind,value,source,indicator,first_seen,last_seen,valid_until,expires_at,confidence,tlp\r\n' +
        `domain,phish.example.net,phish-urls,"'=cmd|""/c calc""!A1",2026-11-20T10:02:00.000Z,2026-11-22T09:50:00.000Z,,2026-12-22T09:50:00.000Z,,\r\n`,
    );
  });
  it('JSON lines are what list --json gives', async () => {
    const { out } = await feedgate(['observable', 'export', '--format', 'jsonl']);
    expect(out).toBe((await feedgate(['observable', 'list', '--json'])).out);
  });
});

it('an export whose readers want one kind a file says so', async () => {
  const said = 'wants one kind a file';
  expect((await feedgate(['observable', 'export', '--format', 'postfix'])).talk).toContain(said);
  expect((await feedgate(['observable', 'export', '--format', 'postfix', '--kind', 'ip'])).talk).not.toContain(said);
  expect((await feedgate(['observable', 'export', '--format', 'csv'])).talk).not.toContain(said);
});

describe('the figures', () => {
  it('are shown by kind', async () => {
    expect((await feedgate(['observable', 'stats'])).out).toBe(`  Sources      1
  Listings     12,841
  Observables  domain 841
               url 12,000
  Size         4.3 MB
  Counted      2026-11-22 09:57 UTC (3 min ago)
`);
  });
  it('are part of the status', async () => {
    const { out, code } = await feedgate(['status', '--lang', 'ko']);
    expect(code).toBe(0);
    expect(out).toBe(`✔ 폴링하는 모든 소스가 정상입니다
  버전    0.1.0
  데몬    pid 811, 시작 2026-11-19 06:00 UTC (3일 전)
  데이터  /var/lib/feedgate
  소스    1개: 정상 1개, 실패 0개, 일시 중지 0개
  등재    12,841
  관측값  domain 841 · url 12,000
  크기    4.3 MB
  메일    실행 중이 아님
`);
    const service = new FakeService();
    expect(JSON.parse((await feedgate(['status', '--json'])).out)).toEqual(await service.status());
  });
  it('fail where a daemon is wanted and none answers', async () => {
    const service = new FakeService();
    expect((await feedgate(['status', '--daemon'], { service })).code).toBe(0);
    service.running = false;
    expect((await feedgate(['status', '--daemon'], { service })).code).toBe(4);
    expect((await feedgate(['status'], { service })).code).toBe(0);
  });
});
