import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Kind } from '../observable/observable.ts';
import { canary } from './canary.ts';
import { Refused } from './http-body.ts';
import type { LookUpParts } from './http-lookup.ts';

/** The maps that are served, the kinds in each, and the value that proves that a client reads it. */
const maps: Readonly<Record<string, { readonly kinds: readonly Kind[]; readonly canary: string | null }>> = {
  ip: { kinds: ['ip', 'network'], canary: null },
  domain: { kinds: ['domain'], canary: canary.domain },
  url: { kinds: ['url'], canary: canary.url },
  email: { kinds: ['email'], canary: null },
  hash: { kinds: ['md5', 'sha1', 'sha256', 'sha512'], canary: canary.sha256 },
};

interface MapRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly parts: LookUpParts & { readonly counted: (ms: number, map?: string) => void };
}

/** What changes without a new publication: listings that leave force, exemptions. */
const freshMs = 15 * 60_000;
const turnMs = 2;
const batch = 64 * 1024;

/**
 * `GET /v1/map/{ip,domain,url,email,hash}`: what is in force, one value a line, as Rspamd's maps want it; 304 where it is what
 * the client has. The list is never in memory whole.
 * @throws Refused
 */
export async function sendMap(name: string, { request, response, parts }: MapRequest): Promise<void> {
  const map = Object.hasOwn(maps, name) ? maps[name] : undefined;
  if (map === undefined) throw new Refused(404, `there is no such map: ${Object.keys(maps).join(', ')}`);
  const { clock } = parts;
  const index = parts.index();
  if (index === null) throw new Refused(503, 'there is no match index yet');
  const began = clock.monotonic();
  const etag = `"${name}-${index.generation}-${Math.floor(clock.now() / freshMs)}"`;
  const isKnown = request.headers['if-none-match'] === etag;
  const changed = new Date(Math.min(index.builtAt, clock.now())).toUTCString();
  response.writeHead(isKnown ? 304 : 200, {
    etag,
    'last-modified': changed,
    'cache-control': 'max-age=60',
    'content-type': 'text/plain; charset=utf-8',
  });
  if (!isKnown && request.method === 'GET') {
    await writeAll(valuesOf(map.kinds, parts, clock.now()), response, { ...map, clock });
  }
  response.end();
  parts.counted(clock.monotonic() - began, name);
}

/** Values in force that no exemption lets pass, some at a time. */
function* valuesOf(
  kinds: readonly Kind[],
  { index, inspector }: LookUpParts,
  at: number,
): Generator<readonly string[]> {
  const current = index();
  if (current === null) return;
  for (const found of current.inForce(kinds, at)) {
    yield found.filter((each) => inspector.look(each) !== null).map(({ value }) => value);
  }
}

async function writeAll(
  values: Iterable<readonly string[]>,
  response: ServerResponse,
  { canary: first, clock }: { readonly canary: string | null; readonly clock: LookUpParts['clock'] },
): Promise<void> {
  let text = first === null ? '' : `${first}\n`;
  let until = clock.monotonic() + turnMs;
  for (const some of values) {
    for (const value of some) text += `${value}\n`;
    if (text.length > batch) {
      if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      text = '';
    }
    if (clock.monotonic() > until) {
      await setImmediate();
      until = clock.monotonic() + turnMs;
    }
    if (response.destroyed) return;
  }
  response.write(text);
}
