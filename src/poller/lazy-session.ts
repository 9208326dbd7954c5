import type { ParseSession } from '../parse/session.ts';

/** A session of documents that share nothing, which is opened when the first one comes: most polls of a list bring none. */
export function lazySession(open: () => Promise<ParseSession>): ParseSession {
  let opened: Promise<ParseSession> | null = null;
  return {
    async read(body, encoding, sink, told) {
      opened ??= open();
      return (await opened).read(body, encoding, sink, told);
    },
    waiting: async () => [],
    async close() {
      await (await opened)?.close();
    },
  };
}
