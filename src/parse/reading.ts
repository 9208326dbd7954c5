import type { WaitingIndicator } from '../indicator/indicator.ts';
import { Stix2Session } from '../stix2/session.ts';
import { openStixSession } from '../stix/session.ts';
import type { DocumentOptions, DocumentReader } from './document.ts';
import type { OpenFrame } from './records.ts';
import type { SessionKind } from './session.ts';
import { mispReader } from './misp-document.ts';
import { ListDocument } from './list-document.ts';
import { Taxii1Reader } from './taxii1-reader.ts';
import { Taxii2Reader } from './taxii2-reader.ts';

/** A session as it is in a parser child: what the documents of one poll share. */
export interface Reading {
  document(options: DocumentOptions): DocumentReader;
  waiting(): readonly WaitingIndicator[];
}

const readings: Readonly<Record<SessionKind, (opening: OpenFrame) => Reading>> = {
  taxii1(opening) {
    const session = openStixSession(opening);
    return { document: (options) => new Taxii1Reader(session, options), waiting: () => session.waiting() };
  },
  taxii2({ now, waiting, assertPlainObservables }) {
    const session = new Stix2Session({ now, assert: assertPlainObservables ? 'all' : 'indicated' }, waiting);
    return { document: (options) => new Taxii2Reader(session, options), waiting: () => session.waiting() };
  },
  list({ list, now, assertPlainObservables }) {
    const session = { list: list ?? openList, now, assertPlainObservables };
    return { document: (options) => new ListDocument(session, options), waiting: () => [] };
  },
  misp: () => ({ document: mispReader, waiting: () => [] }),
};

/** Where nothing is known of a list. */
const openList = { format: 'auto', kinds: null, delimiter: null, header: 'auto', columns: {}, mapping: null } as const;

/** Begins a session of the kind that is asked for. */
export function openReading(opening: OpenFrame): Reading {
  return readings[opening.kind](opening);
}
