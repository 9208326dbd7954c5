import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../base/clock.ts';
import { listening, type Stand } from '../stand.ts';
import { eventFile, manifestOf, practiceEvents, searchResult, type PracticeEvent } from './content.ts';
import type { MispFault } from './fault.ts';

/** What the practice server lets in. */
export const practiceKey = 'practice-key-of-forty-characters-00000000';

const longest = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000 } as const;
const longestBody = 64 * 1024;
const json = { 'content-type': 'application/json' };

export interface MispServerOptions {
  readonly clock: Clock;
  readonly port?: number | undefined;
  /** Asked first; what it leaves is answered as MISP does. */
  readonly fault: Pick<MispFault, 'answer'>;
  /** Told of each sighting that comes in. */
  readonly sighted?: (attribute: string, sighting: Readonly<Record<string, unknown>>) => void;
  /** Default: those of `practiceEvents`. Asked at each request, so that they may change. */
  readonly events?: () => readonly PracticeEvent[];
}

/** Starts a practice server of MISP on loopback: a feed at `/feed/`, and the search of attributes. @throws Failure `config/lab-port` where the port cannot be had. */
export function startMispServer({
  clock,
  port = 0,
  fault,
  sighted = () => undefined,
  ...options
}: MispServerOptions): Promise<Stand> {
  const first = practiceEvents(clock.now());
  const events = options.events ?? ((): readonly PracticeEvent[] => first);
  const server = createServer(longest, (request, response) => {
    void answer(request, response, { fault, events: events(), sighted }).catch(() => response.destroy());
  });
  return listening(server, port);
}

interface World extends Required<Pick<MispServerOptions, 'fault' | 'sighted'>> {
  readonly events: readonly PracticeEvent[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { fault, events, sighted }: World,
): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?');
  const search = await searchOf(request);
  if (fault.answer({ path, search }, response)) return;
  const asked = { path, search, request };
  const found = path.startsWith('/feed/') ? feedFile(path, events) : api(asked, events, sighted);
  response.writeHead(found.status, json).end(JSON.stringify(found.value));
}

async function searchOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > longestBody) throw new RangeError('a search is shorter');
  }
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

interface Found {
  readonly status: number;
  readonly value: unknown;
}

const notFound: Found = { status: 404, value: { name: 'Not found', message: 'Not found', url: '/' } };

function feedFile(path: string, events: readonly PracticeEvent[]): Found {
  if (path === '/feed/manifest.json') return { status: 200, value: manifestOf(events) };
  const event = events.find(({ uuid }) => path === `/feed/${uuid}.json`);
  return event === undefined ? notFound : { status: 200, value: eventFile(event) };
}

interface Asked {
  readonly path: string;
  readonly search: Readonly<Record<string, unknown>>;
  readonly request: IncomingMessage;
}

function api(
  { path, search, request: { headers, method } }: Asked,
  events: readonly PracticeEvent[],
  sighted: World['sighted'],
): Found {
  if (headers.authorization !== practiceKey) {
    const name =
      'Authentication failed. Please make sure you pass the API key of an API enabled user along in the Authorization header.';
    return { status: 403, value: { name, message: name, url: path } };
  }
  const attribute = /^\/sightings\/add\/(.+)$/.exec(path)?.[1];
  if (attribute !== undefined && method === 'POST') return sighting(attribute, search, events, sighted);
  if (path !== '/attributes/restSearch' || method !== 'POST') return notFound;
  const since = Number(search['publish_timestamp'] ?? search['timestamp'] ?? 0);
  const types = Array.isArray(search['type']) ? search['type'] : [];
  const all = searchResult(events, since).filter((each) => types.includes((each as { type: string }).type));
  const limit = Number(search['limit']);
  const from = (Number(search['page']) - 1) * limit;
  return { status: 200, value: { response: { Attribute: all.slice(from, from + limit) } } };
}

/** Errors too come with status 200, as servers have them. */
function sighting(
  uuid: string,
  told: Asked['search'],
  events: readonly PracticeEvent[],
  sighted: World['sighted'],
): Found {
  const known = events.flatMap(({ attributes }) => attributes).some((attribute) => attribute.uuid === uuid);
  const refusal = 'Could not add the Sighting. Reason: No valid attributes found that match the criteria.';
  if (!known) return { status: 200, value: { message: refusal } };
  sighted(uuid, told);
  return { status: 200, value: { message: 'Sighting added' } };
}
