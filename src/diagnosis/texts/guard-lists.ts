import { row, type Entries } from '../entry.ts';

const notice = row('guard', 'source', 'next-poll');

/** Lists of guards that were held back or cannot be read. */
export const guardListTexts: Entries = {
  'guard/list-empty': {
    ...notice,
    en: {
      title: 'a guard list came back empty and was held back',
      meaning: 'A list of a guard was read from {url} and has no entries. The last good state stays in force.',
      certain: 'The answer was read to its end.',
      causes: ['A fault at the provider of the list.', 'The list was moved, and an empty page was left.'],
      remedy: [
        'Read it again: `feedgate guard update`.',
        'If it is meant to be empty, take it out of guards.yaml, whose place is told by `feedgate guard list`.',
      ],
    },
    ko: {
      title: '가드 목록이 비어 있어 반영을 보류했습니다',
      meaning: '{url}에서 읽은 가드 목록에 항목이 없습니다. 마지막 정상 목록을 유지합니다.',
      certain: '응답을 끝까지 읽었습니다.',
      causes: ['목록 제공자의 장애입니다.', '목록이 옮겨지고 빈 페이지만 남았습니다.'],
      remedy: [
        '다시 읽어 보십시오: `feedgate guard update`.',
        '비어 있는 것이 맞으면 guards.yaml에서 빼십시오. 파일 위치를 보십시오: `feedgate guard list`.',
      ],
    },
  },
  'guard/list-shrunk': {
    ...notice,
    en: {
      title: 'a guard list lost more than half and was held back',
      meaning:
        'A list of a guard has less than half of the entries it had. What guards keep out does not change that much by itself; the last good state stays in force.',
      certain: 'Both states were counted; the evidence holds the numbers.',
      causes: ['An incomplete answer.', 'The provider has shortened the list.'],
      remedy: [
        'Read it again: `feedgate guard update`.',
        'If the list is shorter on purpose, take it over: `feedgate guard update --force`.',
      ],
    },
    ko: {
      title: '가드 목록이 절반 넘게 줄어 반영을 보류했습니다',
      meaning:
        '가드 목록의 항목이 이전의 절반보다 적습니다. 가드의 기준은 한꺼번에 이만큼 바뀌지 않으므로 마지막 정상 목록을 유지합니다.',
      certain: '두 목록의 수를 비교했습니다. 수를 근거에 표시합니다.',
      causes: ['응답이 불완전합니다.', '목록 제공자가 목록을 줄였습니다.'],
      remedy: [
        '다시 읽어 보십시오: `feedgate guard update`.',
        '일부러 줄인 것이 맞으면 반영하십시오: `feedgate guard update --force`.',
      ],
    },
  },
  'guard/list-unreadable': {
    ...notice,
    en: {
      title: 'a guard list cannot be read',
      meaning:
        'What a list of guards.yaml names is no list of names, addresses, networks or hashes, or it is too long, or its file cannot be opened. The last good state stays in force.',
      certain: 'The evidence shows how it begins, or what the system says of the file.',
      causes: [
        'The address leads to a web page instead of the list.',
        'The list is one of patterns: of warning lists of MISP, those of the types string, hostname and cidr are read.',
        'The list is packed (zip); the plain file is needed.',
        'The file is not there, or the daemon may not read it.',
      ],
      remedy: [
        'Open the address, and look at the first lines.',
        'Correct the list in guards.yaml, then read it: `feedgate guard update`.',
      ],
    },
    ko: {
      title: '가드 목록을 읽을 수 없습니다',
      meaning:
        'guards.yaml이 가리키는 것이 이름, 주소, 네트워크, 해시의 목록이 아니거나, 너무 길거나, 파일을 열 수 없습니다. 마지막 정상 목록을 유지합니다.',
      certain: '목록의 처음 부분이나 시스템이 알려 준 파일 오류를 근거에 표시합니다.',
      causes: [
        '주소가 목록이 아니라 웹 페이지로 이어집니다.',
        '패턴 목록입니다. MISP 경고 목록은 string, hostname, cidr 형식만 읽습니다.',
        '목록이 압축되어(zip) 있습니다. 압축을 푼 파일이 필요합니다.',
        '파일이 없거나 데몬에 읽기 권한이 없습니다.',
      ],
      remedy: [
        '주소를 열어 처음 몇 줄을 확인하십시오.',
        'guards.yaml의 목록을 고친 뒤 읽으십시오: `feedgate guard update`.',
      ],
    },
  },
  'guard/no-such-list': {
    ...row('guard', 'operator', 'after-change'),
    en: {
      title: 'there is no such guard list',
      meaning:
        'Only the lists that guards.yaml names can be read again; those shipped with Feedgate change with its version.',
      certain: 'The name was looked for among the lists of guards.yaml.',
      causes: ['The name is misspelt.', 'The list is shipped with Feedgate.', 'The list was taken out of guards.yaml.'],
      remedy: ['Look at the names: `feedgate guard list`.', 'Or read all lists: `feedgate guard update`.'],
    },
    ko: {
      title: '그런 가드 목록이 없습니다',
      meaning: 'guards.yaml에 적힌 목록만 다시 읽을 수 있습니다. 기본 제공 목록은 Feedgate 버전과 함께 바뀝니다.',
      certain: 'guards.yaml의 목록에서 이름을 찾았습니다.',
      causes: ['이름의 철자가 틀렸습니다.', '기본 제공 목록입니다.', 'guards.yaml에서 빠진 목록입니다.'],
      remedy: ['이름을 확인하십시오: `feedgate guard list`.', '또는 모든 목록을 읽으십시오: `feedgate guard update`.'],
    },
  },
};
