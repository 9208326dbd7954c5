import { failing, type Code, type Condition } from '../base/failure.ts';

const content = { stage: 'content', fault: 'source' } as const;

/** What a document can be instead of the JSON that it should be. */
export const jsonConditions = {
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
  'body/xml': { ...content, title: 'XML came where JSON was asked for', retry: 'after-change' },
  'body/not-json': { ...content, title: 'the answer is not JSON', retry: 'next-poll' },
  'body/compressed': { ...content, title: 'the answer is compressed and does not say so', retry: 'next-poll' },
  'body/charset': { ...content, title: 'the text is not in the character set that it claims', retry: 'next-poll' },
  'body/too-big': { ...content, title: 'the document is larger than allowed', retry: 'next-poll' },
  'json/malformed': { ...content, title: 'the JSON is not well formed', retry: 'next-poll' },
  'json/truncated': { ...content, title: 'the JSON ends in the middle', retry: 'soon' },
  'json/forbidden-depth': { ...content, title: 'arrays and objects nested too deep', retry: 'next-poll' },
  'json/forbidden-size': { ...content, title: 'a text, a string or an object too large', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(jsonConditions);
