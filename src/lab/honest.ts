import { createHash, timingSafeEqual } from 'node:crypto';
import { messageBindings, statusMessage } from './answers.ts';
import type { Ask } from './ask.ts';
import { refuseHeaders } from './headers.ts';
import { html, page, whole, type HttpReply } from './reply.ts';
import type { Bend, TaxiiService } from './taxii-service.ts';

/** The user whose password the practice server may ask for. */
const practiceUser = 'practice';

/**
 * The answer of a server without faults, from the HTTP method inwards: unknown path 404, GET 405, credentials,
 * headers, message, service. Errors of TAXII are HTTP 200 with a Status_Message, as in the field.
 */
export function honestAnswer(
  taxii: TaxiiService,
  ask: Ask,
  rules: { password: string | null },
  bend?: Bend,
): HttpReply {
  if (ask.service === null || !ask.exact) return page(404, 'Not Found');
  const options = { allow: 'POST, OPTIONS', 'x-taxii-content-types': Object.values(messageBindings).join(',') };
  if (ask.method === 'OPTIONS') return whole(200, html, '', options);
  if (ask.method !== 'POST') return page(405, 'Method Not Allowed', { allow: 'POST, OPTIONS' });
  const old = ask.headers['x-taxii-content-type'] === messageBindings['1.0'];
  const nameless = taxii.envelope({ version: old ? '1.0' : '1.1', id: '0' });
  if (rules.password !== null && !knows(ask, rules.password)) {
    const refusal = statusMessage(nameless, { type: 'UNAUTHORIZED' }, 401);
    return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Basic realm="taxii"' } };
  }
  const refusal = refuseHeaders(ask.headers);
  if (refusal !== undefined) return statusMessage(nameless, refusal);
  if (ask.taxii === undefined || messageBindings[ask.taxii.version] !== ask.headers['x-taxii-content-type']) {
    return statusMessage(nameless, { type: 'BAD_MESSAGE', message: 'The message body is not what its header says' });
  }
  return taxii.answer(ask.service, ask.taxii, bend);
}

function knows(ask: Ask, password: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const wanted = Buffer.from(`${practiceUser}:${password}`).toString('base64');
  return timingSafeEqual(digest(ask.headers.authorization ?? ''), digest(`Basic ${wanted}`));
}
