import { fail } from './conditions.ts';

/** Which snapshots are the match index: what the file `current` in the directory of the index says. */
export interface Publication {
  /** Grows with every publication. */
  readonly generation: number;
  /** Names of files in the same directory. */
  readonly base: string;
  readonly overlay: string | null;
}

/** The file that names the newest publication, and the one that names the one before. Each is replaced as a whole. */
export const publicationFiles = { current: 'current', previous: 'previous' } as const;

/** What snapshot files are called. */
export function snapshotName(kind: 'base' | 'overlay', generation: number): string {
  return `${kind}-${generation}.index`;
}

const snapshotNames = /^(?:base|overlay)-\d{1,16}\.index$/;

/** Whether a file in the directory is a snapshot, by its name. */
export function isSnapshotName(name: string): boolean {
  return snapshotNames.test(name);
}

export function encodePublication(publication: Publication): string {
  return `${JSON.stringify({ format: 1, ...publication })}\n`;
}

/** @throws Failure `match/foreign`, `match/version`, `match/truncated` */
export function parsePublication(text: string): Publication {
  if (!text.endsWith('}\n')) {
    throw fail('match/truncated', 'the list of snapshots ends too early', { evidence: { bytes: text.length } });
  }
  const record = parseRecord(text);
  const { format, generation, base, overlay } = record;
  if (format !== 1) {
    throw fail('match/version', 'the list of snapshots has another format', { evidence: { expected: 1 } });
  }
  const named = typeof base === 'string' && isSnapshotName(base);
  const laid = overlay === null || (typeof overlay === 'string' && isSnapshotName(overlay));
  if (!Number.isSafeInteger(generation) || !named || !laid) throw foreign();
  return { generation: Number(generation), base, overlay };
}

function parseRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below.
  }
  throw foreign();
}

function foreign() {
  return fail('match/foreign', 'the list of snapshots is not one that Feedgate wrote');
}
