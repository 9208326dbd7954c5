import type { IncomingMessage } from 'node:http';
import { parseIp } from '../observable/ip.ts';
import { resultHeaders } from './headers.ts';
import { readBody, Refused } from './http-body.ts';
import type { Mail, Outcome } from './inspection.ts';
import { bareAddress } from './mail-under-way.ts';
import type { Settler } from './settle.ts';

export interface ScanParts {
  readonly settler: Settler;
  readonly node: string;
  readonly messageBytes: number;
}

/**
 * `POST /v1/scan`: the body is the message as RFC 5322 has it; the envelope comes in `X-Feedgate-Client`, `-Helo`,
 * `-Sender`, `-Recipients` (with commas), `-User`, `-Queue-Id`, each optional. Answers the verdict as JSON, with the
 * headers that a milter would have added; `body` (base 64) and `bodyHeaders` where the message was rewritten.
 * @throws Refused
 */
export async function scanAnswer(
  request: IncomingMessage,
  { settler, node, messageBytes }: ScanParts,
): Promise<object> {
  const envelope = envelopeOf(request);
  const message = await readBody(request, messageBytes);
  return verdictOf(await settler.settle({ ...envelope, message }), node);
}

function envelopeOf({ headers }: IncomingMessage): Mail {
  const header = (name: string): string | null => {
    const value = headers[`x-feedgate-${name}`];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const client = header('client');
  if (client !== null && 'rule' in parseIp(client)) throw new Refused(400, 'X-Feedgate-Client is no address');
  const sender = headers['x-feedgate-sender'];
  return {
    front: 'http',
    client,
    helo: header('helo'),
    user: header('user'),
    sender: typeof sender === 'string' ? bareAddress(sender) : null,
    recipients: (header('recipients') ?? '')
      .split(',')
      .map(bareAddress)
      .filter((each) => each !== ''),
    message: null,
    truncated: false,
    queueId: header('queue-id'),
  };
}

function verdictOf(outcome: Outcome, node: string): object {
  const headers = resultHeaders(outcome, node);
  if (outcome.kind === 'undecided') {
    const { failure, failMode, reference } = outcome;
    return {
      reference,
      verdict: 'undecided',
      action: failMode,
      code: failure.code,
      reservations: [],
      matches: [],
      headers,
    };
  }
  const { verdict, reference, mode, reservations, subjectTag, redirectTo, body, bodyHeaders } = outcome.inspection;
  return {
    reference,
    verdict: verdict.rulings.length > 0 ? 'match' : 'clean',
    action: verdict.action,
    wanted: verdict.wanted,
    rule: verdict.decisive?.rule?.name ?? null,
    mode,
    reservations,
    matches: verdict.rulings.map(({ match, exemption, done }) => ({
      ...match.listed,
      shown: match.fact.observable.value,
      where: match.fact.where,
      sources: match.assertions.map(({ source, indicator, confidence }) => ({ source, indicator, confidence })),
      exemption: exemption?.id ?? null,
      done,
    })),
    subjectTag: verdict.action === 'tag-subject' ? subjectTag : null,
    redirectTo: verdict.action === 'redirect' ? redirectTo : null,
    headers,
    body: body === null ? null : Buffer.from(body).toString('base64'),
    bodyHeaders,
  };
}
