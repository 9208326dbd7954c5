import { row, type Entries } from '../entry.ts';

const later = row('http', 'source', 'next-poll');

/** Answers that break the rules of HTTP or of compression. */
export const httpFramingTexts: Entries = {
  'http/port-is-tls': {
    ...row('http', 'operator', 'after-change'),
    en: {
      title: 'the port speaks TLS',
      meaning: 'The source is set to plain http, and {host} port {port} expects https.',
      certain: 'The server says so ("plain HTTP request was sent to HTTPS port"), or answers in TLS.',
      causes: ['HTTPS was switched off for the source, or the address was written with http://.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Switch it on: `feedgate source edit {source} --https`.',
      ],
    },
    ko: {
      title: 'TLS를 사용하는 포트입니다',
      meaning: '소스가 평문 http로 설정되어 있는데 {host}의 {port}번 포트는 https를 요구합니다.',
      certain: '서버가 그렇게 알리거나("plain HTTP request was sent to HTTPS port") TLS로 응답합니다.',
      causes: ['소스의 HTTPS를 껐거나 주소를 http://로 썼습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        'HTTPS를 켜십시오: `feedgate source edit {source} --https`.',
      ],
    },
  },
  'http/h2-only': {
    ...row('http', 'source', 'after-change'),
    en: {
      title: 'the server speaks only HTTP/2',
      meaning: '{host} answers an HTTP/1.1 request with HTTP/2.',
      certain: 'The first bytes are an HTTP/2 frame.',
      causes: ['The port belongs to an internal back end.'],
      remedy: [
        'Ask the provider for the public address of the service, and set it: `feedgate source edit {source} --port 443`.',
      ],
    },
    ko: {
      title: '서버가 HTTP/2만 지원합니다',
      meaning: '{host}{이/가} HTTP/1.1 요청에 HTTP/2로 응답합니다.',
      certain: '첫 바이트가 HTTP/2 프레임입니다.',
      causes: ['내부 백엔드용 포트입니다.'],
      remedy: [
        '피드 제공자에게 서비스의 공개 주소를 확인하여 설정하십시오: `feedgate source edit {source} --port 443`.',
      ],
    },
  },
  'http/101': {
    ...row('http', 'source', 'after-change'),
    en: {
      title: 'the server switched protocols unasked',
      meaning: '{host} answered 101 and wants to go on in another protocol. That is no feed.',
      certain: 'Status 101 without an Upgrade in the request.',
      causes: ['The address is that of a WebSocket service.'],
      remedy: ['Check the path with the provider: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
    ko: {
      title: '서버가 요청 없이 프로토콜을 바꿨습니다',
      meaning: '{host}{이/가} 101로 응답하고 다른 프로토콜을 쓰려고 합니다. 피드가 아닙니다.',
      certain: '요청에 Upgrade가 없는데 상태 101이 왔습니다.',
      causes: ['WebSocket 서비스의 주소입니다.'],
      remedy: ['피드 제공자에게 경로를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
  },
  'http/framing': {
    ...row('http', 'source', 'soon'),
    en: {
      title: 'the answer is not valid HTTP',
      meaning:
        'What {host} sent does not follow the rules of HTTP; the evidence names the rule and shows the first bytes.',
      certain: 'The strict reader of heads and chunks refused it.',
      causes: ['The port belongs to another service.', 'A faulty server or a box that rewrites answers.'],
      remedy: [
        'Look at the raw answer: `curl -sv --raw -m 30 {url} -o - | head -c 400 | od -c | head`.',
        'Send it to the provider.',
      ],
    },
    ko: {
      title: '응답이 올바른 HTTP가 아닙니다',
      meaning: '{host}{이/가} 보낸 응답이 HTTP 규칙에 맞지 않습니다. 어긴 규칙과 첫 바이트를 근거에 표시합니다.',
      certain: '헤더와 청크를 엄격하게 읽는 파서가 거부했습니다.',
      causes: ['다른 서비스의 포트입니다.', '서버의 결함이거나 중간 장비가 응답을 고칩니다.'],
      remedy: [
        '원본 응답을 보십시오: `curl -sv --raw -m 30 {url} -o - | head -c 400 | od -c | head`.',
        '피드 제공자에게 전달하십시오.',
      ],
    },
  },
  'http/headers-too-big': {
    ...later,
    en: {
      title: 'the headers of the answer are too big',
      meaning: '{host} sent more headers than Feedgate reads before a body.',
      certain: 'The limit for the head was reached.',
      causes: ['A server or proxy that piles up cookies.', 'The answer is no HTTP.'],
      remedy: ['Look at them: `curl -s -m 30 -D - -o /dev/null {url} | head -50`.', 'Tell the provider.'],
    },
    ko: {
      title: '응답의 헤더가 너무 큽니다',
      meaning: '{host}{이/가} 본문 앞에 Feedgate가 읽는 한도보다 많은 헤더를 보냈습니다.',
      certain: '헤더의 한도에 도달했습니다.',
      causes: ['서버나 프록시가 쿠키를 쌓습니다.', 'HTTP 응답이 아닙니다.'],
      remedy: ['헤더를 보십시오: `curl -s -m 30 -D - -o /dev/null {url} | head -50`.', '피드 제공자에게 알리십시오.'],
    },
  },
  'http/gzip-truncated': {
    ...row('http', 'source', 'soon'),
    en: {
      title: 'the compressed answer was cut',
      meaning: 'The compressed answer of {host} ends before its last block. Nothing of it was applied.',
      certain: 'The decompressor misses the final block.',
      causes: ['The server or a proxy gave up in the middle.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'The poll is tried again by itself.',
      ],
    },
    ko: {
      title: '압축된 응답이 잘렸습니다',
      meaning: '{host}의 압축된 응답이 마지막 블록 전에 끝났습니다. 내용은 전혀 반영하지 않았습니다.',
      certain: '압축 해제에 필요한 마지막 블록이 없습니다.',
      causes: ['서버나 프록시가 도중에 포기했습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'http/gzip-corrupt': {
    ...row('http', 'source', 'soon'),
    en: {
      title: 'the compressed answer is damaged',
      meaning: 'The answer of {host} cannot be decompressed: its data or its check sum is wrong.',
      certain: 'The decompressor reports wrong data, not a missing end.',
      causes: ['A proxy or firewall changes compressed answers.', 'A faulty server.'],
      remedy: [
        'Try it by hand: `curl -s --compressed -m 60 {url} -o /dev/null`.',
        'If a proxy is in the way, have content scanning switched off for {host}.',
      ],
    },
    ko: {
      title: '압축된 응답이 손상되었습니다',
      meaning: '{host}의 응답을 압축 해제할 수 없습니다. 데이터나 체크섬이 틀립니다.',
      certain: '압축 해제기가 끝의 누락이 아니라 잘못된 데이터를 보고합니다.',
      causes: ['프록시나 방화벽이 압축된 응답을 바꿉니다.', '서버의 결함입니다.'],
      remedy: [
        '직접 시도하십시오: `curl -s --compressed -m 60 {url} -o /dev/null`.',
        '프록시를 거친다면 {host}에 대한 콘텐츠 검사를 꺼 달라고 요청하십시오.',
      ],
    },
  },
  'http/not-gzip': {
    ...later,
    en: {
      title: 'declared as compressed, but is not',
      meaning: '{host} says that its answer is compressed, and it is not.',
      certain: 'The body does not begin with the mark of the declared compression.',
      causes: ['A box on the way unpacked the answer and left the header.', 'A faulty server.'],
      remedy: [
        'Look: `curl -s -m 30 -H "Accept-Encoding: gzip" {url} | head -c 16 | od -c`.',
        'Tell the provider or the proxy team.',
      ],
    },
    ko: {
      title: '압축되었다고 표시했으나 압축되지 않았습니다',
      meaning: '{host}{이/가} 응답이 압축되었다고 알렸지만 실제로는 아닙니다.',
      certain: '본문이 표시된 압축 형식의 머리로 시작하지 않습니다.',
      causes: ['중간 장비가 압축을 풀고 헤더를 그대로 두었습니다.', '서버의 결함입니다.'],
      remedy: [
        '확인하십시오: `curl -s -m 30 -H "Accept-Encoding: gzip" {url} | head -c 16 | od -c`.',
        '피드 제공자나 프록시 담당자에게 알리십시오.',
      ],
    },
  },
  'http/gzip-undeclared': {
    ...row('http', 'source', 'soon'),
    en: {
      title: 'compressed without saying so',
      meaning: 'A warning or failure: the answer of {host} is compressed though no header says so.',
      certain: 'The body begins with the mark of gzip and no Content-Encoding was sent.',
      causes: ['A proxy removed the header.', 'A faulty server.'],
      remedy: [
        'Look: `curl -s -m 30 -D - {url} | head -c 600 | od -c | tail`.',
        'Tell the provider or the proxy team.',
      ],
    },
    ko: {
      title: '압축되었으나 표시가 없습니다',
      meaning: '{host}의 응답이 압축되었지만 헤더에 표시가 없습니다.',
      certain: '본문이 gzip의 머리로 시작하는데 Content-Encoding이 없습니다.',
      causes: ['프록시가 헤더를 지웠습니다.', '서버의 결함입니다.'],
      remedy: [
        '확인하십시오: `curl -s -m 30 -D - {url} | head -c 600 | od -c | tail`.',
        '피드 제공자나 프록시 담당자에게 알리십시오.',
      ],
    },
  },
};
