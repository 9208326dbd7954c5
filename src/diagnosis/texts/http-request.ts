import { row, type Entries } from '../entry.ts';

const operator = row('http', 'operator', 'after-change');

/** Statuses by which the server objects to the address or the form of the request. */
export const httpRequestTexts: Entries = {
  'http/400': {
    ...operator,
    en: {
      title: 'bad request (400)',
      meaning: '{host} does not understand the poll at {path}.',
      certain: 'Status 400 without the message of a TLS port.',
      causes: [
        'The path is that of another TAXII service, such as discovery.',
        'The path is right and the server does not like the time span or the content bindings.',
        'The server speaks another version of TAXII.',
      ],
      remedy: [
        'Have the right address found: `feedgate source test {source}`.',
        'Set the path of the poll service, often /taxii/poll/: `feedgate source edit {source} --path /taxii/poll/`.',
        'If the path is right: `feedgate source edit {source} --segment 1d --bindings none`.',
        'Read what the server says in the evidence: `feedgate polls {source}`.',
      ],
    },
    ko: {
      title: '잘못된 요청입니다 (400)',
      meaning: '{host}{이/가} {path}의 폴링 요청을 이해하지 못합니다.',
      certain: 'TLS 포트라는 메시지 없이 상태 400이 왔습니다.',
      causes: [
        '디스커버리 등 다른 TAXII 서비스의 경로입니다.',
        '경로는 맞지만 서버가 기간이나 콘텐츠 바인딩을 받지 않습니다.',
        '서버의 TAXII 버전이 다릅니다.',
      ],
      remedy: [
        '맞는 주소를 찾게 하십시오: `feedgate source test {source}`.',
        '폴링 서비스의 경로를 설정하십시오. 흔히 /taxii/poll/ 입니다: `feedgate source edit {source} --path /taxii/poll/`.',
        '경로가 맞으면: `feedgate source edit {source} --segment 1d --bindings none`.',
        '근거에서 서버의 메시지를 읽으십시오: `feedgate polls {source}`.',
      ],
    },
  },
  'http/404': {
    ...operator,
    en: {
      title: 'not found (404)',
      meaning: '{host} has nothing at {path}.',
      certain: 'Status 404.',
      causes: ['A typing error in the path, or a missing or extra slash.', 'The provider has moved or ended the feed.'],
      remedy: [
        'Have the right address found: `feedgate source test {source}`.',
        'Compare the path with the documents of the provider: `feedgate source edit {source} --path {path}`.',
        'Paste any address of the server; it is taken apart: `feedgate source edit {source} URL`.',
        'If the feed has ended: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '찾을 수 없습니다 (404)',
      meaning: '{host}의 {path}에 아무것도 없습니다.',
      certain: '상태 404입니다.',
      causes: ['경로에 오타가 있거나 슬래시가 빠지거나 남습니다.', '피드 제공자가 피드를 옮겼거나 종료했습니다.'],
      remedy: [
        '맞는 주소를 찾게 하십시오: `feedgate source test {source}`.',
        '경로를 피드 제공자의 문서와 비교하십시오: `feedgate source edit {source} --path {path}`.',
        '서버의 주소를 붙여 넣으면 나누어 설정합니다: `feedgate source edit {source} URL`.',
        '종료된 피드이면: `feedgate source suspend {source}`.',
      ],
    },
  },
  'http/405': {
    ...operator,
    en: {
      title: 'method not allowed (405)',
      meaning: 'There is something at {path}, but it does not take polls (POST).',
      certain: 'Status 405.',
      causes: [
        'The final slash of the path is missing.',
        'The path is that of a web page or of discovery.',
        'The server speaks TAXII 2, which is asked differently.',
      ],
      remedy: [
        'Have the right address found: `feedgate source test {source}`.',
        'Add the slash: `feedgate source edit {source} --path {path}/`.',
        'See what the address is: `curl -s -m 30 -D - -o /dev/null {url}`.',
        'Ask the provider for the TAXII 1.1 poll address.',
      ],
    },
    ko: {
      title: '허용되지 않는 메서드입니다 (405)',
      meaning: '{path}에 무엇인가 있으나 폴링(POST)을 받지 않습니다.',
      certain: '상태 405입니다.',
      causes: [
        '경로 끝의 슬래시가 빠졌습니다.',
        '웹 페이지나 디스커버리의 경로입니다.',
        '요청 방식이 다른 TAXII 2 서버입니다.',
      ],
      remedy: [
        '맞는 주소를 찾게 하십시오: `feedgate source test {source}`.',
        '슬래시를 붙이십시오: `feedgate source edit {source} --path {path}/`.',
        '어떤 주소인지 보십시오: `curl -s -m 30 -D - -o /dev/null {url}`.',
        '피드 제공자에게 TAXII 1.1 폴링 주소를 확인하십시오.',
      ],
    },
  },
  'http/406': {
    ...operator,
    en: {
      title: 'no acceptable form (406)',
      meaning: '{host} cannot answer in the form that was asked for (XML of TAXII 1.x).',
      certain: 'Status 406.',
      causes: ['The server speaks another version of TAXII at this address.'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Try the other 1.x version: `feedgate source edit {source} --taxii-version 1.0`.',
        'Ask the provider for the TAXII 1.1 poll address: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
    ko: {
      title: '요청한 형식으로 응답할 수 없습니다 (406)',
      meaning: '{host}{이/가} 요청한 형식(TAXII 1.x의 XML)으로 응답할 수 없습니다.',
      certain: '상태 406입니다.',
      causes: ['이 주소의 TAXII 버전이 다릅니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '다른 1.x 버전을 시도하십시오: `feedgate source edit {source} --taxii-version 1.0`.',
        '피드 제공자에게 TAXII 1.1 폴링 주소를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
  },
  'http/414': {
    ...operator,
    en: {
      title: 'the address is too long (414)',
      meaning: '{host} does not take an address as long as that of {source}.',
      certain: 'Status 414.',
      causes: ['Parameters were pasted into the path.'],
      remedy: ['Shorten it to the path of the service: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
    ko: {
      title: '주소가 너무 깁니다 (414)',
      meaning: '{host}{이/가} {source}의 긴 주소를 받지 않습니다.',
      certain: '상태 414입니다.',
      causes: ['경로에 매개변수까지 붙여 넣었습니다.'],
      remedy: ['서비스의 경로만 남기십시오: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
  },
  'http/415': {
    ...operator,
    en: {
      title: 'content type not supported (415)',
      meaning: '{host} does not take TAXII 1.x XML at {path}.',
      certain: 'Status 415.',
      causes: ['The server speaks TAXII 2 at this address.', 'The path is that of another service.'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Ask the provider for the TAXII 1.1 poll address: `feedgate source edit {source} --path /taxii/poll/`.',
        'Try the other 1.x version: `feedgate source edit {source} --taxii-version 1.0`.',
      ],
    },
    ko: {
      title: '지원하지 않는 콘텐츠 형식입니다 (415)',
      meaning: '{host}{이/가} {path}에서 TAXII 1.x의 XML을 받지 않습니다.',
      certain: '상태 415입니다.',
      causes: ['이 주소의 서버는 TAXII 2를 씁니다.', '다른 서비스의 경로입니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '피드 제공자에게 TAXII 1.1 폴링 주소를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
        '다른 1.x 버전을 시도하십시오: `feedgate source edit {source} --taxii-version 1.0`.',
      ],
    },
  },
  'http/421': {
    ...operator,
    en: {
      title: 'another host was meant (421)',
      meaning: 'The server that answered for {host} says that it does not serve this host.',
      certain: 'Status 421.',
      causes: ['An alias leads to the wrong server.', 'The TLS name and the host differ.'],
      remedy: ['Use the name that the provider documents: `feedgate source edit {source} --host taxii.example.net`.'],
    },
    ko: {
      title: '다른 호스트로 보내야 하는 요청입니다 (421)',
      meaning: '{host}{으로/로} 응답한 서버가 이 호스트를 처리하지 않는다고 합니다.',
      certain: '상태 421입니다.',
      causes: ['별칭이 다른 서버를 가리킵니다.', 'TLS의 이름과 호스트가 다릅니다.'],
      remedy: ['피드 제공자의 문서에 있는 이름을 쓰십시오: `feedgate source edit {source} --host taxii.example.net`.'],
    },
  },
  'http/431': {
    ...operator,
    en: {
      title: 'the headers of the request are too big (431)',
      meaning: '{host} does not take headers as long as ours.',
      certain: 'Status 431.',
      causes: ['A very long token or key.', 'A whole file was read as the value of a header.'],
      remedy: [
        'Look at the size: `wc -c {file}`.',
        'Set the key again: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
    ko: {
      title: '요청의 헤더가 너무 큽니다 (431)',
      meaning: '{host}{이/가} 이쪽의 긴 헤더를 받지 않습니다.',
      certain: '상태 431입니다.',
      causes: ['토큰이나 키가 매우 깁니다.', '엉뚱한 파일 전체를 헤더의 값으로 읽었습니다.'],
      remedy: [
        '크기를 보십시오: `wc -c {file}`.',
        '키를 다시 설정하십시오: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
  },
  'http/501': {
    ...operator,
    en: {
      title: 'not implemented (501)',
      meaning: '{host} cannot do what was asked for at {path}.',
      certain: 'Status 501.',
      causes: ['The address is that of a simple web server, or of a proxy.'],
      remedy: ['Check the address with the provider: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
    ko: {
      title: '구현되지 않은 기능입니다 (501)',
      meaning: '{host}{이/가} {path}에서 요청한 작업을 지원하지 않습니다.',
      certain: '상태 501입니다.',
      causes: ['단순한 웹 서버나 프록시의 주소입니다.'],
      remedy: ['피드 제공자에게 주소를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.'],
    },
  },
};
