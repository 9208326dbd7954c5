import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hold, namespaceObstacle } from '../../src/lab/network/host-tools.ts';
import { far, openSite, type SitePlan } from '../../src/lab/network/site.ts';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { leaf } from '../../src/lab/pki/issue.ts';
import { shows, worldAt } from '../../src/lab/tls/world.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { Desk, expectRepaired } from './repairing.ts';

/**
 * "Connection timed out" and "Connection refused": each of their causes, told apart and mended, in networks of our own.
 * The server is `feed.practice.example`; the source looks for it at port 4400, where it is not, or is not let in.
 */

const obstacle = await namespaceObstacle();
if (obstacle !== null) console.warn(`SKIPPED: repairs of lines need namespaces: ${JSON.stringify(obstacle)}`);

const proxyModule = fileURLToPath(new URL('company-proxy.child.ts', import.meta.url));
/** The address that the company's proxy goes out by; the gateway has the first of the near side. */
const proxyAddress = '198.51.100.10';
const feed = 'feed.practice.example';
const other = 'other.practice.example';

/** Shell lines that make a packet filter of one rule. */
function filter(hook: 'input' | 'output', rule: string): string[] {
  return [
    'nft add table inet firewall',
    `nft 'add chain inet firewall ${hook} { type filter hook ${hook} priority 0; }'`,
    `nft 'add rule inet firewall ${hook} ${rule}'`,
  ];
}

const allow = 'nft delete table inet firewall';

interface Wiring extends Partial<SitePlan> {
  /** The source, as it is added; default in clear. */
  readonly https?: SitePlan['https'];
  readonly proxy?: true;
}

/** A desk in a network, with the source `corp`. */
async function deskIn({ proxy, ...plan }: Wiring): Promise<Desk> {
  const site = await openSite({
    near: [],
    far: [],
    hosts: [`${far.v4} ${feed} ${other}`],
    ports: [],
    https: null,
    ...plan,
  });
  onTestFinished(() => site.close());
  if (proxy) {
    const child = await hold([...site.inside, process.execPath, proxyModule, proxyAddress]);
    onTestFinished(() => child.close());
  }
  const desk = new Desk(site);
  const certified = plan.https ?? null;
  const ca = certified === null ? '' : ` --ca ${rootFile()}`;
  await add(desk, 'corp', `${certified === null ? 'http' : 'https'}://${feed}:4400${ca}`);
  return desk;
}

function rootFile(): string {
  const path = join(tempDirectory(), 'root.pem');
  writeFileSync(path, pemOf(worldAt(Date.now()).root));
  return path;
}

/** Adds a source at an address, given with options that follow. */
async function add(desk: Desk, name: string, place: string): Promise<void> {
  const [origin = '', ...options] = place.split(' ');
  const quick = '--attempts 1 --timeout-connect 2s --collection practice.botnet --allow-private';
  await desk.done(`feedgate source add ${name} ${origin}/taxii/poll/ ${quick} ${options.join(' ')}`);
}

/** A server that speaks TLS at these ports. */
function tls(...ports: readonly number[]): NonNullable<SitePlan['https']> {
  const { now, middle } = worldAt(Date.now());
  return { ports, ...shows(leaf(now, middle, [feed]), middle) };
}

/** Another feed, which is reached, tells probes what others find at a port. */
async function addCompanion(desk: Desk, options = ''): Promise<void> {
  await add(desk, 'other', `http://${other}:81 ${options}`);
  await desk.done('feedgate poll other');
}

const outward = filter('output', 'ip saddr 198.51.100.1 tcp dport 4400 drop');
const secondAddress = `ip addr add ${proxyAddress}/24 dev lab0`;

describe.skipIf(obstacle !== null)(
  'a connection that times out is mended by what the poll prints, where',
  {
    timeout: 120_000,
  },
  () => {
    it('a firewall at the provider drops the port, and the service has moved to 443', async () => {
      const desk = await deskIn({ https: tls(443), far: filter('input', 'tcp dport 4400 drop') });
      const command = await expectRepaired(desk, {
        code: 'tcp/port-filtered',
        answering: '--yes',
        saying: ['+ port: 443'],
      });
      expect(command).toBe('feedgate source fix corp');
    });
    it('a firewall at the provider drops the port, and the provider tells another', async () => {
      const desk = await deskIn({ ports: [4499], far: filter('input', 'tcp dport 4400 drop') });
      await expectRepaired(desk, { code: 'tcp/port-filtered', knowing: { PORT: '4499' } });
    });
    it('our firewall drops the port, and another source shows the proxy of the company', async () => {
      const desk = await deskIn({ ports: [81, 4400], near: [secondAddress, ...outward], proxy: true });
      await addCompanion(desk, '--proxy http://127.0.0.1:3128');
      const command = await expectRepaired(desk, {
        code: 'tcp/port-filtered',
        answering: '--yes',
        saying: ['+ proxy: http://127.0.0.1:3128'],
      });
      expect(command).toBe('feedgate source fix corp');
    });
    it('our firewall drops the port, and the proxy of the company is known to the administrator', async () => {
      const desk = await deskIn({ ports: [81, 4400], near: [secondAddress, ...outward], proxy: true });
      await addCompanion(desk);
      await expectRepaired(desk, {
        code: 'tcp/egress-blocked',
        knowing: { 'http://proxy.example.net:3128': 'http://127.0.0.1:3128' },
      });
    });
    it('nothing of the host answers, until the network is repaired', async () => {
      const desk = await deskIn({ ports: [4400], near: filter('output', `ip daddr ${far.v4} drop`) });
      const failed = await desk.type('feedgate poll corp');
      expect(failed).toMatchObject({ code: 1, told: expect.stringContaining('[tcp/path-silent]') as string });
      expect(failed.told).toMatch(/\bmtr .*feed\.practice\.example[^]*feedgate capture start --source corp --poll/);
      await desk.done(allow);
      await desk.done('feedgate poll corp');
    });
  },
);

describe.skipIf(obstacle !== null)(
  'a connection that is refused is mended by what the poll prints, where',
  {
    timeout: 120_000,
  },
  () => {
    it('the port is stale, and the service answers at 443', async () => {
      const desk = await deskIn({ https: tls(443) });
      const command = await expectRepaired(desk, { code: 'tcp/refused', answering: '--yes', saying: ['+ port: 443'] });
      expect(command).toBe('feedgate source fix corp');
    });
    it('the port is stale, and the service answers in clear at 80', async () => {
      const desk = await deskIn({ ports: [80] });
      const command = await expectRepaired(desk, { code: 'tcp/refused', answering: '--yes', saying: ['+ port: 80'] });
      expect(command).toBe('feedgate source fix corp');
    });
    it('the port is wrong, and the provider tells another', async () => {
      const desk = await deskIn({ ports: [4499] });
      await expectRepaired(desk, { code: 'tcp/refused', knowing: { PORT: '4499' } });
    });
    it('the port is wrong, with a daemon', async () => {
      const desk = await deskIn({ ports: [4499] });
      await desk.startDaemon();
      await expectRepaired(desk, { code: 'tcp/refused', knowing: { PORT: '4499' } });
    });
    it('our firewall refuses for the server, until it is opened', async () => {
      const desk = await deskIn({ ports: [81, 4400], near: filter('output', 'tcp dport 4400 reject') });
      await addCompanion(desk);
      const failed = await desk.type('feedgate poll corp');
      expect(failed).toMatchObject({ code: 1, told: expect.stringContaining('[tcp/rejected-by-firewall]') as string });
      await desk.done(allow);
      expect(failed.told).toContain('feedgate poll corp');
      await desk.done('feedgate poll corp');
    });
    it('our firewall refuses for the server, and another source shows the proxy of the company', async () => {
      const reject = filter('output', 'ip saddr 198.51.100.1 tcp dport 4400 reject');
      const desk = await deskIn({ ports: [81, 4400], near: [secondAddress, ...reject], proxy: true });
      await addCompanion(desk, '--proxy http://127.0.0.1:3128');
      const command = await expectRepaired(desk, { code: 'tcp/proxy-required', answering: '--yes' });
      expect(command).toBe('feedgate source fix corp');
    });
  },
);
