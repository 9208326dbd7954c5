import { row, type Entries } from '../entry.ts';

const soon = row('taxii', 'source', 'soon');
const later = row('taxii', 'source', 'next-poll');

/** Results that come later, in parts, or not at all. */
export const taxiiResultTexts: Entries = {
  'taxii/pending': {
    ...later,
    en: {
      title: 'the result is not ready yet',
      meaning:
        '{host} prepares the result and says when to come back. Feedgate waits and fetches it; that counts as no failed attempt.',
      certain: 'A status message PENDING.',
      causes: ['A wide time span that takes the server long.'],
      remedy: [
        'Nothing to do unless it stays; then ask for less at a time: `feedgate source edit {source} --segment 1d`.',
      ],
    },
    ko: {
      title: '결과가 아직 준비되지 않았습니다',
      meaning:
        '{host}{이/가} 결과를 준비하며 언제 다시 오라고 알립니다. Feedgate가 기다렸다가 가져오며 실패한 시도로 세지 않습니다.',
      certain: '상태 메시지가 PENDING입니다.',
      causes: ['기간이 넓어 서버가 오래 걸립니다.'],
      remedy: [
        '계속되지 않으면 조치할 것이 없습니다. 계속되면 한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
      ],
    },
  },
  'taxii/pending-too-long': {
    ...later,
    en: {
      title: 'the result was promised but never became ready',
      meaning: '{host} kept saying that the result is being prepared until Feedgate gave up.',
      certain: 'PENDING was answered until the limit for waiting.',
      causes: ['The query is too heavy for the server.', 'A fault of the server.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'If it stays, tell the provider.',
      ],
    },
    ko: {
      title: '약속한 결과가 끝내 준비되지 않았습니다',
      meaning: 'Feedgate가 포기할 때까지 {host}{이/가} 결과를 준비 중이라고만 응답했습니다.',
      certain: '대기 한도까지 PENDING이 왔습니다.',
      causes: ['서버가 감당하기 어려운 질의입니다.', '서버의 결함입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '계속되면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'taxii/retry': {
    ...soon,
    en: {
      title: 'the server asks to come back later',
      meaning: '{host} is busy. Feedgate waits as long as the server says; that counts as no failed attempt.',
      certain: 'A status message RETRY.',
      causes: ['Load at the provider.', 'The source is polled too often.'],
      remedy: ['Nothing to do unless it stays; then poll less often: `feedgate source edit {source} --interval 6h`.'],
    },
    ko: {
      title: '서버가 나중에 다시 오라고 합니다',
      meaning: '{host}{이/가} 바쁩니다. 서버가 알린 시간만큼 기다리며 실패한 시도로 세지 않습니다.',
      certain: '상태 메시지가 RETRY입니다.',
      causes: ['피드 제공자의 부하입니다.', '폴링이 너무 잦습니다.'],
      remedy: [
        '계속되지 않으면 조치할 것이 없습니다. 계속되면 폴링 간격을 늘리십시오: `feedgate source edit {source} --interval 6h`.',
      ],
    },
  },
  'taxii/async-refused': {
    ...later,
    en: {
      title: 'the server can only answer later and was not allowed to',
      meaning: '{host} cannot gather the result at once, and the request did not allow a later answer.',
      certain: 'The server says so of allow_asynch.',
      causes: ['A wide time span.'],
      remedy: ['Ask for less at a time: `feedgate source edit {source} --segment 1d`.'],
    },
    ko: {
      title: '서버가 나중에만 응답할 수 있으나 허용되지 않았습니다',
      meaning: '{host}{이/가} 결과를 바로 모을 수 없는데 요청이 나중 응답을 허용하지 않았습니다.',
      certain: '서버가 allow_asynch에 대해 그렇게 응답합니다.',
      causes: ['기간이 넓습니다.'],
      remedy: ['한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.'],
    },
  },
  'taxii/async-error': {
    ...soon,
    en: {
      title: 'the server could not make the promised result',
      meaning: '{host} had promised a result and then failed to prepare it.',
      certain: 'A status message ASYNCHRONOUS_POLL_ERROR.',
      causes: ['A fault or overload of the server.'],
      remedy: ['The poll is tried again by itself.', 'If it stays: `feedgate source edit {source} --segment 1d`.'],
    },
    ko: {
      title: '서버가 약속한 결과를 만들지 못했습니다',
      meaning: '{host}{이/가} 결과를 약속했으나 준비하지 못했습니다.',
      certain: '상태 메시지가 ASYNCHRONOUS_POLL_ERROR입니다.',
      causes: ['서버의 결함이나 과부하입니다.'],
      remedy: ['폴링은 자동으로 다시 시도합니다.', '계속되면: `feedgate source edit {source} --segment 1d`.'],
    },
  },
  'taxii/result-lost': {
    ...soon,
    en: {
      title: 'the server forgot the result while it was being read',
      meaning:
        'A long answer comes in parts, and {host} dropped the rest before it was fetched. Feedgate reads the segment again.',
      certain: 'NOT_FOUND for a result that had been given.',
      causes: [
        'The server keeps results for a short time only.',
        'Several servers behind one name do not share results.',
      ],
      remedy: ['Ask for less at a time, so that there are fewer parts: `feedgate source edit {source} --segment 6h`.'],
    },
    ko: {
      title: '읽는 도중에 서버가 결과를 지웠습니다',
      meaning:
        '긴 응답은 파트로 나뉘어 오는데, {host}{이/가} 나머지를 가져가기 전에 버렸습니다. Feedgate가 구간을 다시 읽습니다.',
      certain: '이미 받은 결과 ID에 NOT_FOUND가 왔습니다.',
      causes: ['서버가 결과를 짧은 시간만 보관합니다.', '한 이름 뒤의 여러 서버가 결과를 공유하지 않습니다.'],
      remedy: ['파트 수가 줄도록 한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.'],
    },
  },
  'taxii/invalid-part': {
    ...soon,
    en: {
      title: 'the server has no such part of the result',
      meaning:
        '{host} promised another part and then said that it does not exist. After the last known part this is taken as the end.',
      certain: 'A status message INVALID_RESPONSE_PART.',
      causes: ['The server counts its parts wrongly.'],
      remedy: ['Nothing to do if the poll succeeded; else poll again: `feedgate poll {source}`.'],
    },
    ko: {
      title: '서버에 그런 파트가 없습니다',
      meaning: '{host}{이/가} 파트가 더 있다고 했다가 없다고 합니다. 마지막으로 알려진 파트 뒤이면 끝으로 처리합니다.',
      certain: '상태 메시지가 INVALID_RESPONSE_PART입니다.',
      causes: ['서버가 파트 수를 잘못 셉니다.'],
      remedy: ['폴링이 성공했으면 조치할 것이 없습니다. 아니면 다시 폴링하십시오: `feedgate poll {source}`.'],
    },
  },
  'taxii/part-loop': {
    ...later,
    en: {
      title: 'the server repeats parts without end',
      meaning:
        '{host} says again and again that there is more and sends the same. Feedgate stopped; what was read before is kept.',
      certain:
        'The same content or part number came again, or no new data in several parts, or the limit for parts was reached.',
      causes: ['A fault of the server in counting its parts.'],
      remedy: [
        'Narrow the segment, so that one part is enough: `feedgate source edit {source} --segment 6h`.',
        'Tell the provider, with the report: `feedgate polls {source}`.',
      ],
    },
    ko: {
      title: '서버가 파트를 끝없이 반복합니다',
      meaning:
        '{host}{이/가} 계속 더 있다고 하면서 같은 내용을 보냅니다. Feedgate가 중단했으며 그전에 읽은 내용은 유지합니다.',
      certain: '같은 내용이나 파트 번호가 다시 왔거나, 여러 파트에 새 데이터가 없거나, 파트 수의 한도에 도달했습니다.',
      causes: ['서버가 파트를 세는 데 결함이 있습니다.'],
      remedy: [
        '파트 하나로 충분하도록 구간을 좁히십시오: `feedgate source edit {source} --segment 6h`.',
        '보고서와 함께 피드 제공자에게 알리십시오: `feedgate polls {source}`.',
      ],
    },
  },
  'taxii/wrong-reply': {
    ...soon,
    en: {
      title: 'the answer belongs to another request',
      meaning: '{host} answered with another collection or result than was asked for. Nothing of it was kept.',
      certain: 'The name or id in the answer differs from that in the request.',
      causes: ['A cache or load balancer mixes up answers.'],
      remedy: [
        'The poll is tried again by itself.',
        'If it stays, tell the provider; with a proxy in the way, switch off its cache for {host}.',
      ],
    },
    ko: {
      title: '다른 요청에 대한 응답입니다',
      meaning: '{host}{이/가} 요청한 것과 다른 컬렉션이나 결과로 응답했습니다. 내용은 전혀 반영하지 않았습니다.',
      certain: '응답의 이름이나 ID가 요청과 다릅니다.',
      causes: ['캐시나 로드 밸런서가 응답을 섞습니다.'],
      remedy: [
        '폴링은 자동으로 다시 시도합니다.',
        '계속되면 피드 제공자에게 알리고, 프록시를 거친다면 {host}에 대한 캐시를 끄십시오.',
      ],
    },
  },
};
