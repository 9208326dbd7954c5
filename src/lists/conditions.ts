import { failing, type Code, type Condition } from '../base/failure.ts';

const content = { stage: 'content', fault: 'source' } as const;

/** What can come instead of the list that was asked for. */
export const listsConditions = {
  'body/empty': { ...content, title: 'the answer has no body', retry: 'soon' },
  'body/html-page': { ...content, title: 'a web page came instead of a feed', retry: 'after-change' },
  'body/html-login': {
    stage: 'auth',
    fault: 'operator',
    title: 'a log-in page came instead of a feed',
    retry: 'after-change',
  },
  'body/html-portal': {
    ...content,
    fault: 'network',
    title: 'a page of the network came instead of a feed',
    retry: 'after-change',
  },
  'body/html-error': { ...content, title: 'an error page came instead of a feed', retry: 'next-poll' },
  'body/compressed': { ...content, title: 'the answer is compressed and does not say so', retry: 'next-poll' },
  'body/too-big': { ...content, title: 'the document is larger than allowed', retry: 'next-poll' },
  'csv/column': {
    ...content,
    fault: 'operator',
    title: 'a column of the settings is not in the list',
    retry: 'after-change',
  },
  'list/mapping': {
    stage: 'config',
    fault: 'operator',
    title: 'the mapping of a JSON list cannot be read',
    retry: 'after-change',
  },
  'list/other-format': {
    ...content,
    fault: 'operator',
    title: 'the list is written in another format',
    retry: 'after-change',
  },
  'list/unreadable': { ...content, title: 'nothing in the list could be read', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(listsConditions);
