import { connect } from 'node:net';
import type { FailureRecord } from '../base/failure.ts';
import type { FrontKind } from '../config/gateway-settings.ts';
import { formatListenAddress } from '../config/listen-address.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';
import { listen, type Listener } from './listen.ts';
import type { FrontFigures } from './meter.ts';

/** A front that is on. */
export interface FrontStatus extends FrontFigures {
  readonly kind: FrontKind;
  /** `unix:/path` or `host:port`; where it should listen, for one that does not. */
  readonly address: string;
  /** Why it does not listen; `null` where it does. */
  readonly failure: FailureRecord | null;
}

/** How a gateway is doing: what `gateway status --json` prints. Times are RFC 3339 in UTC, durations milliseconds. */
export interface GatewayStatus {
  readonly version: string;
  readonly node: string;
  readonly pid: number;
  readonly since: string;
  /** Whether a daemon started it. */
  readonly supervised: boolean;
  readonly policy: 'monitor' | 'enforce';
  readonly index: {
    readonly generation: number;
    readonly builtAt: string;
    readonly observables: number;
    readonly memory: number;
  } | null;
  readonly fronts: readonly FrontStatus[];
  /** Entries of the journal that were lost. */
  readonly journalLost: number;
  /** Why the newest settings are not in force. */
  readonly settingsFailure: FailureRecord | null;
}

/** Tells whoever connects how the gateway is doing. Only its owner can. @throws Failure `gateway/listen` */
export function serveStatus(path: string, status: () => GatewayStatus): Promise<Listener> {
  return listen({
    address: { kind: 'unix', path, mode: 0o600 },
    idleMs: 10_000,
    serve: async (socket) => void socket.end(`${JSON.stringify(status())}\n`),
    failed: () => undefined,
  });
}

const longestMs = 3000;
const longestAnswer = 1024 * 1024;

/**
 * How the gateway of a data directory is doing, `null` where none runs.
 * @throws Failure `gateway/unreachable` where one runs that cannot be asked.
 */
export async function askStatus(path: string): Promise<GatewayStatus | null> {
  const socket = connect(path);
  socket.setTimeout(longestMs, () => socket.destroy(new Error('ETIMEDOUT')));
  let text = '';
  try {
    for await (const piece of socket.setEncoding('utf8') as AsyncIterable<string>) {
      text += piece;
      if (text.length > longestAnswer) break;
    }
    return JSON.parse(text) as GatewayStatus;
  } catch (error) {
    const why = error instanceof Error && error.message === 'ETIMEDOUT' ? 'ETIMEDOUT' : errorCode(error);
    if (why === 'ENOENT' || why === 'ECONNREFUSED') return null;
    const address = formatListenAddress({ kind: 'unix', path, mode: 0 });
    throw fail('gateway/unreachable', `asking the gateway at ${address}: ${why}`, {
      evidence: { address, error: why },
      cause: error,
    });
  } finally {
    socket.destroy();
  }
}
