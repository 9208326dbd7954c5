import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');
const content = row('content', 'source', 'next-poll');
const wrongPlace = row('content', 'operator', 'after-change');

const setKey = '`feedgate source edit {source} --header Authorization --header-file {file}`';
const setAddress = '`feedgate source edit {source} {url}`';

/** Servers and feeds of MISP. */
export const mispTexts: Entries = {
  'misp/key': {
    ...auth,
    en: {
      title: 'MISP refuses the key',
      meaning: '{host} answered that authentication failed: the API key (Auth key) is wrong or has expired.',
      certain: 'Status 401 or 403 with the message of MISP about the API key.',
      causes: [
        'The key has expired or was reset.',
        'A blank or line end was copied with the key.',
        'The key allows only certain addresses.',
      ],
      remedy: ['Make a new key in MISP under My Profile > Auth keys.', `Set it: ${setKey}.`],
    },
    ko: {
      title: 'MISP가 키를 거부합니다',
      meaning: '{host}{이/가} 인증에 실패했다고 응답했습니다. API 키(Auth key)가 틀렸거나 만료되었습니다.',
      certain: '상태 401 또는 403과 함께 API 키에 관한 MISP의 메시지가 왔습니다.',
      causes: [
        '키가 만료되었거나 재발급되었습니다.',
        '키와 함께 공백이나 줄바꿈을 복사했습니다.',
        '특정 주소만 허용하는 키입니다.',
      ],
      remedy: ['MISP의 My Profile > Auth keys에서 새 키를 만드십시오.', `설정하십시오: ${setKey}.`],
    },
  },
  'misp/role': {
    ...auth,
    en: {
      title: 'the user of the key may not search in MISP',
      meaning: '{host} knows the key, and its user may not do what was asked: searching attributes by the API.',
      certain: 'Status 403 or 405 with a message of MISP that does not concern the key.',
      causes: [
        'The role of the user lacks auth access, or the right to search.',
        'The user has not yet taken the terms of use of the server.',
      ],
      remedy: [
        'Have an administrator of MISP give the user a role with auth access.',
        'Log in to MISP once with a browser, in case it asks something of its users.',
        `If there is another user with a key: ${setKey}.`,
      ],
    },
    ko: {
      title: '키의 사용자가 MISP에서 검색할 수 없습니다',
      meaning: '{host}{이/가} 키는 인식했으나, 그 사용자에게 API로 속성을 검색할 권한이 없습니다.',
      certain: '상태 403 또는 405와 함께 키와 관계없는 MISP의 메시지가 왔습니다.',
      causes: [
        '사용자의 역할에 auth access나 검색 권한이 없습니다.',
        '사용자가 서버의 이용 약관에 아직 동의하지 않았습니다.',
      ],
      remedy: [
        'MISP 관리자에게 auth access가 있는 역할을 사용자에게 부여하도록 요청하십시오.',
        'MISP가 사용자에게 확인을 요구할 수 있으니 브라우저로 한 번 로그인하십시오.',
        `다른 사용자의 키가 있으면 설정하십시오: ${setKey}.`,
      ],
    },
  },
  'misp/login-redirect': {
    ...auth,
    en: {
      title: 'MISP sends to its log-in page',
      meaning: '{host} did not see the key at all and treats the request as that of a browser.',
      certain: 'A redirect to /users/login.',
      causes: ['No key is set.', 'A proxy or web server in front of MISP removes the Authorization header.'],
      remedy: [`Set the key: ${setKey}.`, 'If it is set, have the header passed on by the proxy in front of MISP.'],
    },
    ko: {
      title: 'MISP가 로그인 페이지로 보냅니다',
      meaning: '{host}{이/가} 키를 받지 못하고 브라우저의 요청으로 처리합니다.',
      certain: '/users/login으로 리디렉션됩니다.',
      causes: ['키를 설정하지 않았습니다.', 'MISP 앞의 프록시나 웹 서버가 Authorization 헤더를 지웁니다.'],
      remedy: [`키를 설정하십시오: ${setKey}.`, '이미 설정했다면 MISP 앞의 프록시가 헤더를 전달하게 하십시오.'],
    },
  },
  'misp/not-feed': {
    ...wrongPlace,
    en: {
      title: 'the address is no MISP feed',
      meaning: '{url} is not the manifest of a MISP feed, which names its events.',
      certain: 'There is no manifest.json, or what stands there names no events.',
      causes: [
        'The address of a page about the feed was entered, or that of the web pages of MISP.',
        'The feed has moved, or is of another kind: a list or CSV file.',
        'It is a MISP server, which is asked with a key.',
      ],
      remedy: [
        `Enter the folder that holds manifest.json: ${setAddress}.`,
        `If it is a MISP server: ${setKey.slice(0, -1)} --misp-form api\`.`,
      ],
    },
    ko: {
      title: 'MISP 피드의 주소가 아닙니다',
      meaning: '{url}{은/는} 이벤트 목록이 있는 MISP 피드의 manifest가 아닙니다.',
      certain: 'manifest.json이 없거나, 그 안에 이벤트가 없습니다.',
      causes: [
        '피드를 소개하는 페이지나 MISP 웹 화면의 주소를 입력했습니다.',
        '피드가 옮겨졌거나 목록, CSV 등 다른 종류입니다.',
        '키로 요청하는 MISP 서버입니다.',
      ],
      remedy: [
        `manifest.json이 있는 폴더의 주소를 입력하십시오: ${setAddress}.`,
        `MISP 서버이면 실행하십시오: ${setKey.slice(0, -1)} --misp-form api\`.`,
      ],
    },
  },
  'misp/not-api': {
    ...wrongPlace,
    en: {
      title: 'the address is no API of MISP',
      meaning: '{url} does not answer a search for attributes as MISP does.',
      certain: 'The search is not there, or its answer is JSON without attributes.',
      causes: [
        'MISP runs in a folder below this address, or under another name.',
        'Another program answers there.',
        'It is a feed of MISP: a folder with manifest.json, which needs no key.',
      ],
      remedy: [
        `Enter the address at which MISP is opened in a browser: ${setAddress}.`,
        'If it is a feed: `feedgate source edit {source} --misp-form feed --no-credentials`.',
      ],
    },
    ko: {
      title: 'MISP API의 주소가 아닙니다',
      meaning: '{url}{이/가} 속성 검색에 MISP처럼 응답하지 않습니다.',
      certain: '검색 기능이 없거나, 응답이 속성이 없는 JSON입니다.',
      causes: [
        'MISP가 이 주소 아래의 폴더나 다른 이름으로 운영됩니다.',
        '다른 프로그램이 응답합니다.',
        '키가 필요 없는 MISP 피드, 곧 manifest.json이 있는 폴더입니다.',
      ],
      remedy: [
        `브라우저로 MISP를 여는 주소를 입력하십시오: ${setAddress}.`,
        '피드이면 실행하십시오: `feedgate source edit {source} --misp-form feed --no-credentials`.',
      ],
    },
  },
  'misp/manifest-too-large': {
    ...content,
    en: {
      title: 'the manifest names too many events',
      meaning:
        'More than 100,000 events of {source} changed within the time that is read. Each would be a request of its own, so none is read; the old listings stay in force.',
      certain: 'The events were counted while the manifest was read.',
      causes: ['The feed makes an event of each attribute.', 'The age of the source reaches far back.'],
      remedy: [
        'Read less far back: `feedgate source edit {source} --age 7d`.',
        'Ask the provider for a list or for access to the API of MISP.',
      ],
    },
    ko: {
      title: 'manifest에 이벤트가 너무 많습니다',
      meaning:
        '{source}에서 읽을 기간에 바뀐 이벤트가 100,000개를 넘습니다. 이벤트마다 요청이 필요하므로 읽지 않습니다. 기존 등재는 유효합니다.',
      certain: 'manifest를 읽으면서 이벤트를 세었습니다.',
      causes: ['피드가 속성마다 이벤트를 하나씩 만듭니다.', '소스의 보존 기간이 깁니다.'],
      remedy: [
        '읽을 기간을 줄이십시오: `feedgate source edit {source} --age 7d`.',
        '피드 제공자에게 목록이나 MISP API 접근을 요청하십시오.',
      ],
    },
  },
  'misp/event-missing': {
    ...content,
    en: {
      title: 'an event of the manifest is not there',
      meaning:
        'The manifest of {source} names an event whose file is missing. Where others could be read the poll went on without it; it is tried again when everything is read again.',
      certain: 'Status 404 or 410 for the file of the event; the message names it.',
      causes: [
        'The feed was being written while it was read.',
        'The provider withdrew the event and left it in the manifest.',
        'Only the manifest is mirrored at this address.',
      ],
      remedy: [
        'If all events are missing, enter the address of the original feed: `feedgate source edit {source} {url}`.',
        'To try those that were missing again now: `feedgate poll {source} --full`.',
      ],
    },
    ko: {
      title: 'manifest에 있는 이벤트가 없습니다',
      meaning:
        '{source}의 manifest에 있는 이벤트의 파일이 없습니다. 다른 이벤트를 읽을 수 있으면 폴링은 계속되며, 전체를 다시 읽을 때 다시 시도합니다.',
      certain: '이벤트 파일의 상태가 404 또는 410입니다. 이벤트는 메시지에 있습니다.',
      causes: [
        '피드를 쓰는 동안 읽었습니다.',
        '피드 제공자가 이벤트를 철회하고 manifest에는 남겼습니다.',
        '이 주소에는 manifest만 복제되어 있습니다.',
      ],
      remedy: [
        '모든 이벤트가 없으면 원래 피드의 주소를 입력하십시오: `feedgate source edit {source} {url}`.',
        '없던 이벤트를 지금 다시 시도하려면 실행하십시오: `feedgate poll {source} --full`.',
      ],
    },
  },
  'misp/event-unreadable': {
    ...content,
    en: {
      title: 'an event of the feed cannot be read',
      meaning:
        'A file of {source} is damaged, or holds another event than its name says. Where others could be read the poll went on without it; it is tried again when everything is read again.',
      certain: 'The message names the event and what is wrong with its file.',
      causes: [
        'The feed was written to a full disk, or while it was read.',
        'A cache mixes files up.',
        'Another program answers in the place of the feed.',
      ],
      remedy: ['Tell the provider which event it is.', 'To try again now: `feedgate poll {source} --full`.'],
    },
    ko: {
      title: '피드의 이벤트를 읽을 수 없습니다',
      meaning:
        '{source}의 파일이 손상되었거나, 이름과 다른 이벤트가 들어 있습니다. 다른 이벤트를 읽을 수 있으면 폴링은 계속되며, 전체를 다시 읽을 때 다시 시도합니다.',
      certain: '이벤트와 파일의 문제를 메시지에 표시합니다.',
      causes: [
        '디스크가 가득 찬 상태이거나 읽는 동안 피드를 썼습니다.',
        '캐시가 파일을 뒤섞습니다.',
        '피드 대신 다른 프로그램이 응답합니다.',
      ],
      remedy: [
        '피드 제공자에게 어느 이벤트인지 알리십시오.',
        '지금 다시 시도하려면 실행하십시오: `feedgate poll {source} --full`.',
      ],
    },
  },
  'misp/sighting-refused': {
    ...content,
    en: {
      title: 'MISP did not take a sighting',
      meaning:
        'What a mail showed was to be told to {host} as a sighting, and {host} answered something else than that it took it. Mail and polls are not concerned. It is tried again for three days.',
      certain: 'The answer to `sightings/add` holds neither a sighting nor a word that it was added.',
      causes: [
        'The user of the key has no right to add sightings: MISP calls it "Sighting creator".',
        'Sightings are switched off on the server.',
        'Something before MISP answers in its place.',
      ],
      remedy: [
        'Have an administrator of MISP give the role of the user the right "Sighting creator".',
        'To tell nothing any more: `feedgate source edit {source} --misp-sightings none`.',
      ],
    },
    ko: {
      title: 'MISP가 사이팅을 받지 않았습니다',
      meaning:
        '메일에서 발견한 것을 {host}에 사이팅으로 알리려 했으나, 받았다는 응답이 오지 않았습니다. 메일 처리와 폴링에는 영향이 없습니다. 사흘 동안 다시 시도합니다.',
      certain: '`sightings/add`의 응답에 사이팅도, 추가했다는 말도 없었습니다.',
      causes: [
        '키의 사용자에게 사이팅을 추가할 권한("Sighting creator")이 없습니다.',
        '서버에서 사이팅 기능이 꺼져 있습니다.',
        'MISP 대신 앞단의 다른 프로그램이 응답합니다.',
      ],
      remedy: [
        'MISP 관리자에게 사용자 역할에 "Sighting creator" 권한을 달라고 요청하십시오.',
        '더 이상 알리지 않으려면 실행하십시오: `feedgate source edit {source} --misp-sightings none`.',
      ],
    },
  },
  'misp/page-loop': {
    ...content,
    en: {
      title: 'MISP gives the same page again',
      meaning:
        'The search of attributes at {host} does not come to an end: a page is as the one before it. What came is kept; the cursor stays, and there may be more.',
      certain: 'Two pages in a row held the same attributes in the same versions.',
      causes: [
        'A cache in front of MISP does not look at the body of a request.',
        'The version of MISP is too old to page a search.',
      ],
      remedy: [
        'Have the cache in front of MISP leave POST requests alone.',
        'Update MISP, or read less far back: `feedgate source edit {source} --age 7d`.',
      ],
    },
    ko: {
      title: 'MISP가 같은 페이지를 다시 보냅니다',
      meaning:
        '{host}의 속성 검색이 끝나지 않습니다. 페이지가 앞의 것과 같습니다. 받은 것은 보존하며, 커서는 그대로이고 더 있을 수 있습니다.',
      certain: '연속한 두 페이지에 같은 버전의 같은 속성이 있었습니다.',
      causes: [
        'MISP 앞의 캐시가 요청 본문을 구별하지 않습니다.',
        'MISP의 버전이 낮아 검색을 페이지로 나누지 못합니다.',
      ],
      remedy: [
        'MISP 앞의 캐시가 POST 요청을 그대로 전달하게 하십시오.',
        'MISP를 업데이트하거나 읽을 기간을 줄이십시오: `feedgate source edit {source} --age 7d`.',
      ],
    },
  },
};
