import type { Socket } from 'node:net';
import { connectHere } from '../stand.ts';
import { recordSplitter, type TlsRecord } from './records.ts';

/** What becomes of a record on its way: it goes on as given, or nothing goes on any more, or the connection ends. */
export type Passing = Uint8Array | 'hold' | 'end' | 'reset';

export interface Meddling {
  /** `index` counts the records of this side from 0. */
  readonly fromServer?: (record: TlsRecord, index: number) => Passing;
  readonly fromClient?: (record: TlsRecord, index: number, client: Socket) => Passing;
}

/** Stands between client and server, and meddles with the records that pass; new for each connection. */
export function meddle(client: Socket, onward: number, meddling: () => Meddling): void {
  const server = connectHere(client, onward);
  const { fromServer, fromClient } = meddling();
  carry(server, client, (record, index) => fromServer?.(record, index) ?? record.bytes);
  carry(client, server, (record, index) => fromClient?.(record, index, client) ?? record.bytes);
}

function carry(from: Socket, to: Socket, pass: (record: TlsRecord, index: number) => Passing): void {
  const split = recordSplitter();
  let held = false;
  let index = 0;
  from.on('data', (chunk: Buffer) => {
    for (const record of split(chunk)) {
      if (held || to.destroyed) return;
      const passing = pass(record, index);
      index += 1;
      if (passing === 'reset') to.resetAndDestroy();
      else if (passing === 'end') to.end();
      else if (passing !== 'hold') to.write(passing);
      held = typeof passing === 'string';
    }
  });
  for (const event of ['end', 'close']) {
    from.once(event, () => {
      if (!held) to.end();
    });
  }
}
