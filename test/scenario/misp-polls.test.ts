import { expect, it } from 'vitest';
import { parseSource } from '../../src/config/source-settings.ts';
import { systemClock } from '../../src/host/clock.ts';
import { practiceEvents, type PracticeEvent } from '../../src/lab/misp/content.ts';
import { practiceKey, startMispServer } from '../../src/lab/misp/server.ts';
import { startPoll } from '../../src/poller/poll.ts';
import type { Store } from '../../src/store/store.ts';
import { startPolling } from './polling.ts';

/** Of the attributes of an event, those that are to be acted upon. */
const eachEvent = 16;

const forms = {
  feed: { url: '/feed/manifest.json', credentials: undefined },
  api: {
    url: '/attributes/restSearch',
    credentials: { kind: 'header', name: 'Authorization', value: practiceKey },
  },
} as const;

it.each(['feed', 'api'] as const)(
  'MISP by its %s is read whole, and then what has changed',
  { timeout: 60_000 },
  async (form) => {
    let events = practiceEvents(systemClock.now());
    const server = await startMispServer({ clock: systemClock, fault: { answer: () => false }, events: () => events });
    await using polling = await startPolling();
    const { url, credentials } = forms[form];
    const settings = parseSource({
      name: 'misp',
      url: `http://127.0.0.1:${server.port}${url}`,
      allowPrivate: true,
      ...(credentials === undefined ? {} : { credentials }),
    });
    expect(settings).toMatchObject({ kind: 'misp', misp: { form } });
    await polling.store.sources.add(settings, systemClock.now());
    const poll = async (mode: 'full' | 'delta') => {
      const source = await polling.store.sources.get('misp');
      if (source === undefined) throw new Error('no source');
      const report = await (await startPoll(source, mode, polling.deps)).done;
      expect(report.failure).toBeNull();
      return report;
    };
    try {
      const first = await poll('full');
      expect(first.funnel).toMatchObject({ received: 18 * events.length });
      const held = await inForce(polling.store);
      expect(held).toHaveLength(eachEvent * events.length);
      expect(held).toContain('domain host-1-1.misp.example');
      expect(held).not.toContain('domain seen-1.misp.example');

      events = events.map((event, i) => (i === 1 ? later(event) : event));
      await poll('delta');
      const after = await inForce(polling.store);
      expect(after).toContain('domain new.misp.example');
      expect(after).not.toContain('domain host-2-1.misp.example');
      expect(after).toContain('domain host-2-2.misp.example');
      expect(after).toHaveLength(eachEvent * events.length);
    } finally {
      await server.close();
    }
  },
);

/** The event as it is after a change: one attribute was deleted, and another one has come. */
function later(event: PracticeEvent): PracticeEvent {
  const [first, second] = event.attributes;
  if (first === undefined || second === undefined) throw new Error('no attributes');
  return {
    ...event,
    timestamp: Math.trunc(systemClock.now() / 1000) + 1,
    attributes: [
      { ...first, deleted: true },
      ...event.attributes.slice(1),
      { ...second, uuid: first.uuid.replace(/^0{8}/, 'ffffffff'), value: 'new.misp.example' },
    ],
  };
}

async function inForce(store: Store): Promise<string[]> {
  const values: string[] = [];
  for await (const { kind, value } of store.listings.scan({ at: systemClock.now() })) values.push(`${kind} ${value}`);
  return values;
}
