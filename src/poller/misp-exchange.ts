import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { isObject, textOf } from '../json/object.ts';
import { jsonValue } from '../json/parse.ts';
import { fail } from '../misp/conditions.ts';
import type { MispTold } from '../misp/document.ts';
import type { Response } from '../net/exchange.ts';
import { targetUrl } from '../net/target.ts';
import type { DocumentResult, DocumentSink, MispHead } from '../parse/session.ts';
import { askWithin, type Question, type Refused } from './ask-within.ts';
import { charsetOf, type Line } from './line.ts';

/** A document of MISP, read to its end. */
export interface MispAnswer {
  readonly kind: 'document';
  readonly result: DocumentResult<MispHead>;
  /** The server's clock, milliseconds since 1970. */
  readonly serverNow: number | null;
}

const json = [['Accept', 'application/json']] as const;
const posted = [...json, ['Content-Type', 'application/json']] as const;

/** GETs a document of MISP, or POSTs a search for one, and reads it. @throws Failure of any stage but an HTTP status. */
export async function askMisp(
  line: Line,
  asked: { readonly path: string; readonly search: string | null; readonly told: MispTold },
  sink: DocumentSink,
): Promise<MispAnswer | Refused> {
  const { path, search, told } = asked;
  const question: Question =
    search === null
      ? { path, method: 'GET', headers: json, body: null }
      : { path, method: 'POST', headers: posted, body: new TextEncoder().encode(search) };
  return askWithin<MispAnswer>(line, question, {
    read: (answer) => read(line, answer, told, sink),
    explain: (failure, page) => mispRefusal(failure, page, targetUrl({ ...line.target, path })),
  });
}

async function read(line: Line, answer: Response, misp: MispTold, sink: DocumentSink): Promise<MispAnswer> {
  const contentType = answer.headers.get('content-type');
  const told = { contentType, name: null, misp };
  const result = await line.session.read(answer.body, charsetOf(contentType), sink, told);
  if (result.head.kind !== 'misp') throw new TypeError(`a session of MISP read a document of ${result.head.kind}`);
  return { kind: 'document', result: { ...result, head: result.head }, serverNow: answer.serverDate };
}

/** What MISP means by a refusal: it says in JSON whether the key or the role is at fault, and sends browsers to log in. */
export function mispRefusal(failure: Failure, page: Uint8Array, url: string): Failure {
  const { location } = failure.evidence;
  if (typeof location === 'string' && /\/users\/login(?:$|[?#])/.test(location)) {
    const message = `${quote(url)} asks to log in at a form, as MISP does where no key has reached it`;
    return fail('misp/login-redirect', message, { evidence: { url, ...failure.evidence } });
  }
  const said = saidIn(page);
  if (said === null) return failure;
  const evidence = { ...failure.evidence, url, said };
  const { status } = failure.evidence;
  if (/authentication failed|api key/i.test(said) && (status === 401 || status === 403)) {
    return fail('misp/key', `${quote(url)} refuses the key: ${quote(said, 200)}`, { evidence });
  }
  if (status === 403 || status === 405)
    return fail('misp/role', `${quote(url)} refuses: ${quote(said, 200)}`, { evidence });
  const record = failure.toJSON();
  return new Failure({ ...record, message: `${record.message}: ${quote(said, 200)}`, evidence });
}

/** `message` or `name` of an error of MISP. */
function saidIn(page: Uint8Array): string | null {
  const text = new TextDecoder().decode(page);
  const value = text.trimStart().startsWith('{') ? jsonValue(text) : undefined;
  if (!isObject(value)) return null;
  return textOf(value, 'message') || textOf(value, 'name') || null;
}
