import { row, type Entries } from '../entry.ts';

const auth = row('auth', 'operator', 'after-change');
const path = row('http', 'operator', 'after-change');

/** What asking again finds behind a status. */
export const httpProbeTexts: Entries = {
  'http/404-path': {
    ...path,
    en: {
      title: 'the poll service is at another path (404)',
      meaning: '{host} has nothing at {path}; its poll service is at {location}.',
      certain: 'The server itself lists the address, or answers a poll there.',
      causes: ['A typing error in the path, or a missing or extra slash.', 'The provider has moved the service.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Take the address over: `feedgate source edit {source} {location}`.',
      ],
    },
    ko: {
      title: '폴링 서비스가 다른 경로에 있습니다 (404)',
      meaning: '{host}의 {path}에 아무것도 없습니다. 폴링 서비스의 주소는 {location}입니다.',
      certain: '서버가 그 주소를 스스로 알리거나, 그 주소에서 폴링에 응답합니다.',
      causes: ['경로에 오타가 있거나 슬래시가 빠지거나 남습니다.', '피드 제공자가 서비스를 옮겼습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '그 주소로 바꾸십시오: `feedgate source edit {source} {location}`.',
      ],
    },
  },
  'http/405-slash': {
    ...path,
    en: {
      title: 'the path lacks its final slash (405)',
      meaning: 'Polls are answered at {location} and not at {path}.',
      certain: 'The same poll with the final slash toggled is answered.',
      causes: ['The slash at the end of the path was forgotten, or is one too many.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Take the address over: `feedgate source edit {source} {location}`.',
      ],
    },
    ko: {
      title: '경로 끝의 슬래시가 빠졌습니다 (405)',
      meaning: '{path}에서는 폴링에 응답하지 않고 {location}에서 응답합니다.',
      certain: '끝의 슬래시만 바꾼 같은 폴링에 응답합니다.',
      causes: ['경로 끝의 슬래시를 빠뜨렸거나 남게 적었습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '그 주소로 바꾸십시오: `feedgate source edit {source} {location}`.',
      ],
    },
  },
  'http/401-not-needed': {
    ...auth,
    en: {
      title: 'the feed is open, and the credentials stand in the way',
      meaning: '{host} refuses the credentials of {source}, and answers the same request without any.',
      certain: 'The same request without credentials is answered.',
      causes: ['The feed is open to everyone.', 'The credentials belong to another service of the provider.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Remove them: `feedgate source edit {source} --no-credentials`.',
      ],
    },
    ko: {
      title: '공개된 피드이며 인증 정보가 오히려 막습니다',
      meaning: '{host}{이/가} {source}의 인증 정보는 거부하지만, 인증 정보가 없는 같은 요청에는 응답합니다.',
      certain: '인증 정보 없이 보낸 같은 요청에 응답합니다.',
      causes: ['누구에게나 공개된 피드입니다.', '피드 제공자의 다른 서비스에 쓰는 인증 정보입니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '인증 정보를 지우십시오: `feedgate source edit {source} --no-credentials`.',
      ],
    },
  },
};
