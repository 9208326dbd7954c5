import type { FailureRecord } from '../base/failure.ts';

/**
 * Why a capture ended: its time was over, its size reached, the poll was over, somebody stopped it, tcpdump ended by
 * itself, or Feedgate was killed meanwhile.
 */
export const endings = ['time', 'size', 'poll', 'interrupted', 'tool', 'lost'] as const;
export type Ending = (typeof endings)[number];

/** What is known of a capture; it stands beside its packets, as JSON. Times RFC 3339 in UTC. */
export interface CaptureRecord {
  readonly id: string;
  readonly source: string;
  readonly addresses: readonly string[];
  readonly port: number;
  /** The packets are those of the way to this proxy; `null` where the source is reached directly. */
  readonly proxy: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** `null` while it runs. */
  readonly ended: Ending | null;
  readonly seconds: number;
  readonly maxBytes: number;
  readonly bytes: number;
  readonly packets: number;
  /** Packets that the kernel saw and could not hand over; `null` where tcpdump did not say. */
  readonly dropped: number | null;
  /** The process of tcpdump (src/host/process.ts); `null` once it ended. */
  readonly tool: string | null;
  /** What went wrong, or kept it from being whole. */
  readonly failure: FailureRecord | null;
}

/** Whether a text names a capture: nothing else ever becomes part of a path. */
export function isCaptureId(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
}

/** A record read back; `null` for what is none, such as a file that was cut off. */
export function parseRecord(text: string): CaptureRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isRecord(value) ? value : null;
}

const texts = ['source', 'startedAt'] as const;
const textsOrNull = ['proxy', 'endedAt', 'tool'] as const;
const numbers = ['port', 'seconds', 'maxBytes', 'bytes', 'packets'] as const;

function isRecord(value: unknown): value is CaptureRecord {
  if (typeof value !== 'object' || value === null) return false;
  const found = value as Readonly<Record<string, unknown>>;
  const isPlain =
    texts.every((name) => typeof found[name] === 'string') &&
    textsOrNull.every((name) => found[name] === null || typeof found[name] === 'string') &&
    numbers.every((name) => Number.isSafeInteger(found[name]));
  return isPlain && isCapture(found);
}

function isCapture({ id, addresses, ended, dropped, failure }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof id === 'string' &&
    isCaptureId(id) &&
    Array.isArray(addresses) &&
    addresses.every((each) => typeof each === 'string') &&
    (ended === null || endings.some((each) => each === ended)) &&
    (dropped === null || Number.isSafeInteger(dropped)) &&
    isFailure(failure)
  );
}

function isFailure(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && 'code' in value && typeof value.code === 'string' && value.code.includes('/');
}
