import type { Socket } from 'node:net';
import type { Clock, Random } from '../base/clock.ts';
import { canonicalName } from '../observable/domain.ts';
import type {
  DnsblSettings,
  FrontKind,
  GatewaySettings,
  MailFrontKind,
  MailFrontSettings,
} from '../config/gateway-settings.ts';
import type { ListenAddress } from '../config/listen-address.ts';
import type { Zone } from '../dnsbl/zone.ts';
import type { MatchIndex } from '../match/match-index.ts';
import { canaryRule } from './canary.ts';
import { serveClamd } from './clamd-front.ts';
import { openDnsblFront } from './dnsbl-front.ts';
import { serveHttp } from './http-front.ts';
import type { Inspector, Mail, Outcome } from './inspection.ts';
import { listen } from './listen.ts';
import { Meter } from './meter.ts';
import { serveMilter } from './milter-front.ts';
import { servePolicy } from './policy-front.ts';
import { Settler } from './settle.ts';
import { serveSocketmap } from './socketmap-front.ts';

/** What all fronts share. */
export interface FrontWorld {
  readonly inspector: Inspector;
  readonly index: () => MatchIndex | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly version: string;
  /** Told of every mail that could not be decided. */
  readonly undecided: (mail: Mail, outcome: Outcome & { kind: 'undecided' }) => void;
  /** Told of what ended a connection. */
  readonly failed: (kind: FrontKind, error: unknown) => void;
  /** The Prometheus text of the whole gateway. */
  readonly metrics: () => string;
}

/** A front that listens. */
export interface OpenFront {
  /** The port filled in where 0 was asked for. */
  readonly address: ListenAddress;
  readonly meter: Meter;
  /** Stops listening at once, and waits up to `drainMs` for what is under way. */
  close(drainMs: number): Promise<void>;
}

/** Opens a front that is on. @throws Failure `gateway/listen`, and what reading its token file throws. */
export async function openFront(
  kind: FrontKind,
  settings: GatewaySettings,
  world: FrontWorld,
): Promise<OpenFront | null> {
  const meter = new Meter();
  if (kind === 'dnsbl') return settings.fronts.dnsbl === null ? null : openZones(settings.fronts.dnsbl, world, meter);
  const front = settings.fronts[kind];
  if (front === null) return null;
  const serve = await server(kind, {
    front,
    node: settings.node,
    settler: settlerOf(front, world, meter),
    world,
    meter,
  });
  const idleMs = kind === 'http' ? 60_000 : 600_000;
  const listener = await listen({ address: front.listen, idleMs, serve, failed: (error) => world.failed(kind, error) });
  // Between two requests a connection of the others is idle; that of a milter is in the middle of a mail.
  const most = kind === 'milter' ? Number.POSITIVE_INFINITY : front.deadlineMs + 500;
  return { address: listener.address, meter, close: (drainMs) => listener.close(Math.min(drainMs, most)) };
}

function settlerOf({ failMode, deadlineMs }: MailFrontSettings, world: FrontWorld, meter: Meter): Settler {
  const { inspector, clock, random, undecided } = world;
  const settled = (_: Mail, outcome: Outcome, ms: number): void => {
    // A proof is no use of a front.
    if (outcome.kind === 'inspected' && outcome.inspection.verdict.decisive?.rule === canaryRule) return;
    meter.count(clock.now(), ms);
    meter.countOutcome(outcome);
  };
  return new Settler({ inspector, clock, random, failMode, deadlineMs, undecided, settled });
}

interface ServerParts {
  readonly front: MailFrontSettings;
  readonly node: string;
  readonly settler: Settler;
  readonly world: FrontWorld;
  readonly meter: Meter;
}

async function server(kind: MailFrontKind, parts: ServerParts): Promise<(socket: Socket) => Promise<void>> {
  const { front, node, settler, world } = parts;
  const { messageBytes } = front;
  switch (kind) {
    case 'milter': {
      const answers = front.listen.kind === 'unix' ? 'end' : 'all';
      return (socket) => serveMilter(socket, { settler, node, answers, messageBytes });
    }
    case 'policy':
      return (socket) => servePolicy(socket, { settler, node });
    case 'socketmap':
      return (socket) => serveSocketmap(socket, { settler, node });
    case 'clamd':
      return (socket) =>
        serveClamd(socket, { settler, version: `ClamAV 1.4.0/Feedgate ${world.version}`, messageBytes });
    case 'http': {
      const { inspector, index, clock, metrics } = world;
      const counted = (ms: number, map?: string): void => {
        parts.meter.count(clock.now(), ms);
        if (map !== undefined) parts.meter.countMap(map, clock.now());
      };
      return serveHttp({
        settler,
        node,
        inspector,
        index,
        clock,
        metrics,
        counted,
        messageBytes,
        tokenFile: front.tokenFile,
      });
    }
  }
}

const minute = 60;

async function openZones(settings: DnsblSettings, world: FrontWorld, meter: Meter): Promise<OpenFront> {
  const { inspector, clock } = world;
  const { host, port } = settings.listen;
  const opened = await openDnsblFront({
    inspector,
    clock,
    host,
    port,
    zones: zonesOf(settings),
    clients: { allowed: settings.clients },
    failed: (error) => world.failed('dnsbl', error),
    answered: (ms) => meter.count(clock.now(), ms),
  });
  return { address: { kind: 'tcp', host, port: opened.port }, meter, close: () => opened.close() };
}

/** `ip.`, `dom.` and `hash.` below the zone of the settings. */
function zonesOf({ zone, ttl }: DnsblSettings): readonly Zone[] {
  const names = { ip: 'ip', domain: 'dom', hash: 'hash' } as const;
  return (['ip', 'domain', 'hash'] as const).map((kind) => {
    const name = canonicalName(`${names[kind]}.${zone}`);
    if (typeof name !== 'string') throw new TypeError(`zone ${zone}`);
    const soa = { zone: name, server: zone, contact: `hostmaster.${zone}`, serial: 1, minimum: minute };
    return { kind, origin: name.split('.'), soa, ttl };
  });
}
