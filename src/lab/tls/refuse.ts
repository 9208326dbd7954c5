import { createServer } from 'node:tls';
import { listening, passOn, standTcp } from '../stand.ts';
import type { TlsFault } from './fault.ts';
import { alertRecord, contentTypes } from './records.ts';
import { sealedAlert } from './sealed-alert.ts';
import { both, meddle, rightly } from './serve.ts';
import type { Evidence } from '../../base/failure.ts';
import type { World } from './world.ts';

/** Where the random bytes of the client stand in its first record (RFC 8446 §4.1.2). */
const random = { from: 11, to: 43 };

type Version = 'TLSv1.2' | 'TLSv1.3';

/**
 * A server that asks for a client certificate and answers whatever it is shown with this alert, where a server does
 * that has looked at it: in clear in TLS 1.2, encrypted after the handshake in TLS 1.3.
 */
export function refuseClient(version: Version, alert: number, settings: (world: World) => Evidence): TlsFault['serve'] {
  return async ({ world, lab, port }) => {
    const secrets = new Map<string, Buffer>();
    const options = { minVersion: version, maxVersion: version, ciphers: `TLS_AES_128_GCM_SHA256:${suites}` };
    const server = createServer({ ...rightly(world), ...options, requestCert: true, rejectUnauthorized: false });
    server.on('tlsClientError', () => undefined);
    server.on('secureConnection', (socket) => passOn(socket, lab));
    server.on('keylog', (line: Buffer) => {
      const [label, of = '', secret = ''] = line.toString('latin1').trim().split(' ');
      if (label === 'SERVER_TRAFFIC_SECRET_0') secrets.set(of, Buffer.from(secret, 'hex'));
    });
    const behind = await listening(server, 0);
    const front = await standTcp((socket) => {
      let greeting = '';
      meddle(socket, behind.port, () => ({
        fromClient({ type, bytes }, index, client) {
          if (index === 0) {
            greeting = bytes.toString('hex', random.from, random.to);
            return bytes;
          }
          // In TLS 1.3 this stands here only for the looks of it (§D.4); the certificate comes next.
          if (version === 'TLSv1.3' && type === contentTypes.changeCipherSpec) return bytes;
          const secret = secrets.get(greeting);
          client.end(version === 'TLSv1.2' || secret === undefined ? alertRecord(alert) : sealedAlert(secret, alert));
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

const suites = 'ECDHE-ECDSA-AES128-GCM-SHA256';
