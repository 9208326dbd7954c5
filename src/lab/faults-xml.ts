import { Chance } from './chance.ts';
import { discoveryResponse, serviceBindings } from './answers.ts';
import { asksForData, editHead, insertAfterHead, pollFault, type Fault, type Row, type Scene } from './fault.ts';
import { gather, html, page, whole, withBody, type HttpReply } from './reply.ts';
import { paths } from './taxii-service.ts';

/** The honest answer to a poll with its text edited as a whole. */
function textFault(row: Row, edit: (text: string) => string): Fault {
  const answer = (scene: Scene): HttpReply => {
    const honest = scene.honest();
    return withBody(honest, edit(gather(honest.body).toString('utf8')));
  };
  return pollFault(row, answer, asksForData);
}

/** Puts `text` inside the message, right after its start tag. */
function inside(message: string, text: string): string {
  return message.replace('>', () => `>${text}`);
}

/** The billion laughs: nine entities, each ten times the one before. */
const lols = [
  '<!DOCTYPE lolz [\n <!ENTITY lol "lol">\n',
  ...Array.from({ length: 9 }, (_, i) => ` <!ENTITY lol${i + 1} "${(i === 0 ? '&lol;' : `&lol${i};`).repeat(10)}">\n`),
  ']>\n',
];

const levels = 100_000;

/** Nests 100,000 elements in the message. */
function nested(scene: Scene): HttpReply {
  return insertAfterHead(scene.honest(), () => ['<a>'.repeat(levels), '</a>'.repeat(levels)]);
}

/** 64 MiB of text in one element, hardly to be packed: the same 64 KiB of digits are too far apart for gzip. */
function bigText(scene: Scene): HttpReply {
  const digits = new Chance('big text').hex(64 * 1024);
  return insertAfterHead(scene.honest(), function* () {
    yield '<padding>';
    for (let i = 0; i < 1024; i += 1) yield digits;
    yield '</padding>';
  });
}

const taxii2 = {
  title: 'Practice TAXII 2.1 server',
  default: 'https://taxii.example/api1/',
  api_roots: ['https://taxii.example/api1/'],
};

function discovery(scene: Scene): HttpReply {
  const ask = { version: scene.ask.taxii?.version ?? '1.1', id: scene.ask.taxii?.id ?? '0' };
  const address = scene.url + paths.poll;
  return discoveryResponse(scene.taxii.envelope(ask), [{ type: 'POLL', address, message: 'The poll service' }]);
}

/** Faults of the document, and of what kind of document it is. */
export const xmlFaults: readonly Fault[] = [
  textFault(
    [
      'xml-dtd',
      'puts a document type declaration before the message',
      'a document from an editor; an attack',
      'xml/forbidden-dtd',
    ],
    (text) => `<!DOCTYPE Poll_Response SYSTEM "http://dtd.example/taxii.dtd">\n${text}`,
  ),
  textFault(
    [
      'xml-billion-laughs',
      'defines entities that unfold to three thousand million characters',
      'an attack',
      'xml/forbidden-dtd',
    ],
    (text) => `${lols.join('')}${inside(text, '&lol9;')}`,
  ),
  textFault(
    [
      'xml-entity',
      'uses an entity that XML does not know',
      'a description copied from a web page',
      'xml/forbidden-entity',
    ],
    (text) => inside(text, '&nbsp;'),
  ),
  pollFault(
    ['xml-deep', `nests ${levels.toLocaleString('en')} elements`, 'an attack', 'xml/forbidden-depth'],
    nested,
    asksForData,
  ),
  pollFault(
    ['xml-huge-text', 'puts 64 MiB of text into one element', 'a feed that embeds files', null],
    bigText,
    asksForData,
  ),
  textFault(
    ['xml-malformed', 'leaves an angle bracket unescaped', 'feeds written by string concatenation', 'xml/malformed'],
    (text) => inside(text, '<note>5 < 6</note>'),
  ),
  textFault(
    ['xml-ampersand', 'leaves an ampersand unescaped', 'feeds written by string concatenation', 'xml/malformed'],
    (text) => inside(text, '<note>AT&T and others</note>'),
  ),
  textFault(
    [
      'xml-control-character',
      'puts a vertical tab into the text',
      'a description copied from a document',
      'xml/malformed',
    ],
    (text) => inside(text, '\u000b'),
  ),
  textFault(
    [
      'xml-truncated',
      'ends in mid document although its length is said right',
      'a server that gives up on long spans',
      'xml/truncated',
    ],
    (text) => text.slice(0, text.length >> 1),
  ),
  textFault(
    [
      'xml-two-documents',
      'sends the message twice in one body',
      'a worker that answers two requests at once',
      'xml/malformed',
    ],
    (text) => text + text,
  ),
  pollFault(
    ['json-taxii2', 'answers with the discovery of a TAXII 2.1 server', 'a server that has moved on', 'body/json'],
    () => whole(200, 'application/taxii+json;version=2.1', JSON.stringify(taxii2)),
  ),
  pollFault(
    ['text-not-xml', 'answers 200 with a line of plain text', 'servers that hide their errors', 'body/not-xml'],
    () => whole(200, 'text/plain', 'Internal error, see log\n'),
    asksForData,
  ),
  pollFault(
    ['no-taxii-header', 'leaves out the X-TAXII headers', 'a front that strips what it does not know', null],
    (scene) => {
      const honest = scene.honest();
      const kept = Object.entries(honest.headers).filter(([name]) => !name.startsWith('x-taxii'));
      return { ...honest, headers: Object.fromEntries(kept) };
    },
  ),
  pollFault(
    ['content-type-html', 'says that the message is a web page', 'a front that sets its own content type', null],
    (scene) => {
      const honest = scene.honest();
      return { ...honest, headers: { ...honest.headers, 'content-type': html } };
    },
    asksForData,
  ),
  pollFault(
    [
      'wrong-service',
      'is the discovery service: answers a poll with what services there are',
      'the wrong address of the right server',
      'taxii/wrong-service',
    ],
    discovery,
  ),
  pollFault(
    ['wrong-service-400', 'is the discovery service: answers a poll with 400', 'Anomali Limo', 'http/400'],
    (scene) => (scene.ask.taxii?.kind === 'discovery' ? discovery(scene) : page(400, 'Bad Request')),
  ),
  {
    name: 'clock-ahead',
    title: 'has a clock that is an hour ahead',
    imitates: 'a server without NTP',
    expects: null,
    on: 'every',
    answer: (scene) => {
      const honest = scene.honest();
      const date = new Date(scene.clock.now() + 3_600_000).toUTCString();
      return { ...honest, headers: { ...honest.headers, date } };
    },
  },
  pollFault(
    [
      'wrong-collection',
      'answers for another collection',
      'a cache or balancer that mixes answers up',
      'taxii/wrong-reply',
    ],
    (scene) =>
      editHead(scene.honest(), (head) => head.replace(/ (collection|feed)_name="[^"]*"/, ' $1_name="somebody.else"')),
    asksForData,
  ),
  pollFault(
    [
      'wrong-in-response-to',
      'answers another request than the one asked',
      'a cache or balancer that mixes answers up',
      null,
    ],
    (scene) => editHead(scene.honest(), (head) => head.replace(/ in_response_to="[^"]*"/, ' in_response_to="4711"')),
    asksForData,
  ),
  pollFault(
    [
      'services-header-wrong',
      'says TAXII 1.0 in its header and TAXII 1.1 in its message',
      'servers that never set the header',
      null,
    ],
    (scene) => {
      const honest = scene.honest();
      return { ...honest, headers: { ...honest.headers, 'x-taxii-services': serviceBindings['1.0'] } };
    },
  ),
];
