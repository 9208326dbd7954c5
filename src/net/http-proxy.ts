import type { Evidence, Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail, type NetCode } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { HeadReader, type Head } from './head.ts';
import { firstBytes } from './tap.ts';
import type { Proxy } from './target.ts';
import { chosenHeaders, pageTitle } from './answer.ts';
import type { Wire } from './wire.ts';

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6) and leaves the wire at the tunnel's first byte.
 * @param destination `host:port`.
 * @throws Failure `proxy/*`, hop proxy.
 */
export async function openTunnel(wire: Wire, proxy: Proxy, destination: string): Promise<void> {
  const lines = [
    `CONNECT ${destination} HTTP/1.1`,
    `Host: ${destination}`,
    ...(proxy.user === null ? [] : [`Proxy-Authorization: ${basic(proxy)}`]),
  ];
  wire.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  const { head, rest } = await readAnswer(wire, destination);
  if (head.status < 200 || head.status > 299) throw refusal(head, proxy, { destination, rest });
  const length = head.headers.get('content-length');
  const page = /text\/html/i.test(head.headers.get('content-type') ?? '') || (length !== null && Number(length) > 0);
  if (page) {
    const title = pageTitle(rest);
    const message = `the proxy answered CONNECT ${destination} with a page${title === null ? '' : ` ${quote(title)}`}`;
    throw fail('proxy/page-not-tunnel', message, { evidence: answerEvidence(head, rest) });
  }
  wire.unread(rest);
}

/** The value of Basic (RFC 7617), UTF-8. */
function basic({ user, password }: Pick<Proxy, 'user' | 'password'>): string {
  return `Basic ${Buffer.from(`${user ?? ''}:${password?.reveal() ?? ''}`).toString('base64')}`;
}

async function readAnswer(wire: Wire, destination: string): Promise<{ head: Head; rest: Uint8Array }> {
  const reader = new HeadReader();
  let first: Uint8Array = new Uint8Array(0);
  for (;;) {
    const chunk = await wire.read().catch((error: unknown) => {
      throw fail('proxy/reset', `the proxy broke the connection (${errorCode(error)}) upon CONNECT ${destination}`, {
        evidence: { error: errorCode(error) },
      });
    });
    if (chunk === null) {
      throw (
        strangerOf(first) ??
        fail('proxy/closes', `the proxy closed upon CONNECT ${destination}, without an answer`, {
          evidence: { firstBytes: firstBytes(first) },
        })
      );
    }
    if (first.length < 64) first = Buffer.concat([first, chunk]);
    const stranger = strangerOf(first);
    if (stranger !== undefined) throw stranger;
    try {
      const head = reader.push(chunk);
      if (head !== null) return { head, rest: reader.rest };
    } catch (error) {
      throw fail(
        'proxy/not-a-proxy',
        `the answer to CONNECT ${destination} is not HTTP: ${quote(firstBytes(first), 64)}`,
        {
          evidence: { firstBytes: firstBytes(first) },
          cause: error,
        },
      );
    }
  }
}

/** Tells by the first byte what is no HTTP. */
function strangerOf(first: Uint8Array): Failure | undefined {
  const evidence = { firstBytes: firstBytes(first) };
  // A SOCKS5 server answers any greeting with version 5, a SOCKS4 server with a null byte and a code of 0x5a–0x5d.
  if (first[0] === 5) return fail('proxy/is-socks', 'the port of the proxy answered in SOCKS', { evidence });
  if (first[0] === 0 && (first[1] ?? 0) >= 0x5a && (first[1] ?? 0) <= 0x5d) {
    return fail('proxy/is-socks', 'the port of the proxy answered in SOCKS 4', { evidence });
  }
  if (first[0] === 0x15 || first[0] === 0x16) {
    return fail('proxy/speaks-tls', 'the proxy answered with a TLS record', { evidence });
  }
  return undefined;
}

interface Asked {
  readonly destination: string;
  readonly rest: Uint8Array;
}

const refusals: Readonly<Record<number, NetCode>> = {
  403: 'proxy/denied',
  400: 'proxy/method-not-allowed',
  405: 'proxy/method-not-allowed',
  501: 'proxy/method-not-allowed',
  500: 'proxy/cannot-reach',
  502: 'proxy/cannot-reach',
  503: 'proxy/cannot-reach',
  504: 'proxy/cannot-reach',
  301: 'proxy/portal',
  302: 'proxy/portal',
  303: 'proxy/portal',
  307: 'proxy/portal',
  308: 'proxy/portal',
  511: 'proxy/portal',
};

function refusal(head: Head, proxy: Proxy, { destination, rest }: Asked): Failure {
  const evidence = answerEvidence(head, rest);
  if (head.status === 407) return authenticationFailure(head, proxy.user !== null, evidence);
  const code = refusals[head.status] ?? 'proxy/not-a-proxy';
  const squid = head.headers.get('x-squid-error');
  const location = head.headers.get('location');
  const said = [
    `the proxy answered CONNECT ${destination} with ${head.status}`,
    ...(squid === null ? [] : [`(${quote(squid, 64)})`]),
    ...(location === null ? [] : [`and sends us to ${quote(location)}`]),
  ].join(' ');
  const unresolved = code === 'proxy/cannot-reach' && /DNS/.test(squid ?? '');
  return fail(unresolved ? 'proxy/cannot-resolve' : code, said, { evidence });
}

/** What a 407 means: no user given, a scheme we do not speak, or a wrong user. */
export function authenticationFailure(head: Pick<Head, 'headers'>, hadUser: boolean, evidence: Evidence): Failure {
  const offers = head.headers.all('proxy-authenticate').map((offer) => offer.split(' ')[0] ?? '');
  if (offers.length > 0 && !offers.some((scheme) => scheme.toLowerCase() === 'basic')) {
    return fail('proxy/auth-scheme', `the proxy wants ${quote(offers.join(', '), 64)}, not Basic`, { evidence });
  }
  return hadUser
    ? fail('proxy/auth-bad', 'the proxy refuses the user or the password (407)', { evidence })
    : fail('proxy/auth-needed', 'the proxy wants a user (407)', { evidence });
}

function answerEvidence(head: Head, rest: Uint8Array): Evidence {
  const title = pageTitle(rest);
  return {
    statusLine: head.line,
    headers: chosenHeaders(head.headers),
    ...(title === null ? {} : { title }),
  };
}
