import type { Socket } from 'node:net';

/**
 * Waits while more was written than the client takes, until it takes it or goes: a client that asks and does not
 * listen is read no further, instead of being answered into memory.
 */
export async function drained(socket: Socket): Promise<void> {
  if (!socket.writableNeedDrain || socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      socket.off('drain', goOn).off('close', goOn);
      resolve();
    };
    socket.on('drain', goOn).on('close', goOn);
  });
}
