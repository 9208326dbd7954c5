import type { Code } from '../../base/failure.ts';
import {
  addressRecord,
  aliasRecord,
  delegationRecord,
  encodeAnswer,
  rcodes,
  types,
  type DnsAnswer,
  type Question,
} from './message.ts';
import type { DnsBehaviour } from './server.ts';

/** Name under which a practice source asks for the practice server where DNS is what is practised. */
export const practiceName = 'feed.practice.example';

/** A fault of name resolution, before it has a server. */
export interface DnsFault {
  /** Begins with `dns-`. */
  readonly id: string;
  readonly title: string;
  readonly imitates: string;
  /** After the poll; `null` where the poll succeeds. */
  readonly expects: Code | null;
  /** After probing, where that is another. */
  readonly finds?: Code;
  /** What a poll warns of which succeeds. */
  readonly warns?: Code;
  readonly behaviour: DnsBehaviour;
  /** Whether the source may go to private addresses, as others on loopback may. Default true. */
  readonly allowPrivate?: boolean;
}

const here = '127.0.0.1';

/** IPv4 addresses for every name, and no IPv6. */
function v4(question: Question, ...addresses: readonly string[]): DnsAnswer {
  return question.type === types.a ? { records: addresses.map((each) => addressRecord(question.name, each)) } : {};
}

const always = (answer: DnsAnswer): DnsBehaviour => ({ answer: () => answer });

/** The right answer, its bytes spoilt. */
function spoilt(spoil: (bytes: Buffer) => Buffer): DnsBehaviour {
  return { answer: (question) => spoil(encodeAnswer(question, v4(question, here))) };
}

/** Bytes before the question section. */
const headBytes = 12;
const overrun = 0x4000;

const answers: readonly DnsFault[] = [
  {
    id: 'dns-nxdomain',
    title: 'says that the name does not exist',
    imitates: 'a typing error; a service that has ended',
    expects: 'dns/nxdomain',
    behaviour: always({ rcode: rcodes.nxdomain }),
  },
  {
    id: 'dns-nodata',
    title: 'knows the name, and no address of it',
    imitates: 'a name that has only mail exchangers',
    expects: 'dns/no-address',
    behaviour: always({}),
  },
  {
    id: 'dns-servfail',
    title: 'answers SERVFAIL',
    imitates: 'broken DNSSEC, or name servers of the provider that are down',
    expects: 'dns/servfail',
    behaviour: always({ rcode: rcodes.servfail }),
  },
  {
    id: 'dns-refused',
    title: 'answers REFUSED',
    imitates: 'a resolver that serves other networks only',
    expects: 'dns/refused',
    behaviour: always({ rcode: rcodes.refused }),
  },
  {
    id: 'dns-formerr',
    title: 'answers FORMERR',
    imitates: 'a box that is not a real DNS server',
    expects: 'dns/formerr',
    behaviour: always({ rcode: rcodes.formerr }),
  },
  {
    id: 'dns-notimp',
    title: 'answers NOTIMP',
    imitates: 'a balancer that knows few kinds of questions',
    expects: 'dns/notimp',
    behaviour: always({ rcode: rcodes.notimp }),
  },
  {
    id: 'dns-alias-loop',
    title: 'answers with two aliases that name each other',
    imitates: 'a zone edited in haste',
    expects: 'dns/cname-loop',
    behaviour: {
      answer: ({ name }) => ({ records: [aliasRecord(name, `other.${name}`), aliasRecord(`other.${name}`, name)] }),
    },
  },
  {
    id: 'dns-alias-nowhere',
    title: 'answers with an alias to a name that does not exist',
    imitates: 'a content network that was given up',
    expects: 'dns/nxdomain',
    behaviour: {
      answer: ({ name }) => ({ rcode: rcodes.nxdomain, records: [aliasRecord(name, 'gone.practice.example')] }),
    },
  },
  {
    id: 'dns-lame',
    title: 'sends on to other name servers instead of answering',
    imitates: 'an authoritative server entered as resolver; a lame delegation',
    expects: 'dns/no-address',
    behaviour: { answer: () => ({ authority: [delegationRecord('practice.example', 'ns.practice.example')] }) },
  },
];

const damaged: readonly DnsFault[] = [
  {
    id: 'dns-garbage',
    title: 'answers with bytes that are no DNS message',
    imitates: 'a middlebox that rewrites port 53',
    expects: 'dns/bad-answer',
    behaviour: spoilt((bytes) => Buffer.concat([bytes.subarray(0, 2), Buffer.alloc(10, 0xff)])),
  },
  {
    id: 'dns-length-wrong',
    title: 'answers with a record that is longer than the message',
    imitates: 'an answer cut by a firewall',
    expects: 'dns/bad-answer',
    behaviour: {
      answer(question) {
        const bytes = encodeAnswer(question, { records: [addressRecord(question.name, here)] });
        bytes.writeUInt16BE(overrun, bytes.length - 6);
        return bytes;
      },
    },
  },
  {
    id: 'dns-pointer-wrong',
    title: 'answers with a name that points outside the message',
    imitates: 'a broken DNS server',
    expects: 'dns/bad-answer',
    behaviour: {
      answer(question) {
        const head = encodeAnswer(question, {});
        head.writeUInt16BE(1, 6);
        return Buffer.concat([head, Buffer.from([0xc0, 0xff]), Buffer.alloc(14)]);
      },
    },
  },
  {
    id: 'dns-wrong-id',
    title: 'answers with the id of another question',
    imitates: 'a forged answer; a load balancer that mixes clients up',
    expects: 'dns/timeout',
    finds: 'dns/bad-answer',
    behaviour: spoilt((bytes) => {
      bytes.writeUInt16BE(bytes.readUInt16BE(0) ^ overrun, 0);
      return bytes;
    }),
  },
  {
    id: 'dns-wrong-question',
    title: 'answers another question than was asked',
    imitates: 'a resolver that guesses search domains',
    expects: 'dns/timeout',
    finds: 'dns/bad-answer',
    behaviour: spoilt((bytes) => {
      // One letter of the question's first label.
      bytes[headBytes + 1] = 'x'.charCodeAt(0);
      return bytes;
    }),
  },
];

const silent: readonly DnsFault[] = [
  {
    id: 'dns-silent',
    title: 'never answers',
    imitates: 'a resolver that hangs; a firewall that drops port 53',
    expects: 'dns/timeout',
    behaviour: { answer: () => null },
  },
  {
    id: 'dns-resolver-closed',
    title: 'has closed the port of the resolver',
    imitates: 'a local resolver that does not run',
    expects: 'dns/resolver-down',
    behaviour: { answer: () => null, udp: false, tcp: false },
  },
  {
    id: 'dns-tcp-blocked',
    title: 'says that the answer is too long for UDP, and is closed on TCP',
    imitates: 'a firewall that lets only UDP through to port 53',
    expects: 'dns/resolver-down',
    finds: 'dns/tcp-blocked',
    behaviour: { answer: () => ({ truncated: true }), tcp: false },
  },
  {
    id: 'dns-truncated',
    title: 'answers over UDP that the answer is too long, and in full over TCP',
    imitates: 'a name with very many addresses',
    expects: null,
    behaviour: { answer: (question, over) => (over === 'udp' ? { truncated: true } : v4(question, here)) },
  },
  {
    id: 'dns-slow',
    title: 'takes 700 ms for each answer',
    imitates: 'a resolver at the far end of a satellite link',
    expects: null,
    behaviour: { answer: (question) => v4(question, here), delay: 700 },
  },
  {
    id: 'dns-no-ipv6-answer',
    title: 'answers for IPv4 and never for IPv6',
    imitates: 'a firewall that drops AAAA questions',
    expects: null,
    warns: 'dns/slow-aaaa',
    behaviour: { answer: (question) => (question.type === types.a ? v4(question, here) : null) },
  },
  {
    id: 'dns-ipv6-servfail',
    title: 'answers for IPv4 and SERVFAIL for IPv6',
    imitates: 'a name server that never heard of AAAA',
    expects: null,
    behaviour: {
      answer: (question) => (question.type === types.a ? v4(question, here) : { rcode: rcodes.servfail }),
    },
  },
];

const addresses: readonly DnsFault[] = [
  {
    id: 'dns-sinkhole-nowhere',
    title: 'answers 0.0.0.0',
    imitates: 'a DNS filter that blocks the name',
    expects: 'dns/sinkholed',
    behaviour: { answer: (question) => v4(question, '0.0.0.0') },
  },
  {
    id: 'dns-sinkhole-here',
    title: 'answers 127.0.0.99',
    imitates: 'a DNS filter that leads blocked names to this host',
    expects: 'dns/sinkholed',
    behaviour: { answer: (question) => v4(question, '127.0.0.99') },
    allowPrivate: false,
  },
  {
    id: 'dns-private',
    title: 'answers an address of the inner network',
    imitates: 'split DNS, or an attempt to reach inner servers through the poller',
    expects: 'dns/private-blocked',
    behaviour: { answer: (question) => v4(question, '192.168.77.7') },
    allowPrivate: false,
  },
  {
    id: 'dns-metadata',
    title: 'answers the metadata address of clouds',
    imitates: 'DNS rebinding against cloud machines',
    expects: 'dns/private-blocked',
    behaviour: { answer: (question) => v4(question, '169.254.169.254') },
    allowPrivate: false,
  },
  {
    id: 'dns-first-dead',
    title: 'answers three addresses, of which only the last serves',
    imitates: 'a farm of servers of which some are down',
    expects: null,
    behaviour: { answer: (question) => v4(question, '127.0.0.98', '127.0.0.97', here) },
  },
  {
    id: 'dns-both-families-refused',
    title: 'answers ::1 and 127.0.0.98, and both refuse',
    imitates: 'a server that is down, known by IPv6 and IPv4',
    expects: 'tcp/refused',
    behaviour: {
      answer: ({ name, type }) => ({ records: [addressRecord(name, type === types.a ? '127.0.0.98' : '::1')] }),
    },
  },
];

/** Every fault of the practice name server. */
export const dnsFaults: readonly DnsFault[] = [...answers, ...damaged, ...silent, ...addresses];
