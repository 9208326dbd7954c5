/** Text goes out as UTF-8. */
export type Bytes = string | Uint8Array;

/** An answer that `node:http` writes: chunked unless `content-length` is among the headers. */
export interface HttpReply {
  readonly kind: 'http';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Pulled as the peer reads; of a TAXII message the first piece is all that stands before the content blocks. */
  readonly body: Iterable<Bytes>;
}

/** An answer written on the bare connection, for what no HTTP library would send. */
export interface WireReply {
  readonly kind: 'wire';
  /** Plays the fault; the connection is ended when it returns. */
  readonly play: (line: Line) => Promise<void>;
}

export type Reply = HttpReply | WireReply;

/** The bare connection of one request. Every wait ends early when the peer goes or the server closes. */
export interface Line {
  /** Writes and waits until the peer has room for more. */
  write(bytes: Bytes): Promise<void>;
  pause(ms: number): Promise<void>;
  /** Resolves when the peer has gone. */
  gone(): Promise<void>;
  readonly open: boolean;
  /** Cuts the connection with an RST (over TLS: without a closing alert). */
  reset(): void;
}

export const html = 'text/html; charset=utf-8';

/** A whole answer of known length. */
export function whole(
  status: number,
  type: string,
  body: Bytes,
  headers: Readonly<Record<string, string>> = {},
): HttpReply {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  return {
    kind: 'http',
    status,
    headers: { 'content-type': type, 'content-length': String(length), ...headers },
    body: [body],
  };
}

/** A page as web servers and frameworks write them. */
export function page(status: number, title: string, headers: Readonly<Record<string, string>> = {}): HttpReply {
  const body = `<html>\n  <head>\n    <title>${title}</title>\n  </head>\n  <body>\n    <h1><p>${title}</p></h1>\n  </body>\n</html>\n`;
  return whole(status, html, body, headers);
}

/** All bytes of a body; only for one part of a sample collection, which is a few hundred kilobytes. */
export function gather(body: Iterable<Bytes>): Buffer {
  return Buffer.concat(Array.from(body, (piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

/** The same answer with another whole body. */
export function withBody(reply: HttpReply, body: Bytes, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return whole(reply.status, 'application/xml', body, { ...reply.headers, ...headers });
}
