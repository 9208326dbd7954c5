import type { Clock } from '../../base/clock.ts';
import type { Code, Evidence } from '../../base/failure.ts';
import type { Stand } from '../stand.ts';
import type { World } from './world.ts';

/** Where a fault of TLS is set up. */
export interface TlsPlace {
  readonly clock: Clock;
  readonly world: World;
  /** Where the practice server answers in clear. */
  readonly lab: number;
  /** Where the fault is to listen; default any free port. */
  readonly port: number | undefined;
}

/** A fault that stands. */
export interface TlsMet {
  readonly stand: Stand;
  /** Changes to a source that asks for the practice name with https and trusts the practice root. */
  readonly settings?: Evidence;
}

/** A fault of TLS, before it listens anywhere. */
export interface TlsFault {
  /** Begins with `tls-`. */
  readonly id: string;
  readonly title: string;
  readonly imitates: string;
  /** After the poll, or of the settings; `null` where the poll succeeds. */
  readonly expects: Code | null;
  /** After probing, where that is another. */
  readonly finds?: Code;
  serve(place: TlsPlace): Promise<TlsMet>;
}

/** Id, title, what it imitates, what the poll ends in, what probing finds where that is another. */
export type TlsRow = readonly [id: string, title: string, imitates: string, expects: Code | null, finds?: Code];

export function tlsFault([id, title, imitates, expects, finds]: TlsRow, serve: TlsFault['serve']): TlsFault {
  return { id, title, imitates, expects, serve, ...(finds === undefined ? {} : { finds }) };
}
