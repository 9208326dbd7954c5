import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { isAddress, bareHost, hostHeader, requestPath, type Target } from './target.ts';

/** What is asked of a target. */
export interface Request {
  readonly target: Target;
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  /** Printable ASCII; may hold secrets, and appears in no evidence. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
  readonly signal?: AbortSignal | undefined;
  /** Told the keys of the TLS connection, for whoever reads captured packets. */
  readonly keys?: KeyListener | undefined;
}

/** Takes a line of the key log of NSS: `CLIENT_RANDOM …`, `SERVER_HANDSHAKE_TRAFFIC_SECRET …`. */
export type KeyListener = (line: string) => void;

/** What the client says itself, so that the framing is true. */
const reserved: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'proxy-authorization',
]);

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * The request as bytes (RFC 9112 §3): origin-form, one request a connection. `Accept-Encoding: gzip` unless given.
 * @throws Failure `config/url-bad`, `config/header-chars`, `config/header-reserved`.
 */
export function encodeRequest(request: Request): Uint8Array {
  const { target, method, body } = request;
  checkTarget(target);
  for (const [name, value] of request.headers) checkHeader(name, value);
  const given = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const lines = [
    `${method} ${requestPath(target)} HTTP/1.1`,
    `Host: ${hostHeader(target)}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(given.has('accept-encoding') ? [] : ['Accept-Encoding: gzip']),
    ...(body === null && method !== 'POST' ? [] : [`Content-Length: ${body?.length ?? 0}`]),
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? new Uint8Array(0)]);
}

/** @throws Failure `config/url-bad`. */
function checkTarget({ host, port, path }: Target): void {
  const wrong = !/^\/[\u0021-\u007e]*$/.test(path)
    ? `the path ${quote(path)} has to begin with "/" and to hold no space and nothing but ASCII`
    : !Number.isInteger(port) || port < 1 || port > 65_535
      ? `the port ${port} is not between 1 and 65535`
      : !isAddress(host) && /[^\w.-]/.test(bareHost(host))
        ? `the host ${quote(host)} has a character that a host name may not have`
        : undefined;
  if (wrong !== undefined) throw fail('config/url-bad', wrong);
}

/** @throws Failure `config/header-chars`, `config/header-reserved`; the value appears in neither. */
function checkHeader(name: string, value: string): void {
  if (!token.test(name)) throw fail('config/header-chars', `header name ${quote(name, 64)} is not a token`);
  if (reserved.has(name.toLowerCase())) {
    throw fail('config/header-reserved', `the header ${name} is set by the client itself`, {
      evidence: { header: name },
    });
  }
  const at = value.search(/[^\t\u0020-\u007e]/);
  if (at >= 0) {
    throw fail('config/header-chars', `the header ${name} has a character that HTTP forbids, at position ${at + 1}`, {
      evidence: { header: name, position: at + 1 },
    });
  }
}
