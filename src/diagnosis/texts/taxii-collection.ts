import { row, type Entries } from '../entry.ts';

const operator = row('taxii', 'operator', 'after-change');
const auth = row('auth', 'operator', 'after-change');

/** The wrong door: service, collection, subscription, rights. */
export const taxiiCollectionTexts: Entries = {
  'taxii/wrong-service': {
    ...operator,
    en: {
      title: 'this is another service of the server',
      meaning: '{url} is not the poll service of {host} but another one, such as discovery or collection management.',
      certain:
        'The server answered the poll as that other service, or said that it does not support polls here. The evidence lists the poll addresses that it names.',
      causes: ['The discovery address of the documents was entered.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Set the poll address, often /taxii/poll/: `feedgate source edit {source} --path /taxii/poll/`.',
        'Then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '서버의 다른 서비스 주소입니다',
      meaning: '{url}{은/는} {host}의 폴링 서비스가 아니라 디스커버리나 컬렉션 관리 등 다른 서비스입니다.',
      certain:
        '서버가 다른 서비스로서 응답했거나 여기에서는 폴링을 지원하지 않는다고 했습니다. 서버가 알린 폴링 주소를 근거에 표시합니다.',
      causes: ['문서에 있는 디스커버리 주소를 입력했습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '폴링 주소를 설정하십시오. 흔히 /taxii/poll/ 입니다: `feedgate source edit {source} --path /taxii/poll/`.',
        '그 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'taxii/collection-not-found': {
    ...operator,
    en: {
      title: 'the server has no such collection for these credentials',
      meaning: '{host} does not know a collection {collection}, or hides it from this account.',
      certain: 'The server answered NOT_FOUND for the collection.',
      causes: [
        'A typing error; upper and lower case count.',
        'The account has no right to it, or the right has ended.',
        'The provider renamed or retired it.',
      ],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'List the collections that this account may read: `feedgate source discover {source}`.',
        'Set the name exactly as the provider writes it: `feedgate source edit {source} --collection {nearest}`.',
        'Ask the provider which collections this account may read.',
      ],
    },
    ko: {
      title: '이 인증 정보로는 그런 컬렉션이 없습니다',
      meaning: '{host}에 {collection} 컬렉션이 없거나 이 계정에 보이지 않습니다.',
      certain: '서버가 컬렉션에 대해 NOT_FOUND로 응답했습니다.',
      causes: [
        '오타입니다. 대소문자를 구분합니다.',
        '계정에 권한이 없거나 기간이 끝났습니다.',
        '피드 제공자가 이름을 바꾸었거나 종료했습니다.',
      ],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '이 계정이 읽을 수 있는 컬렉션을 확인하십시오: `feedgate source discover {source}`.',
        '피드 제공자가 쓰는 이름을 그대로 지정하십시오: `feedgate source edit {source} --collection {nearest}`.',
        '이 계정으로 읽을 수 있는 컬렉션을 피드 제공자에게 문의하십시오.',
      ],
    },
  },
  'taxii/collection-unavailable': {
    ...row('taxii', 'source', 'next-poll'),
    en: {
      title: 'the provider has closed the collection',
      meaning: '{collection} exists on {host} and is marked as not available.',
      certain: 'The server says "collection is not available".',
      causes: ['Maintenance.', 'The collection has expired or was retired.'],
      remedy: [
        'List the collections that this account may read: `feedgate source discover {source}`.',
        'Wait for the next poll; if it stays, ask the provider.',
        'If it has ended: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '피드 제공자가 컬렉션을 닫았습니다',
      meaning: '{host}에 {collection} 컬렉션이 있으나 사용할 수 없는 상태입니다.',
      certain: '서버가 "collection is not available"이라고 응답합니다.',
      causes: ['점검 중입니다.', '컬렉션이 만료되었거나 종료되었습니다.'],
      remedy: [
        '이 계정이 읽을 수 있는 컬렉션을 확인하십시오: `feedgate source discover {source}`.',
        '다음 폴링을 기다리고, 계속되면 피드 제공자에게 문의하십시오.',
        '종료되었으면: `feedgate source suspend {source}`.',
      ],
    },
  },
  'taxii/not-found': {
    ...row('taxii', 'source', 'next-poll'),
    en: {
      title: 'the server does not find what was asked for',
      meaning: '{host} answered NOT_FOUND without saying what is missing.',
      certain: 'The status is NOT_FOUND, and its text names no collection or subscription.',
      causes: ['The collection is not known under this name.', 'A result that the server has forgotten meanwhile.'],
      remedy: [
        'List the collections that this account may read: `feedgate source discover {source}`.',
        'Check the name of the collection: `feedgate source show {source}`.',
        'Poll again: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '서버가 요청한 것을 찾지 못합니다',
      meaning: '{host}{이/가} 무엇이 없는지 밝히지 않고 NOT_FOUND로 응답했습니다.',
      certain: '상태가 NOT_FOUND이고 메시지에 컬렉션이나 구독이 나오지 않습니다.',
      causes: ['이 이름의 컬렉션이 없습니다.', '그사이 서버가 결과를 지웠습니다.'],
      remedy: [
        '이 계정이 읽을 수 있는 컬렉션을 확인하십시오: `feedgate source discover {source}`.',
        '컬렉션 이름을 확인하십시오: `feedgate source show {source}`.',
        '다시 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'taxii/subscription-needed': {
    ...operator,
    en: {
      title: 'the collection is polled with a subscription',
      meaning: '{host} gives {collection} only to those who name their subscription id.',
      certain: 'The server says that a subscription id is required.',
      causes: ['The id was not entered.', 'The account has not subscribed yet.'],
      remedy: ['Set the id that the provider gave you: `feedgate source edit {source} --subscription ID`.'],
    },
    ko: {
      title: '구독 ID가 있어야 폴링할 수 있는 컬렉션입니다',
      meaning: '{host}{은/는} 구독 ID를 밝힌 요청에만 {collection}{을/를} 제공합니다.',
      certain: '서버가 구독 ID가 필요하다고 응답합니다.',
      causes: ['ID를 입력하지 않았습니다.', '계정이 아직 구독하지 않았습니다.'],
      remedy: ['피드 제공자에게 받은 ID를 설정하십시오: `feedgate source edit {source} --subscription ID`.'],
    },
  },
  'taxii/subscription-unknown': {
    ...operator,
    en: {
      title: 'the server does not know the subscription',
      meaning: '{host} does not know the subscription id that {source} names.',
      certain: 'The server answered NOT_FOUND for the subscription.',
      causes: ['The subscription has ended.', 'A typing error in the id.'],
      remedy: [
        'Set the current id: `feedgate source edit {source} --subscription ID`.',
        'Try without one: `feedgate source edit {source} --subscription none`.',
      ],
    },
    ko: {
      title: '서버가 모르는 구독입니다',
      meaning: '{source}에 설정된 구독 ID를 {host}{이/가} 알지 못합니다.',
      certain: '서버가 구독에 대해 NOT_FOUND로 응답했습니다.',
      causes: ['구독이 끝났습니다.', 'ID에 오타가 있습니다.'],
      remedy: [
        '현재의 ID를 설정하십시오: `feedgate source edit {source} --subscription ID`.',
        'ID 없이 시도하십시오: `feedgate source edit {source} --subscription none`.',
      ],
    },
  },
  'taxii/unauthorized': {
    ...auth,
    en: {
      title: 'the server does not accept the credentials',
      meaning: '{host} answered UNAUTHORIZED within TAXII: it does not know who asks, or does not accept the password.',
      certain: 'A status message UNAUTHORIZED, usually with HTTP status 200.',
      causes: ['Credentials are missing or wrong.', 'The account has ended.'],
      remedy: [
        'Set them: `feedgate source edit {source} --user {user} --password-file {file}`.',
        'Then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '서버가 인증 정보를 받아들이지 않습니다',
      meaning:
        '{host}{이/가} TAXII 안에서 UNAUTHORIZED로 응답했습니다. 요청자를 모르거나 비밀번호를 받아들이지 않습니다.',
      certain: '상태 메시지가 UNAUTHORIZED이며 HTTP 상태는 보통 200입니다.',
      causes: ['인증 정보가 없거나 틀립니다.', '계정이 종료되었습니다.'],
      remedy: [
        '설정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
        '그 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'taxii/denied': {
    ...auth,
    en: {
      title: 'the server denies these credentials the request',
      meaning: '{host} knows the account and does not let it do this (DENIED).',
      certain: 'A status message DENIED that does not speak of a subscription.',
      causes: ['The account has no right to {collection}.', 'The server does not let this account read in parts.'],
      remedy: [
        'List the collections that this account may read: `feedgate source discover {source}`.',
        'Read what the server says in the evidence: `feedgate polls {source}`.',
        'Ask the provider for the right.',
      ],
    },
    ko: {
      title: '이 인증 정보로는 요청이 거부됩니다',
      meaning: '{host}{이/가} 계정은 알지만 이 작업을 허용하지 않습니다(DENIED).',
      certain: '상태 메시지가 DENIED이고 구독에 관한 내용이 아닙니다.',
      causes: ['계정에 {collection}에 대한 권한이 없습니다.', '서버가 이 계정에 파트 읽기를 허용하지 않습니다.'],
      remedy: [
        '이 계정이 읽을 수 있는 컬렉션을 확인하십시오: `feedgate source discover {source}`.',
        '근거에서 서버의 메시지를 읽으십시오: `feedgate polls {source}`.',
        '피드 제공자에게 권한을 요청하십시오.',
      ],
    },
  },
  'taxii/polling-unsupported': {
    ...operator,
    en: {
      title: 'the collection cannot be polled',
      meaning: '{host} offers {collection} only by push, not by poll.',
      certain: 'A status message POLLING_UNSUPPORTED.',
      causes: ['Another collection was meant.'],
      remedy: ['Choose a collection that can be polled: `feedgate source edit {source} --collection {nearest}`.'],
    },
    ko: {
      title: '폴링할 수 없는 컬렉션입니다',
      meaning: '{host}{이/가} {collection}{을/를} 폴링이 아니라 푸시로만 제공합니다.',
      certain: '상태 메시지가 POLLING_UNSUPPORTED입니다.',
      causes: ['다른 컬렉션을 지정했습니다.'],
      remedy: ['폴링할 수 있는 컬렉션을 지정하십시오: `feedgate source edit {source} --collection {nearest}`.'],
    },
  },
  'taxii/destination': {
    ...operator,
    en: {
      title: 'the address is an inbox, not a poll service',
      meaning: '{url} takes in content that others send; it gives none out.',
      certain: 'A status message that only inbox services send (DESTINATION_COLLECTION_ERROR).',
      causes: ['The inbox address of the documents was entered.'],
      remedy: [
        'See what the server offers: `feedgate source discover {source}`.',
        'Set the poll address: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
    ko: {
      title: '폴링 서비스가 아니라 인박스의 주소입니다',
      meaning: '{url}{은/는} 다른 곳에서 보낸 콘텐츠를 받는 주소이며 내보내지 않습니다.',
      certain: '인박스 서비스만 보내는 상태 메시지입니다(DESTINATION_COLLECTION_ERROR).',
      causes: ['문서에 있는 인박스 주소를 입력했습니다.'],
      remedy: [
        '서버가 제공하는 것을 확인하십시오: `feedgate source discover {source}`.',
        '폴링 주소를 설정하십시오: `feedgate source edit {source} --path /taxii/poll/`.',
      ],
    },
  },
};
