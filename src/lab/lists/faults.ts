import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ListFault } from './fault.ts';

/** The practice list: names that nobody has, and a network set aside for documentation. */
export const practiceList = [
  '# practice list',
  ...Array.from({ length: 50 }, (_, i) => `host-${i + 1}.lists.example`),
  '198.51.100.0/26 ; a network',
  '',
].join('\n');

const plain = { 'content-type': 'text/plain; charset=utf-8' };

function say(text: string | Uint8Array, headers: Readonly<Record<string, string>> = plain, status = 200) {
  return (_ask: unknown, response: ServerResponse): void => {
    response.writeHead(status, headers).end(text);
  };
}

const html = { 'content-type': 'text/html' };
const csv = 'when;who\n2026-11-20;host-1.lists.example\n2026-11-21;host-2.lists.example\n';

/** Faults that show at the first poll. */
const atOnce: readonly ListFault[] = [
  {
    name: 'list-moved-page',
    area: 'content',
    title: 'answers 200 with a web page in the place of the list',
    imitates: 'a provider that has moved its lists and says so to browsers',
    expects: 'body/html-page',
    answer: say('<!DOCTYPE html><html><title>Our lists have moved</title><p>See our new site.</html>', html),
  },
  {
    name: 'list-login-page',
    area: 'content',
    title: 'answers 200 with a log-in page in the place of the list',
    imitates: 'a list that was open and wants an account now',
    expects: 'body/html-login',
    answer: say('<!DOCTYPE html><title>Sign in</title><form><input type="password"></form>', html),
  },
  {
    name: 'list-nothing',
    area: 'content',
    title: 'answers 200 with no body at all',
    imitates: 'a list whose file is truncated before it is written again',
    expects: 'body/empty',
    answer: say(''),
  },
  {
    name: 'list-quota',
    area: 'content',
    title: 'answers 200 with a sentence in the place of the list',
    imitates: 'providers that count downloads',
    expects: 'list/unreadable',
    answer: say('You have exceeded your daily limit of downloads\nPlease come back tomorrow\n'),
  },
  {
    name: 'list-pdf',
    area: 'content',
    title: 'sends a PDF',
    imitates: 'an address of the report in the place of the list',
    expects: 'list/other-format',
    answer: say('%PDF-1.7\n1 0 obj\n', { 'content-type': 'application/pdf' }),
  },
  {
    name: 'list-column-gone',
    area: 'content',
    title: 'has another header than the settings name columns of',
    imitates: 'a provider that renames its columns',
    expects: 'csv/column',
    settings: { list: { format: 'csv', columns: { value: 'indicator' } } },
    answer: say(csv, { 'content-type': 'text/csv' }),
  },
  {
    name: 'list-zip-cut',
    area: 'content',
    title: 'sends half of a zip archive',
    imitates: 'an archive that was being written while it was read',
    expects: 'list/archive',
    answer: say(Buffer.from('PK\x03\x04 half of it', 'latin1'), { 'content-type': 'application/zip' }),
  },
  {
    name: 'list-gone',
    area: 'http',
    title: 'answers 404 where the list was',
    imitates: 'a list that was given up or renamed',
    expects: 'http/404',
    answer: say('Not found\n', plain, 404),
  },
  {
    name: 'list-always-304',
    area: 'http',
    title: 'says that nothing has changed to whoever has nothing yet',
    imitates: 'caches that mix up who asked on what condition',
    expects: 'http/status',
    answer: say('', { etag: '"1"' }, 304),
  },
  {
    name: 'list-cut',
    area: 'http',
    title: 'breaks off in the middle of the list',
    imitates: 'a server that is restarted, a proxy with a limit',
    expects: 'http/truncated',
    answer(_ask, response) {
      response.writeHead(200, { ...plain, 'content-length': String(practiceList.length) });
      response.write(practiceList.slice(0, 200), () => response.socket?.end());
    },
  },
  {
    name: 'list-cut-unmarked',
    area: 'http',
    title: 'sends the list without a length, and breaks off at another place each time',
    imitates: 'scripts behind HTTP/1.0 that run out of time',
    expects: 'http/truncated-unmarked',
    answer({ before }, response) {
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { ...plain, connection: 'close' }).end(practiceList.slice(0, 200 + before * 50));
    },
  },
  {
    name: 'list-cut-gzip',
    area: 'http',
    title: 'sends half of a compressed list',
    imitates: 'a cache that kept what had come when the connection broke',
    expects: 'http/gzip-truncated',
    answer(_ask, response) {
      const packed = gzipSync(practiceList);
      response.writeHead(200, { ...plain, 'content-encoding': 'gzip' }).end(packed.subarray(0, packed.length / 2));
    },
  },
  {
    name: 'list-stalls',
    area: 'http',
    title: 'sends the beginning of the list, and then nothing more',
    imitates: 'a server that hangs over a slow disk',
    expects: 'http/stalled',
    answer(_ask, response) {
      response.writeHead(200, { ...plain, 'content-length': String(practiceList.length) });
      response.write(practiceList.slice(0, 200));
    },
  },
];

/** The whole list at first, and then something else. */
function later(then: (ask: unknown, response: ServerResponse) => void): ListFault['answer'] {
  return (ask, response) => (ask.before === 0 ? say(practiceList) : then)(ask, response);
}

/** Faults that show from the second poll on. */
const inTime: readonly ListFault[] = [
  {
    name: 'list-shrinks',
    area: 'content',
    title: 'has lost most of its lines from the second poll on',
    imitates: 'a list that is being written while it is read',
    expects: null,
    answer: later(say(practiceList.slice(0, 200))),
  },
  {
    name: 'list-empties',
    area: 'content',
    title: 'has nothing but comments from the second poll on',
    imitates: 'a list whose maker has broken down',
    expects: null,
    answer: later(say('# practice list\n# 0 entries\n')),
  },
  {
    name: 'list-floods',
    area: 'content',
    title: 'is more than twenty times as long from the second poll on',
    imitates: 'a list of what is good put in the place of the list of what is bad',
    expects: null,
    answer: later(say(Array.from({ length: 1200 }, (_, i) => `good-${i}.lists.example\n`).join(''))),
  },
  {
    name: 'list-never-changes',
    area: 'http',
    title: 'says that nothing has changed to every condition, though another host is listed each time',
    imitates: 'a cache that never asks the server again',
    expects: null,
    answer(ask, response) {
      if (ask.conditional) response.writeHead(304, { etag: '"1"' }).end();
      else response.writeHead(200, { ...plain, etag: '"1"' }).end(`${practiceList}now-${ask.before}.lists.example\n`);
    },
  },
];

/** Every way in which the practice list can fail. */
export const listFaults: readonly ListFault[] = [...atOnce, ...inTime];
