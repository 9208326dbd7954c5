import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closedPort } from '../../test/fakes/closed-port.ts';
import { afterRequest, pem, say, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { deps } from '../../test/fakes/probing.ts';
import { Secret } from '../base/secret.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import { tryProxy, type TunnelEnd } from './try-proxy.ts';

const end: TunnelEnd = { host: 'feed.example', port: 443 };

function tried(port: number, changes: Partial<ProxySettings> = {}, to: TunnelEnd | null = end) {
  const profile = { kind: 'http', host: '127.0.0.1', port, user: null, password: null, noProxy: [], ca: null } as const;
  return tryProxy({ ...profile, profile: 'office', ...changes }, to, deps, new AbortController().signal);
}

const states = ({ stages }: Awaited<ReturnType<typeof tried>>) =>
  stages.map(({ stage, state }) => `${stage} ${state}`).join(', ');
const opening = afterRequest((socket: Socket) => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));

describe('a trial of a proxy', () => {
  it('goes through its stages as far as the place', async () => {
    const trial = await tried(await serveTcp(opening));
    expect(states(trial)).toBe('dns ok, tcp ok, tls skipped, tunnel ok');
    expect(trial).toMatchObject({ failure: null, verdict: null, bypassed: false, seen: { profile: 'office' } });
    expect(Object.keys(trial.seen).sort()).toEqual(['address', 'addresses', 'destination', 'port', 'profile', 'proxy']);
  });
  it('greets a proxy that speaks TLS, with the authorities of the profile', async () => {
    const port = await serveTls(['good', 'intermediate'], opening);
    const trusted = { kind: 'https', host: 'feed.example', ca: pem('root.pem') } as const;
    expect(states(await tried(port, trusted))).toBe('dns ok, tcp ok, tls ok, tunnel ok');
    const foreign = await tried(port, { kind: 'https' });
    expect(states(foreign)).toBe('dns ok, tcp ok, tls failed, tunnel not-reached');
    expect(foreign.failure).toMatchObject({ code: 'proxy/cert', hop: 'proxy' });
  });
  it('only dials it where no place is named', async () => {
    expect(states(await tried(await serveTcp(opening), {}, null))).toBe('dns ok, tcp ok, tls skipped, tunnel skipped');
    const gone = await tried(await closedPort(), {}, null);
    expect(states(gone)).toBe('dns ok, tcp failed, tls skipped, tunnel skipped');
    expect(gone.failure?.code).toBe('proxy/refused');
  });
  it('tells a wrong password, and never shows it', async () => {
    const port = await serveTcp(say('HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic realm="p"\r\n\r\n'));
    const trial = await tried(port, { user: 'gw1', password: new Secret('hunter2') });
    expect(states(trial)).toBe('dns ok, tcp ok, tls skipped, tunnel failed');
    expect(trial).toMatchObject({ failure: { code: 'proxy/auth-bad' }, verdict: { code: 'proxy/auth-bad' } });
    expect(JSON.stringify(trial)).not.toMatch(/hunter2/);
  });
  it('asks again in the other tongue, and proposes no change of one source for a profile', async () => {
    const port = await serveTls(['good', 'intermediate'], (socket) => socket.destroy());
    const closes = await tried(port, { kind: 'http' });
    expect(['proxy/speaks-tls', 'proxy/closes']).toContain(closes.failure?.code);
    expect(closes.verdict?.code).toBe('proxy/speaks-tls');
    expect(closes.verdict?.proposal ?? null).toBeNull();
  });
  it('leads to a place that polls reach directly, and says so', async () => {
    const trial = await tried(await serveTcp(opening), { noProxy: ['.example'] });
    expect(trial).toMatchObject({ failure: null, bypassed: true });
  });
});
