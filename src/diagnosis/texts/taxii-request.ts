import { row, type Entries } from '../entry.ts';

const operator = row('taxii', 'operator', 'after-change');
const changed = row('taxii', 'source', 'after-change');
const later = row('taxii', 'source', 'next-poll');

/** The server objects to the form of the request, or speaks another version. */
export const taxiiRequestTexts: Entries = {
  'taxii/headers': {
    ...changed,
    en: {
      title: 'the server objects to a TAXII header',
      meaning: '{host} says that a header of TAXII is missing or not known to it.',
      certain: 'A status message that speaks of a header.',
      causes: ['The server speaks only one version of TAXII 1.x.', 'A proxy removes headers that begin with X-.'],
      remedy: [
        'Set the version, 1.0 or 1.1: `feedgate source edit {source} --taxii-version 1.0`.',
        'If a proxy is in the way, try without: `feedgate source edit {source} --proxy none`.',
      ],
    },
    ko: {
      title: '서버가 TAXII 헤더를 문제 삼습니다',
      meaning: '{host}{이/가} TAXII 헤더가 없거나 알 수 없다고 응답합니다.',
      certain: '상태 메시지가 헤더를 언급합니다.',
      causes: ['서버가 TAXII 1.x의 한 버전만 지원합니다.', '프록시가 X-로 시작하는 헤더를 지웁니다.'],
      remedy: [
        '버전을 지정하십시오(1.0 또는 1.1): `feedgate source edit {source} --taxii-version 1.0`.',
        '프록시를 거친다면 없이 시도하십시오: `feedgate source edit {source} --proxy none`.',
      ],
    },
  },
  'taxii/version-unsupported': {
    ...operator,
    en: {
      title: 'the server speaks another version of TAXII',
      meaning: '{host} does not take messages of the TAXII version that it was asked in.',
      certain: 'A status message UNSUPPORTED_MESSAGE or UNSUPPORTED_PROTOCOL.',
      causes: ['The version is pinned to the wrong one.', 'The server speaks only TAXII 2 here.'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Let the version be found: `feedgate source edit {source} --taxii-version auto`.',
        'Or ask the provider for the TAXII 1.1 poll address.',
      ],
    },
    ko: {
      title: '서버의 TAXII 버전이 다릅니다',
      meaning: '{host}{이/가} 요청한 TAXII 버전의 메시지를 받지 않습니다.',
      certain: '상태 메시지가 UNSUPPORTED_MESSAGE 또는 UNSUPPORTED_PROTOCOL입니다.',
      causes: ['버전이 잘못 고정되어 있습니다.', '이 주소의 서버는 TAXII 2만 지원합니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '버전을 자동으로 찾게 하십시오: `feedgate source edit {source} --taxii-version auto`.',
        '또는 피드 제공자에게 TAXII 1.1 폴링 주소를 확인하십시오.',
      ],
    },
  },
  'taxii/version': {
    ...later,
    en: {
      title: 'the server is asked in TAXII 1.0',
      meaning:
        'A warning: {host} does not speak TAXII 1.1, so it is polled in 1.0, which has no parts and can cut long answers without a sign.',
      certain: 'The server refused 1.1 and answered 1.0.',
      causes: ['An old server.'],
      remedy: [
        'Pin it, which saves a request: `feedgate source edit {source} --taxii-version 1.0`.',
        'Keep the segment narrow: `feedgate source edit {source} --segment 1d`.',
      ],
    },
    ko: {
      title: '서버에 TAXII 1.0으로 요청합니다',
      meaning:
        '경고입니다. {host}{이/가} TAXII 1.1을 지원하지 않아 1.0으로 폴링합니다. 1.0에는 파트가 없어 긴 응답이 표시 없이 잘릴 수 있습니다.',
      certain: '서버가 1.1을 거부하고 1.0에 응답했습니다.',
      causes: ['오래된 서버입니다.'],
      remedy: [
        '요청을 한 번 줄이려면 고정하십시오: `feedgate source edit {source} --taxii-version 1.0`.',
        '구간을 좁게 유지하십시오: `feedgate source edit {source} --segment 1d`.',
      ],
    },
  },
  'taxii/content-binding': {
    ...operator,
    en: {
      title: 'the server has none of the content bindings that were asked for',
      meaning:
        'A content binding names the format of the content, such as STIX 1.2. {host} has none of those in the settings.',
      certain: 'A status message UNSUPPORTED_CONTENT; its details list what the server has.',
      causes: ['The source is limited to certain bindings.'],
      remedy: ['Ask for all: `feedgate source edit {source} --bindings none`.'],
    },
    ko: {
      title: '요청한 콘텐츠 바인딩이 서버에 없습니다',
      meaning: '콘텐츠 바인딩은 STIX 1.2 같은 내용의 형식을 나타냅니다. 설정에 있는 것이 {host}에 하나도 없습니다.',
      certain: '상태 메시지가 UNSUPPORTED_CONTENT이며, 서버에 있는 것을 상세 정보에 표시합니다.',
      causes: ['소스가 특정 바인딩만 요청하도록 설정되어 있습니다.'],
      remedy: ['모두 요청하십시오: `feedgate source edit {source} --bindings none`.'],
    },
  },
  'taxii/query': {
    ...changed,
    en: {
      title: 'the server does not support the query',
      meaning: '{host} refuses a part of the request that narrows what is asked for.',
      certain: 'A status message UNSUPPORTED_QUERY.',
      causes: ['The server offers the collection only as a whole.'],
      remedy: [
        'Ask without restrictions: `feedgate source edit {source} --bindings none`.',
        'If it stays, tell the provider.',
      ],
    },
    ko: {
      title: '서버가 이 질의를 지원하지 않습니다',
      meaning: '{host}{이/가} 범위를 좁히는 요청을 거부합니다.',
      certain: '상태 메시지가 UNSUPPORTED_QUERY입니다.',
      causes: ['서버가 컬렉션 전체로만 제공합니다.'],
      remedy: [
        '제한 없이 요청하십시오: `feedgate source edit {source} --bindings none`.',
        '계속되면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'taxii/bad-message': {
    ...changed,
    en: {
      title: 'the server calls the request invalid',
      meaning: '{host} could not read the poll request (BAD_MESSAGE).',
      certain: 'A status message BAD_MESSAGE; the evidence holds its text.',
      causes: [
        'The address belongs to another service.',
        'The server takes another version of TAXII.',
        'The server is stricter than the standard about dates.',
      ],
      remedy: [
        'Read the text: `feedgate polls {source}`.',
        'Try the other version: `feedgate source edit {source} --taxii-version 1.0`.',
        'Check the path: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
    ko: {
      title: '서버가 잘못된 요청이라고 합니다',
      meaning: '{host}{이/가} 폴링 요청을 읽지 못했습니다(BAD_MESSAGE).',
      certain: '상태 메시지가 BAD_MESSAGE이며, 그 내용을 근거에 표시합니다.',
      causes: [
        '다른 서비스의 주소입니다.',
        '서버의 TAXII 버전이 다릅니다.',
        '서버가 날짜를 표준보다 엄격하게 검사합니다.',
      ],
      remedy: [
        '내용을 읽으십시오: `feedgate polls {source}`.',
        '다른 버전을 시도하십시오: `feedgate source edit {source} --taxii-version 1.0`.',
        '경로를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
  },
  'taxii/window': {
    ...later,
    en: {
      title: 'the server does not accept the time window',
      meaning: '{host} refuses the begin or the end of the requested time.',
      certain: 'A status message that speaks of the time or its range.',
      causes: ['The span is wider than the server allows.', 'The clock of this host is ahead of that of the server.'],
      remedy: [
        'Check the clock: `timedatectl`.',
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'Reach back less far: `feedgate source edit {source} --age 7d --keep-cursor`.',
      ],
    },
    ko: {
      title: '서버가 기간을 받아들이지 않습니다',
      meaning: '{host}{이/가} 요청한 기간의 시작이나 끝을 거부합니다.',
      certain: '상태 메시지가 시각이나 기간을 언급합니다.',
      causes: ['서버가 허용하는 것보다 기간이 넓습니다.', '이 호스트의 시계가 서버보다 앞서 있습니다.'],
      remedy: [
        '시계를 확인하십시오: `timedatectl`.',
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '보존 기간을 줄이십시오: `feedgate source edit {source} --age 7d --keep-cursor`.',
      ],
    },
  },
  'taxii/not-taxii': {
    ...changed,
    en: {
      title: 'the answer is XML but not TAXII',
      meaning: '{host} answered with an XML document of another kind; the evidence names its root element.',
      certain: 'The root element is in no namespace of TAXII 1.x.',
      causes: ['The address is that of another service (SOAP, RSS, a STIX file).'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Set the poll address: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
    ko: {
      title: '응답이 XML이지만 TAXII가 아닙니다',
      meaning: '{host}{이/가} 다른 종류의 XML 문서로 응답했습니다. 최상위 요소를 근거에 표시합니다.',
      certain: '최상위 요소가 TAXII 1.x의 네임스페이스에 없습니다.',
      causes: ['다른 서비스(SOAP, RSS, STIX 파일)의 주소입니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '폴링 주소를 설정하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
  },
  'taxii/too-long': {
    ...later,
    en: {
      title: 'the message has too many elements',
      meaning: 'The answer of {host} lists more services, collections or details than Feedgate reads.',
      certain: 'The limit for elements of a message was reached.',
      causes: ['A faulty or hostile server.'],
      remedy: ['Look at it: `curl -s -m 30 {url} | head -c 2000`.', 'Tell the provider.'],
    },
    ko: {
      title: '메시지의 요소가 너무 많습니다',
      meaning: '{host}의 응답에 Feedgate가 읽는 한도보다 많은 서비스, 컬렉션, 상세 정보가 있습니다.',
      certain: '메시지 요소의 한도에 도달했습니다.',
      causes: ['서버의 결함이거나 악의적인 서버입니다.'],
      remedy: ['내용을 보십시오: `curl -s -m 30 {url} | head -c 2000`.', '피드 제공자에게 알리십시오.'],
    },
  },
};
