import type { Clock } from '../../base/clock.ts';
import type { Code, Evidence } from '../../base/failure.ts';
import type { Stand } from '../stand.ts';
import type { World } from '../tls/world.ts';

/** Where a fault of a proxy is set up. */
export interface ProxyPlace {
  readonly clock: Clock;
  readonly world: World;
  /** Where the practice server answers with TLS: what the source asks for. */
  readonly origin: number;
  /** Where it answers in clear. */
  readonly lab: number;
}

/** A proxy that stands. */
export interface ProxyMet {
  /** `null` where nothing listens. */
  readonly stand: Stand | null;
  /** How the source is told of it. */
  readonly proxy: Evidence | string | null;
  /** Changes to a source that asks for the practice name with https and trusts the practice root. */
  readonly settings?: Evidence;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A fault of a proxy, before it listens anywhere. */
export interface ProxyFault {
  /** Begins with `proxy-`. */
  readonly id: string;
  readonly title: string;
  readonly imitates: string;
  /** After the poll, or of the settings; `null` where the poll succeeds. */
  readonly expects: Code | null;
  /** After probing, where that is another. */
  readonly finds?: Code;
  /** Whether the practice name also leads there without the proxy. Default: only the proxy knows it. */
  readonly known?: true;
  serve(place: ProxyPlace): Promise<ProxyMet>;
}

/** Id, title, what it imitates, what the poll ends in, what probing finds where that is another. */
export type ProxyRow = readonly [id: string, title: string, imitates: string, expects: Code | null, finds?: Code];

export function proxyFault([id, title, imitates, expects, finds]: ProxyRow, serve: ProxyFault['serve']): ProxyFault {
  return { id, title, imitates, expects, serve, ...(finds === undefined ? {} : { finds }) };
}
