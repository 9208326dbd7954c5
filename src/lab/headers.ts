import type { IncomingHttpHeaders } from 'node:http';
import { messageBindings, protocolBindings, serviceBindings, type Status } from './answers.ts';

const known: Readonly<Record<string, readonly string[]>> = {
  'x-taxii-content-type': Object.values(messageBindings),
  'x-taxii-accept': Object.values(messageBindings),
  'x-taxii-services': Object.values(serviceBindings),
  'x-taxii-protocol': Object.values(protocolBindings),
};

const spelled: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'x-taxii-content-type': 'X-TAXII-Content-Type',
  'x-taxii-accept': 'X-TAXII-Accept',
  'x-taxii-services': 'X-TAXII-Services',
  'x-taxii-protocol': 'X-TAXII-Protocol',
};

/** What is wrong with the headers of a TAXII request (HTTP protocol binding 1.0 §2.1), as OpenTAXII says it. */
export function refuseHeaders(headers: IncomingHttpHeaders): Status | undefined {
  for (const name of ['content-type', 'x-taxii-content-type', 'x-taxii-services']) {
    if (headers[name] === undefined) return failure(`Header ${spelled[name] ?? name} was not specified`);
  }
  if (!/^application\/xml\b/i.test(headers['content-type'] ?? ''))
    return failure('Header Content-Type was not recognized');
  for (const [name, values] of Object.entries(known)) {
    const asked = [headers[name] ?? []].flat().flatMap((value) => value.trim().split(/\s+/));
    if (asked.length > 0 && !asked.some((value) => values.includes(value))) {
      return failure(`Header ${spelled[name] ?? name} was not recognized`);
    }
  }
  return undefined;
}

function failure(message: string): Status {
  return { type: 'FAILURE', message };
}
