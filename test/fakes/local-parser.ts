import { openReading } from '../../src/parse/reading.ts';
import type { Parser } from '../../src/parse/session.ts';

/** Reads documents in this process, with the reader of the parser child. */
export const localParser: Parser = {
  open: async ({ kind, waiting, budget, assertPlainObservables = false, list = null }) => {
    const reading = openReading({ kind, waiting, now: 0, assertPlainObservables, list });
    return {
      read: async (body, encoding, sink, told) => {
        const document = reading.document({ encoding, documentBytes: budget.documentBytes, ...(told && { told }) });
        for await (const chunk of body) await sink.indicators(document.write(chunk));
        const { indicators, result } = document.end();
        await sink.indicators(indicators);
        return result;
      },
      waiting: async () => reading.waiting(),
      close: async () => undefined,
    };
  },
  close: async () => undefined,
};
