import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layerOf } from '../../test/fakes/match-listings.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { frontKinds, parseGatewaySettings, type FrontKind } from '../config/gateway-settings.ts';
import { systemClock } from '../host/clock.ts';
import { MatchIndex } from '../match/match-index.ts';
import { canary } from './canary.ts';
import { envelopeReader } from './envelope-reader.ts';
import { openFront } from './front.ts';
import { IndexInspector, type MailReader, unchanged } from './inspector.ts';
import { listen } from './listen.ts';
import { prove } from './prove.ts';

/** Reads the canary out of whatever holds it. */
const reader: MailReader = {
  async facts(mail, signal) {
    const { facts } = await envelopeReader.facts(mail, signal);
    const text = new TextDecoder().decode(mail.message ?? undefined);
    const seen = { observable: { kind: 'url', value: canary.url }, where: 'text', note: null } as const;
    return { facts: text.includes(canary.url) ? [...facts, seen] : facts, reservations: [] };
  },
  rewrite: async () => unchanged,
};

async function opened(kind: FrontKind) {
  const text = `gateway: { failMode: accept, fronts: { ${kind}: { listen: '127.0.0.1:0' } } }`;
  const settings = parseGatewaySettings({ name: 'feedgate.yaml', text }, tempDirectory());
  const index = new MatchIndex(await layerOf([]));
  const inspector = new IndexInspector({
    index: () => index,
    rules: () => ({ policy: { mode: 'monitor', rules: [], subjectTag: '' }, exemptions: [] }),
    reader,
    direction: () => 'inbound',
    clock: systemClock,
    random: () => 0,
  });
  const front = await openFront(kind, settings, {
    inspector,
    index: () => index,
    clock: systemClock,
    random: () => 0,
    version: '1',
    undecided: () => undefined,
    failed: () => undefined,
    metrics: () => '',
  });
  if (front === null) throw new TypeError('the front is on');
  onTestFinished(() => front.close(0));
  return front;
}

const options = { zone: 'feedgate.internal', token: null };

describe('a proof', () => {
  it.each(frontKinds)('shows that the %s front matches, whatever the policy says', async (kind) => {
    const front = await opened(kind);
    expect(await prove(kind, front.address, options)).toMatchObject({ kind, state: 'matches' });
    expect(front.meter.figures.requests, 'a proof is no use').toBe(kind === 'dnsbl' ? 1 : 0);
  });
  it('tells who does not match from who does not answer', async () => {
    const path = join(tempDirectory(), 'other.sock');
    const address = { kind: 'unix', path, mode: 0o600 } as const;
    expect(await prove('milter', address, options)).toMatchObject({ state: 'silent', heard: 'ENOENT' });
    const serve = async (socket: { end(text: string): unknown }) => void socket.end('220 an SMTP server\r\n');
    const other = await listen({ address, serve, failed: () => undefined });
    onTestFinished(() => other.close());
    expect(await prove('milter', address, options)).toMatchObject({ state: 'misses', heard: '220 an SMTP server\r\n' });
  });
});
