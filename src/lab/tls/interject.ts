import { createServer } from 'node:tls';
import type { Evidence } from '../../base/failure.ts';
import { both, listening, passOn, standTcp } from '../stand.ts';
import type { TlsFault } from './fault.ts';
import { contentTypes, fatalAlert, record } from './records.ts';
import { sealedRecord } from './sealed-record.ts';
import { meddle } from './meddle.ts';
import { rightly } from './serve.ts';
import type { World } from './world.ts';

/** Where the random bytes of the client stand in its first record (RFC 8446 §4.1.2). */
const random = { from: 11, to: 43 };

const suites = 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256';

type Version = 'TLSv1.2' | 'TLSv1.3';

/** A message of TLS, without the head of its record. */
interface Message {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Asks for a client certificate, and refuses what it is shown with this alert, as a server does that has looked at it. */
export function refuseClient(version: Version, alert: number, settings: (world: World) => Evidence): TlsFault['serve'] {
  return interject(version, { type: contentTypes.alert, content: fatalAlert(alert) }, settings);
}

/**
 * A server that asks for a client certificate, and says this once the client has finished its part of the handshake: in
 * clear in TLS 1.2, encrypted in TLS 1.3. Then it ends the connection.
 */
export function interject(
  version: Version,
  { type, content }: Message,
  settings: (world: World) => Evidence,
): TlsFault['serve'] {
  return async ({ world, lab, port }) => {
    const secrets = new Map<string, Buffer>();
    const options = { minVersion: version, maxVersion: version, ciphers: suites };
    const server = createServer({ ...rightly(world), ...options, requestCert: true, rejectUnauthorized: false });
    server.on('tlsClientError', () => undefined);
    server.on('secureConnection', (socket) => passOn(socket, lab));
    server.on('keylog', (line: Buffer) => {
      const [label, of = '', secret = ''] = line.toString('latin1').trim().split(' ');
      if (label === 'SERVER_TRAFFIC_SECRET_0') secrets.set(of, Buffer.from(secret, 'hex'));
    });
    const behind = await listening(server, 0);
    const words = (greeting: string): Buffer => {
      const secret = secrets.get(greeting);
      return secret === undefined ? record(type, content) : sealedRecord(secret, type, content);
    };
    const front = await standTcp((socket) => {
      let greeting = '';
      meddle(socket, behind.port, () => ({
        fromClient({ type: each, bytes }, index, client) {
          if (index === 0) greeting = bytes.toString('hex', random.from, random.to);
          // In TLS 1.3 a change of cipher stands here only for the looks of it (§D.4); the certificate comes next.
          const early = version === 'TLSv1.3' && each === contentTypes.changeCipherSpec;
          if (index === 0 || early) return bytes;
          client.end(words(greeting));
          return 'hold';
        },
      }));
    }, port).catch(async (error: unknown) => {
      await behind.close();
      throw error;
    });
    return { stand: both(front, behind), settings: settings(world) };
  };
}
