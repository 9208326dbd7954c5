import { formatMicros } from '../base/instant.ts';
import type { TaxiiVersion } from '../taxii/message.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './reply.ts';

/** What was asked of the practice server, and what it did. */
export interface LabRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Root element of the TAXII message, if it was one. */
  readonly message: string | null;
  readonly version: TaxiiVersion | null;
  readonly collection: string | null;
  readonly begin: string | null;
  readonly end: string | null;
  readonly part: number | null;
  /** Whether credentials came along; they are not kept. */
  readonly credentials: boolean;
  readonly userAgent: string | null;
  /** The fault it met. */
  readonly fault: string | null;
  /** HTTP status of the answer; `null` where the fault was played on the bare connection. */
  readonly status: number | null;
}

const kept = 1000;

/** The last 1,000 requests. */
export class RequestLog {
  #entries: LabRequest[] = [];

  get entries(): readonly LabRequest[] {
    return this.#entries;
  }

  note(at: number, ask: Ask, fault: string | null, reply: Reply): void {
    const entry: LabRequest = {
      at,
      method: ask.method,
      path: ask.path,
      ...messageOf(ask),
      credentials: ask.headers.authorization !== undefined,
      userAgent: ask.headers['user-agent'] ?? null,
      fault,
      status: reply.kind === 'http' ? reply.status : null,
    };
    this.#entries = [...this.#entries.slice(1 - kept), entry];
  }
}

type Message = Pick<LabRequest, 'message' | 'version' | 'collection' | 'begin' | 'end' | 'part'>;

const nothing: Message = { message: null, version: null, collection: null, begin: null, end: null, part: null };

function messageOf({ taxii }: Ask): Message {
  if (taxii === undefined) return nothing;
  const head = { ...nothing, message: taxii.root, version: taxii.version };
  if (taxii.kind === 'fulfilment') return { ...head, collection: taxii.collection, part: taxii.part };
  if (taxii.kind !== 'poll') return head;
  return { ...head, collection: taxii.collection, begin: stamp(taxii.begin), end: stamp(taxii.end) };
}

function stamp(micros: bigint | null): string | null {
  return micros === null ? null : formatMicros(micros);
}
