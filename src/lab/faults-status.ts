import { statusMessage, type Status } from './answers.ts';
import { asksForData, asksForPart, asksToPoll, pollFault, type Fault, type Row, type Scene } from './fault.ts';
import type { HttpReply } from './reply.ts';

/** Answers with a Status_Message in the version that was asked. */
function say(scene: Scene, status: Status): HttpReply {
  const { version = '1.1', id = '0' } = scene.ask.taxii ?? {};
  return statusMessage(scene.taxii.envelope({ version, id }), status);
}

function item(scene: Scene): string {
  const { taxii } = scene.ask;
  return taxii?.kind === 'poll' || taxii?.kind === 'fulfilment' ? taxii.collection : '';
}

type StatusRow = readonly [...Row, status: Status | ((scene: Scene) => Status)];

/** Every Status_Message that a poll can be answered with (TAXII 1.1 §5.1 and Services 1.1 table 3). */
const rows: readonly StatusRow[] = [
  ['status-success', 'answers SUCCESS', 'servers that have nothing new', null, { type: 'SUCCESS' }],
  [
    'status-bad-message',
    'answers BAD_MESSAGE',
    'a server that finds the request invalid',
    'taxii/bad-message',
    { type: 'BAD_MESSAGE', message: 'Could not parse the message' },
  ],
  [
    'status-denied',
    'answers DENIED',
    'a server that grants no poll',
    'taxii/denied',
    { type: 'DENIED', message: 'You do not have permission to poll this collection' },
  ],
  [
    'status-subscription',
    'answers DENIED "Subscription id is required"',
    'ISAC servers',
    'taxii/subscription-needed',
    { type: 'DENIED', message: 'Subscription id is required' },
  ],
  [
    'status-failure',
    'answers FAILURE',
    'a server with a bug',
    'taxii/failure',
    { type: 'FAILURE', message: 'There was a failure while executing the message handler' },
  ],
  [
    'status-header',
    'answers FAILURE "Header X-TAXII-Services was not recognized"',
    'a server of another TAXII version',
    'taxii/headers',
    { type: 'FAILURE', message: 'Header X-TAXII-Services was not recognized' },
  ],
  [
    'status-not-supported-here',
    'answers FAILURE "Message not supported by this service"',
    'the wrong address of the right server',
    'taxii/wrong-service',
    { type: 'FAILURE', message: 'Message not supported by this service' },
  ],
  [
    'status-unavailable',
    'answers FAILURE "The collection is not available"',
    'a feed that was closed',
    'taxii/collection-unavailable',
    (scene) => ({ type: 'FAILURE', details: [['ITEM', item(scene)]], message: 'The collection is not available' }),
  ],
  [
    'status-not-found',
    'answers NOT_FOUND',
    'a collection that is misspelt, expired or not ours',
    'taxii/collection-not-found',
    (scene) => ({ type: 'NOT_FOUND', details: [['ITEM', item(scene)]], message: 'Requested collection was not found' }),
  ],
  [
    'status-polling-unsupported',
    'answers POLLING_UNSUPPORTED',
    'a collection that is only pushed',
    'taxii/polling-unsupported',
    { type: 'POLLING_UNSUPPORTED' },
  ],
  [
    'status-retry',
    'answers RETRY with ESTIMATED_WAIT 2',
    'a server that is busy',
    'taxii/retry',
    { type: 'RETRY', details: [['ESTIMATED_WAIT', '2']] },
  ],
  [
    'status-unauthorized',
    'answers UNAUTHORIZED with HTTP 200',
    'OpenTAXII',
    'taxii/unauthorized',
    { type: 'UNAUTHORIZED' },
  ],
  [
    'status-unsupported-message',
    'answers UNSUPPORTED_MESSAGE',
    'a server of another message binding',
    'taxii/version-unsupported',
    { type: 'UNSUPPORTED_MESSAGE', details: [['SUPPORTED_BINDING', 'urn:taxii.mitre.org:message:xml:1.0']] },
  ],
  [
    'status-unsupported-protocol',
    'answers UNSUPPORTED_PROTOCOL',
    'a server that wants https',
    'taxii/version-unsupported',
    { type: 'UNSUPPORTED_PROTOCOL', details: [['SUPPORTED_PROTOCOL', 'urn:taxii.mitre.org:protocol:https:1.0']] },
  ],
  [
    'status-unsupported-content',
    'answers UNSUPPORTED_CONTENT',
    'a server that refuses every named binding',
    'taxii/content-binding',
    { type: 'UNSUPPORTED_CONTENT', details: [['SUPPORTED_CONTENT', 'urn:stix.mitre.org:xml:1.1.1']] },
  ],
  [
    'status-unsupported-query',
    'answers UNSUPPORTED_QUERY',
    'a server without queries',
    'taxii/query',
    { type: 'UNSUPPORTED_QUERY' },
  ],
  [
    'status-asynchronous-poll-error',
    'answers ASYNCHRONOUS_POLL_ERROR',
    'a server whose background job failed',
    'taxii/async-error',
    { type: 'ASYNCHRONOUS_POLL_ERROR', message: 'The result could not be made' },
  ],
  [
    'status-invalid-part',
    'answers INVALID_RESPONSE_PART',
    'a server that has lost count',
    'taxii/invalid-part',
    { type: 'INVALID_RESPONSE_PART', details: [['MAX_PART_NUMBER', '0']] },
  ],
  [
    'status-network-error',
    'answers NETWORK_ERROR',
    'a server that cannot reach its back end',
    'taxii/network-error',
    { type: 'NETWORK_ERROR' },
  ],
  [
    'status-destination-collection-error',
    'answers DESTINATION_COLLECTION_ERROR',
    'an inbox service',
    'taxii/destination',
    { type: 'DESTINATION_COLLECTION_ERROR' },
  ],
  [
    'status-third-party',
    'answers with a status type of its own',
    'servers with extensions',
    'taxii/status-unknown',
    { type: 'http://vendor.example/status/quota', message: 'Daily quota exceeded' },
  ],
  [
    'status-forged-lines',
    'puts line breaks and marks that turn text around into its message',
    'an attack on whoever shows it',
    'taxii/failure',
    { type: 'FAILURE', message: 'no\nWed Sep  8 16:15:26 2021 Info: THREAT_FEEDS: all is well \u202e' },
  ],
  [
    'pending-for-ever',
    'promises a result and never has it ready',
    'a server whose background jobs hang',
    'taxii/pending-too-long',
    {
      type: 'PENDING',
      details: [
        ['ESTIMATED_WAIT', '1'],
        ['RESULT_ID', '4699469172785788606'],
        ['WILL_PUSH', 'false'],
      ],
    },
  ],
  [
    'pending-push',
    'promises to push the result',
    'a server that only pushes',
    'taxii/pending',
    {
      type: 'PENDING',
      details: [
        ['ESTIMATED_WAIT', '300'],
        ['RESULT_ID', '4699469172785788606'],
        ['WILL_PUSH', 'true'],
      ],
    },
  ],
];

/** Results that get lost between the parts, or between promise and delivery. */
const lost: readonly Fault[] = [
  pollFault(
    [
      'result-expired',
      'has forgotten the result when its next part is asked for',
      'a server restarted in mid poll; a slow client',
      'taxii/result-lost',
    ],
    (scene) =>
      say(scene, { type: 'NOT_FOUND', details: [['ITEM', 'result_id']], message: 'Requested result was not found' }),
    asksForPart,
  ),
  pollFault(
    [
      'pending-lost',
      'promises a result, then says that making it failed',
      'a server whose background job failed',
      'taxii/async-error',
    ],
    (scene) =>
      asksToPoll(scene.ask)
        ? say(scene, {
            type: 'PENDING',
            details: [
              ['ESTIMATED_WAIT', '1'],
              ['RESULT_ID', '1'],
              ['WILL_PUSH', 'false'],
            ],
          })
        : say(scene, { type: 'ASYNCHRONOUS_POLL_ERROR', message: 'The result could not be made' }),
    asksForData,
  ),
];

/** A server that knows TAXII 1.0 alone, in all its services. */
const only10: Fault = {
  name: 'taxii-1.0-only',
  title: 'speaks TAXII 1.0 only',
  imitates: 'old appliances',
  expects: null,
  on: 'every',
  when: (ask) => ask.taxii?.version === '1.1',
  answer: (scene) =>
    statusMessage(scene.taxii.envelope({ version: '1.0', id: scene.ask.taxii?.id ?? '0' }), {
      type: 'UNSUPPORTED_MESSAGE',
      details: [['SUPPORTED_BINDING', 'urn:taxii.mitre.org:message:xml:1.0']],
      message: 'The message binding is not supported',
    }),
};

/** Faults told by a Status_Message. */
export const statusFaults: readonly Fault[] = [
  ...rows.map(([name, title, imitates, expects, status]) =>
    pollFault(
      [name, title, imitates, expects],
      (scene) => say(scene, typeof status === 'function' ? status(scene) : status),
      asksForData,
    ),
  ),
  ...lost,
  only10,
];
