import { afterEach, describe, expect, it } from 'vitest';
import { afterRequest, serveTcp } from '../../test/fakes/loopback.ts';
import { deps, limits, poll, source } from '../../test/fakes/probing.ts';
import type { JsonObject } from '../config/plain.ts';
import { mergeSource } from '../config/source-settings.ts';
import { startLab, type Lab, type LabOptions } from '../lab/lab.ts';
import { discover } from './discover.ts';
import type { Offer } from './offer.ts';

let lab: Lab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

async function offered(changes: JsonObject, options: LabOptions = {}): Promise<Offer> {
  lab = await startLab(options);
  return discover(source(lab.port, { host: '127.0.0.1', ...changes }), deps, { limits });
}

describe('discovery', () => {
  it.each(['/taxii-discovery-service', '/taxii/poll/', '/taxii/collections/', '/', '/anything?x=1'])(
    'finds everything from %s',
    async (path) => {
      const offer = await offered({ path });
      expect(offer).toMatchObject({ versions: ['1.1', '1.0'], access: 'granted', code: null });
      expect(offer.services.map(({ type, relation }) => [type, relation])).toEqual([
        ['DISCOVERY', 'same'],
        ['COLLECTION_MANAGEMENT', 'same'],
        ['POLL', 'same'],
      ]);
      const all = offer.collections.find(({ name }) => name === 'practice.all');
      expect(all).toMatchObject({ type: 'DATA_FEED', available: true, polls: [`${lab?.url}/taxii/poll/`] });
      expect(offer.probes.length).toBeLessThanOrEqual(12);
      const settings = source(lab?.port ?? 0, { host: '127.0.0.1', path });
      if (path === '/taxii/poll/') expect(offer.proposal).toBeNull();
      else await poll(mergeSource(settings, offer.proposal?.patch ?? {}));
    },
  );
  it('tells a server of TAXII 1.0 alone', async () => {
    const offer = await offered({ path: '/taxii-discovery-service' }, { faults: ['taxii-1.0-only'] });
    expect(offer.versions).toEqual(['1.0']);
    expect(offer.collections[0]).toMatchObject({ version: '1.0' });
  });
  it('says where credentials are wanted, and does not send the refused ones around', async () => {
    const credentials = { kind: 'basic', user: 'practice', password: 'wrong' };
    const offer = await offered({ path: '/taxii/poll/', credentials }, { password: 'right' });
    expect(offer).toMatchObject({ services: [], collections: [], access: 'refused', code: 'taxii/unauthorized' });
    expect(lab?.requests).toHaveLength(1);
    expect(offer.versions).toEqual(['1.1']);
    const right = { ...credentials, password: 'right' };
    expect((await offered({ path: '/taxii/poll/', credentials: right }, { password: 'right' })).access).toBe('granted');
  });
  it('marks what lies on another host and does not go there', async () => {
    const offer = await offered({ path: '/taxii-discovery-service' });
    const asFeed = await discover(source(lab?.port ?? 0, { path: '/taxii-discovery-service' }), deps, { limits });
    expect(offer.services[0]?.relation).toBe('same');
    expect(asFeed.services.map(({ relation }) => relation)).toEqual(['other-host', 'other-host', 'other-host']);
    expect(asFeed.proposal).toBeNull();
    expect(JSON.stringify(asFeed.probes)).not.toContain('127.0.0.1');
  });
  it('says what stood in the way where nobody answers', async () => {
    const port = await serveTcp((socket) => socket.resetAndDestroy());
    const offer = await discover(source(port), deps, { limits });
    expect(offer).toMatchObject({ versions: [], code: expect.stringMatching(/^(?:http|tcp)\//) });
    expect(offer.probes).toHaveLength(1);
  });
});

/** A server of TAXII 2 with one API root and one collection. */
function taxii2(version: '2.0' | '2.1', seen: string[] = [], root = '/api1/'): Promise<number> {
  const type =
    version === '2.1' ? 'application/taxii+json;version=2.1' : 'application/vnd.oasis.taxii+json; version=2.0';
  const pages: Readonly<Record<string, object>> = {
    '/taxii2/': { title: 'Example', api_roots: [root] },
    '/api1/': { title: 'Root', versions: [type], max_content_length: 1 },
    '/api1/collections/': { collections: [{ id: '91a7b528', title: 'Domains', can_read: true, can_write: false }] },
  };
  return serveTcp(
    afterRequest((socket, request) => {
      seen.push(request);
      const [method, path = ''] = request.split(' ');
      const page = method === 'GET' && request.includes(`Accept: ${type}`) ? pages[path] : undefined;
      const body = page === undefined ? '' : JSON.stringify(page);
      const status = page === undefined ? '404 Not Found' : '200 OK';
      socket.end(`HTTP/1.1 ${status}\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    }),
  );
}

describe('discovery of TAXII 2', () => {
  it.each([
    ['2.1', '/taxii2/'],
    ['2.1', '/api1/'],
    ['2.1', '/'],
    ['2.0', '/taxii2/'],
    ['2.1', '/api1/collections/'],
  ] as const)('%s is found from %s with its collections', async (version, path) => {
    const offer = await discover(source(await taxii2(version), { path }), deps, { limits });
    expect(offer).toMatchObject({
      versions: [version],
      access: 'granted',
      code: null,
      collections: [
        {
          name: '91a7b528',
          title: 'Domains',
          version,
          available: true,
          polls: [expect.stringMatching(/^http:.*\/api1\/collections\/91a7b528\/objects\/$/)],
        },
      ],
    });
    expect(offer.services.every(({ type, relation }) => type === 'API_ROOT' && relation === 'same')).toBe(true);
  });
  it('does not follow an API root to another host', async () => {
    const seen: string[] = [];
    const port = await taxii2('2.1', seen, 'https://other.example/api1/');
    const offer = await discover(source(port, { path: '/taxii2/' }), deps, { limits });
    expect(offer).toMatchObject({ versions: ['2.1'], collections: [], services: [{ relation: 'other-host' }] });
    expect(seen.some((request) => request.includes('/api1/'))).toBe(false);
  });
});
