import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { asFailure } from '../../src/base/failure.ts';
import type { FrontKind } from '../../src/config/gateway-settings.ts';
import { parseGatewaySettings } from '../../src/config/gateway-settings.ts';
import { formatListenAddress } from '../../src/config/listen-address.ts';
import { openFront } from '../../src/gateway/front.ts';
import { IndexInspector } from '../../src/gateway/inspector.ts';
import { mailReader } from '../../src/gateway/mail-reader.ts';
import { prove } from '../../src/gateway/prove.ts';
import { systemClock } from '../../src/host/clock.ts';
import { MatchIndex } from '../../src/match/match-index.ts';
import type { Kind } from '../../src/observable/observable.ts';
import { layerOf, listing } from './match-listings.ts';
import { tempDirectory } from './temp-directory.ts';

export interface FrontOptions {
  /** Settings of the front besides where it listens, as in `feedgate.yaml`. */
  readonly settings?: string;
  /** What is listed; `null` for no index. Default nothing. */
  readonly listed?: readonly (readonly [kind: Kind, value: string])[] | null;
  /** A unix socket, or a port. Default `unix`. */
  readonly over?: 'unix' | 'tcp';
}

/** A front as the gateway opens it, with the real reader of mails, an index and a policy that refuses what is listed. */
export async function frontOpened(kind: FrontKind, options: FrontOptions = {}) {
  const { settings = '', listed = [], over = 'unix' } = options;
  const root = tempDirectory();
  const where = over === 'unix' && kind !== 'dnsbl' ? `unix:${join(root, 'front.sock')}` : '127.0.0.1:0';
  const text = `gateway: { node: gw1, fronts: { ${kind}: { listen: '${where}'${settings} } } }`;
  const parsed = parseGatewaySettings({ name: 'feedgate.yaml', text }, root);
  const now = systemClock.now();
  const times = { source: 3, firstSeen: now, lastSeen: now, expiresAt: now + 3_600_000 };
  const index =
    listed === null
      ? null
      : new MatchIndex(
          await layerOf(
            listed.map(([each, value], i) => listing(i + 1, each, value, times)),
            { builtAt: now },
          ),
        );
  const rules = [{ name: 'all', when: {}, do: 'reject' }] as const;
  const inspector = new IndexInspector({
    index: () => index,
    rules: () => ({ policy: { mode: 'enforce', rules, subjectTag: '' }, exemptions: [] }),
    reader: mailReader({ trustedNetworks: [] }, systemClock),
    direction: () => 'inbound',
    clock: systemClock,
    random: () => 0,
  });
  /** Codes of what ended connections. */
  const failures: string[] = [];
  const front = await openFront(kind, parsed, {
    inspector,
    index: () => index,
    clock: systemClock,
    random: () => 0,
    version: '1',
    undecided: () => undefined,
    failed: (_, error) => failures.push(asFailure(error, 'a connection').code),
    metrics: () => '',
  });
  if (front === null) throw new TypeError('the front is on');
  onTestFinished(() => front.close(0));
  const { address } = front;
  return {
    failures,
    address,
    /** Of its socket; the port of one that has none. */
    path: formatListenAddress(address).replace(/^unix:/, ''),
    port: address.kind === 'tcp' ? address.port : 0,
    /** How the front answers its next client about the test value. */
    answers: async () => (await prove(kind, address, { zone: 'feedgate.internal', token: null })).state,
  };
}
