import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { offerOfLab, testView } from '../../test/fakes/fake-service.ts';
import type { Offer } from '../probe/offer.ts';
import type { DiscoverEvent, JsonObject, TestEvent, TestSubject } from './service.ts';
import { withKind } from './undecided.ts';

async function decided(
  input: JsonObject,
  versions: Offer['versions'] | null,
  observables = 0,
  kind = 'list',
): Promise<JsonObject & { asked: number }> {
  let asked = 0;
  const clock = new ManualClock();
  const poller = {
    async *discover(): AsyncGenerator<DiscoverEvent> {
      asked += 1;
      for (let second = 0; second < (versions === null ? 60 : 0); second += 1) {
        await clock.advance(1000);
        yield { kind: 'progress', progress: { stage: 'discovering', received: 0, supported: 0, elapsedMs: 0 } };
      }
      yield { kind: 'offer', offer: { ...offerOfLab(), versions: versions ?? [] } };
    },
  };
  return { ...(await withKind(input, { ...poller, test: reads(kind, observables) }, clock)), asked };
}

/** Reads so many observables out of whatever is tried as this kind, and nothing as another. */
function reads(kind: string, observables: number): (subject: TestSubject) => AsyncGenerator<TestEvent> {
  return async function* test(subject) {
    const tried = 'input' in subject && subject.input['kind'] === kind;
    const report = testView();
    const supported = tried ? observables : 0;
    const result = supported > 0 ? 'works' : 'fails';
    yield { kind: 'report', report: { ...report, result, funnel: { ...report.funnel, supported } } };
  };
}

describe('the kind of a source that nobody told', () => {
  const url = 'https://taxii.example.net/feed';
  it.each([
    [['2.1', '2.0'], 'taxii2'],
    [['2.0'], 'taxii2'],
    [['1.1', '2.1'], undefined],
    [['1.1'], undefined],
    [[], undefined],
  ] as const)('is asked for: a server of %j makes it %s', async (versions, kind) => {
    const { kind: found, asked } = await decided({ url }, versions);
    expect([found, asked]).toEqual([kind, 1]);
  });
  it('is not asked for where the input or the address tells it', async () => {
    expect((await decided({ url, kind: 'taxii1' }, ['2.1'])).asked).toBe(0);
    expect((await decided({ url: 'https://taxii.example.net/taxii2/' }, ['2.1'])).asked).toBe(0);
    expect((await decided({ url: 'https://taxii.example.net/taxii/poll' }, ['2.1'])).asked).toBe(0);
    expect((await decided({ host: 'taxii.example.net' }, ['2.1'])).asked).toBe(0);
  });
  it('is MISP where no TAXII is spoken and its events can be read', async () => {
    expect(await decided({ url }, [], 12, 'misp')).toMatchObject({ kind: 'misp' });
  });
  it('is a list where no TAXII is spoken and observables can be read', async () => {
    expect(await decided({ url }, [], 12)).toMatchObject({ kind: 'list' });
    expect(await decided({ url }, [], 0)).not.toHaveProperty('kind');
    expect(await decided({ url }, ['1.1'], 12)).not.toHaveProperty('kind');
    expect(await decided({ url, collection: 'phish' }, [], 12)).not.toHaveProperty('kind');
  });
  it('is left open where the server does not answer in time', async () => {
    expect(await decided({ url }, null)).toEqual({ url, asked: 1 });
  });
});
