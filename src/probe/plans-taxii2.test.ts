import { onTestFinished, describe, expect, it } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { mergeSource, parseSource } from '../config/source-settings.ts';
import type { JsonObject } from '../config/plain.ts';
import type { SourceSettings } from '../feed/source.ts';
import type { Finding } from '../feed/finding.ts';
import type { FailureRecord } from '../base/failure.ts';
import { systemClock } from '../host/clock.ts';
import { startLab, type Lab2Options } from '../lab/lab.ts';
import { names } from '../../test/fakes/loopback.ts';
import { probeFailure } from './probe.ts';

const root = '/taxii2/practice/';

/** A source of TAXII 2 at a practice server; without options one that speaks TAXII 1 alone. */
async function practice(options: Lab2Options | null, changes: JsonObject = {}): Promise<SourceSettings> {
  const lab = await startLab(options === null ? {} : { taxii2: options });
  onTestFinished(() => lab.close());
  return parseSource({
    name: 'p',
    kind: 'taxii2',
    host: '127.0.0.1',
    port: lab.port,
    https: false,
    path: root,
    collection: 'practice',
    allowPrivate: true,
    ...changes,
  });
}

function failed(code: FailureRecord['code'], evidence: FailureRecord['evidence'] = {}): FailureRecord {
  return { code, stage: 'http', fault: 'operator', retry: 'after-change', message: 'it failed', evidence };
}

function found(failure: FailureRecord, settings: SourceSettings): Promise<Finding> {
  const limits = { connect: 1000, answer: 2000 };
  return probeFailure(failure, withoutProfiles(settings), { clock: systemClock, resolver: names({}) }, { limits });
}

const collections = [
  '91a7b528-80eb-42ed-a74d-c6fbd5a26116 · phish · Phishing URLs',
  '52892447-4d7e-4f70-b94d-d7f22742ff63 · Malware',
];
const offered = { collections, closed: ['64993447-4d7e-4f70-b94d-d7f33742ee63 · Closed feed'] };

describe('a collection of TAXII 2 that is not there', () => {
  it.each([
    ['phishing-urls', '91a7b528-80eb-42ed-a74d-c6fbd5a26116'],
    ['phsih', '91a7b528-80eb-42ed-a74d-c6fbd5a26116'],
    ['Malwere', '52892447-4d7e-4f70-b94d-d7f22742ff63'],
    ['52892447-4d7e-4f70-b94d-d7f22742ff64', '52892447-4d7e-4f70-b94d-d7f22742ff63'],
  ])('%s: the nearest by title, alias or id is proposed by its id', async (collection, id) => {
    const settings = await practice({}, { collection });
    const finding = await found(failed('taxii2/collection', offered), settings);
    expect(finding).toMatchObject({ certainty: 'certain', proposal: { patch: { collection: id } } });
    expect(mergeSource(settings, finding.proposal?.patch ?? {}).collection).toBe(id);
  });
  it('nothing is proposed that may not be read, or is nowhere near', async () => {
    for (const collection of ['closed-feed', 'something else entirely']) {
      const finding = await found(failed('taxii2/collection', offered), await practice({}, { collection }));
      expect([finding.code, finding.proposal]).toEqual(['taxii2/collection', null]);
    }
  });
});

describe('a server of TAXII 1 that is asked in TAXII 2', () => {
  it.each(['http/404', 'http/405', 'body/xml', 'body/html-page'] as const)(
    'is told after %s, and its poll service is proposed',
    async (code) => {
      const settings = await practice(null);
      const finding = await found(failed(code), settings);
      expect(finding).toMatchObject({
        code: 'taxii/version-unsupported',
        certainty: 'certain',
        evidence: { speaks: '1.1' },
        proposal: { patch: { kind: 'taxii1', path: '/taxii/poll/', taxiiVersion: 'auto' } },
      });
      expect(mergeSource(settings, finding.proposal?.patch ?? {})).toMatchObject({
        kind: 'taxii1',
        path: '/taxii/poll/',
      });
    },
  );
  it('is not looked for where TAXII 2 is spoken all the same', async () => {
    const finding = await found(failed('body/html-page'), await practice({}));
    expect(finding).toMatchObject({ code: 'body/html-page', evidence: { speaks: '2.1' }, proposal: null });
  });
});

describe('a server of TAXII 2 that is asked in TAXII 1', () => {
  it('is told, and the kind is proposed with the address', async () => {
    const settings = await practice({}, { kind: 'taxii1', path: '/taxii2/', taxiiVersion: '1.1' });
    const finding = await found(failed('http/405'), settings);
    expect(finding).toMatchObject({
      code: 'taxii/version-unsupported',
      proposal: { patch: { kind: 'taxii2', path: '/taxii2/', taxiiVersion: 'auto' } },
    });
    expect(mergeSource(settings, finding.proposal?.patch ?? {})).toMatchObject({ kind: 'taxii2', path: '/taxii2/' });
  });
});

describe('credentials that a server of TAXII 2 refuses', () => {
  const credentials = { kind: 'basic', user: 'alice', password: 'wrong' };
  it('are not needed where the same objects come without them', async () => {
    const finding = await found(failed('http/401'), await practice({}, { credentials }));
    expect(finding).toMatchObject({
      code: 'http/401-not-needed',
      proposal: { patch: { credentials: { kind: 'none' } } },
    });
  });
  it('are wrong where nothing comes without them either', async () => {
    const settings = await practice({}, { credentials, collection: '5f1d8a52-0c3e-4b7a-9d61-2f6a7b8c9d13' });
    expect(await found(failed('http/401'), settings)).toMatchObject({ code: 'http/401', proposal: null });
  });
});
