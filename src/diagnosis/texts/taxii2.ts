import { row, type Entries } from '../entry.ts';

const operator = row('taxii', 'operator', 'after-change');

/** TAXII 2.x and JSON. */
export const taxii2Texts: Entries = {
  'taxii2/root-or-discovery': {
    ...operator,
    en: {
      title: 'the address is the discovery or API root of TAXII 2, not a collection',
      meaning: '{url} describes the server and holds no objects.',
      certain: 'The answer has api_roots, versions or collections, and no objects.',
      causes: ['The first address of the documents was entered.'],
      remedy: [
        'Set the address of the collection, which ends in /collections/ID/objects/: `feedgate source edit {source} {url}`.',
      ],
    },
    ko: {
      title: '컬렉션이 아니라 TAXII 2의 디스커버리나 API 루트 주소입니다',
      meaning: '{url}{은/는} 서버를 설명하는 주소이며 객체가 없습니다.',
      certain: '응답에 api_roots, versions, collections가 있고 objects가 없습니다.',
      causes: ['문서의 첫 주소를 입력했습니다.'],
      remedy: ['/collections/ID/objects/로 끝나는 컬렉션 주소를 설정하십시오: `feedgate source edit {source} {url}`.'],
    },
  },
  'taxii2/collection': {
    ...operator,
    en: {
      title: 'the TAXII 2 collection is unknown or may not be read',
      meaning: '{host} has no collection {collection} for this account, or lists it with can_read false.',
      certain: 'Status 404, or the list of collections says so.',
      causes: ['The title was entered instead of the id.', 'The account has no right to it.'],
      remedy: [
        'Set the id of a readable collection: `feedgate source edit {source} --collection {nearest}`.',
        'Ask the provider for the right.',
      ],
    },
    ko: {
      title: 'TAXII 2 컬렉션이 없거나 읽을 수 없습니다',
      meaning: '{host}에 이 계정이 쓸 수 있는 {collection} 컬렉션이 없거나 can_read가 false입니다.',
      certain: '상태 404이거나 컬렉션 목록에 그렇게 나옵니다.',
      causes: ['ID 대신 제목을 입력했습니다.', '계정에 권한이 없습니다.'],
      remedy: [
        '읽을 수 있는 컬렉션의 ID를 지정하십시오: `feedgate source edit {source} --collection {nearest}`.',
        '피드 제공자에게 권한을 요청하십시오.',
      ],
    },
  },
  'taxii2/next-invalid': {
    ...row('taxii', 'source', 'soon'),
    en: {
      title: 'the server no longer accepts its own page mark',
      meaning:
        'Long answers of TAXII 2.1 come in pages; {host} refused the mark (next) that it had given for the following one. Feedgate starts over from the last date.',
      certain: 'Status 400 for a request with "next".',
      causes: ['The mark expired.', 'Several servers behind one name do not share marks.'],
      remedy: ['Nothing to do unless it stays; then tell the provider.'],
    },
    ko: {
      title: '서버가 자신이 준 다음 페이지 표시를 받지 않습니다',
      meaning:
        'TAXII 2.1의 긴 응답은 페이지로 오는데, {host}{이/가} 다음 페이지 표시(next)를 거부했습니다. Feedgate가 마지막 날짜부터 다시 시작합니다.',
      certain: '"next"를 넣은 요청에 상태 400이 왔습니다.',
      causes: ['표시가 만료되었습니다.', '한 이름 뒤의 여러 서버가 표시를 공유하지 않습니다.'],
      remedy: ['계속되지 않으면 조치할 것이 없습니다. 계속되면 피드 제공자에게 알리십시오.'],
    },
  },
  'taxii2/more-without-next': {
    ...row('taxii', 'source', 'next-poll'),
    en: {
      title: 'more was promised without a page mark',
      meaning:
        '{host} says that there is more and gives no mark for the next page. Feedgate goes on by the date header as long as it grows.',
      certain: 'The answer has more set and no next.',
      causes: ['A fault of the server.'],
      remedy: ['Tell the provider.', 'If data seems to be missing: `feedgate poll {source} --full`.'],
    },
    ko: {
      title: '페이지 표시 없이 더 있다고 합니다',
      meaning:
        '{host}{이/가} 더 있다고 하면서 다음 페이지 표시를 주지 않습니다. 날짜 헤더가 증가하는 동안 그것으로 계속 읽습니다.',
      certain: 'more가 true이고 next가 없습니다.',
      causes: ['서버의 결함입니다.'],
      remedy: ['피드 제공자에게 알리십시오.', '데이터가 빠진 것 같으면: `feedgate poll {source} --full`.'],
    },
  },
  'json/truncated': {
    ...row('content', 'source', 'soon'),
    en: {
      title: 'the JSON ends in the middle',
      meaning: 'The document of {host} stops before its last bracket.',
      certain: 'No error until the end of the bytes, and brackets are still open.',
      causes: ['The server or a proxy gave up in the middle.'],
      remedy: ['The poll is tried again by itself.', 'If it stays: `feedgate source edit {source} --segment 1d`.'],
    },
    ko: {
      title: 'JSON이 중간에서 끝났습니다',
      meaning: '{host}의 문서가 마지막 괄호 전에 끝났습니다.',
      certain: '끝까지 오류가 없는데 닫히지 않은 괄호가 있습니다.',
      causes: ['서버나 프록시가 도중에 포기했습니다.'],
      remedy: ['폴링은 자동으로 다시 시도합니다.', '계속되면: `feedgate source edit {source} --segment 1d`.'],
    },
  },
  'json/malformed': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'the JSON is not well formed',
      meaning: 'The document of {host} breaks the rules of JSON; the evidence names the position.',
      certain: 'The reader stops at a place before the end.',
      causes: ['A fault of the server, such as NaN or a missing comma.', 'A web page instead of JSON.'],
      remedy: ['Look at the beginning: `curl -s -m 30 {url} | head -c 400`.', 'Tell the provider the position.'],
    },
    ko: {
      title: 'JSON의 형식이 잘못되었습니다',
      meaning: '{host}의 문서가 JSON 규칙에 맞지 않습니다. 위치를 근거에 표시합니다.',
      certain: '파서가 끝이 아닌 위치에서 멈춥니다.',
      causes: ['NaN이나 빠진 쉼표 등 서버의 결함입니다.', 'JSON 대신 웹 페이지가 왔습니다.'],
      remedy: ['앞부분을 보십시오: `curl -s -m 30 {url} | head -c 400`.', '위치를 피드 제공자에게 알리십시오.'],
    },
  },
};
