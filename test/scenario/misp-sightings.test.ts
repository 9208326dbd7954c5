import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Tokens } from '../../src/auth/tokens.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { JournalEntry } from '../../src/journal/entry.ts';
import { Journal } from '../../src/journal/journal.ts';
import { withKeptJournal } from '../../src/journal/open.ts';
import { practiceEvents } from '../../src/lab/misp/content.ts';
import type { MispFault } from '../../src/lab/misp/fault.ts';
import { practiceKey, startMispServer } from '../../src/lab/misp/server.ts';
import { exchange } from '../../src/net/exchange.ts';
import { systemResolver } from '../../src/net/resolver.ts';
import { startPoll } from '../../src/poller/poll.ts';
import { SightingTeller } from '../../src/sighting/teller.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { MemoryLog } from '../fakes/memory-log.ts';
import { withoutProfiles } from '../fakes/profiles.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { startPolling } from './polling.ts';

/** A source that reads the practice server's API, polled, and what tells its server of mails. */
async function telling({
  sightings,
  answer = () => false,
}: {
  readonly sightings: string;
  readonly answer?: MispFault['answer'];
}) {
  const told: (readonly [attribute: string, type: unknown])[] = [];
  let fault: MispFault['answer'] = () => false;
  const events = practiceEvents(systemClock.now());
  const server = await startMispServer({
    clock: systemClock,
    fault: { answer: (...asked) => fault(...asked) },
    events: () => events,
    sighted: (attribute, { type }) => told.push([attribute, type]),
  });
  const polling = await startPolling();
  onTestFinished(async () => {
    await polling[Symbol.asyncDispose]();
    await server.close();
  });
  const settings = parseSource({
    name: 'misp',
    url: `http://127.0.0.1:${server.port}/attributes/restSearch`,
    allowPrivate: true,
    credentials: { kind: 'header', name: 'Authorization', value: practiceKey },
    misp: { sightings },
  });
  const source = await polling.store.sources.add(settings, systemClock.now());
  expect((await (await startPoll(source, 'full', polling.deps)).done).failure).toBeNull();
  fault = answer;
  const file = join(tempDirectory(), 'journal.db');
  const journal = new Journal(file, { kind: 'clear' });
  onTestFinished(() => journal.close());
  const clock = new ManualClock(systemClock.now());
  const log = new MemoryLog();
  const ask = (request: Parameters<typeof exchange>[0]) =>
    exchange(request, { clock: systemClock, resolver: systemResolver({ clock: systemClock }) });
  const teller = new SightingTeller({
    ask,
    tokens: new Tokens({ ask, clock: systemClock }),
    clock,
    store: polling.store,
    withSightings: (work) => withKeptJournal(file, ({ sightings: queue }) => work(queue)),
    route: withoutProfiles,
    gate: () => null,
    log,
  });
  const saw = (reference: string, value: string): void => journal.add([mail(reference, clock.now(), value)]);
  return {
    told,
    journal,
    clock,
    log,
    saw,
    round: () => teller.round(new AbortController().signal),
    stop: () => (fault = () => false),
  };
}

function mail(reference: string, time: number, value: string): JournalEntry {
  const assertions = [{ source: 'misp', indicator: 'i', tags: [], confidence: null, mode: 'monitor' as const }];
  const match = {
    kind: 'domain',
    value,
    shown: value,
    where: 'html',
    sources: ['misp'],
    assertions,
    exemption: null,
    done: 'none',
  } as const;
  return {
    reference,
    time,
    front: 'milter',
    client: null,
    sender: 'a@example.net',
    recipients: ['b@example.org'],
    queueId: null,
    direction: 'inbound',
    mode: 'monitor',
    action: 'none',
    wanted: 'none',
    rule: null,
    notes: [],
    matches: [match],
    facts: [],
  };
}

const attribute = '00000000-0000-4000-8000-000001000003';
const value = 'host-1-3.misp.example';

it('MISP is told once a day of the attribute that mails showed, and of a verdict that was wrong', async () => {
  const { told, saw, journal, clock, round } = await telling({ sightings: 'all' });
  saw('a', value);
  saw('b', value);
  saw('c', 'never-listed.example');
  await round();
  await round();
  expect(told).toEqual([[attribute, '0']]);
  journal.markFalsePositive('a', 'newsletter', clock.now());
  await round();
  expect(told).toEqual([
    [attribute, '0'],
    [attribute, '1'],
  ]);
});

it.each([
  ['none', []],
  ['seen', ['0']],
  ['false-positive', ['1']],
] as const)('of a source that wants %s told, %j goes out', async (sightings, types) => {
  const { told, saw, journal, clock, round } = await telling({ sightings });
  saw('a', value);
  journal.markFalsePositive('a', 'newsletter', clock.now());
  await round();
  expect(told.map(([, type]) => type)).toEqual(types);
});

it.each([
  ['misp/role', 403, { name: 'You are not authorised to add sightings data.' }],
  ['misp/sighting-refused', 200, { saved: false, errors: 'Sightings are switched off.' }],
  ['http/503', 503, { name: 'down' }],
] as const)(
  '%s is told in the log once, and the sighting goes out when the server takes it',
  async (code, status, said) => {
    const { told, log, saw, clock, round, stop } = await telling({
      sightings: 'seen',
      answer: (_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
        return true;
      },
    });
    saw('a', value);
    await round();
    await round();
    await clock.advance(60_000);
    await round();
    const codes = log.events.flatMap((event) => ('code' in event ? [event.code] : []));
    expect(codes).toEqual([code]);
    expect(JSON.stringify(log.events)).not.toContain(practiceKey);
    stop();
    await round();
    expect(told).toEqual([]);
    await clock.advance(120_000);
    await round();
    expect(told).toEqual([[attribute, '0']]);
  },
);
