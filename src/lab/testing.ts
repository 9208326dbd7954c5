import { connect } from 'node:net';
import { messageBindings, protocolBindings, serviceBindings } from './answers.ts';
import { namespaces } from './request.ts';
import { paths } from './taxii-service.ts';

/** A request of a test, written on a bare connection so that the test sees every byte that comes back. */
export interface Said {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface Heard {
  readonly raw: Buffer;
  /** 0 where it was no HTTP. */
  readonly status: number;
  /** Names in lower case; of a repeated one the last. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without the chunks' framing; still packed if it was. */
  readonly body: Buffer;
  /** Whether the body came to the end that its framing announced. */
  readonly complete: boolean;
  readonly end: 'closed' | 'reset';
}

/** A connection on which a request was made. */
export interface Talk {
  /** What came so far. */
  readonly raw: () => Buffer;
  /** Resolves when at least `bytes` have come. */
  atLeast(bytes: number): Promise<void>;
  /** Resolves when the server has closed. */
  readonly heard: Promise<Heard>;
  readonly closed: () => boolean;
  hangUp(): void;
}

/** The headers of a TAXII request (HTTP protocol binding 1.0 §2.1). */
export function taxiiHeaders(version: '1.0' | '1.1' = '1.1'): Record<string, string> {
  return {
    'content-type': 'application/xml',
    accept: 'application/xml',
    'x-taxii-content-type': messageBindings[version],
    'x-taxii-accept': messageBindings[version],
    'x-taxii-services': serviceBindings[version],
    'x-taxii-protocol': protocolBindings.http,
  };
}

/** Makes a request and leaves the connection to the server. */
export function talk(port: number, said: Said): Talk {
  const body = said.body ?? '';
  const headers = { host: `127.0.0.1:${port}`, connection: 'close', ...(said.headers ?? taxiiHeaders()) };
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
  const head = `${said.method ?? 'POST'} ${said.path ?? paths.poll} HTTP/1.1\r\n`;
  const socket = connect(port, '127.0.0.1');
  const pieces: Buffer[] = [];
  let size = 0;
  let reset = false;
  const waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];
  const raw = (): Buffer => Buffer.concat(pieces);
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    size += piece.length;
    for (const wait of waiting) if (wait.bytes <= size) wait.resolve();
  });
  socket.on('error', () => (reset = true));
  const heard = new Promise<Heard>((resolve) => {
    socket.on('close', () => resolve({ ...understand(raw()), end: reset ? 'reset' : 'closed' }));
  });
  socket.write(`${head}${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
  return {
    raw,
    heard,
    closed: () => socket.destroyed,
    atLeast: (bytes) =>
      size >= bytes ? Promise.resolve() : new Promise((resolve) => waiting.push({ bytes, resolve })),
    hangUp: () => socket.destroy(),
  };
}

/** Makes a request and waits for the end of the answer. */
export function call(port: number, said: Said): Promise<Heard> {
  return talk(port, said).heard;
}

function understand(raw: Buffer): Omit<Heard, 'end'> {
  const gap = raw.indexOf('\r\n\r\n');
  const [first = '', ...lines] = raw.toString('latin1', 0, Math.max(0, gap)).split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines)
    headers[line.split(':', 1)[0]?.toLowerCase() ?? ''] = line.slice(line.indexOf(':') + 1).trim();
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const rest = gap < 0 ? Buffer.alloc(0) : raw.subarray(gap + 4);
  if (headers['transfer-encoding'] === 'chunked') return { raw, status, headers, ...unchunk(rest) };
  const length = headers['content-length'];
  return { raw, status, headers, body: rest, complete: length === undefined || Number(length) === rest.length };
}

function unchunk(framed: Buffer): Pick<Heard, 'body' | 'complete'> {
  const pieces: Buffer[] = [];
  for (let at = 0; ;) {
    const line = framed.indexOf('\r\n', at);
    const size = line < 0 ? Number.NaN : Number.parseInt(framed.toString('latin1', at, line), 16);
    if (size === 0 || Number.isNaN(size)) return { body: Buffer.concat(pieces), complete: size === 0 };
    pieces.push(framed.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

/** A Poll_Request of TAXII 1.1. */
export function poll11(
  collection: string,
  window: { readonly begin?: string; readonly end?: string } = {},
  inner = '<t:Poll_Parameters><t:Response_Type>FULL</t:Response_Type></t:Poll_Parameters>',
): string {
  const begin =
    window.begin === undefined ? '' : `<t:Exclusive_Begin_Timestamp>${window.begin}</t:Exclusive_Begin_Timestamp>`;
  const end = window.end === undefined ? '' : `<t:Inclusive_End_Timestamp>${window.end}</t:Inclusive_End_Timestamp>`;
  return `<t:Poll_Request xmlns:t="${namespaces['1.1']}" message_id="1" collection_name="${collection}">${begin}${end}${inner}</t:Poll_Request>`;
}

/** A Poll_Request of TAXII 1.0. */
export function poll10(feed: string, inner = ''): string {
  return `<Poll_Request xmlns="${namespaces['1.0']}" message_id="1" feed_name="${feed}">${inner}</Poll_Request>`;
}

/** A Poll_Fulfillment. */
export function fulfil(collection: string, resultId: string, part: number): string {
  return `<t:Poll_Fulfillment xmlns:t="${namespaces['1.1']}" message_id="2" collection_name="${collection}" result_id="${resultId}" result_part_number="${part}"/>`;
}

/** Any other request, by the name of its root element. */
export function simple(root: string, version: '1.0' | '1.1' = '1.1'): string {
  return `<t:${root} xmlns:t="${namespaces[version]}" message_id="3"/>`;
}

/** The value of an attribute of the start tag. */
export function attribute(text: string, name: string): string | undefined {
  return new RegExp(`^<[^>]* ${name}="([^"]*)"`).exec(text)?.[1];
}

/** How often `needle` stands in `text`. */
export function occurrences(text: string, needle: string): number {
  return text.split(needle).length - 1;
}
