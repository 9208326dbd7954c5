import type { Clock } from '../base/clock.ts';
import { failing } from '../base/failure.ts';
import { limits } from '../feed/source.ts';
import type { ListSource } from '../guard/kept-list.ts';
import type { Response } from '../net/exchange.ts';
import { statusFailure } from '../net/status.ts';
import { type Proxy, type Target, targetUrl } from '../net/target.ts';
import { pollerConditions } from './conditions.ts';
import { type Ask, firstBytes } from './line.ts';

const fail = failing(pollerConditions);

/** Redirects followed: lists carry no credentials, so they may lead anywhere but from https to http. */
const mostRedirects = 3;

export interface FetchDeps {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly mostBytes: number;
  readonly proxy: Proxy | null;
  readonly signal?: AbortSignal | undefined;
}

/** GETs a list as text. @throws Failure of any stage up to `http`, `guard/list-unreadable` for one that is too long. */
export async function fetchList(list: ListSource, deps: FetchDeps): Promise<string> {
  if (list.from.kind !== 'url') throw new TypeError('a file is not fetched');
  let url = new URL(list.from.url);
  for (let redirects = 0; ; redirects += 1) {
    const target = targetOf(url, list.allowPrivate, deps.proxy);
    const headers = [
      ['User-Agent', 'feedgate'],
      ['Accept', 'text/plain, text/csv, application/json, */*;q=0.5'],
    ] as const;
    const answer = await deps.ask({ target, method: 'GET', headers, body: null, signal: deps.signal });
    try {
      if (answer.status >= 200 && answer.status < 300) return await readText(list.name, answer, deps.mostBytes);
      const next = redirects < mostRedirects ? redirectOf(url, answer) : null;
      if (next === null) {
        const asked = { url: targetUrl(target), method: 'GET', credentials: false, now: deps.clock.now() };
        throw statusFailure({ ...answer, firstBytes: await firstBytes(answer) }, asked);
      }
      url = next;
    } finally {
      answer.close();
    }
  }
}

async function readText(name: string, answer: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.length;
    if (size > mostBytes)
      throw fail('guard/list-unreadable', `guard list "${name}" is longer than ${mostBytes} bytes`, {
        evidence: { bytes: size },
      });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function redirectOf(from: URL, { status, headers }: Response): URL | null {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  const to = URL.parse(location, from.href);
  const allowed = to !== null && (to.protocol === 'https:' || to.protocol === from.protocol);
  return allowed && /^https?:$/.test(to.protocol) ? to : null;
}

function targetOf(url: URL, allowPrivate: boolean, proxy: Proxy | null): Target {
  const https = url.protocol === 'https:';
  return {
    host: url.hostname,
    port: url.port === '' ? (https ? 443 : 80) : Number(url.port),
    https,
    path: url.pathname + url.search,
    allowPrivate,
    tls: { ca: null, systemCa: true, pin: null, minimum: '1.2', clientCertificate: null },
    proxy,
    timeouts: limits.timeouts,
  };
}
