import { describe, expect, it } from 'vitest';
import type { Code } from '../base/failure.ts';
import { advance } from './advance.ts';
import { emptyBook, type Book, type Notice } from './book.ts';
import type { Problem } from './problem.ts';
import { defaultRules, type Rules } from './rules.ts';
import { sourceProblems, type SourceFact } from './sources.ts';
import { wordsOf } from './text.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-11-22T00:00:00Z');

/** A source that is polled every hour at a minute of its own, and how each of its polls ends. */
class Polled {
  readonly name: string;
  readonly #minute: number;
  readonly #fails: (hour: number) => { readonly code: Code; readonly cause: string } | null;
  #lastSuccessAt = start - hour;
  #failures = 0;
  #failure: SourceFact['failure'] = null;

  constructor(
    name: string,
    at: number,
    fails: (hour: number) => { readonly code: Code; readonly cause: string } | null,
  ) {
    this.name = name;
    this.#minute = at;
    this.#fails = fails;
  }

  at(now: number): SourceFact {
    const passed = (now - start) / minute;
    if (passed % 60 === this.#minute) this.#poll(now, Math.floor(passed / 60));
    return {
      name: this.name,
      suspended: false,
      createdAt: start - 30 * 24 * hour,
      lastSuccessAt: this.#lastSuccessAt,
      every: hour,
      failures: this.#failures,
      failure: this.#failure,
    };
  }

  #poll(now: number, hourOfDay: number): void {
    const failed = this.#fails(hourOfDay);
    this.#failures = failed === null ? 0 : this.#failures + 1;
    this.#failure = failed === null ? null : { ...failed, message: `poll of "${this.name}"`, evidence: {} };
    if (failed === null) this.#lastSuccessAt = now;
  }
}

interface Told {
  readonly at: string;
  readonly what: string;
}

/** A day, minute by minute; the book goes through JSON each time, as it does at a restart. */
function live(
  sources: readonly Polled[],
  rules: Partial<Rules> = {},
  others: (now: number) => readonly Problem[] = () => [],
  hours = 24,
): { readonly told: readonly Told[]; readonly notices: readonly Notice[]; readonly book: Book } {
  const all = { ...defaultRules, ...rules };
  const notices: Notice[] = [];
  let book = emptyBook;
  for (let now = start; now < start + hours * hour; now += minute) {
    const facts = sources.map((source) => source.at(now));
    const problems = [...sourceProblems(facts, all, { now, upSince: start }), ...others(now)];
    const seen = new Set(['sources', 'disk', 'certificates'] as const);
    const step = advance(JSON.parse(JSON.stringify(book)) as Book, { now, seen, problems }, all);
    book = step.book;
    notices.push(...step.notices);
  }
  return { told: notices.map(brief), notices, book };
}

function brief({ at, kind, severity, alert }: Notice): Told {
  const time = new Date(at).toISOString().slice(11, 16);
  return { at: time, what: `${kind} ${severity} ${alert.cause} ${alert.count}` };
}

function failing(from: number, to: number, code: Code, cause: string) {
  return (at: number) => (at >= from && at < to ? { code, cause } : null);
}

describe('a day of alerts', () => {
  it('tells one alert and one recovery of 200 sources that fail for one proxy', () => {
    const down = failing(5, 9, 'proxy/refused', 'proxy proxy.example:8080');
    const sources = Array.from({ length: 200 }, (_, i) => new Polled(`feed-${i + 1}`, i % 60, down));
    const { told, notices } = live(sources);
    expect(told).toEqual([
      { at: '06:01', what: 'opened warning proxy proxy.example:8080 200' },
      { at: '10:14', what: 'recovered warning proxy proxy.example:8080 3' },
    ]);
    const [opened, recovered] = notices.map((each) => wordsOf(each, { language: 'en', zone: 'UTC', node: 'mx1' }));
    expect(opened?.subject).toMatch(/^Feedgate warning: .* \(200 sources: feed-1, .* and 197 more\)$/);
    expect(opened?.body).toContain('To blame: proxy proxy.example:8080');
    expect(opened?.body).toContain('What to do:\n1. ');
    expect(recovered?.subject).toContain('warning, recovered');
    expect(recovered?.subject).toContain('200 sources');
    expect(recovered?.body).not.toContain('What to do');
  });

  it('says nothing of single failures, however many there are', () => {
    const sources = Array.from(
      { length: 50 },
      (_, i) =>
        new Polled(`odd-${i}`, i, (at) => (at % 2 === 0 ? { code: 'http/503', cause: `s${i}.example:443` } : null)),
    );
    expect(live(sources).told).toEqual([]);
  });

  it('tells a source that flaps twice, and then no more until it stays well', () => {
    const flapping = new Polled('flapping', 0, (at) =>
      at < 21 && at % 3 !== 2 ? { code: 'http/503', cause: 'taxii.example:443' } : null,
    );
    expect(live([flapping], {}, undefined, 30).told).toEqual([
      { at: '01:01', what: 'opened warning taxii.example:443 1' },
      { at: '02:15', what: 'recovered warning taxii.example:443 1' },
      { at: '04:01', what: 'opened warning taxii.example:443 1' },
      { at: '21:00', what: 'recovered warning taxii.example:443 1' },
    ]);
  });

  it('raises what goes on beyond the service level, reminds of it, and ends with what it was at the worst', () => {
    const silent = new Polled('silent', 30, failing(2, 60, 'http/401', 'taxii.example:443'));
    const { told } = live([silent], { remindAfter: 12 * hour }, undefined, 62);
    expect(told).toEqual([
      { at: '03:31', what: 'opened warning taxii.example:443 1' },
      { at: '15:31', what: 'reminder warning taxii.example:443 1' },
      { at: '01:31', what: 'worse critical taxii.example:443 1' },
      { at: '13:31', what: 'reminder critical taxii.example:443 1' },
      { at: '01:31', what: 'reminder critical taxii.example:443 1' },
      { at: '12:45', what: 'recovered critical taxii.example:443 1' },
    ]);
  });

  it('lets only what is critical through in quiet hours, and tells the rest when they end', () => {
    const quietHours = { from: 22 * 60, to: 7 * 60, zone: 'Asia/Seoul' };
    const gone = new Polled('gone', 0, failing(14, 17, 'http/503', 'a.example:443'));
    const lasting = new Polled('lasting', 0, failing(16, 99, 'http/503', 'b.example:443'));
    const full: Problem = {
      area: 'disk',
      cause: 'disk',
      subject: '',
      code: 'host/disk-full',
      severity: 'critical',
      ripe: true,
      since: null,
      message: '',
      evidence: {},
    };
    const { told } = live([gone, lasting], { quietHours }, (now) => (now >= start + 18 * hour ? [full] : []));
    // 22:00 to 07:00 in Seoul is 13:00 to 22:00 UTC.
    expect(told).toEqual([
      { at: '18:01', what: 'opened critical disk 1' },
      { at: '22:00', what: 'passed warning a.example:443 1' },
      { at: '22:00', what: 'opened warning b.example:443 1' },
    ]);
  });

  it('tells a held back data set after one poll', () => {
    const shrunk = new Polled('list', 10, failing(3, 4, 'guard/snapshot-shrunk', 'list.example:443'));
    expect(live([shrunk]).told).toEqual([
      { at: '03:11', what: 'opened warning data of list 1' },
      { at: '04:25', what: 'recovered warning data of list 1' },
    ]);
  });

  it('follows a failure that changes its cause, without a recovery that was none', () => {
    const changing = new Polled('changing', 0, (at) =>
      at < 3 || at > 9 ? null : { code: 'tcp/timeout', cause: at < 6 ? 'this network' : 'proxy p.example:3128' },
    );
    expect(live([changing]).told).toEqual([
      { at: '04:01', what: 'opened warning this network 1' },
      { at: '06:01', what: 'opened warning proxy p.example:3128 1' },
      { at: '06:15', what: 'moved warning this network 1' },
      { at: '10:15', what: 'recovered warning proxy p.example:3128 1' },
    ]);
  });

  it('does not storm where two causes take turns', () => {
    const torn = new Polled('torn', 0, (at) => ({
      code: 'tcp/timeout',
      cause: at % 2 === 0 ? 'this network' : 'resolver',
    }));
    const { told } = live([torn]);
    expect(told.filter(({ what }) => what.startsWith('opened')).length).toBeLessThanOrEqual(4);
    expect(told.length).toBeLessThanOrEqual(8);
  });

  it('tells at most 21 alerts of an area, however many causes there are', () => {
    const sources = Array.from(
      { length: 500 },
      (_, i) => new Polled(`s-${i}`, i % 60, failing(2, 6, 'http/503', `s${i}.example:443`)),
    );
    const { told, book } = live(sources);
    expect(told.filter(({ what }) => what.startsWith('opened'))).toHaveLength(21);
    expect(told.filter(({ what }) => what.startsWith('recovered'))).toHaveLength(21);
    expect(book.alerts).toEqual([]);
  });
});
