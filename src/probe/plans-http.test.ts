import { afterEach, describe, expect, it } from 'vitest';
import { afterRequest, serveTcp } from '../../test/fakes/loopback.ts';
import { failed, poll, pollFailure, probed, source } from '../../test/fakes/probing.ts';
import type { JsonObject } from '../config/plain.ts';
import { mergeSource } from '../config/source-settings.ts';
import type { SourceSettings } from '../feed/source.ts';
import { startLab, type Lab, type LabOptions } from '../lab/lab.ts';
import type { Finding } from '../feed/finding.ts';

let lab: Lab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

/** A source at a practice server, addressed as the server advertises itself. */
async function practice(changes: JsonObject = {}, options: LabOptions = {}): Promise<SourceSettings> {
  lab = await startLab(options);
  return source(lab.port, { host: '127.0.0.1', ...changes });
}

async function find(settings: SourceSettings): Promise<Finding> {
  return probed(await pollFailure(settings), settings);
}

/** The proposal is what mends it: applied, the same poll is answered. */
async function mends(finding: Finding, settings: SourceSettings): Promise<void> {
  if (finding.proposal === null) throw new Error(`no proposal with ${finding.code}`);
  await poll(mergeSource(settings, finding.proposal.patch));
}

describe('a path without its final slash', () => {
  it.each([
    ['slash-405', 'http/405-slash'],
    ['slash-500', 'http/500-slash'],
    ['slash-redirect', 'http/redirect-slash'],
  ])('%s is found out by trying it: %s', async (fault, code) => {
    const settings = await practice({ path: '/taxii/poll' }, { faults: [fault] });
    const finding = await find(settings);
    expect(finding).toMatchObject({ code, certainty: 'certain', proposal: { patch: { path: '/taxii/poll/' } } });
    await mends(finding, settings);
  });
  it('is http/404-path where the server answers 404 without it', async () => {
    const settings = await practice({ path: '/taxii/poll' });
    const finding = await find(settings);
    expect(finding).toMatchObject({ code: 'http/404-path', stage: 'http', certainty: 'certain' });
    await mends(finding, settings);
  });
});

describe('a path of another service', () => {
  it('is http/404-path where discovery elsewhere lists the poll service', async () => {
    const settings = await practice({ path: '/api/feeds/' });
    const finding = await find(settings);
    expect(finding).toMatchObject({ code: 'http/404-path', evidence: { polls: [`${lab?.url}/taxii/poll/`] } });
    await mends(finding, settings);
  });
  it('is taxii/wrong-service where the address itself is discovery', async () => {
    const settings = await practice({ path: '/taxii-discovery-service' });
    const finding = await find(settings);
    expect(finding).toMatchObject({ code: 'taxii/wrong-service', certainty: 'certain' });
    await mends(finding, settings);
  });
  it('is taxii/wrong-service where polls get 400 and discovery is answered', async () => {
    const finding = await find(await practice({}, { faults: ['wrong-service-400'] }));
    expect(finding.code).toBe('taxii/wrong-service');
  });
  it('is never proposed on another host', async () => {
    const settings = await practice({ path: '/api/feeds/' });
    const finding = await probed(await pollFailure(settings), { ...settings, host: 'feed.example' });
    expect(finding).toMatchObject({
      code: 'http/404',
      proposal: null,
      evidence: { polls: [`${lab?.url}/taxii/poll/`] },
    });
  });
});

describe('a redirect', () => {
  it('is taken over on the same host, and not to another', async () => {
    const settings = source(8000);
    const here = failed('http/redirect', { location: 'https://feed.example/new/poll/' });
    expect((await probed(here, settings)).proposal?.patch).toEqual({ path: '/new/poll/', port: 443, https: true });
    const there = failed('http/redirect', { location: 'https://moved.example/new/poll/' });
    expect(await probed(there, settings)).toMatchObject({ proposal: null, evidence: { relation: 'other-host' } });
    const clear = failed('http/redirect', { location: 'http://feed.example/new/poll/' });
    expect((await probed(clear, source(443, { https: true }))).proposal).toBeNull();
  });
});

const basic = { kind: 'basic', user: 'practice', password: 'wrong' };

/** Answers 401 to whoever shows credentials, and a count to whoever does not. */
function openFeed(seen: string[], otherwise = '<x/>'): Promise<number> {
  return serveTcp(
    afterRequest((socket, request) => {
      seen.push(request);
      const refused = /^authorization:/im.test(request);
      const status = refused ? '401 Unauthorized' : '200 OK';
      const body = refused ? '' : otherwise;
      const challenge = refused ? 'WWW-Authenticate: Bearer realm="x"\r\n' : '';
      socket.end(`HTTP/1.1 ${status}\r\n${challenge}Content-Length: ${body.length}\r\n\r\n${body}`);
    }),
  );
}

const counted =
  '<t:Poll_Response xmlns:t="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="1" collection_name="practice.all"/>';

describe('refused credentials', () => {
  it('are http/401-not-needed where the request is answered without them', async () => {
    const seen: string[] = [];
    const settings = source(await openFeed(seen, counted), { credentials: basic });
    const finding = await find(settings);
    expect(finding).toMatchObject({
      code: 'http/401-not-needed',
      stage: 'auth',
      certainty: 'certain',
      proposal: { patch: { credentials: { kind: 'none' } } },
    });
    expect(seen.filter((request) => /^authorization:/im.test(request))).toHaveLength(1);
    await mends(finding, settings);
  });
  it('stay http/401 where the server wants some, and are never sent again', async () => {
    const settings = await practice({ credentials: basic }, { password: 'right' });
    const failure = await pollFailure(settings);
    const before = lab?.requests.length ?? 0;
    const finding = await probed(failure, settings);
    expect(finding).toMatchObject({
      code: failure.code,
      certainty: 'certain',
      proposal: null,
      evidence: { sent: 'basic', wants: ['basic'] },
    });
    expect(lab?.requests).toHaveLength(before + 1);
    expect(JSON.stringify(finding)).not.toContain('wrong');
  });
  it('that are known but not entitled are told from those that nobody asks for', async () => {
    const statuses = (anonymous: string): Promise<number> =>
      serveTcp(
        afterRequest((socket, request) => {
          const known = /^authorization:/im.test(request);
          socket.end(`HTTP/1.1 ${known ? '403 Forbidden' : anonymous}\r\nContent-Length: 0\r\n\r\n`);
        }),
      );
    const entitled = await find(source(await statuses('401 Unauthorized'), { credentials: basic }));
    expect(entitled).toMatchObject({ code: 'http/403-not-entitled', certainty: 'likely' });
    const walled = await find(source(await statuses('403 Forbidden'), { credentials: basic }));
    expect(walled).toMatchObject({ code: 'http/403', certainty: 'one-of' });
  });
});

describe('a collection that is refused', () => {
  it('is named as these credentials may read it, nearest first', async () => {
    const settings = await practice({ collection: 'practise.al' });
    const finding = await find(settings);
    expect(finding).toMatchObject({
      code: 'taxii/collection-not-found',
      certainty: 'certain',
      evidence: { nearest: 'practice.all', collections: expect.arrayContaining(['practice.all']) },
      proposal: { patch: { collection: 'practice.all' } },
    });
    await mends(finding, settings);
  });
  it('is taxii/collection-unavailable where the list says that it is closed', async () => {
    const settings = await practice();
    const closed = lab?.collections.find(({ available }) => !available);
    expect(closed, 'the samples have a closed collection').toBeDefined();
    const finding = await probed(failed('taxii/not-found'), { ...settings, collection: closed?.name ?? '' });
    expect(finding).toMatchObject({ code: 'taxii/collection-unavailable', certainty: 'certain' });
  });
  it('has no proposal where no name comes near', async () => {
    const finding = await find(await practice({ collection: 'entirely-different' }));
    expect(finding).toMatchObject({ code: 'taxii/collection-not-found', proposal: null });
  });
});

describe('another version of TAXII', () => {
  const discovery = '{"title":"Example","api_roots":["/api1/"]}';
  const taxii2 = (version: '2.0' | '2.1'): Promise<number> =>
    serveTcp(
      afterRequest((socket, request) => {
        const type = version === '2.1' ? 'application/taxii+json;version=2.1' : 'application/vnd.oasis.taxii+json';
        const fits = request.startsWith('GET') && request.includes(`Accept: ${type}`);
        const status = fits ? '200 OK' : '406 Not Acceptable';
        const body = fits ? discovery : '';
        socket.end(`HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }),
    );
  it.each(['2.0', '2.1'] as const)('%s is told by its discovery', async (version) => {
    const finding = await find(source(await taxii2(version)));
    expect(finding).toMatchObject({
      code: 'taxii/version-unsupported',
      certainty: 'certain',
      evidence: { speaks: version, title: 'Example', apiRoots: ['/api1/'] },
    });
  });
  it('is told also behind a path that takes no POST', async () => {
    const port = await taxii2('2.1');
    expect((await probed(failed('http/405'), source(port))).evidence).toMatchObject({ speaks: '2.1' });
  });
  it('1.0 is proposed where the source insists on 1.1', async () => {
    const settings = await practice({ taxiiVersion: '1.1' }, { faults: ['taxii-1.0-only'] });
    const finding = await find(settings);
    expect(finding).toMatchObject({ code: 'taxii/version-unsupported', proposal: { patch: { taxiiVersion: '1.0' } } });
    await mends(finding, settings);
  });
  it('is no version at all where a log-in page comes', async () => {
    expect(await find(await practice({}, { faults: ['page-login'] }))).toMatchObject({
      code: 'body/html-login',
      stage: 'auth',
    });
    expect((await find(await practice({}, { faults: ['page-error'] }))).code).toBe('body/html-error');
  });
});

describe('a span that is too wide', () => {
  it.each(['span-empty', 'span-truncated', 'span-500', 'span-refused'])(
    '%s is found out by asking for less, and the width that works is proposed',
    async (fault) => {
      const settings = await practice({}, { faults: [fault] });
      const failure = await pollFailure(settings);
      const finding = await probed(failure, settings);
      expect(finding).toMatchObject({ code: failure.code, certainty: 'certain' });
      expect(Number(finding.proposal?.patch['segment'])).toBeLessThanOrEqual(4 * 86_400_000);
      mergeSource(settings, finding.proposal?.patch ?? {});
    },
  );
  it('is not to blame where the narrowest breaks down too', async () => {
    const settings = await practice({}, { faults: ['empty-body'] });
    expect(await find(settings)).toMatchObject({ code: 'body/empty', certainty: 'likely', proposal: null });
  });
});

describe('a feed that may have ended', () => {
  it('is judged by whether the domain above still exists', async () => {
    const gone = { resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'dns/nxdomain' })) };
    const here = source(443, { host: 'taxii.feed.example' });
    expect((await probed(failed('dns/nxdomain'), here)).evidence).toMatchObject({ parentExists: true });
    const finding = await probed(failed('dns/nxdomain'), here, {}, { resolver: gone });
    expect(finding).toMatchObject({ code: 'dns/nxdomain', certainty: 'certain', evidence: { parentExists: false } });
  });
  it('is over where the server answers 410', async () => {
    expect(await find(await practice({}, { faults: ['http-410'] }))).toMatchObject({
      code: 'http/410',
      certainty: 'certain',
    });
  });
});
