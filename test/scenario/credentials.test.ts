import { describe, expect, it } from 'vitest';
import { probeFailure } from '../../src/probe/probe.ts';
import { systemClock } from '../../src/host/clock.ts';
import { afterRequest, names, serveTcp } from '../fakes/loopback.ts';
import { startPolling } from './polling.ts';

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
    const finding = await probeFailure(report.failure, source.settings, deps, { limits: { total: 5000 } });
    const [request = ''] = heard;
    expect(request).toMatch(/^(?:GET|POST) \/feed\/[^ ]*[?&]key=canary%2B4711%2Fsecret-query HTTP/);
    expect(request).toContain(`X-Client: ${canary}-header`);
    expect(request).toContain('Authorization: Basic ');
    const told = JSON.stringify([report, finding, source.state, polling.log.lines]);
    expect(told).not.toMatch(/canary|4711|dXNlcjpj/);
  });
});
