import { row, type Entries } from '../entry.ts';

const changed = row('content', 'source', 'after-change');
const later = row('content', 'source', 'next-poll');

/** Answers whose body is not the document that was asked for. */
export const bodyTexts: Entries = {
  'body/empty': {
    ...row('content', 'source', 'soon'),
    en: {
      title: 'the answer has no body',
      meaning:
        '{host} answered 200 and sent nothing. Some servers do so when the time span is too wide; Feedgate halves it by itself and remembers what works.',
      certain: 'Status 200 and zero bytes for the first part.',
      causes: [
        'The time span of one request (poll segment) is too wide: seen above 4 to 5 days.',
        'A fault of the server.',
      ],
      remedy: [
        'See which span the server can answer: `feedgate source test {source}`.',
        'Pin a narrower segment: `feedgate source edit {source} --segment 2d`.',
        'Read the window again: `feedgate poll {source} --full`.',
        'If one day fails too, tell the provider.',
      ],
    },
    ko: {
      title: '응답에 본문이 없습니다',
      meaning:
        '{host}{이/가} 200으로 응답했으나 아무것도 보내지 않았습니다. 기간이 너무 넓을 때 이렇게 하는 서버가 있습니다. Feedgate가 자동으로 절반씩 줄이고 성공한 폭을 기억합니다.',
      certain: '첫 파트에서 상태 200에 0바이트입니다.',
      causes: [
        '요청 하나의 기간(폴링 구간)이 너무 넓습니다. 4~5일을 넘을 때 나타난 사례가 있습니다.',
        '서버의 결함입니다.',
      ],
      remedy: [
        '서버가 응답할 수 있는 구간을 확인하십시오: `feedgate source test {source}`.',
        '더 좁은 구간으로 고정하십시오: `feedgate source edit {source} --segment 2d`.',
        '전체를 다시 읽으십시오: `feedgate poll {source} --full`.',
        '하루 구간도 실패하면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'body/empty-past-end': {
    ...later,
    en: {
      title: 'an empty part after the last one',
      meaning: 'A warning: {host} promised another part and sent nothing. It is taken as the end; nothing is lost.',
      certain: 'Zero bytes for a part after the first.',
      causes: ['The server always says that there is more.'],
      remedy: ['Nothing to do. Tell the provider if you like.'],
    },
    ko: {
      title: '마지막 파트 뒤에 빈 파트가 왔습니다',
      meaning:
        '경고입니다. {host}{이/가} 파트가 더 있다고 했으나 아무것도 보내지 않았습니다. 끝으로 처리하며 잃는 것은 없습니다.',
      certain: '둘째 이후의 파트가 0바이트입니다.',
      causes: ['서버가 항상 더 있다고 알립니다.'],
      remedy: ['조치할 것이 없습니다. 원하면 피드 제공자에게 알리십시오.'],
    },
  },
  'body/html-page': {
    ...changed,
    en: {
      title: 'a web page came instead of a feed',
      meaning: '{host} answered with a page for browsers: "{title}".',
      certain: 'The body begins as HTML; the evidence tells whether it asks for a password.',
      causes: [
        'The address is that of the web interface.',
        'A log-in page because credentials are missing or wrong.',
        'A captive portal or a block page of a proxy.',
      ],
      remedy: [
        'Look at the page: `curl -s -m 30 {url} | head -40`.',
        'Set the address of the poll service: `feedgate source edit {source} --path /taxii/poll/`.',
        'Check the credentials: `feedgate source show {source}`.',
      ],
    },
    ko: {
      title: '피드 대신 웹 페이지가 왔습니다',
      meaning: '{host}{이/가} 브라우저용 페이지("{title}")로 응답했습니다.',
      certain: '본문이 HTML로 시작합니다. 비밀번호를 묻는 페이지인지 근거에 표시합니다.',
      causes: [
        '웹 화면의 주소입니다.',
        '인증 정보가 없거나 틀려서 로그인 페이지가 왔습니다.',
        '캡티브 포털이나 프록시의 차단 페이지입니다.',
      ],
      remedy: [
        '페이지를 보십시오: `curl -s -m 30 {url} | head -40`.',
        '폴링 서비스의 주소를 설정하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
        '인증 정보를 확인하십시오: `feedgate source show {source}`.',
      ],
    },
  },
  'body/html-login': {
    ...row('auth', 'operator', 'after-change'),
    en: {
      title: 'a log-in page came instead of a feed',
      meaning:
        '{host} shows a page that asks for a password: it did not take, or did not get, the credentials of {source}.',
      certain: 'The page holds a password field.',
      causes: ['The address is that of the web interface.', 'Credentials are missing, or a proxy removed them.'],
      remedy: [
        'Set the address of the poll service: `feedgate source edit {source} --path /taxii/poll/`.',
        'Set the credentials: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '피드 대신 로그인 페이지가 왔습니다',
      meaning:
        '{host}{이/가} 비밀번호를 묻는 페이지를 보냈습니다. {source}의 인증 정보를 받지 못했거나 받아들이지 않았습니다.',
      certain: '페이지에 비밀번호 입력란이 있습니다.',
      causes: ['웹 화면의 주소입니다.', '인증 정보가 없거나 프록시가 지웠습니다.'],
      remedy: [
        '폴링 서비스의 주소를 설정하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
        '인증 정보를 설정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
  },
  'body/html-portal': {
    ...row('content', 'network', 'after-change'),
    en: {
      title: 'a page of the network came instead of a feed',
      meaning: 'Something between this host and {host} answered with its own page: "{title}".',
      certain: 'The page is that of a known portal or filter, or comes for every plain http address.',
      causes: ['A captive portal.', 'The block page of a web filter.'],
      remedy: ['Read the page: `curl -s -m 30 {url} | head -40`.', 'Have {host} allowed for this gateway.'],
    },
    ko: {
      title: '피드 대신 네트워크의 페이지가 왔습니다',
      meaning: '이 호스트와 {host} 사이의 장비가 자신의 페이지("{title}")로 응답했습니다.',
      certain: '알려진 포털이나 필터의 페이지이거나, 모든 http 주소에 같은 페이지가 옵니다.',
      causes: ['캡티브 포털입니다.', '웹 필터의 차단 페이지입니다.'],
      remedy: [
        '페이지를 읽으십시오: `curl -s -m 30 {url} | head -40`.',
        '이 게이트웨이에 대해 {host}{을/를} 허용받으십시오.',
      ],
    },
  },
  'body/html-error': {
    ...later,
    en: {
      title: 'an error page came instead of a feed',
      meaning: '{host} answered 200 with a page that reports an error: "{title}".',
      certain: 'The title or text of the page tells of an error.',
      causes: ['The application behind the server is down or being updated.'],
      remedy: [
        'Read the page: `curl -s -m 30 {url} | head -40`.',
        'Wait for the next poll; if it stays, tell the provider.',
      ],
    },
    ko: {
      title: '피드 대신 오류 페이지가 왔습니다',
      meaning: '{host}{이/가} 상태 200으로 오류 페이지("{title}")를 보냈습니다.',
      certain: '페이지의 제목이나 본문이 오류를 알립니다.',
      causes: ['서버 뒤의 애플리케이션이 내려가 있거나 갱신 중입니다.'],
      remedy: [
        '페이지를 읽으십시오: `curl -s -m 30 {url} | head -40`.',
        '다음 폴링을 기다리고, 계속되면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'body/json': {
    ...changed,
    en: {
      title: 'JSON came where XML was asked for',
      meaning: '{host} answered in JSON, which TAXII 1.x does not use.',
      certain: 'The body begins as JSON.',
      causes: ['The server speaks TAXII 2 at this address.', 'An error message of an API gateway.'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Read it: `curl -s -m 30 {url} | head -c 400`.',
        'Ask the provider for the TAXII 1.1 poll address: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
    ko: {
      title: 'XML을 요청했으나 JSON이 왔습니다',
      meaning: '{host}{이/가} TAXII 1.x에서 쓰지 않는 JSON으로 응답했습니다.',
      certain: '본문이 JSON으로 시작합니다.',
      causes: ['이 주소의 서버는 TAXII 2를 씁니다.', 'API 게이트웨이의 오류 메시지입니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '내용을 읽으십시오: `curl -s -m 30 {url} | head -c 400`.',
        '피드 제공자에게 TAXII 1.1 폴링 주소를 확인하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
  },
  'body/not-xml': {
    ...later,
    en: {
      title: 'the answer is not XML',
      meaning: '{host} answered with something that is neither XML nor a web page; the evidence shows how it begins.',
      certain: 'The body does not begin with "<".',
      causes: ['A plain text message such as "Request Failed".', 'Compressed data without a header.'],
      remedy: [
        'Have it found out which version the server speaks: `feedgate source test {source}`.',
        'Read it: `curl -s -m 30 {url} | head -c 400`.',
        'If it is a message of the server, follow it or ask the provider.',
      ],
    },
    ko: {
      title: '응답이 XML이 아닙니다',
      meaning: '{host}{이/가} XML도 웹 페이지도 아닌 것으로 응답했습니다. 앞부분을 근거에 표시합니다.',
      certain: '본문이 "<"로 시작하지 않습니다.',
      causes: ['"Request Failed" 같은 일반 텍스트 메시지입니다.', '헤더 없이 압축된 데이터입니다.'],
      remedy: [
        '서버의 TAXII 버전을 알아보게 하십시오: `feedgate source test {source}`.',
        '내용을 읽으십시오: `curl -s -m 30 {url} | head -c 400`.',
        '서버의 메시지이면 그에 따르거나 피드 제공자에게 문의하십시오.',
      ],
    },
  },
};
