import { describe, expect, it } from 'vitest';
import { doorPaths } from '../../src/lab/door.ts';
import { practiceId } from '../../src/lab/taxii2/collection.ts';
import { presetNamed, presetSettings } from '../../src/presets/catalogue.ts';
import { probeFailure } from '../../src/probe/probe.ts';
import { systemClock } from '../../src/host/clock.ts';
import { afterRequest, names, serveTcp } from '../fakes/loopback.ts';
import { startPolling } from './polling.ts';
import { withoutProfiles } from '../fakes/profiles.ts';

const canary = 'canary+4711/secret';
const credentials = [
  { kind: 'basic', user: 'user', password: `${canary}-password` },
  { kind: 'header', name: 'X-Client', value: `${canary}-header` },
  { kind: 'query', name: 'key', value: `${canary}-query` },
];

/** A server that shows what it was asked: in an error page, in its status line, and where it redirects to. */
async function revealing(status: string): Promise<{ readonly port: number; readonly heard: string[] }> {
  const heard: string[] = [];
  const port = await serveTcp(
    afterRequest((socket, request) => {
      heard.push(request);
      const [line = ''] = request.split('\r\n');
      const path = line.split(' ')[1] ?? '';
      const body = `<html><title>${path}</title><pre>${request}</pre></html>`;
      const head = [
        `HTTP/1.1 ${status} ${path}`,
        'Content-Type: text/html',
        `Location: /moved${path}`,
        `Server: ${path}`,
      ];
      socket.end(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`);
    }),
  );
  return { port, heard };
}

describe('what a source proves itself with', () => {
  it.each([
    ['taxii1', '404'],
    ['taxii1', '200'],
    ['taxii1', '302'],
    ['taxii2', '404'],
    ['taxii2', '200'],
    ['taxii2', '302'],
  ])('goes with each request of %s and shows in nothing that is told of an answer %s', async (kind, status) => {
    await using polling = await startPolling();
    const { port, heard } = await revealing(status);
    await polling.configure({ kind, port, path: '/feed/?format=xml', credentials });
    const report = await polling.poll();
    const source = await polling.store.sources.get('practice');
    if (report.failure === null || source === undefined) throw new Error('it did not fail');
    const deps = { clock: systemClock, resolver: names({}) };
    const finding = await probeFailure(report.failure, withoutProfiles(source.settings), deps, {
      limits: { total: 5000 },
    });
    const [request = ''] = heard;
    expect(request).toMatch(/^(?:GET|POST) \/feed\/[^ ]*[?&]key=canary%2B4711%2Fsecret-query HTTP/);
    expect(request).toContain(`X-Client: ${canary}-header`);
    expect(request).toContain('Authorization: Basic ');
    const told = JSON.stringify([report, finding, source.state, polling.log.lines]);
    expect(told).not.toMatch(/canary|4711|dXNlcjpj/);
  });
});

describe('a token', () => {
  const client = {
    kind: 'oauth2',
    url: doorPaths.oauth2,
    clientId: 'practice',
    clientSecret: 'practice-secret',
  };
  const login = { kind: 'login', url: doorPaths.login, user: 'practice', password: 'practice-password' };

  it.each([
    ['taxii1', client],
    ['taxii1', { ...client, secretIn: 'body' }],
    ['taxii1', login],
    ['taxii2', client],
  ])('is got once for all polls of a source of %s: %#', async (kind, credentials) => {
    const place = kind === 'taxii2' ? { path: '/taxii2/practice/', collection: practiceId } : {};
    await using polling = await startPolling({ door: {}, taxii2: {}, source: { kind, credentials, ...place } });
    for (const _ of [1, 2]) expect((await polling.poll('full')).failure).toBeNull();
    const asked = polling.lab.requests.filter(({ path }) => path === credentials.url);
    expect(asked.length).toBe(1);
    expect(
      JSON.stringify([await polling.store.polls.list({ source: 'practice', limit: 9 }), polling.log.lines]),
    ).not.toContain('practice-secret');
  });
  it('is got by a source made of a preset, at a server that stands in for its own', async () => {
    const preset = presetNamed('eclecticiq');
    if (preset?.login.kind !== 'token') throw new Error('the preset needs no token');
    const credentials = { ...login, url: preset.login.url };
    await using polling = await startPolling({ door: {}, source: { ...presetSettings(preset), credentials } });
    const { failure, funnel } = await polling.poll();
    expect([failure, funnel.supported > 100]).toEqual([null, true]);
  });
  it('that a status message of TAXII 1 refuses is renewed once, and the message sent again', async () => {
    await using polling = await startPolling();
    const heard: string[] = [];
    const refusal =
      '<t:Status_Message xmlns:t="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="1" status_type="UNAUTHORIZED"/>';
    const empty =
      '<t:Poll_Response xmlns:t="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="1" collection_name="practice.mixed"/>';
    const port = await serveTcp(
      afterRequest((socket, request) => {
        const [, path = ''] = request.split(' ');
        const [, token = ''] = /Bearer (\S+)/.exec(request) ?? [];
        heard.push(path === '/auth' ? 'log-in' : token);
        const tokens = heard.filter((each) => each === 'log-in').length;
        const stale = token === 'token-1' && heard.length > 2;
        const body = path === '/auth' ? `{"token":"token-${tokens}"}` : stale ? refusal : empty;
        const type = 'X-TAXII-Content-Type: urn:taxii.mitre.org:message:xml:1.1';
        socket.end(`HTTP/1.1 200 OK\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }),
    );
    await polling.configure({ port, credentials: { ...login, url: '/auth' } });
    for (const _ of [1, 2]) expect((await polling.poll('full')).failure).toBeNull();
    expect(heard.join(' ')).toMatch(/^log-in(?: token-1){2} log-in(?: token-2)+$/);
  });
});
