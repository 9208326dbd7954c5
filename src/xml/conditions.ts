import { failing, type Code, type Condition } from '../base/failure.ts';

const content = { stage: 'content', fault: 'source' } as const;

/** What a document can be instead of the XML that it should be. */
export const xmlConditions = {
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
  'body/json': { ...content, title: 'JSON came where XML was asked for', retry: 'after-change' },
  'body/not-xml': { ...content, title: 'the answer is not XML', retry: 'next-poll' },
  'body/compressed': { ...content, title: 'the answer is compressed and does not say so', retry: 'next-poll' },
  'body/charset': { ...content, title: 'the text is not in the character set that it claims', retry: 'next-poll' },
  'body/too-big': { ...content, title: 'the document is larger than allowed', retry: 'next-poll' },
  'xml/malformed': { ...content, title: 'the XML is not well formed', retry: 'next-poll' },
  'xml/truncated': { ...content, title: 'the document ends in the middle', retry: 'soon' },
  'xml/forbidden-dtd': { ...content, title: 'a document type declaration, refused as unsafe', retry: 'next-poll' },
  'xml/forbidden-entity': {
    ...content,
    title: 'an entity that XML does not define, refused as unsafe',
    retry: 'next-poll',
  },
  'xml/forbidden-depth': { ...content, title: 'elements nested too deep', retry: 'next-poll' },
  'xml/forbidden-attributes': { ...content, title: 'too many attributes on one element', retry: 'next-poll' },
  'xml/forbidden-token': { ...content, title: 'a name or value too long', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(xmlConditions);
