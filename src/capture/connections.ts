import type { End, Segment } from './segment.ts';
import { alertsIn, type TlsAlert } from './tls-alert.ts';

/** The two ends: who connects, and who is connected to. */
export type Side = 'client' | 'server';

/** What was seen of one connection. Durations in milliseconds. */
export interface Connection {
  readonly client: string;
  readonly server: string;
  readonly startedAt: string;
  /** SYNs of the client; 0 for a connection that was there before the capture. */
  readonly syns: number;
  /** From the first SYN to its answer; `null` where none was seen. */
  readonly answeredMs: number | null;
  /** Who reset it, and how long after its first packet; `null` where nobody did. */
  readonly reset: { readonly by: Side; readonly afterMs: number } | null;
  /** Who closed it first in good order. */
  readonly closedBy: Side | null;
  /** Alerts that TLS sent before it encrypted, at most 8. */
  readonly alerts: readonly (TlsAlert & { readonly by: Side })[];
  /** Bytes of data each way, each counted once however often it was sent. */
  readonly sent: number;
  readonly received: number;
  /** Segments with data that had been sent before. */
  readonly repeated: number;
  /** From its first packet to its last. */
  readonly lastedMs: number;
}

/** Connections that are told apart at most; segments of more are counted only. */
const mostConnections = 1000;
const mostAlerts = 8;

/** A SYN seen again within this was seen at two places of this machine, not sent twice: nobody repeats one so soon (RFC 6298 §2). */
const seenTwice = 100;

interface Open {
  readonly client: End;
  readonly server: End;
  readonly first: number;
  readonly synSequence: number | null;
  lastSyn: number;
  syns: number;
  answered: number | null;
  reset: { by: Side; at: number } | null;
  closedBy: Side | null;
  readonly alerts: (TlsAlert & { by: Side })[];
  /** The next byte that each side has not sent yet. */
  readonly next: { client: number | null; server: number | null };
  readonly bytes: { client: number; server: number };
  repeated: number;
  last: number;
}

/** Puts segments together to connections, without keeping what they carry. */
export class Connections {
  readonly #port: number;
  readonly #open = new Map<string, Open>();
  readonly #all: Open[] = [];
  #unread = 0;

  /** `port` is the server's. */
  constructor(port: number) {
    this.#port = port;
  }

  /** Segments of connections beyond the thousandth. */
  get unread(): number {
    return this.#unread;
  }

  add(segment: Segment): void {
    const key = keyOf(segment);
    const known = this.#open.get(key);
    const isAnew = segment.syn && !segment.ack && known !== undefined && known.synSequence !== segment.sequence;
    const open = known === undefined || isAnew ? this.#begin(key, segment) : known;
    if (open === null) this.#unread += 1;
    else take(open, segment);
  }

  /** In the order in which they began. */
  read(): readonly Connection[] {
    return this.#all.map((open) => ({
      client: nameOf(open.client),
      server: nameOf(open.server),
      startedAt: new Date(open.first).toISOString(),
      syns: open.syns,
      answeredMs: open.answered === null ? null : span(open.first, open.answered),
      reset: open.reset === null ? null : { by: open.reset.by, afterMs: span(open.first, open.reset.at) },
      closedBy: open.closedBy,
      alerts: open.alerts,
      sent: open.bytes.client,
      received: open.bytes.server,
      repeated: open.repeated,
      lastedMs: span(open.first, open.last),
    }));
  }

  #begin(key: string, segment: Segment): Open | null {
    if (this.#all.length >= mostConnections) return null;
    const { at, syn, ack, from, to, sequence } = segment;
    const fromServer = syn ? ack : from.port === this.#port;
    const open: Open = {
      client: fromServer ? to : from,
      server: fromServer ? from : to,
      first: at,
      synSequence: syn && !ack ? sequence : null,
      lastSyn: Number.NEGATIVE_INFINITY,
      syns: 0,
      answered: null,
      reset: null,
      closedBy: null,
      alerts: [],
      next: { client: null, server: null },
      bytes: { client: 0, server: 0 },
      repeated: 0,
      last: at,
    };
    this.#open.set(key, open);
    this.#all.push(open);
    return open;
  }
}

function take(open: Open, segment: Segment): void {
  const { at, syn, ack, fin, rst, from } = segment;
  const by: Side = from.port === open.client.port && from.address === open.client.address ? 'client' : 'server';
  open.last = Math.max(open.last, at);
  if (syn) takeSyn(open, at, ack);
  if (rst) open.reset ??= { by, at };
  if (fin) open.closedBy ??= by;
  if (!isNew(open, by, segment)) return;
  const room = mostAlerts - open.alerts.length;
  for (const alert of alertsIn(segment.payload).slice(0, room)) open.alerts.push({ ...alert, by });
}

function takeSyn(open: Open, at: number, isAnswer: boolean): void {
  if (isAnswer) open.answered ??= at;
  else if (at - open.lastSyn >= seenTwice) {
    open.syns += 1;
    open.lastSyn = at;
  }
}

/** Counts the data of a segment; false where it holds none that was not there before. Sequence numbers wrap at 2³². */
function isNew(open: Open, by: Side, { sequence, length, syn }: Segment): boolean {
  const next = open.next[by];
  const end = (sequence + length + (syn ? 1 : 0)) % 2 ** 32;
  const ahead = next === null ? length : signed(end - next);
  if (next === null || ahead > 0) open.next[by] = end;
  if (length === 0) return false;
  if (ahead <= 0) open.repeated += 1;
  open.bytes[by] += Math.max(0, Math.min(length, ahead));
  return ahead > 0;
}

function signed(difference: number): number {
  return difference | 0;
}

/** The same in both directions. */
function keyOf({ from, to }: Segment): string {
  return [nameOf(from), nameOf(to)].toSorted().join(' ');
}

function nameOf({ address, port }: End): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Clocks jump; a duration is never below 0. */
function span(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) * 10) / 10);
}
