import { failing, type Code, type Condition } from '../base/failure.ts';

const host = { stage: 'content', fault: 'source' } as const;

/** How a parser child can end over a document. */
export const parseConditions = {
  'host/parser-crashed': {
    ...host,
    title: 'the parser broke down over the document',
    fault: 'bug',
    retry: 'next-poll',
  },
  'host/parser-out-of-memory': {
    ...host,
    title: 'the document needs more memory than a parser is given',
    retry: 'next-poll',
  },
  'host/parser-stalled': { ...host, title: 'the parser did not come to an end with the document', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(parseConditions);
