import type { Evidence } from '../../base/failure.ts';

/** What a reason carries, however damaged: quotes missing, the comma after the host swallowed. */
export interface Carried {
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly errno?: number;
  readonly status?: number;
}

const patterns = {
  hostAndPort: /\bhost ?= ?['"]?([a-z0-9.:_-]{1,253}?)['"]?,? ?port ?= ?['"]?(\d{1,5})\b/i,
  host: /\bhost ?= ?['"]?([a-z0-9.:_-]{1,253})/i,
  path: /\bwith url ?: ?['"]?(\/[^\s'"()]{0,300})/i,
  errno: /\berrno ?(-?\d{1,5})\b/i,
  status:
    /\bstatus(?: code)? ?:? ?'?([1-5]\d\d)(?!\d)|\btunnel connection failed: ?([1-5]\d\d)\b|\b([45]\d\d) (?:client|server) error\b|\banswered ([1-5]\d\d)\b|^['"]?([1-5]\d\d)['"]?(?=[ .,]|$)/i,
} as const;

/** The evidence in a normalised reason. */
export function carriedBy(reason: string): Carried {
  const place = patterns.hostAndPort.exec(reason) ?? patterns.host.exec(reason);
  const path = patterns.path.exec(reason)?.[1];
  const errno = patterns.errno.exec(reason)?.[1];
  const status = patterns.status
    .exec(reason)
    ?.slice(1)
    .find((group) => group !== undefined);
  return {
    ...(place?.[1] === undefined ? {} : { host: place[1].toLowerCase() }),
    ...(place?.[2] === undefined ? {} : { port: Number(place[2]) }),
    ...(path === undefined ? {} : { path }),
    ...(errno === undefined ? {} : { errno: Number(errno) }),
    ...(status === undefined ? {} : { status: Number(status) }),
  };
}

export function asEvidence(carried: Carried): Evidence {
  return { ...carried };
}
