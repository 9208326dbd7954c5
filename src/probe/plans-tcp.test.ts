import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { afterRequest, say, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { failed, pollFailure, probed, source } from '../../test/fakes/probing.ts';

/** A port of 127.0.0.1 where nothing listens, and what listens at the same port of 127.0.0.2. */
async function closedPort(elsewhere: boolean): Promise<number> {
  const port = await listen(createServer(hangUp), '127.0.0.2', 0);
  if (!elsewhere) await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

const servers: Server[] = [];

function listen(server: Server, host: string, port: number): Promise<number> {
  servers.push(server);
  onTestFinished(() => void server.close());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function hangUp(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.destroy();
}

const canary = { host: 'canary.example', port: 443, https: true, allowPrivate: true };

describe('a refused connection', () => {
  it('is the host’s where the same port is open elsewhere', async () => {
    const settings = source(await closedPort(true));
    const failure = await pollFailure(settings);
    expect(failure.code).toBe('tcp/refused');
    expect(await probed(failure, settings, { canary })).toMatchObject({ code: 'tcp/refused', certainty: 'certain' });
  });
  it('is a firewall’s where the same port is refused elsewhere too', async () => {
    const settings = source(await closedPort(false));
    const finding = await probed(await pollFailure(settings), settings, { canary });
    expect(finding).toMatchObject({ code: 'tcp/rejected-by-firewall', stage: 'tcp', certainty: 'likely' });
  });
  it('is tcp/proxy-required where a proxy of the site opens the way', async () => {
    const proxyPort = await serveTcp(
      afterRequest((socket, request) => {
        expect(request).not.toMatch(/^(?:authorization|proxy-authorization):/im);
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      }),
    );
    const proxy = {
      kind: 'http',
      host: '127.0.0.1',
      port: proxyPort,
      user: null,
      password: null,
      noProxy: [],
      ca: null,
    } as const;
    const settings = source(await closedPort(false), { credentials: { kind: 'bearer', token: 'secret' } });
    const finding = await probed(await pollFailure(settings), settings, { proxy });
    expect(finding).toMatchObject({ code: 'tcp/proxy-required', proposal: { patch: { proxy: { port: proxyPort } } } });
  });
});

describe('an unreachable host', () => {
  const evidence = { attempts: [{ address: '192.0.2.9', error: 'EHOSTUNREACH', ms: 3050 }] };
  const table =
    'IP address       HW type     Flags       HW address            Mask     Device\n' +
    '192.0.2.9        0x1         0x0         00:00:00:00:00:00     *        eth0\n' +
    '192.0.2.8        0x1         0x2         02:fc:00:00:00:05     *        eth0\n';
  const neighbours = (): Promise<string> => Promise.resolve(table);
  it('is tcp/host-down-lan where it is a neighbour that does not answer', async () => {
    const finding = await probed(failed('tcp/host-unreachable', evidence), source(9000), {}, { neighbours });
    expect(finding).toMatchObject({ code: 'tcp/host-down-lan', certainty: 'certain' });
    expect(finding.evidence['probes']).toContainEqual({
      probe: 'neighbour',
      asked: '192.0.2.9',
      answered: 'incomplete',
      ms: 0,
    });
  });
  it('is prohibited where the neighbour answers and the refusal comes at once', async () => {
    const other = { attempts: [{ address: '192.0.2.8', error: 'EHOSTUNREACH', ms: 10 }] };
    const finding = await probed(failed('tcp/host-unreachable', other), source(9000), {}, { neighbours });
    expect(finding.code).toBe('tcp/admin-prohibited');
  });
});

describe('a proxy in the way', () => {
  it('is proxy/no-proxy-missed where a private host answers without it', async () => {
    const port = await serveTcp((socket) => socket.resume());
    const proxy = { kind: 'http', host: '127.0.0.1', port: await closedPort(false) };
    const settings = source(port, { proxy });
    const failure = await pollFailure(settings);
    expect(failure.code).toBe('proxy/refused');
    expect(await probed(failure, settings)).toMatchObject({
      code: 'proxy/no-proxy-missed',
      certainty: 'certain',
      proposal: { patch: { proxy: 'none' } },
    });
  });
  it('is proxy/speaks-tls where it answers a TLS greeting', async () => {
    const port = await serveTls(['good', 'intermediate'], (socket) => socket.end());
    const settings = source(9000, { proxy: { kind: 'http', host: '127.0.0.1', port } });
    const failure = await pollFailure(settings);
    expect(failure.code).toBe('proxy/closes');
    expect(await probed(failure, settings)).toMatchObject({
      code: 'proxy/speaks-tls',
      proposal: { patch: { proxy: { kind: 'https', port } } },
    });
  });
  it('is proxy/not-tls where it answers HTTP in clear', async () => {
    const port = await serveTcp(say('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'));
    const settings = source(9000, { proxy: { kind: 'https', host: '127.0.0.1', port } });
    expect(await probed(failed('proxy/tls'), settings)).toMatchObject({
      code: 'proxy/not-tls',
      proposal: { patch: { proxy: { kind: 'http', port } } },
    });
  });
  it('is not blamed where the host does not answer directly either', async () => {
    const proxy = { kind: 'http', host: '127.0.0.1', port: await closedPort(false) };
    const settings = source(await closedPort(false), { proxy });
    expect(await probed(await pollFailure(settings), settings)).toMatchObject({
      code: 'proxy/refused',
      proposal: null,
    });
  });
});
