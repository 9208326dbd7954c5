import { row, type Entries } from '../entry.ts';

const look = 'curl -s -m 30 {url} | head -c 400';

/** What a list holds instead of what it should. */
export const listContentTexts: Entries = {
  'list/other-format': {
    ...row('content', 'operator', 'after-change'),
    en: {
      title: 'the list is written in another format',
      meaning:
        'The list of {host} is in another format than the source says. It was not read; the old listings stay in force.',
      certain: 'The first characters are those of another format; the evidence names both.',
      causes: [
        'The source was set up for another format.',
        'The provider offers the list in several formats, and the address is that of another one.',
        'The server answers with an error message in JSON or XML.',
      ],
      remedy: [
        `Look at it: \`${look}\`.`,
        'Compare address and format: `feedgate source show {source}`.',
        'Enter the address of the right file: `feedgate source edit {source} {url}`.',
      ],
    },
    ko: {
      title: '목록이 다른 형식으로 되어 있습니다',
      meaning: '{host}의 목록이 소스에 설정한 형식과 다릅니다. 읽지 않았으며 기존 등재는 유효합니다.',
      certain: '첫 글자들이 다른 형식의 것입니다. 두 형식을 근거에 표시합니다.',
      causes: [
        '소스를 다른 형식으로 설정했습니다.',
        '피드 제공자가 여러 형식으로 제공하며, 주소가 다른 형식의 것입니다.',
        '서버가 JSON이나 XML로 된 오류 메시지로 응답합니다.',
      ],
      remedy: [
        `내용을 보십시오: \`${look}\`.`,
        '주소와 형식을 비교하십시오: `feedgate source show {source}`.',
        '알맞은 파일의 주소를 입력하십시오: `feedgate source edit {source} {url}`.',
      ],
    },
  },
  'list/unreadable': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'nothing in the list could be read',
      meaning:
        'The list of {host} has entries, and none of them is an address, a domain, a URL or a hash. The old listings stay in force.',
      certain: 'Every entry broke a rule; the evidence shows the first ones and the rules.',
      causes: [
        'A message such as "limit exceeded" came instead of the list.',
        'The format or the columns of the source are not those of the list.',
        'The provider changed the list.',
      ],
      remedy: [
        `Look at it: \`${look}\`.`,
        'If it is a message, follow it: many providers want a key, or fewer requests.',
        'If it is the list, compare its format: `feedgate source show {source}`.',
      ],
    },
    ko: {
      title: '목록에서 읽을 수 있는 것이 없습니다',
      meaning: '{host}의 목록에 항목은 있으나 주소, 도메인, URL, 해시가 하나도 없습니다. 기존 등재는 유효합니다.',
      certain: '모든 항목이 규칙을 어겼습니다. 처음 몇 개와 그 규칙을 근거에 표시합니다.',
      causes: [
        '목록 대신 "limit exceeded" 같은 메시지가 왔습니다.',
        '소스의 형식이나 열이 목록과 맞지 않습니다.',
        '피드 제공자가 목록을 바꾸었습니다.',
      ],
      remedy: [
        `내용을 보십시오: \`${look}\`.`,
        '메시지이면 그에 따르십시오. 키를 요구하거나 요청 횟수를 제한하는 제공자가 많습니다.',
        '목록이면 형식을 비교하십시오: `feedgate source show {source}`.',
      ],
    },
  },
};
