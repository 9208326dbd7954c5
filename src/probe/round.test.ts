import { describe, expect, it } from 'vitest';
import { afterRequest, serveTcp } from '../../test/fakes/loopback.ts';
import { deps, failed, limits, probed, source } from '../../test/fakes/probing.ts';
import { askTaxii } from './ask-taxii.ts';
import { knock } from './line.ts';
import { Round } from './round.ts';

const bearer = { kind: 'bearer', token: 'top-secret' };

describe('a round of probes', () => {
  it('goes to the configured host on its own port, 443 and 80, and to what was advertised', () => {
    const round = new Round(source(9000), deps);
    const at = (host: string, port: number) => round.permits({ host, port, https: false, path: '/' });
    expect([at('feed.example', 9000), at('FEED.example', 443), at('feed.example', 80)]).toEqual([true, true, true]);
    expect([at('feed.example', 22), at('other.example', 9000), at('169.254.169.254', 80)]).toEqual([
      false,
      false,
      false,
    ]);
    round.advertise({ host: 'other.example', port: 9000, https: false, path: '/' });
    expect([at('other.example', 9000), at('other.example', 9001)]).toEqual([true, false]);
    round.close();
  });
  it('sends credentials to the configured origin alone, and never in clear in place of TLS', async () => {
    const round = new Round(source(9000, { https: true, credentials: bearer }), deps);
    const sent = async (host: string, port: number, https: boolean) =>
      (await round.proof({ host, port, https, path: '/' })).headers.length;
    expect(await sent('feed.example', 9000, true)).toBe(1);
    const others = [
      sent('feed.example', 9000, false),
      sent('feed.example', 443, true),
      sent('other.example', 9000, true),
      sent('feed.example', 80, false),
    ];
    expect(await Promise.all(others)).toEqual([0, 0, 0, 0]);
    const clear = new Round(source(9000, { credentials: bearer }), deps);
    expect((await clear.proof({ ...clear.own, https: true })).headers).toHaveLength(1);
    for (const each of [round, clear]) each.close();
  });
  it('keeps credentials back once they were refused', async () => {
    const seen: string[] = [];
    const port = await serveTcp(
      afterRequest((socket, request) => {
        seen.push(request);
        socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
      }),
    );
    await probed(failed('http/404'), source(port, { credentials: bearer }));
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.filter((request) => request.includes('top-secret'))).toHaveLength(1);
  });
  it('keeps them back where the refusal comes as a message, too', async () => {
    const seen: string[] = [];
    const body =
      '<t:Status_Message xmlns:t="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="1" status_type="UNAUTHORIZED"/>';
    const port = await serveTcp(
      afterRequest((socket, request) => {
        seen.push(request);
        socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }),
    );
    await probed(failed('taxii/not-found'), source(port, { credentials: bearer }));
    expect(seen.filter((request) => request.includes('top-secret'))).toHaveLength(1);
  });
  it('shows the client certificate to the configured origin alone', () => {
    const clientCertificate = { certificate: 'x', key: 'y', passphrase: null };
    const settings = source(9000);
    const round = new Round({ ...settings, clientCertificate: clientCertificate as never }, deps);
    expect(round.target(round.own).tls.clientCertificate).not.toBeNull();
    expect(round.target({ ...round.own, port: 443 }).tls.clientCertificate).toBeNull();
    round.close();
  });
  it('does not reach private addresses of hosts that a server named', () => {
    const round = new Round(source(9000), deps);
    expect(round.target(round.own).allowPrivate).toBe(true);
    expect(round.target({ ...round.own, host: 'other.example' }).allowPrivate).toBe(false);
    round.close();
  });
  it('leaves what is not permitted unasked', async () => {
    const round = new Round(source(9000), deps);
    const elsewhere = { ...round.own, host: 'other.example' };
    expect(await askTaxii(round, { kind: 'discovery' }, { place: elsewhere })).toBeNull();
    expect(await knock(round, elsewhere)).toBeNull();
    expect(round.notes).toEqual([]);
    round.close();
  });
  it('makes six connections at most, whatever the plan would like', async () => {
    let connections = 0;
    const port = await serveTcp((socket) => {
      connections += 1;
      afterRequest(() => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'))(socket);
    });
    for (const code of ['http/404', 'http/405', 'taxii/not-found', 'http/406'] as const) {
      connections = 0;
      const finding = await probed(failed(code), source(port));
      expect(connections).toBeGreaterThan(2);
      expect(connections).toBeLessThanOrEqual(6);
      expect(finding.evidence['probes']).toHaveLength(connections);
    }
    expect(
      (await probed(failed('http/404'), source(port), { limits: { connections: 2 } })).evidence['probes'],
    ).toHaveLength(2);
  });
  it('ends with its time, and says what it had learnt by then', async () => {
    const port = await serveTcp((socket) => socket.resume());
    const began = performance.now();
    const finding = await probed(failed('http/404'), source(port), { limits: { total: 100, answer: 5000 } });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(finding).toMatchObject({ code: 'http/404', certainty: 'likely' });
  });
  it('is cancelled with the reason of whoever cancels it', async () => {
    const port = await serveTcp((socket) => socket.resume());
    const stop = new AbortController();
    const waiting = probed(failed('http/404'), source(port), { signal: stop.signal, limits: { answer: 5000 } });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
  it('keeps secrets out of the finding', async () => {
    const port = await serveTcp(
      afterRequest((socket, request) => {
        const echo = request.replaceAll(/[\r\n]/g, ' ');
        socket.end(`HTTP/1.1 404 ${echo.length}\r\nContent-Length: 0\r\n\r\n`);
      }),
    );
    const finding = await probed(failed('http/404'), source(port, { credentials: bearer }));
    expect(JSON.stringify(finding)).not.toContain('top-secret');
    expect(JSON.stringify(finding.evidence['probes'])).toContain('with credentials');
  });
  it('asks nothing after a failure that tells all by itself', async () => {
    const finding = await probed(failed('http/429', { status: 429 }), source(9000));
    expect(finding).toEqual({
      code: 'http/429',
      stage: 'http',
      certainty: 'certain',
      alternatives: [],
      evidence: { status: 429 },
      proposal: null,
    });
  });
});

it('a short limit is no limit of the source', () => {
  const round = new Round(source(9000), deps, { limits });
  expect(round.target(round.own).timeouts).toMatchObject({ connect: 300, firstByte: 1000 });
  round.close();
});
