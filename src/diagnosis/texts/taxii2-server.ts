import { row, type Entries } from '../entry.ts';

const operator = row('taxii', 'operator', 'after-change');
const source = row('taxii', 'source', 'next-poll');

/** What servers of TAXII 2.x offer, and how they give it. */
export const taxii2ServerTexts: Entries = {
  'taxii2/collection-ambiguous': {
    ...operator,
    en: {
      title: 'several TAXII 2 collections have this title',
      meaning: 'Titles need not be unique: {host} has more than one collection titled {collection}.',
      certain: 'The list of collections has the title more than once; the evidence has the ids.',
      causes: ['The title was entered, and the provider uses it for several collections.'],
      remedy: [
        'List the collections with their ids: `feedgate source discover {source}`.',
        'Set the id: `feedgate source edit {source} --collection ID`.',
      ],
    },
    ko: {
      title: '같은 제목의 TAXII 2 컬렉션이 여럿입니다',
      meaning: '제목은 고유하지 않아도 됩니다. {host}에 제목이 {collection}인 컬렉션이 둘 이상 있습니다.',
      certain: '컬렉션 목록에 그 제목이 두 번 이상 있으며 ID는 근거에 있습니다.',
      causes: ['제목을 입력했는데 피드 제공자가 여러 컬렉션에 같은 제목을 씁니다.'],
      remedy: [
        'ID와 함께 컬렉션 목록을 보십시오: `feedgate source discover {source}`.',
        'ID를 지정하십시오: `feedgate source edit {source} --collection ID`.',
      ],
    },
  },
  'taxii2/root-elsewhere': {
    ...operator,
    en: {
      title: 'the API roots of TAXII 2 lie on other hosts',
      meaning:
        'The discovery of {host} names API roots on another host or port. Credentials are not sent there unasked.',
      certain: 'No API root of the list is at the address of the source; the evidence has the list.',
      causes: [
        'The provider serves discovery and data from different hosts.',
        'The server does not know its own public address.',
      ],
      remedy: [
        'If the other host belongs to the provider, make it the address: `feedgate source edit {source} {location}`.',
        'Otherwise ask the provider for the API root.',
      ],
    },
    ko: {
      title: 'TAXII 2의 API 루트가 다른 호스트에 있습니다',
      meaning:
        '{host}의 디스커버리가 다른 호스트나 포트의 API 루트를 알려 줍니다. 자격 증명은 그곳으로 임의로 보내지 않습니다.',
      certain: '목록의 API 루트 가운데 소스의 주소에 있는 것이 없습니다. 목록은 근거에 있습니다.',
      causes: [
        '피드 제공자가 디스커버리와 데이터를 다른 호스트에서 제공합니다.',
        '서버가 자신의 공개 주소를 모릅니다.',
      ],
      remedy: [
        '그 호스트가 피드 제공자의 것이면 주소로 설정하십시오: `feedgate source edit {source} {location}`.',
        '아니면 피드 제공자에게 API 루트를 문의하십시오.',
      ],
    },
  },
  'taxii2/no-root': {
    ...row('taxii', 'source', 'after-change'),
    en: {
      title: 'the TAXII 2 server names no API root',
      meaning:
        '{host} answers as a TAXII 2 server, but its discovery lists no API root that could be asked for collections.',
      certain: 'The discovery has neither api_roots nor default, or none of those listed answers.',
      causes: ['Roots are shown only to accounts that have a right to one.', 'The server is not set up yet.'],
      remedy: [
        'Check the credentials: `feedgate source test {source}`.',
        'Ask the provider for the API root, and set it: `feedgate source edit {source} --path /ROOT/`.',
      ],
    },
    ko: {
      title: 'TAXII 2 서버가 API 루트를 알려 주지 않습니다',
      meaning: '{host}{은/는} TAXII 2 서버로 응답하지만 디스커버리에 컬렉션을 요청할 API 루트가 없습니다.',
      certain: '디스커버리에 api_roots도 default도 없거나, 목록의 루트가 응답하지 않습니다.',
      causes: ['권한이 있는 계정에만 루트를 보여 줍니다.', '서버 설정이 끝나지 않았습니다.'],
      remedy: [
        '자격 증명을 확인하십시오: `feedgate source test {source}`.',
        '피드 제공자에게 API 루트를 문의해 설정하십시오: `feedgate source edit {source} --path /ROOT/`.',
      ],
    },
  },
  'taxii2/not-objects': {
    ...source,
    en: {
      title: 'the answer is JSON, but no objects of TAXII 2',
      meaning: '{url} answered with JSON that is neither an envelope nor a bundle of STIX.',
      certain: 'The document has no objects, and is none of the other documents of TAXII 2.',
      causes: ['The address belongs to another service.', 'The server reports an error with status 200.'],
      remedy: [
        'Look at what comes: `feedgate source test {source}`.',
        'Check the address: `feedgate source discover {source}`.',
      ],
    },
    ko: {
      title: '응답이 JSON이지만 TAXII 2의 객체가 아닙니다',
      meaning: '{url}{이/가} STIX의 엔벨로프도 번들도 아닌 JSON으로 응답했습니다.',
      certain: '문서에 objects가 없고 TAXII 2의 다른 문서도 아닙니다.',
      causes: ['다른 서비스의 주소입니다.', '서버가 오류를 상태 200으로 알립니다.'],
      remedy: [
        '응답을 확인하십시오: `feedgate source test {source}`.',
        '주소를 확인하십시오: `feedgate source discover {source}`.',
      ],
    },
  },
  'taxii2/version': {
    ...source,
    en: {
      title: 'the server was asked in another version or media type of TAXII 2',
      meaning:
        '{host} does not answer what the standard asks in TAXII 2.1 first; another way was found, and the poll goes on.',
      certain: 'The first request was refused for its media type, and a later one was answered.',
      causes: ['The server speaks TAXII 2.0.', 'The server wants a media type of its own.'],
      remedy: [
        'Nothing has to be done.',
        'To save a request each time: `feedgate source edit {source} --taxii-version 2.0`.',
      ],
    },
    ko: {
      title: '서버에 TAXII 2의 다른 버전이나 미디어 형식으로 요청했습니다',
      meaning: '{host}{이/가} 처음에 보낸 TAXII 2.1 요청을 받지 않아 다른 방식을 찾았으며 폴링은 계속됩니다.',
      certain: '첫 요청은 미디어 형식 때문에 거부되었고 뒤의 요청에는 응답했습니다.',
      causes: ['서버가 TAXII 2.0을 씁니다.', '서버가 고유한 미디어 형식을 요구합니다.'],
      remedy: ['조치할 것이 없습니다.', '요청을 하나 줄이려면: `feedgate source edit {source} --taxii-version 2.0`.'],
    },
  },
  'taxii2/media-type': {
    ...source,
    en: {
      title: 'the answer of TAXII 2 has a wrong media type',
      meaning: '{host} calls its objects something else than JSON. They were read all the same.',
      certain: 'The Content-Type is no JSON type, and the document is JSON.',
      causes: ['A web server with a wrong table of media types.'],
      remedy: ['Nothing has to be done; other clients may refuse the answer, so tell the provider.'],
    },
    ko: {
      title: 'TAXII 2 응답의 미디어 형식이 잘못되었습니다',
      meaning: '{host}{이/가} 객체를 JSON이 아닌 형식으로 표시합니다. 그래도 읽었습니다.',
      certain: 'Content-Type은 JSON 형식이 아닌데 문서는 JSON입니다.',
      causes: ['웹 서버의 미디어 형식 설정이 잘못되었습니다.'],
      remedy: ['조치할 것이 없습니다. 다른 클라이언트는 거부할 수 있으니 피드 제공자에게 알리십시오.'],
    },
  },
};
