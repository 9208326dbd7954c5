import { connect } from 'node:tls';
import type { Duplex } from 'node:stream';
import { authority, bareHost, hostHeader, isAddress } from '../net/target.ts';
import { openLine } from './line.ts';
import type { Place, Round } from './round.ts';

/** Bytes of an answer's head that are waited for. */
const mostHead = 16 * 1024;

/**
 * The time that a server has, by the `Date` of its answer to a bare `GET /`; milliseconds since 1970. Its certificate
 * is not verified, for it is in doubt, and nothing of ours is shown. `null` where it told none, or the budget is used up.
 */
export async function serverClock(round: Round, place: Place): Promise<number | null> {
  return await round.probe({
    name: 'clock',
    asked: `GET ${place.https ? 'https' : 'http'}://${authority(place.host, place.port)}/`,
    work: () => dateAt(round, place),
    tell: (date) => (date === null ? 'no date' : new Date(date).toISOString()),
  });
}

async function dateAt(round: Round, place: Place): Promise<number | null> {
  const tap = await openLine(round, place);
  const host = bareHost(place.host);
  const stream: Duplex = place.https
    ? connect({ socket: tap, ...(isAddress(host) ? {} : { servername: host }), rejectUnauthorized: false })
    : tap;
  const done = new AbortController();
  const late = round.deps.clock.sleep(round.limits.connect, AbortSignal.any([done.signal, round.signal]));
  stream.write(`GET / HTTP/1.1\r\nHost: ${hostHeader(place)}\r\nUser-Agent: feedgate\r\nConnection: close\r\n\r\n`);
  try {
    return await Promise.race([dateIn(stream), late.then(() => null)]);
  } finally {
    done.abort();
    stream.destroy();
    tap.destroy();
  }
}

function dateIn(stream: Duplex): Promise<number | null> {
  return new Promise((resolve) => {
    let head = '';
    const read = (): void => {
      const date = Date.parse(/\r\ndate:([^\r\n]*)\r\n/i.exec(head)?.[1] ?? '');
      resolve(Number.isNaN(date) ? null : date);
    };
    stream.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (head.includes('\r\n\r\n') || head.length > mostHead) read();
    });
    stream.on('error', read);
    stream.on('close', read);
    stream.on('end', read);
    stream.resume();
  });
}
