import { row, type Entries } from '../entry.ts';

const later = row('http', 'source', 'next-poll');

/** Answers that are refused to protect this host, and redirects. */
export const httpLimitTexts: Entries = {
  'http/encoding-unknown': {
    ...later,
    en: {
      title: 'compressed in a way that was not offered',
      meaning: '{host} compressed its answer by a method that Feedgate did not offer.',
      certain: 'The Content-Encoding header names another method.',
      causes: ['A faulty server or cache.'],
      remedy: ['Look: `curl -s -m 30 -D - -o /dev/null -H "Accept-Encoding: gzip" {url}`.', 'Tell the provider.'],
    },
    ko: {
      title: '요청하지 않은 방식으로 압축되었습니다',
      meaning: '{host}{이/가} Feedgate가 제시하지 않은 방식으로 응답을 압축했습니다.',
      certain: 'Content-Encoding 헤더에 다른 방식이 있습니다.',
      causes: ['서버나 캐시의 결함입니다.'],
      remedy: [
        '확인하십시오: `curl -s -m 30 -D - -o /dev/null -H "Accept-Encoding: gzip" {url}`.',
        '피드 제공자에게 알리십시오.',
      ],
    },
  },
  'http/encoding-stacked': {
    ...later,
    en: {
      title: 'compressed more than once',
      meaning: '{host} says that its answer is compressed several times over; that is refused.',
      certain: 'The Content-Encoding header lists more than one method.',
      causes: ['Server and proxy both compress.'],
      remedy: ['Tell the provider, with this: `curl -s -m 30 -D - -o /dev/null -H "Accept-Encoding: gzip" {url}`.'],
    },
    ko: {
      title: '두 번 이상 압축되었습니다',
      meaning: '{host}{이/가} 응답을 여러 번 압축했다고 알립니다. 이런 응답은 거부합니다.',
      certain: 'Content-Encoding 헤더에 방식이 둘 이상 있습니다.',
      causes: ['서버와 프록시가 모두 압축합니다.'],
      remedy: [
        '다음 결과와 함께 피드 제공자에게 알리십시오: `curl -s -m 30 -D - -o /dev/null -H "Accept-Encoding: gzip" {url}`.',
      ],
    },
  },
  'http/bomb': {
    ...later,
    en: {
      title: 'the answer unpacks to far more than it weighs',
      meaning:
        'The compressed answer of {host} grows so much that it looks like an attempt to fill the memory. It was refused.',
      certain: 'The ratio of unpacked to packed bytes is above the limit after the first megabytes.',
      causes: ['An attack or a broken server.', 'Very repetitive data of a very wide span.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 6h`.',
        'If it stays, suspend the source and ask the provider: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '압축을 풀면 지나치게 커지는 응답입니다',
      meaning: '{host}의 압축된 응답이 메모리를 채우려는 것처럼 지나치게 커져 거부했습니다.',
      certain: '처음 몇 MB 이후의 압축 해제 비율이 한도를 넘었습니다.',
      causes: ['공격이거나 서버의 결함입니다.', '매우 넓은 기간의 반복적인 데이터입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.',
        '계속되면 소스를 중지하고 피드 제공자에게 문의하십시오: `feedgate source suspend {source}`.',
      ],
    },
  },
  'http/too-big': {
    ...later,
    en: {
      title: 'the answer is bigger than allowed',
      meaning: 'One answer of {host} is larger than Feedgate reads. Nothing of it was applied.',
      certain: 'The limit for bytes was reached.',
      causes: ['The time span of one request is too wide.', 'An answer without end.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 6h`.',
        'Shorten the age: `feedgate source edit {source} --age 7d --keep-cursor`.',
      ],
    },
    ko: {
      title: '응답이 허용된 크기보다 큽니다',
      meaning: '{host}의 응답 하나가 Feedgate가 읽는 한도보다 큽니다. 내용은 전혀 반영하지 않았습니다.',
      certain: '바이트 한도에 도달했습니다.',
      causes: ['요청 하나의 기간이 너무 넓습니다.', '끝나지 않는 응답입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.',
        '보존 기간을 줄이십시오: `feedgate source edit {source} --age 7d --keep-cursor`.',
      ],
    },
  },
};
