import { row, type Entries } from '../entry.ts';

const look = 'curl -s -m 30 {url} | head -c 400';

/** What a list holds instead of what it should. */
export const listContentTexts: Entries = {
  'csv/column': {
    ...row('content', 'operator', 'after-change'),
    en: {
      title: 'a column of the settings is not in the list',
      meaning:
        'The settings of {source} name a column that the list of {host} does not have. It was not read; the old listings stay in force. Nearest in spelling: {nearest}.',
      certain: 'The header of the list is in the evidence, and the column is not among its names.',
      causes: ['A slip in the name of the column.', 'The list has no header.', 'The provider renamed the column.'],
      remedy: [
        `Read the header: \`${look}\`.`,
        'Compare it with the columns of the source: `feedgate source show {source}`.',
        'Name the column as the header does, or by its number from 1 on, or leave it to be found out.',
      ],
    },
    ko: {
      title: '설정한 열이 목록에 없습니다',
      meaning:
        '{source}의 설정에 있는 열이 {host}의 목록에 없습니다. 읽지 않았으며 기존 등재는 유효합니다. 가장 비슷한 이름은 {nearest}입니다.',
      certain: '목록의 머리글을 근거에 표시합니다. 그 이름 가운데 이 열이 없습니다.',
      causes: ['열의 이름을 잘못 적었습니다.', '목록에 머리글이 없습니다.', '피드 제공자가 열의 이름을 바꾸었습니다.'],
      remedy: [
        `머리글을 읽으십시오: \`${look}\`.`,
        '소스에 설정한 열과 비교하십시오: `feedgate source show {source}`.',
        '머리글에 있는 이름이나 1부터 센 번호로 열을 지정하거나, 지정하지 말고 자동으로 찾게 하십시오.',
      ],
    },
  },
  'list/mapping': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the mapping of a JSON list cannot be read',
      meaning:
        'A mapping tells which fields of a JSON list hold what. This one has a slip; the message shows the part and what is wrong with it. Nearest in spelling: {nearest}.',
      certain: 'It was read before anything was asked of a server.',
      causes: [
        'A name that does not exist, or that comes twice.',
        'A path that is no chain of keys with dots between them.',
      ],
      remedy: [
        'Write `name = path`, with a semicolon between them; names are each, value, kind, id, title, validFrom, validUntil, confidence, tlp.',
        'Put a key that has a dot or a blank in double quotes.',
        'Or leave the mapping away: usual names are found out.',
      ],
    },
    ko: {
      title: 'JSON 목록의 매핑을 읽을 수 없습니다',
      meaning:
        '매핑은 JSON 목록의 어느 필드에 무엇이 있는지 정합니다. 이 매핑에 잘못이 있으며, 그 부분과 이유는 메시지에 있습니다. 가장 비슷한 이름은 {nearest}입니다.',
      certain: '서버에 요청하기 전에 읽은 것입니다.',
      causes: ['없는 이름이거나 두 번 적은 이름입니다.', '경로가 점으로 이은 키가 아닙니다.'],
      remedy: [
        '`name = path` 형식으로 적고 세미콜론으로 구분하십시오. 이름은 each, value, kind, id, title, validFrom, validUntil, confidence, tlp입니다.',
        '점이나 공백이 있는 키는 큰따옴표로 묶으십시오.',
        '또는 매핑을 지우십시오. 흔한 이름은 자동으로 찾습니다.',
      ],
    },
  },
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
