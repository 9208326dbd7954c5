import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');

/** MISP and plain lists. */
export const listTexts: Entries = {
  'misp/key': {
    ...auth,
    en: {
      title: 'MISP refuses the key',
      meaning: '{host} answered that authentication failed: the API key (Auth key) is wrong or has expired.',
      certain: 'Status 403 with the message of MISP about the API key.',
      causes: [
        'The key has expired or was reset.',
        'A blank or line end was copied with the key.',
        'The key allows only certain addresses.',
      ],
      remedy: [
        'Make a new key in MISP under My Profile > Auth keys.',
        'Set it: `feedgate source edit {source} --header Authorization --header-file {file}`.',
      ],
    },
    ko: {
      title: 'MISP가 키를 거부합니다',
      meaning: '{host}{이/가} 인증에 실패했다고 응답했습니다. API 키(Auth key)가 틀렸거나 만료되었습니다.',
      certain: '상태 403과 함께 API 키에 관한 MISP의 메시지가 왔습니다.',
      causes: [
        '키가 만료되었거나 재발급되었습니다.',
        '키와 함께 공백이나 줄바꿈을 복사했습니다.',
        '특정 주소만 허용하는 키입니다.',
      ],
      remedy: [
        'MISP의 My Profile > Auth keys에서 새 키를 만드십시오.',
        '설정하십시오: `feedgate source edit {source} --header Authorization --header-file {file}`.',
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
      remedy: [
        'Set the key: `feedgate source edit {source} --header Authorization --header-file {file}`.',
        'If it is set, have the header passed on by the proxy in front of MISP.',
      ],
    },
    ko: {
      title: 'MISP가 로그인 페이지로 보냅니다',
      meaning: '{host}{이/가} 키를 받지 못하고 브라우저의 요청으로 처리합니다.',
      certain: '/users/login으로 리디렉션됩니다.',
      causes: ['키를 설정하지 않았습니다.', 'MISP 앞의 프록시나 웹 서버가 Authorization 헤더를 지웁니다.'],
      remedy: [
        '키를 설정하십시오: `feedgate source edit {source} --header Authorization --header-file {file}`.',
        '이미 설정했다면 MISP 앞의 프록시가 헤더를 전달하게 하십시오.',
      ],
    },
  },
  'misp/not-feed': {
    ...row('taxii', 'operator', 'after-change'),
    en: {
      title: 'the address is no MISP feed, or the role may not use the API',
      meaning: '{url} has no manifest of a MISP feed, and the role of the key may not search (restSearch).',
      certain: 'There is no manifest.json and restSearch is refused.',
      causes: ['The address of the web interface was entered.', 'The role of the user lacks auth access.'],
      remedy: [
        'Enter the folder that holds manifest.json: `feedgate source edit {source} {url}`.',
        'Or have a role with auth_access given to the user in MISP.',
      ],
    },
    ko: {
      title: 'MISP 피드의 주소가 아니거나 역할에 API 권한이 없습니다',
      meaning: '{url}에 MISP 피드의 manifest가 없고, 키의 역할이 검색(restSearch)을 할 수 없습니다.',
      certain: 'manifest.json이 없고 restSearch가 거부됩니다.',
      causes: ['웹 화면의 주소를 입력했습니다.', '사용자의 역할에 auth_access가 없습니다.'],
      remedy: [
        'manifest.json이 있는 폴더의 주소를 입력하십시오: `feedgate source edit {source} {url}`.',
        '또는 MISP에서 사용자에게 auth_access가 있는 역할을 부여하십시오.',
      ],
    },
  },
  'csv/shape': {
    ...row('content', 'source', 'after-change'),
    en: {
      title: 'the columns of the list have changed',
      meaning:
        'The list of {host} no longer has the columns, the delimiter or the header of the last good poll. The old listings stay in force.',
      certain: 'The first lines are compared with what was learned before.',
      causes: ['The provider changed the format.', 'Another file or an error page came.'],
      remedy: [
        'Look at it: `curl -s -m 30 {url} | head -5`.',
        'Set the columns of the source anew once you know the format.',
      ],
    },
    ko: {
      title: '목록의 열이 바뀌었습니다',
      meaning: '{host}의 목록이 마지막 정상 폴링 때와 열, 구분자 또는 머리글이 다릅니다. 기존 등재는 유효합니다.',
      certain: '첫 줄들을 이전에 파악한 형식과 비교합니다.',
      causes: ['피드 제공자가 형식을 바꾸었습니다.', '다른 파일이나 오류 페이지가 왔습니다.'],
      remedy: ['내용을 보십시오: `curl -s -m 30 {url} | head -5`.', '형식을 확인한 뒤 소스의 열을 다시 설정하십시오.'],
    },
  },
};
