import { asksForData, pollFault, type Fault } from './fault.ts';
import { statusMessage, type Status } from './answers.ts';
import { whole, type HttpReply } from './reply.ts';
import type { Scene } from './fault.ts';

/** Messages and contents that fit no other list: what few servers say, and attacks on parsers. */

function xml(body: string): HttpReply {
  return whole(200, 'application/xml', body);
}

function says(status: Status) {
  return (scene: Scene): HttpReply => {
    const { version = '1.1', id = '0' } = scene.ask.taxii ?? {};
    return statusMessage(scene.taxii.envelope({ version, id }), status);
  };
}

const rss = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Advisories</title></channel></rss>\n';
const many = Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ');
const long = 'n'.repeat(100_000);

/** Messages of TAXII. */
export const oddMessageFaults: readonly Fault[] = [
  pollFault(
    ['xml-other', 'answers with a news feed', 'the address of another service', 'taxii/not-taxii'],
    () => xml(rss),
    asksForData,
  ),
  pollFault(
    [
      'status-not-found-other',
      'answers NOT_FOUND and says nothing of a collection',
      'a server with tenants',
      'taxii/not-found',
    ],
    says({ type: 'NOT_FOUND', message: 'Tenant is unknown' }),
    asksForData,
  ),
  pollFault(
    [
      'status-subscription-ended',
      'answers NOT_FOUND for the subscription',
      'a subscription that has ended',
      'taxii/subscription-unknown',
    ],
    says({ type: 'NOT_FOUND', message: 'The subscription was not found' }),
    asksForData,
  ),
  pollFault(
    [
      'status-asynch',
      'answers FAILURE because of allow_asynch',
      'a server that reads the standard in its own way',
      'taxii/async-refused',
    ],
    says({ type: 'FAILURE', message: 'allow_asynch is not supported' }),
    asksForData,
  ),
];

/** Contents that attack whoever reads them. */
export const oddContentFaults: readonly Fault[] = [
  pollFault(
    ['xml-attributes', 'answers with 1,000 attributes on one element', 'an attack', 'xml/forbidden-attributes'],
    () =>
      xml(`<taxii_11:Poll_Response xmlns:taxii_11="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" ${many}/>`),
    asksForData,
  ),
  pollFault(
    ['xml-name-long', 'answers with a name of 100,000 characters', 'an attack', 'xml/forbidden-token'],
    () => xml(`<${long}/>`),
    asksForData,
  ),
];
