import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/config/plain.ts';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { leaf } from '../../src/lab/pki/issue.ts';
import { shows, worldAt } from '../../src/lab/tls/world.ts';
import { afterRequest, serveTcp, serveTls } from '../fakes/loopback.ts';
import { startPolling } from './polling.ts';

/** What a server that sends us elsewhere gets to see there, and here: whatever proves who we are stays at its origin. */

const secret = 'sesame-4711';
const credentials = [
  { kind: 'basic', user: 'alice', password: secret },
  { kind: 'header', name: 'X-Api-Key', value: secret },
];
const proofs = /^(?:authorization|x-api-key|cookie):/im;

/** A server that keeps what it hears, and answers `200` with nothing. */
async function echo(): Promise<{ readonly port: number; readonly heard: string[] }> {
  const heard: string[] = [];
  const port = await serveTcp(
    afterRequest((socket, request) => {
      heard.push(request);
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n');
    }),
  );
  return { port, heard };
}

/** What answers every request with a redirect. */
function moved(status: number, to: (path: string) => string, heard: string[]) {
  return afterRequest((socket, request) => {
    heard.push(request);
    const path = request.split(' ')[1] ?? '';
    socket.end(`HTTP/1.1 ${status} Moved\r\nLocation: ${to(path)}\r\nContent-Length: 0\r\n\r\n`);
  });
}

const kinds: readonly (readonly [kind: string, settings: JsonObject])[] = [
  ['taxii1', {}],
  ['taxii2', { path: '/api/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/objects/', collection: 'practice' }],
  ['list', { path: '/list.txt', collection: null, list: { format: 'text' } }],
];

const statuses = [301, 302, 303, 307, 308];

describe('a redirect', () => {
  it.each(kinds.flatMap(([kind, settings]) => statuses.map((status) => [kind, status, settings] as const)))(
    'of %s by %i to another port carries no proof of who we are there',
    async (kind, status, settings) => {
      await using polling = await startPolling();
      const other = await echo();
      const heard: string[] = [];
      const port = await serveTcp(moved(status, (path) => `http://127.0.0.1:${other.port}${path}`, heard));
      await polling.configure({ kind, port, credentials, ...settings });
      await polling.poll('full');
      expect(heard[0], 'here we say who we are').toMatch(proofs);
      expect(other.heard.filter((request) => proofs.test(request) || request.includes(secret))).toEqual([]);
      if (kind !== 'list') expect(other.heard, 'what is no plain list asks nobody else').toEqual([]);
    },
  );
  it.each(kinds)('of %s from https to http is not followed', async (kind, settings) => {
    await using polling = await startPolling();
    const clear = await echo();
    const heard: string[] = [];
    const talk = moved(302, (path) => `http://127.0.0.1:${clear.port}${path}`, heard);
    const { now, root, middle } = worldAt(Date.now());
    const port = await serveTls([], talk, shows(leaf(now, middle, ['127.0.0.1']), middle));
    const tls = { https: true, ca: pemOf(root) };
    await polling.configure({ kind, port, credentials, ...tls, ...settings });
    const { failure } = await polling.poll('full');
    expect(failure?.code).toBe('http/redirect-downgrade');
    expect(heard.length).toBeGreaterThan(0);
    expect(clear.heard).toEqual([]);
  });
  it.each(statuses)('by %i does not make a POST go anywhere, at its own origin either', async (status) => {
    await using polling = await startPolling();
    const heard: string[] = [];
    const port = await serveTcp(moved(status, () => '/elsewhere', heard));
    await polling.configure({ port, credentials });
    const { failure } = await polling.poll('full');
    expect(failure?.code).toBe('http/redirect');
    expect(heard.map((request) => request.split(' ', 2).join(' '))).toEqual(['POST /taxii/poll/']);
  });
  it('is followed by a GET at its own origin, three times at the most', async () => {
    await using polling = await startPolling();
    const heard: string[] = [];
    const port = await serveTcp(moved(302, (path) => `${path}x`, heard));
    await polling.configure({
      kind: 'list',
      port,
      credentials,
      path: '/l',
      collection: null,
      list: { format: 'text' },
    });
    const { failure } = await polling.poll('full');
    expect(failure?.code).toBe('http/redirect');
    const paths = heard.map((request) => request.split(' ')[1]);
    expect(paths).toEqual(['/l', '/lx', '/lxx', '/lxxx']);
    expect(heard.every((request) => proofs.test(request))).toBe(true);
  });
});
