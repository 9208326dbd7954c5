import { timingSafeEqual, createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../base/clock.ts';
import type { MatchIndex } from '../match/match-index.ts';
import { Refused } from './http-body.ts';
import { lookUpAnswer } from './http-lookup.ts';
import { sendMap } from './http-map.ts';
import { scanAnswer } from './http-scan.ts';
import type { Inspector } from './inspection.ts';
import type { Settler } from './settle.ts';

export interface HttpFrontParts {
  readonly settler: Settler;
  readonly inspector: Pick<Inspector, 'look'>;
  readonly index: () => MatchIndex | null;
  readonly clock: Clock;
  /** Names this gateway in headers. */
  readonly node: string;
  /** Bytes of a message that are taken. */
  readonly messageBytes: number;
  /** A file with the token that clients send as `Authorization: Bearer …`; `null` where everybody is answered. */
  readonly tokenFile: string | null;
  /** The text of `/metrics`. */
  readonly metrics: () => string;
  /** Told of every look-up and map, how many milliseconds it took, and which map; mails are told by the settler. */
  readonly counted: (ms: number, map?: string) => void;
}

type Respond = (request: IncomingMessage, response: ServerResponse, parts: HttpFrontParts) => Promise<void> | void;

/** What is served, by method and path; `/v1/map/KIND` besides. */
const routes: Readonly<Record<string, Respond>> = {
  'POST /v1/scan': async (request, response, parts) => sendJson(response, 200, await scanAnswer(request, parts)),
  'POST /v1/lookup': async (request, response, parts) => sendJson(response, 200, await timed(request, parts)),
  'GET /health/live': (_, response) => sendJson(response, 200, { live: true }),
  'GET /health/ready': (_, response, { index }) => {
    const generation = index()?.generation ?? null;
    sendJson(response, generation === null ? 503 : 200, { ready: generation !== null, generation });
  },
  'GET /metrics': (_, response, { metrics }) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(metrics());
  },
};

async function timed(request: IncomingMessage, parts: HttpFrontParts): Promise<string> {
  const began = parts.clock.monotonic();
  const answer = await lookUpAnswer(request, parts);
  parts.counted(parts.clock.monotonic() - began);
  return answer;
}

/**
 * Makes what serves one connection of HTTP. Bad input is answered with a status below 500; 503 means that there is no
 * match index yet.
 * @throws the error of the file system where the token cannot be read.
 */
export async function serveHttp(parts: HttpFrontParts): Promise<(socket: Socket) => Promise<void>> {
  const token = parts.tokenFile === null ? null : (await readFile(parts.tokenFile, 'utf8')).trim();
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 0 }, (request, response) => {
    void respond(request, response, { ...parts, token });
  });
  return (socket) =>
    new Promise((resolve) => {
      socket.once('close', () => resolve());
      server.emit('connection', socket);
    });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  parts: HttpFrontParts & { readonly token: string | null },
): Promise<void> {
  try {
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    if (!isAllowed(request, path, parts.token)) throw new Refused(401, 'a token is needed: Authorization: Bearer …');
    await routeOf(request.method ?? '', path)(request, response, parts);
  } catch (error) {
    refuse(response, error);
  }
}

/** @throws Refused 404 and 405 */
function routeOf(method: string, path: string): Respond {
  const map = /^\/v1\/map\/([a-z]+)$/.exec(path)?.[1];
  if (map !== undefined && ['GET', 'HEAD'].includes(method))
    return (request, response, parts) => sendMap(map, { request, response, parts });
  const key = `${method} ${path}`;
  const route = Object.hasOwn(routes, key) ? routes[key] : undefined;
  if (route !== undefined) return route;
  const isServed = map !== undefined || Object.keys(routes).some((each) => each.endsWith(` ${path}`));
  throw isServed ? new Refused(405, 'another method') : new Refused(404, 'there is no such path');
}

/** Whether somebody lives is nobody's secret. */
function isAllowed({ headers }: IncomingMessage, path: string, token: string | null): boolean {
  if (token === null || path.startsWith('/health/')) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, message } = error instanceof Refused ? error : { status: 503, message: 'it could not be told' };
  // What is left of the request is not read.
  response.setHeader('connection', 'close');
  sendJson(response, status, { error: { code: status === 503 ? 'match/missing' : 'gateway/bad-request', message } });
}

/** Text is JSON already. */
function sendJson(response: ServerResponse, status: number, body: object | string): void {
  const text = typeof body === 'string' ? body : `${JSON.stringify(body)}\n`;
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
