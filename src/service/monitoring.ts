import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parseMonitoringSettings } from '../config/gateway-settings.ts';
import type { MonitoringSettings } from '../config/monitoring-settings.ts';
import { listen, type Listener } from '../gateway/listen.ts';
import { errorCode } from '../host/error-code.ts';
import { monitoringText, unreadiness, type MonitoringFacts } from './monitoring-text.ts';

/** The settings of monitoring in a file; off where there is none. @throws Failure `config/file-bad`, and the file system's. */
export function readMonitoringSettings(file: string, root: string): MonitoringSettings | null {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return parseMonitoringSettings({ name: file, text }, root);
}

interface MonitoringDeps {
  readonly read: () => MonitoringSettings | null;
  readonly look: () => Promise<MonitoringFacts>;
  /** Told why it is not, or no longer, as the settings have it. */
  readonly failed: (error: unknown) => void;
}

/** What monitoring may ask, open as the settings have it. */
export class Monitoring {
  readonly #deps: MonitoringDeps;
  #open: { readonly as: string; readonly listener: Listener } | null = null;

  constructor(deps: MonitoringDeps) {
    this.#deps = deps;
  }

  /** Opens it, opens it elsewhere, or closes it, where settings or token say so now. What cannot be read changes nothing. */
  async apply(): Promise<void> {
    const { read, look, failed } = this.#deps;
    try {
      const wanted = read();
      const as = wanted === null ? '' : JSON.stringify([wanted, tokenOf(wanted)]);
      if (as === (this.#open?.as ?? '')) return;
      // The same address may be wanted with another token.
      await this.close();
      if (wanted !== null) this.#open = { as, listener: await serveMonitoring(wanted, look) };
    } catch (error) {
      failed(error);
    }
  }

  async close(): Promise<void> {
    const before = this.#open;
    this.#open = null;
    await before?.listener.close();
  }
}

function tokenOf({ tokenFile }: MonitoringSettings): string | null {
  return tokenFile === null ? null : readFileSync(tokenFile, 'utf8').trim();
}

/**
 * Answers `/metrics`, `/healthz` and `/readyz` until it is closed. `/healthz` asks nobody and needs no token.
 * @throws Failure `gateway/listen`, and the file system's error where the token cannot be read.
 */
function serveMonitoring(settings: MonitoringSettings, look: () => Promise<MonitoringFacts>): Promise<Listener> {
  const token = tokenOf(settings);
  const server = createServer({ maxHeaderSize: 16 * 1024 }, (request, response) => {
    void answer(request, response, { token, look }).catch(() => response.destroy());
  });
  return listen({
    address: settings.listen,
    mostConnections: 32,
    idleMs: 30_000,
    serve: (socket) =>
      new Promise((resolve) => {
        socket.once('close', () => resolve());
        server.emit('connection', socket);
      }),
    failed: () => undefined,
  });
}

interface Answering {
  readonly token: string | null;
  readonly look: () => Promise<MonitoringFacts>;
}

async function answer(request: IncomingMessage, response: ServerResponse, { token, look }: Answering): Promise<void> {
  const path = (request.url ?? '').replace(/\?.*$/s, '');
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { error: 'GET alone' });
  if (path === '/healthz') return send(response, 200, { alive: true });
  if (path !== '/metrics' && path !== '/readyz') return send(response, 404, { error: 'there is no such path' });
  if (!isAllowed(request, token)) return send(response, 401, { error: 'a token is needed: Authorization: Bearer …' });
  const facts = await look();
  if (path === '/metrics') {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(monitoringText(facts));
    return;
  }
  const why = unreadiness(facts);
  send(response, why.length === 0 ? 200 : 503, { ready: why.length === 0, why });
}

function isAllowed({ headers }: IncomingMessage, token: string | null): boolean {
  if (token === null) return true;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(body)}\n`);
}
