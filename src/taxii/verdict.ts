import type { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { fail, type TaxiiCode } from './conditions.ts';
import type { StatusMessage, TaxiiMessage } from './message.ts';
import { isTrue, wholeNumber } from './node.ts';

/** What was asked, for the message of a failure. */
export interface TaxiiContext {
  readonly source: string;
  readonly url: string;
  readonly collection: string;
}

const byType: Readonly<Record<string, TaxiiCode>> = {
  ASYNCHRONOUS_POLL_ERROR: 'taxii/async-error',
  BAD_MESSAGE: 'taxii/bad-message',
  DENIED: 'taxii/denied',
  DESTINATION_COLLECTION_ERROR: 'taxii/destination',
  FAILURE: 'taxii/failure',
  INVALID_RESPONSE_PART: 'taxii/invalid-part',
  NETWORK_ERROR: 'taxii/network-error',
  NOT_FOUND: 'taxii/not-found',
  PENDING: 'taxii/pending',
  POLLING_UNSUPPORTED: 'taxii/polling-unsupported',
  RETRY: 'taxii/retry',
  UNAUTHORIZED: 'taxii/unauthorized',
  UNSUPPORTED_CONTENT: 'taxii/content-binding',
  UNSUPPORTED_MESSAGE: 'taxii/version-unsupported',
  UNSUPPORTED_PROTOCOL: 'taxii/version-unsupported',
  UNSUPPORTED_QUERY: 'taxii/query',
};

/** Servers put what matters into the text of a few broad types; the words are those of the servers in the field. */
const byWords: readonly (readonly [types: readonly string[], words: RegExp, code: TaxiiCode])[] = [
  [
    ['DENIED', 'FAILURE', 'BAD_MESSAGE'],
    /subscription[ _]?id is required|subscription.{0,20}(?:required|needed)/i,
    'taxii/subscription-needed',
  ],
  [['NOT_FOUND', 'FAILURE'], /subscription/i, 'taxii/subscription-unknown'],
  [['FAILURE', 'NOT_FOUND'], /collection is not available/i, 'taxii/collection-unavailable'],
  [['NOT_FOUND'], /collection|feed|^$/i, 'taxii/collection-not-found'],
  [
    ['FAILURE', 'BAD_MESSAGE'],
    /not supported by|unsupported by this service|unknown message type/i,
    'taxii/wrong-service',
  ],
  [['FAILURE', 'BAD_MESSAGE'], /header/i, 'taxii/headers'],
  [['FAILURE'], /allow_asynch/i, 'taxii/async-refused'],
  [
    ['FAILURE', 'BAD_MESSAGE'],
    /timestamp|begin.{0,40}end|later than|(?:time|date|poll)[ _-]?(?:range|span|window|period|interval)|(?:range|span|window) exceeds/i,
    'taxii/window',
  ],
];

function codeOf(status: StatusMessage): TaxiiCode {
  const { type } = status;
  const said = (status.message ?? '').slice(0, 2000);
  const row = byWords.find(([types, words]) => types.includes(type) && words.test(said));
  if (row !== undefined) return row[2];
  if (type === 'NOT_FOUND' && status.details['ITEM'] !== undefined) return 'taxii/collection-not-found';
  return byType[type] ?? 'taxii/status-unknown';
}

/** The id by which a promised result can be asked for; `null` where there is none, or the server means to push it (TAXII 1.1 §4.3.4). */
export function promisedResult(status: StatusMessage): string | null {
  const id = status.details['RESULT_ID']?.[0] ?? '';
  return id === '' || isTrue(status.details['WILL_PUSH']?.[0]) ? null : id;
}

/** The failure that a status message other than SUCCESS amounts to; `ESTIMATED_WAIT` becomes a wait that the server asks for. */
export function statusFailure(status: StatusMessage, context: TaxiiContext): Failure {
  const code = codeOf(status);
  const said = status.message === null ? '' : `: ${safeText(status.message, 300)}`;
  const wait = wholeNumber(status.details['ESTIMATED_WAIT']?.[0]);
  const waits = code === 'taxii/retry' || (code === 'taxii/pending' && promisedResult(status) !== null);
  return fail(
    code,
    `collection ${quote(context.collection)}: the server answered ${safeText(status.type, 80)}${said}`,
    {
      evidence: {
        statusType: safeText(status.type, 80),
        statusMessage: safeText(status.message ?? '', 500),
        details: Object.fromEntries(
          Object.entries(status.details)
            .slice(0, 20)
            .map(([name, values]) => [safeText(name, 80), values.slice(0, 20).map((value) => safeText(value, 200))]),
        ),
        collection: context.collection,
        url: context.url,
      },
      retryAfterMs: waits && wait !== null ? wait * 1000 : undefined,
    },
  );
}

/** The first hundred of what a server lists, as evidence. */
function shown(texts: readonly string[]): readonly string[] {
  return texts.slice(0, 100).map((text) => safeText(text));
}

/** The failure of an answer that is TAXII, but not to what was asked. */
export function wrongReply(message: TaxiiMessage, context: TaxiiContext): Failure {
  const evidence = { url: context.url, collection: context.collection };
  switch (message.kind) {
    case 'discovery-response': {
      const polls = message.services.filter((service) => service.type === 'POLL');
      return fail(
        'taxii/wrong-service',
        `${safeText(context.url)} is the discovery service; it lists ${polls.length} poll services`,
        { evidence: { ...evidence, service: 'discovery', polls: shown(polls.map(({ address }) => address)) } },
      );
    }
    case 'collections-response': {
      const names = shown(message.collections.map(({ name }) => name));
      return fail('taxii/wrong-service', `${safeText(context.url)} is the collection management service`, {
        evidence: { ...evidence, service: 'collection-management', names },
      });
    }
    case 'poll-response':
      return fail(
        'taxii/wrong-reply',
        `collection ${quote(context.collection)} was asked for and ${quote(message.collection ?? '')} came`,
        { evidence: { ...evidence, answered: safeText(message.collection ?? '') } },
      );
    case 'other':
      return fail('taxii/wrong-service', `${safeText(context.url)} answered a poll with ${message.root}`, {
        evidence: { ...evidence, root: message.root },
      });
    case 'status':
      return statusFailure(message, context);
  }
}
