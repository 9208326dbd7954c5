import type { Reason } from '../../feed/finding.ts';

type Words = (value: (name: string) => string) => string;

/** What speaks for a change of the settings, in English: goes on after "because". */
export const enReasons: Readonly<Record<Reason, Words>> = {
  'answered-at': (value) => `a poll is answered at ${value('url')}`,
  'answers-without-credentials': () => 'the same request is answered without credentials',
  'answers-without-proxy': () => 'the host answers directly, without the proxy',
  'certificate-for': (value) => `the certificate is for ${value('name')}, which leads to the same address`,
  'collection-polled-at': (value) => `the collection says that it is polled at ${value('url')}`,
  'nearest-of-listed': (value) => `of the ${value('count')} collections listed, ${value('name')} is nearest in name`,
  'poll-service-listed-at': (value) => `the server lists its poll service at ${value('url')}`,
  'port-443-answers': (value) => `port ${value('port')} does not answer in TLS, port 443 of the same host does`,
  'port-80-answers': (value) => `port ${value('port')} does not answer, port 80 does`,
  'port-in-clear': (value) => `port ${value('port')} answers plain HTTP`,
  'port-in-clear-credentials': (value) =>
    `port ${value('port')} answers plain HTTP; the credentials would travel in clear`,
  'port-speaks-tls': (value) => `port ${value('port')} answers a TLS greeting`,
  'proxy-answers-to': (value) => `the proxy answers to ${value('url')}`,
  'reached-through-proxy': (value) =>
    `the host cannot be reached directly, and can through the proxy ${value('proxy')}`,
  'redirects-to': (value) => `the server redirects to ${value('url')}`,
  'root-of-system': (value) =>
    `the root ${value('issuer')} is in the list of this system, which the source does not use`,
  'server-names': (value) => `the server itself names ${value('url')}`,
  'span-answered': (value) => `a span of ${value('hours')} hours is answered`,
  'speaks-taxii': (value) => `the server answers in TAXII ${value('version')}`,
  'speaks-tls-1.2': () => 'the server speaks TLS 1.2, and the source demands 1.3',
};
