import { X509Certificate } from 'node:crypto';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Failure } from '../base/failure.ts';
import { certificateFacts } from '../net/certificate.ts';
import { errorCode } from '../net/error-code.ts';
import { firstBytes, type Tap } from '../net/tap.ts';
import { authority, bareHost, isAddress } from '../net/target.ts';
import { askedForCertificate, looksLikeTls } from '../net/tls-records.ts';
import { alertOf } from '../net/tls-verdict.ts';
import { openLine } from './line.ts';
import type { Place, Round } from './round.ts';
import type { Greeting, PlainAnswer } from './seen.ts';

/** How a greeting differs from what a poll says. None verifies, and none shows a certificate of ours. */
export type Manner = 'usual' | 'other-name' | 'tls-1.2' | 'tls-1.1' | 'weak-ciphers' | 'all-groups';

/** A name that no server of a feed has; a filter by name lets it pass. */
const otherName = 'www.example.com';

/** What OpenSSL offers by itself, and what it has besides. */
const groups =
  'X25519:P-256:X448:P-521:P-384:brainpoolP256r1:brainpoolP384r1:brainpoolP512r1:secp256k1:P-224:P-192:sect283r1:sect571r1';

const manners: Readonly<Record<Manner, ConnectionOptions>> = {
  usual: {},
  'other-name': { servername: otherName },
  'tls-1.2': { maxVersion: 'TLSv1.2' },
  'tls-1.1': { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' },
  'weak-ciphers': { maxVersion: 'TLSv1.2', ciphers: 'ALL:COMPLEMENTOFALL:@SECLEVEL=0' },
  'all-groups': { ciphers: 'ALL:@SECLEVEL=0', ecdhCurve: groups },
};

/** A finished greeting with what crossed the wire, for whoever wants the certificates. */
export interface Greeted extends Greeting {
  /** Everything the server sent, up to 32 KiB. */
  readonly sent: Uint8Array;
  /** The certificates that OpenSSL could link to the leaf, leaf first. */
  readonly linked: readonly X509Certificate[];
}

/** Begins TLS with a place in this manner and hangs up. `null` where it is not permitted, or the budget is used up. */
export async function greet(round: Round, place: Place, manner: Manner): Promise<Greeted | null> {
  if (!round.permits(place)) return null;
  return await round.probe({
    name: 'greeting',
    asked: `tls ${authority(place.host, place.port)} ${manner}`,
    work: () => greeted(round, place, manner),
    tell: ({ answer, alert, version, cipher }) =>
      [answer, alert === null ? '' : `alert ${alert}`, version ?? '', cipher ?? ''].filter((each) => each).join(' '),
  });
}

async function greeted(round: Round, place: Place, manner: Manner): Promise<Greeted> {
  const tap = await openLine(round, place).catch((error: unknown) => {
    if (error instanceof Failure && !round.signal.aborted) return null;
    throw error;
  });
  if (tap === null) return { ...nothing, answer: 'no-connection' };
  tap.forget();
  const host = bareHost(place.host);
  const socket = connect({
    socket: tap,
    ...(isAddress(host) ? {} : { servername: host }),
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    ...manners[manner],
  });
  try {
    const end = await ended(socket, round);
    return outcome(end, socket, tap);
  } finally {
    socket.destroy();
    tap.destroy();
  }
}

const nothing: Greeted = {
  answer: 'silent',
  alert: null,
  version: null,
  cipher: null,
  asked: false,
  leaf: null,
  sent: new Uint8Array(0),
  linked: [],
};

/** An error of the handshake, or how it went. */
type End = 'agreed' | 'silent' | Error;

async function ended(socket: TLSSocket, { deps, limits, signal }: Round): Promise<End> {
  const done = new AbortController();
  const settled = new Promise<End>((resolve) => {
    socket.once('secureConnect', () => resolve('agreed'));
    socket.on('error', (error) => resolve(error));
    socket.once('close', () => resolve(new Error('closed')));
  });
  const late = deps.clock.sleep(limits.connect, AbortSignal.any([done.signal, signal])).then((): End => 'silent');
  const end = await Promise.race([settled, late]);
  done.abort();
  return end;
}

function outcome(end: End, socket: TLSSocket, tap: Tap): Greeted {
  const sent = tap.recorded;
  const seen = { ...nothing, sent, asked: askedForCertificate(sent) };
  if (end === 'silent') return sent.length > 0 && !looksLikeTls(sent) ? { ...seen, answer: 'not-tls' } : seen;
  if (end === 'agreed') {
    const linked = linkedBy(socket);
    return {
      ...seen,
      answer: 'agreed',
      version: socket.getProtocol(),
      cipher: socket.getCipher().name,
      leaf: linked[0] === undefined ? null : certificateFacts(linked[0]),
      linked,
    };
  }
  const alert = alertOf(end.message);
  if (alert !== null) return { ...seen, answer: 'alert', alert };
  const garbled = (sent.length > 0 && !looksLikeTls(sent)) || /wrong version number/.test(errorText(end));
  return { ...seen, answer: garbled ? 'not-tls' : 'cut' };
}

function errorText(error: Error): string {
  return `${errorCode(error)} ${error.message}`;
}

function linkedBy(socket: TLSSocket): X509Certificate[] {
  const found: X509Certificate[] = [];
  const seen = new Set<string>();
  let each: ReturnType<TLSSocket['getPeerCertificate']> | undefined = socket.getPeerCertificate(true);
  while (each?.raw !== undefined && !seen.has(each.fingerprint256)) {
    seen.add(each.fingerprint256);
    found.push(new X509Certificate(each.raw));
    each = 'issuerCertificate' in each ? each.issuerCertificate : undefined;
  }
  return found;
}

/** Sends a bare `GET /` without TLS and looks at the first bytes that come. `null` as `greet`. */
export async function speakPlainly(round: Round, place: Place): Promise<PlainAnswer | null> {
  if (!round.permits(place)) return null;
  return await round.probe({
    name: 'plain',
    asked: `GET http://${authority(place.host, place.port)}/`,
    work: () => plainAnswer(round, place),
    tell: (answer) => answer,
  });
}

async function plainAnswer(round: Round, place: Place): Promise<PlainAnswer> {
  const { deps, limits, signal } = round;
  const tap = await openLine(round, place);
  const done = new AbortController();
  const first = new Promise<PlainAnswer>((resolve) => {
    tap.once('data', (chunk: Uint8Array) => resolve(kindOf(chunk)));
    tap.resume();
    tap.once('end', () => resolve('closed'));
    tap.once('close', () => resolve('closed'));
  });
  const late = deps.clock
    .sleep(limits.connect, AbortSignal.any([done.signal, signal]))
    .then((): PlainAnswer => 'silent');
  const host = authority(bareHost(place.host), place.port);
  tap.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: feedgate\r\nConnection: close\r\n\r\n`);
  try {
    return await Promise.race([first, late]);
  } finally {
    done.abort();
    tap.destroy();
  }
}

function kindOf(bytes: Uint8Array): PlainAnswer {
  if (firstBytes(bytes).startsWith('HTTP/')) return 'http';
  return looksLikeTls(bytes) ? 'tls' : 'other';
}
