import { joined } from '../base/bytes.ts';
import { safeText } from '../base/text.ts';
import { fail } from './conditions.ts';

/** The attributes of one request (SMTPD_POLICY_README): `client_address`, `helo_name`, `sender`, `recipient` … */
export type PolicyRequest = ReadonlyMap<string, string>;

const longestRequest = 64 * 1024;
const newline = 10;
const decoder = new TextDecoder();

/** Cuts what Postfix sends into requests, however it was split; a connection carries one after another. */
export class PolicyReader {
  #held: Uint8Array = new Uint8Array(0);

  /** The requests that are whole now. @throws Failure `postfix/bad-policy-request` */
  push(bytes: Uint8Array): readonly PolicyRequest[] {
    let all = joined(this.#held, bytes);
    const requests: PolicyRequest[] = [];
    for (let end = blankLine(all); end >= 0; end = blankLine(all)) {
      requests.push(parseRequest(decoder.decode(all.subarray(0, end))));
      all = all.subarray(end + 2);
    }
    if (all.length > longestRequest) throw bad(`a policy request is longer than ${longestRequest} bytes`, all);
    this.#held = all;
    return requests;
  }
}

function blankLine(bytes: Uint8Array): number {
  let at = bytes.indexOf(newline);
  while (at >= 0 && bytes[at + 1] !== newline) at = bytes.indexOf(newline, at + 1);
  return at;
}

function parseRequest(text: string): PolicyRequest {
  const attributes = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals < 1) throw bad('a line of a policy request has no name', new TextEncoder().encode(line));
    attributes.set(line.slice(0, equals), line.slice(equals + 1));
  }
  if (attributes.get('request') !== 'smtpd_access_policy')
    throw bad('a policy request is of an unknown kind', new TextEncoder().encode(text));
  return attributes;
}

function bad(message: string, bytes: Uint8Array) {
  const begins = safeText(decoder.decode(bytes.subarray(0, 80)));
  return fail('postfix/bad-policy-request', message, { evidence: { begins } });
}

/** The answer to a request: an action of access(5), `DUNNO` or `550 5.7.1 text`; one line whatever the text. */
export function encodePolicyAction(action: string): Uint8Array {
  return new TextEncoder().encode(`action=${action.replaceAll(/[^ -~]+/g, ' ')}\n\n`);
}
