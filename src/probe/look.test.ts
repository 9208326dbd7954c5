import { describe, expect, it } from 'vitest';
import { afterRequest, names, pem, say, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { closedPort } from '../../test/fakes/closed-port.ts';
import { failing } from '../base/failure.ts';
import { netConditions } from '../net/conditions.ts';
import { systemClock } from '../host/clock.ts';
import { lookAt, type Looked, type LookTarget } from './look.ts';

const resolver = names({ 'feed.example': ['127.0.0.1'], 'two.example': ['127.0.0.1', '127.0.0.2'] });
const hello = say('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
const cert = ['good', 'intermediate'].map((name) => pem(`${name}.pem`)).join('\n');
const tls = { cert, key: pem('server.key') };

function look(port: number, more: Partial<LookTarget> = {}): Promise<Looked> {
  const target = { host: 'feed.example', port, proxy: null, ca: null, ...more };
  return lookAt(target, { clock: systemClock, resolver }, new AbortController().signal);
}

describe('looking at a port', () => {
  it('draws the chain that is shown, and says why it is not trusted', async () => {
    const port = await serveTls([], hello, tls);
    const looked = await look(port);
    expect(looked).toMatchObject({ dns: null, tls: { answer: 'agreed' }, plain: null });
    expect(looked.chain?.path.length).toBeGreaterThan(1);
    expect(looked.distrust?.code).toMatch(/^tls\/(?:unknown-root|missing-intermediate|inspection)$/);
  });

  it('trusts what an authority more verifies', async () => {
    const port = await serveTls([], hello, tls);
    const looked = await look(port, { ca: pem('root.pem') });
    expect(looked.distrust).toBeNull();
    expect(looked.chain?.root).toMatchObject({ trustedHere: true });
  });

  it('tells HTTP in clear from a port that says nothing of the kind', async () => {
    expect(await look(await serveTcp(hello))).toMatchObject({ plain: 'http', distrust: null, chain: null });
    const banner = await serveTcp((socket) => socket.end('220 smtp ready\r\n'));
    expect((await look(banner)).plain).toBe('other');
    expect((await look(await serveTcp(afterRequest((socket) => socket.end())))).plain).toBe('closed');
  });

  it('tries every address by itself', async () => {
    const port = await serveTcp(hello);
    const { addresses } = await look(port, { host: 'two.example' });
    expect(addresses.map(({ address, failure }) => [address, failure?.code ?? null])).toEqual([
      ['127.0.0.1', null],
      ['127.0.0.2', 'tcp/refused'],
    ]);
  });

  it('says what is wrong before a port could be asked', async () => {
    const gone = { resolve: () => Promise.reject(failing(netConditions)('dns/nxdomain', 'no such name')) };
    const target = { host: 'nowhere.example', port: 443, proxy: null, ca: null };
    const looked = await lookAt(target, { clock: systemClock, resolver: gone }, new AbortController().signal);
    expect(looked).toMatchObject({ dns: { code: 'dns/nxdomain' }, tls: null });
    const refused = await look(await closedPort(), { host: '127.0.0.1' });
    expect(refused).toMatchObject({ addresses: [{ failure: { code: 'tcp/refused' } }], tls: null, plain: null });
  });
});
