import { html, page, whole } from '../reply.ts';
import { practiceId } from './collection.ts';
import type { Fault2, Scene2 } from './fault.ts';
import { root2 } from './service.ts';

const v21 = 'application/taxii+json;version=2.1';
const discovery = { path: '/taxii2/' } as const;

/** The same answer to every request for objects. */
function objectsAre(type: string, body: string): (scene: Scene2) => ReturnType<typeof whole> | null {
  return ({ objects }) => (objects ? whole(200, type, body) : null);
}

/** Faults of what a server offers, where, and in which form. */
export const serverFaults2: readonly Fault2[] = [
  {
    name: 'taxii2-media-type',
    title: 'calls its objects plain text',
    imitates: 'web servers with a file for an answer',
    expects: null,
    warns: 'taxii2/media-type',
    rules: { mediaType: 'text/plain' },
  },
  {
    name: 'taxii2-redirect',
    title: 'redirects an alias to the id of the collection',
    imitates: 'servers that have moved within themselves',
    expects: null,
    warns: 'http/redirect',
    answer: ({ ask, objects }) =>
      objects && ask.path.includes('/practice/objects/')
        ? page(307, 'Temporary Redirect', {
            location: `${root2}collections/${practiceId}/objects/?${ask.query.toString()}`,
          })
        : null,
  },
  {
    name: 'taxii2-collection-unknown',
    title: 'has no collection of this name, but one of nearly this name',
    imitates: 'any server, after a slip of the pen',
    expects: 'taxii2/collection',
    settings: { collection: 'pratcice' },
  },
  {
    name: 'taxii2-not-readable',
    title: 'lists the collection, and does not let it be read',
    imitates: 'medallion, OpenCTI without the right',
    expects: 'taxii2/collection',
    settings: { ...discovery, collection: 'Practice, not for you' },
  },
  {
    name: 'taxii2-same-titles',
    title: 'has several collections of one title',
    imitates: 'providers that name all collections after the product',
    expects: 'taxii2/collection-ambiguous',
    settings: { ...discovery, collection: 'Practice' },
    answer: ({ ask }) =>
      ask.path.endsWith('/collections/')
        ? whole(
            200,
            v21,
            JSON.stringify({ collections: ['a', 'b'].map((id) => ({ id, title: 'Practice', can_read: true })) }),
          )
        : null,
  },
  {
    name: 'taxii2-roots-elsewhere',
    title: 'names API roots on another host',
    imitates: 'providers with one host for discovery and another for data',
    expects: 'taxii2/root-elsewhere',
    settings: discovery,
    rules: { roots: ['https://taxii-data.example.net/api1/'] },
  },
  {
    name: 'taxii2-no-roots',
    title: 'names no API root',
    imitates: 'servers that show roots to some accounts only',
    expects: 'taxii2/no-root',
    settings: discovery,
    rules: { roots: [] },
  },
  {
    name: 'taxii2-not-objects',
    title: 'answers with JSON of its own',
    imitates: 'a service whose address was mistaken for that of the feed',
    expects: 'taxii2/not-objects',
    answer: objectsAre('application/json', '{"status":"ok","took":3}'),
  },
  {
    name: 'taxii2-root-for-objects',
    title: 'gives its API root in place of objects',
    imitates: 'reverse proxies that cut the path off',
    expects: 'taxii2/root-or-discovery',
    answer: objectsAre(
      v21,
      '{"title":"Practice","versions":["application/taxii+json;version=2.1"],"max_content_length":1}',
    ),
  },
  {
    name: 'taxii2-html',
    title: 'gives a web page in place of objects',
    imitates: 'portals and wrong addresses',
    expects: 'body/html-page',
    answer: objectsAre(html, '<!doctype html><html><head><title>Welcome</title></head><body>Hello</body></html>'),
  },
  {
    name: 'taxii2-gone',
    title: 'no longer has the collection in the middle of reading it',
    imitates: 'providers that replace collections',
    expects: 'taxii2/collection',
    rules: { most: 50 },
    answer: ({ ask, objects, times }) => {
      if (objects && times > 2) return page(404, 'Not Found');
      return ask.path.endsWith('/collections/')
        ? whole(200, v21, '{"collections":[{"id":"another","title":"Another","can_read":true}]}')
        : null;
    },
  },
  {
    name: 'taxii2-asked-at-taxii1',
    title: 'is asked in TAXII 2 and speaks TAXII 1.1',
    imitates: 'an older server, after its address was pasted as one of TAXII 2',
    expects: 'http/404',
    finds: 'taxii/version-unsupported',
    settings: { path: '/taxii/poll/', collection: 'practice.mixed' },
    answer: () => page(404, 'Not Found'),
  },
  {
    name: 'taxii2-asked-in-taxii1',
    title: 'is asked in TAXII 1 and speaks TAXII 2.1',
    imitates: 'a newer server, after its address was kept',
    expects: 'http/405',
    finds: 'taxii/version-unsupported',
    settings: { kind: 'taxii1', ...discovery },
  },
];
