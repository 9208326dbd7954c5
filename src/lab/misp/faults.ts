import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { MispFault } from './fault.ts';

const json = { 'content-type': 'application/json' };

/** Events that are more than are read, in as few bytes as may be. */
const tooMany = 100_001;

function say(response: ServerResponse, status: number, value: unknown): true {
  response.writeHead(status, json).end(JSON.stringify(value));
  return true;
}

function refusal(name: string): { name: string; message: string; url: string } {
  return { name, message: name, url: '/attributes/restSearch' };
}

const isEvent = /[0-9a-f]{12}\.json$/;
const secondEvent = /000002000000\.json$/;

function cut(path: string, response: ServerResponse): true {
  response.writeHead(200, json).end(`{"Event":{"uuid":"${path.slice(-41, -5)}","Attribute":[{"type":"domain",`);
  return true;
}

const ofFeeds: readonly MispFault[] = [
  {
    name: 'misp-feed-moved',
    area: 'content',
    title: 'has no manifest where the feed was',
    imitates: 'the address of a page about the feed in the place of its folder',
    form: 'feed',
    expects: 'misp/not-feed',
    answer: (_ask, response) => say(response, 404, { message: 'Not found' }),
  },
  {
    name: 'misp-feed-other',
    area: 'content',
    title: 'has a manifest of something else',
    imitates: 'web applications, which have a manifest.json of their own',
    form: 'feed',
    expects: 'misp/not-feed',
    answer: (_ask, response) => say(response, 200, { name: 'Some application', icons: [], start_url: '/' }),
  },
  {
    name: 'misp-feed-huge',
    area: 'content',
    title: 'names more events in its manifest than anybody reads',
    imitates: 'feeds that make an event of each attribute',
    form: 'feed',
    expects: 'misp/manifest-too-large',
    answer(_ask, response) {
      const now = Math.trunc(Date.now() / 1000);
      const entry = (i: number): string =>
        `"00000000-0000-4000-8000-${String(i).padStart(12, '0')}":{"timestamp":${now}}`;
      const packed = gzipSync(`{${Array.from({ length: tooMany }, (_, i) => entry(i)).join(',')}}`);
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed);
      return true;
    },
  },
  {
    name: 'misp-event-gone',
    area: 'content',
    title: 'lacks one of the events that its manifest names',
    imitates: 'a feed that is being written while it is read',
    form: 'feed',
    expects: null,
    warns: 'misp/event-missing',
    answer: ({ path }, response) => secondEvent.test(path) && say(response, 404, {}),
  },
  {
    name: 'misp-events-gone',
    area: 'content',
    title: 'lacks all the events that its manifest names',
    imitates: 'a mirror that copies the manifest alone',
    form: 'feed',
    expects: 'misp/event-missing',
    answer: ({ path }, response) => isEvent.test(path) && say(response, 404, {}),
  },
  {
    name: 'misp-event-cut',
    area: 'content',
    title: 'has one event that breaks off in the middle',
    imitates: 'a disk that was full when the feed was written',
    form: 'feed',
    expects: null,
    warns: 'misp/event-unreadable',
    answer: ({ path }, response) => secondEvent.test(path) && cut(path, response),
  },
  {
    name: 'misp-events-cut',
    area: 'content',
    title: 'has nothing but events that break off in the middle',
    imitates: 'a disk that was full when the feed was written',
    form: 'feed',
    expects: 'misp/event-unreadable',
    answer: ({ path }, response) => isEvent.test(path) && cut(path, response),
  },
  {
    name: 'misp-event-other',
    area: 'content',
    title: 'has another event in the place of one',
    imitates: 'caches that mix up addresses',
    form: 'feed',
    expects: null,
    warns: 'misp/event-unreadable',
    answer: ({ path }, response) =>
      secondEvent.test(path) &&
      say(response, 200, { Event: { uuid: '11111111-1111-4111-8111-111111111111', Attribute: [] } }),
  },
];

const noKey =
  'Authentication failed. Please make sure you pass the API key of an API enabled user along in the Authorization header.';

const ofServers: readonly MispFault[] = [
  {
    name: 'misp-key',
    area: 'http',
    title: 'refuses the key',
    imitates: 'MISP, whose keys can expire and be bound to addresses',
    form: 'api',
    expects: 'misp/key',
    answer: (_ask, response) => say(response, 403, refusal(noKey)),
  },
  {
    name: 'misp-login',
    area: 'http',
    title: 'sends whoever asks to the form of its web pages',
    imitates: 'MISP where a proxy takes the header Authorization away',
    form: 'api',
    expects: 'misp/login-redirect',
    answer(_ask, response) {
      response.writeHead(302, { location: '/users/login' }).end();
      return true;
    },
  },
  {
    name: 'misp-role',
    area: 'http',
    title: 'knows the key, and does not let its user search',
    imitates: 'MISP where the role of the user lacks a right',
    form: 'api',
    expects: 'misp/role',
    answer: (_ask, response) => say(response, 403, refusal('You do not have permission to use this functionality.')),
  },
  {
    name: 'misp-not-api',
    area: 'content',
    title: 'has no search of attributes',
    imitates: 'another program at the address of MISP, or MISP in a folder below it',
    form: 'api',
    expects: 'misp/not-api',
    answer: (_ask, response) => say(response, 404, { message: 'Not found' }),
  },
  {
    name: 'misp-page-ignored',
    area: 'content',
    title: 'gives the first page of a search, whichever is asked for',
    imitates: 'old versions of MISP, and caches that do not look at the body of a request',
    form: 'api',
    expects: 'misp/page-loop',
    answer({ search }, response) {
      const attribute = (i: number): unknown => ({
        uuid: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
        type: 'domain',
        value: `page-${i}.misp.example`,
        to_ids: true,
        timestamp: '1700000000',
      });
      return say(response, 200, {
        response: { Attribute: Array.from({ length: Number(search['limit']) }, (_, i) => attribute(i)) },
      });
    },
  },
  {
    name: 'misp-memory',
    area: 'http',
    title: 'fails at a search for many attributes at once, and answers one for fewer',
    imitates: 'PHP with a limit of memory',
    form: 'api',
    expects: null,
    settings: { attempts: 3 },
    answer: ({ search }, response) =>
      Number(search['limit']) > 1500 &&
      say(response, 500, {
        name: 'An Internal Error Has Occurred.',
        message: 'An Internal Error Has Occurred.',
        url: '/',
      }),
  },
];

/** Every way in which the practice server of MISP can fail. */
export const mispFaults: readonly MispFault[] = [...ofFeeds, ...ofServers];
