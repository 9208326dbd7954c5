import type { Code } from '../../base/failure.ts';
import { tlsFault, type TlsFault } from './fault.ts';
import { contentTypes, fatalAlert, record } from './records.ts';
import { tcpServer } from './serve.ts';

type Alert = readonly [description: number, name: string, imitates: string, expects: Code];

/** RFC 8446 §6, RFC 5246 §7.2, RFC 7507. */
const alerts: readonly Alert[] = [
  [40, 'handshake-failure', 'a server without a cipher in common', 'tls/handshake-refused'],
  [42, 'bad-certificate', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [43, 'unsupported-certificate', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [44, 'certificate-revoked', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [45, 'certificate-expired', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [46, 'certificate-unknown', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [47, 'illegal-parameter', 'a server that chokes on a new extension', 'tls/alert'],
  [48, 'unknown-ca', 'a server that minds a certificate it was never shown', 'tls/alert'],
  [49, 'access-denied', 'a server with a list of addresses', 'tls/alert'],
  [50, 'decode-error', 'a path that damages data', 'tls/corrupted'],
  [51, 'decrypt-error', 'a path that damages data', 'tls/corrupted'],
  [70, 'protocol-version', 'a server of another age', 'tls/server-too-old'],
  [71, 'insufficient-security', 'a server that demands stronger ciphers', 'tls/no-common-cipher'],
  [80, 'internal-error', 'a server in trouble', 'tls/alert'],
  [86, 'inappropriate-fallback', 'a server that takes us for a client that was talked down', 'tls/alert'],
  [90, 'user-canceled', 'a balancer that is shut down', 'tls/alert'],
  [112, 'unrecognized-name', 'a server that does not know the name', 'tls/sni-unknown'],
  [116, 'certificate-required', 'a server for members', 'tls/client-cert-needed'],
  [120, 'no-application-protocol', 'a server of HTTP/2 alone', 'tls/alpn'],
];

/** A server that answers the greeting with an alert and nothing else. */
export const alertFaults: readonly TlsFault[] = alerts.map(([description, name, imitates, expects]) =>
  tlsFault(
    [
      `tls-alert-${name}`,
      `answers the greeting with the alert ${description}, ${name.replaceAll('-', '_')}`,
      imitates,
      expects,
    ],
    tcpServer((socket) => socket.once('data', () => socket.end(record(contentTypes.alert, fatalAlert(description))))),
  ),
);
