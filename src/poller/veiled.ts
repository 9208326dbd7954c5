import type { Veil } from '../auth/veil.ts';
import type { Failure } from '../base/failure.ts';
import type { Tally } from '../indicator/indicator.ts';
import type { Observer, SourceClient } from './ports.ts';

/** The client, whose failures tell nothing that was sent to prove who asks. */
export function veiled(client: SourceClient, veil: Veil): SourceClient {
  const told = async <T extends { readonly incomplete: Failure | null }>(work: Promise<T>): Promise<T> => {
    const outcome = await hidden(work, veil);
    return outcome.incomplete === null ? outcome : { ...outcome, incomplete: veil.failure(outcome.incomplete) };
  };
  const shared = { waiting: () => client.waiting(), close: () => client.close() };
  if (client.kind === 'segments') {
    return {
      ...shared,
      kind: 'segments',
      read: (span, sink) => told(client.read(span, sink)),
      compared: (whole, halves) => client.compared(whole, halves),
    };
  }
  return {
    ...shared,
    kind: 'walk',
    begin: (from) => client.begin(from),
    next: async (sink) => {
      const stride = await hidden(client.next(sink), veil);
      const { end } = stride;
      return end?.incomplete ? { ...stride, end: { ...end, incomplete: veil.failure(end.incomplete) } } : stride;
    },
    restart: () => client.restart(),
    shrink: () => client.shrink(),
  };
}

function hidden<T>(work: Promise<T>, veil: Veil): Promise<T> {
  return work.catch((error: unknown) => {
    throw veil.failure(error);
  });
}

/** The observer, who is told nothing of it either: a list may hold what it was asked with. */
export function veiledObserver(observer: Observer, veil: Veil): Observer {
  return {
    stage: (stage) => observer.stage(stage),
    spent: (stage, ms) => observer.spent(stage, ms),
    bytes: (wire, decoded) => observer.bytes(wire, decoded),
    part: (tally) => observer.part(veiledTally(tally, veil)),
    warn: (code, message) => observer.warn(code, veil.text(message)),
    certificate: (server, valid) => observer.certificate(server, valid),
  };
}

function veiledTally(tally: Tally, veil: Veil): Tally {
  const skipped: Record<string, number> = {};
  for (const [reason, count] of Object.entries(tally.skipped)) {
    const told = veil.text(reason);
    skipped[told] = (skipped[told] ?? 0) + count;
  }
  return { ...tally, skipped, refusals: tally.refusals.map((each) => ({ ...each, text: veil.text(each.text) })) };
}
