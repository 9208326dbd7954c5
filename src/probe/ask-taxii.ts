import { Failure, type Code } from '../base/failure.ts';
import { formatMicros, microsOf } from '../base/instant.ts';
import { collectionsRequest, discoveryRequest, pollRequest } from '../taxii/encode.ts';
import type { TaxiiMessage, TaxiiVersion } from '../taxii/message.ts';
import { requestHeaders } from '../taxii/names.ts';
import { TaxiiReader, type ContentHandler } from '../taxii/reader.ts';
import { statusFailure } from '../taxii/verdict.ts';
import { XmlDecoder } from '../xml/decoder.ts';
import { XmlReader } from '../xml/reader.ts';
import { askHttp, type Answer } from './ask-http.ts';
import type { Place, Round } from './round.ts';
import type { TaxiiHeard } from './seen.ts';

/** What a server of TAXII 1.x is asked. */
export type TaxiiQuestion = Listing | PollQuestion;

interface Listing {
  readonly kind: 'discovery' | 'collections';
}

interface PollQuestion {
  readonly kind: 'count' | 'poll';
  readonly collection: string;
  readonly subscription: string | null;
  /** Milliseconds back from now; `null` leaves the window out, as a data set wants it. */
  readonly span: number | null;
}

export interface TaxiiProbe {
  readonly place: Place;
  readonly version?: TaxiiVersion;
  /** Default true; they go only where the round permits it. */
  readonly credentials?: boolean;
}

/** POSTs one TAXII 1.x message and reads the beginning of the answer; `null` as `askHttp`. */
export async function askTaxii(round: Round, question: TaxiiQuestion, probe: TaxiiProbe): Promise<TaxiiHeard | null> {
  const { place, version = '1.1', credentials = true } = probe;
  const answer = await askHttp(round, {
    name: `${question.kind} ${version}`,
    place,
    method: 'POST',
    headers: requestHeaders(version, place.https),
    body: bodyOf(question, version, round.deps.clock.now()),
    credentials,
  });
  const heard = answer === null ? null : understood(answer);
  if (heard?.code === 'taxii/unauthorized' && credentials) round.withhold();
  return heard;
}

function bodyOf(question: TaxiiQuestion, version: TaxiiVersion, now: number): string {
  const messageId = String(Math.trunc(now));
  if (!('span' in question)) {
    return question.kind === 'discovery'
      ? discoveryRequest(version, messageId)
      : collectionsRequest(version, messageId);
  }
  const { collection, subscription, span } = question;
  return pollRequest({
    version,
    messageId,
    collection,
    subscription,
    begin: span === null ? null : formatMicros(microsOf(now - span)),
    end: span === null ? null : formatMicros(microsOf(now)),
    responseType: question.kind === 'count' ? 'COUNT_ONLY' : 'FULL',
    allowAsynch: true,
    bindings: [],
  });
}

/** What the answer amounts to: a status message says more than the number it comes with. */
function understood(answer: Answer): TaxiiHeard {
  const { bytes, whole, ...heard } = answer;
  if (answer.status === null) return { ...heard, message: null, root: null };
  const root = /^[^<]*(?:<[?!][^>]*>\s*)*<(?:[\w.-]+:)?(\w+)[\s>/]/.exec(answer.text.slice(0, 4096))?.[1] ?? null;
  if (!whole && root === 'Poll_Response') return { ...heard, code: null, message: null, root };
  const read = messageIn(bytes);
  if (typeof read === 'string') return { ...heard, code: heard.code ?? read, message: null, root };
  return { ...heard, code: codeOf(read), message: read, root };
}

/** The message, or the condition that reading it ended in. */
function messageIn(bytes: Uint8Array): TaxiiMessage | Code {
  const decoder = new XmlDecoder(null);
  const taxii = new TaxiiReader(() => nothingKept);
  const xml = new XmlReader(taxii);
  try {
    xml.write(decoder.write(bytes));
    xml.write(decoder.end());
    xml.end();
    return taxii.message();
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

const nothingKept: ContentHandler = {
  open: () => undefined,
  text: () => undefined,
  close: () => undefined,
  end: () => undefined,
};

/** A promised or an empty result is an answer like any other here. */
function codeOf(message: TaxiiMessage): Code | null {
  if (message.kind !== 'status' || message.type === 'SUCCESS' || message.type === 'PENDING') return null;
  return statusFailure(message, { source: '', url: '', collection: '' }).code;
}
