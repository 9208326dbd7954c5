import type { Veil } from '../auth/veil.ts';
import type { Failure } from '../base/failure.ts';
import type { SourceClient } from './ports.ts';

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
