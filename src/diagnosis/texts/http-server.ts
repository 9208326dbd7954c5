import { row, type Entries } from '../entry.ts';

const source = row('http', 'source', 'soon');
const gone = row('http', 'source', 'after-change');

/** Statuses that blame the server, its load or its end. */
export const httpServerTexts: Entries = {
  'http/408': {
    ...source,
    en: {
      title: 'the server gave up waiting (408)',
      meaning: '{host} says that the request took too long to arrive or to answer.',
      certain: 'Status 408.',
      causes: ['A slow line.', 'A time limit of the server for wide time spans.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'The poll is tried again by itself.',
      ],
    },
    ko: {
      title: '서버가 기다리다 포기했습니다 (408)',
      meaning: '{host}{이/가} 요청이 도착하거나 처리되는 데 너무 오래 걸렸다고 응답합니다.',
      certain: '상태 408입니다.',
      causes: ['회선이 느립니다.', '넓은 기간에 대한 서버의 시간 제한입니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'http/410': {
    ...gone,
    en: {
      title: 'gone for good (410)',
      meaning: '{host} says that this feed has ended and will not come back.',
      certain: 'Status 410.',
      causes: ['The provider has retired the feed.'],
      remedy: [
        'Stop polling it: `feedgate source suspend {source}`.',
        'Ask the provider for the successor and add it: `feedgate source add NAME https://HOST/taxii/poll/ --collection {collection}`.',
      ],
    },
    ko: {
      title: '종료된 피드입니다 (410)',
      meaning: '{host}{이/가} 이 피드는 종료되어 돌아오지 않는다고 응답합니다.',
      certain: '상태 410입니다.',
      causes: ['피드 제공자가 피드를 종료했습니다.'],
      remedy: [
        '폴링을 중지하십시오: `feedgate source suspend {source}`.',
        '피드 제공자에게 후속 피드를 확인하여 추가하십시오: `feedgate source add NAME https://HOST/taxii/poll/ --collection {collection}`.',
      ],
    },
  },
  'http/413': {
    ...row('http', 'source', 'next-poll'),
    en: {
      title: 'the request asks for or holds too much (413)',
      meaning: '{host} does not serve so much at once. Feedgate halves the time span by itself.',
      certain: 'Status 413.',
      causes: ['The time span of one request is too wide for the server.'],
      remedy: ['Pin a narrower segment: `feedgate source edit {source} --segment 1d`.'],
    },
    ko: {
      title: '요청이 너무 많은 것을 요구합니다 (413)',
      meaning: '{host}{이/가} 한 번에 그만큼 제공하지 않습니다. Feedgate가 기간을 자동으로 절반으로 줄입니다.',
      certain: '상태 413입니다.',
      causes: ['요청 하나의 기간이 서버에 비해 너무 넓습니다.'],
      remedy: ['더 좁은 구간으로 고정하십시오: `feedgate source edit {source} --segment 1d`.'],
    },
  },
  'http/425': {
    ...source,
    en: {
      title: 'too early (425)',
      meaning: '{host} wants the request again, a moment later.',
      certain: 'Status 425.',
      causes: ['A CDN in front of the server guards against repeated requests.'],
      remedy: ['Nothing to do: the poll is tried again by itself.'],
    },
    ko: {
      title: '너무 이른 요청입니다 (425)',
      meaning: '{host}{이/가} 잠시 뒤에 다시 요청하라고 합니다.',
      certain: '상태 425입니다.',
      causes: ['서버 앞의 CDN이 반복 요청을 막습니다.'],
      remedy: ['조치할 것이 없습니다. 폴링은 자동으로 다시 시도합니다.'],
    },
  },
  'http/426': {
    ...gone,
    en: {
      title: 'another protocol is demanded (426)',
      meaning: '{host} serves this address only over another protocol, such as https or HTTP/2.',
      certain: 'Status 426.',
      causes: ['The source is set to http and the server wants https.'],
      remedy: [
        'Switch https on: `feedgate source edit {source} --https`.',
        'If it is on, ask the provider which protocol is meant.',
      ],
    },
    ko: {
      title: '다른 프로토콜을 요구합니다 (426)',
      meaning: '{host}{이/가} 이 주소를 https나 HTTP/2 등 다른 프로토콜로만 제공합니다.',
      certain: '상태 426입니다.',
      causes: ['소스는 http로 설정되어 있는데 서버는 https를 요구합니다.'],
      remedy: [
        'https를 켜십시오: `feedgate source edit {source} --https`.',
        '이미 켜져 있으면 어떤 프로토콜인지 피드 제공자에게 문의하십시오.',
      ],
    },
  },
  'http/429': {
    ...row('http', 'operator', 'soon'),
    en: {
      title: 'too many requests (429)',
      meaning:
        '{host} limits how often it may be asked, and the limit is reached. Feedgate waits as long as the server says (Retry-After).',
      certain: 'Status 429.',
      causes: [
        'The interval is shorter than the provider allows.',
        'Several nodes or tools use the same account.',
        'Many narrow segments in a full poll.',
      ],
      remedy: [
        'Poll less often: `feedgate source edit {source} --interval 6h`.',
        'Ask for more at a time: `feedgate source edit {source} --segment 7d`.',
      ],
    },
    ko: {
      title: '요청이 너무 많습니다 (429)',
      meaning: '{host}{이/가} 정한 요청 횟수 한도에 도달했습니다. 서버가 알린 시간(Retry-After)만큼 기다립니다.',
      certain: '상태 429입니다.',
      causes: [
        '피드 제공자가 허용하는 것보다 폴링 간격이 짧습니다.',
        '여러 노드나 도구가 같은 계정을 씁니다.',
        '전체 폴링의 구간이 좁아 요청이 많습니다.',
      ],
      remedy: [
        '폴링 간격을 늘리십시오: `feedgate source edit {source} --interval 6h`.',
        '한 번에 더 넓게 요청하십시오: `feedgate source edit {source} --segment 7d`.',
      ],
    },
  },
  'http/451': {
    ...gone,
    en: {
      title: 'withheld for legal reasons (451)',
      meaning: '{host} may not serve this content, at least not to this country.',
      certain: 'Status 451.',
      causes: ['A court order or sanction.'],
      remedy: ['Ask the provider.', 'Stop polling meanwhile: `feedgate source suspend {source}`.'],
    },
    ko: {
      title: '법적인 이유로 제공되지 않습니다 (451)',
      meaning: '{host}{이/가} 적어도 이 국가에는 이 내용을 제공할 수 없습니다.',
      certain: '상태 451입니다.',
      causes: ['법원 명령이나 제재입니다.'],
      remedy: ['피드 제공자에게 문의하십시오.', '그동안 폴링을 중지하십시오: `feedgate source suspend {source}`.'],
    },
  },
  'http/500': {
    ...source,
    en: {
      title: 'server error (500)',
      meaning:
        '{host} failed over the request. Feedgate halves the time span by itself to find a block that the server cannot serve.',
      certain: 'Status 500 without the message about a missing slash.',
      causes: ['A fault of the server, often over one bad piece of data.', 'A time span that is too wide for it.'],
      remedy: [
        'Pin a narrower segment: `feedgate source edit {source} --segment 1d`.',
        'If every segment fails, tell the provider the time of the poll: `feedgate polls {source}`.',
      ],
    },
    ko: {
      title: '서버 오류입니다 (500)',
      meaning:
        '{host}{이/가} 요청을 처리하다 실패했습니다. 서버가 처리하지 못하는 블록을 찾기 위해 기간을 자동으로 절반씩 줄입니다.',
      certain: '슬래시가 빠졌다는 메시지 없이 상태 500이 왔습니다.',
      causes: ['서버의 결함이며, 잘못된 데이터 하나 때문인 경우가 많습니다.', '기간이 서버에 비해 너무 넓습니다.'],
      remedy: [
        '더 좁은 구간으로 고정하십시오: `feedgate source edit {source} --segment 1d`.',
        '모든 구간이 실패하면 폴링 시각을 피드 제공자에게 알리십시오: `feedgate polls {source}`.',
      ],
    },
  },
  'http/500-slash': {
    ...row('http', 'operator', 'after-change'),
    en: {
      title: 'the path lacks its final slash (500)',
      meaning: '{host} answers 500 and says that the address does not end in a slash.',
      certain: 'Status 500 with the text of that framework in the body.',
      causes: ['The final slash was left out.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Add it: `feedgate source edit {source} --path {path}/ --keep-cursor`.',
      ],
    },
    ko: {
      title: '경로 끝의 슬래시가 빠졌습니다 (500)',
      meaning: '{host}{이/가} 주소가 슬래시로 끝나지 않는다며 500으로 응답합니다.',
      certain: '상태 500의 본문에 해당 프레임워크의 문구가 있습니다.',
      causes: ['끝의 슬래시를 빠뜨렸습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '슬래시를 붙이십시오: `feedgate source edit {source} --path {path}/ --keep-cursor`.',
      ],
    },
  },
};
