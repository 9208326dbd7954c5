import { row, type Entries } from '../entry.ts';

const later = row('content', 'source', 'next-poll');
const look = 'curl -s -m 30 {url} | head -c 400';

/** What comes where JSON was asked for, and JSON that is refused as unsafe. */
export const jsonTexts: Entries = {
  'body/xml': {
    ...row('content', 'source', 'after-change'),
    en: {
      title: 'XML came where JSON was asked for',
      meaning: '{host} answered in XML, which TAXII 2 and MISP do not use.',
      certain: 'The body begins as XML.',
      causes: ['The server speaks TAXII 1 at this address.', 'An error message of a gateway.'],
      remedy: [
        `Read it: \`${look}\`.`,
        'Ask the provider for the address of TAXII 2 or MISP: `feedgate source edit {source} {url}`.',
      ],
    },
    ko: {
      title: 'JSON을 요청했으나 XML이 왔습니다',
      meaning: '{host}{이/가} TAXII 2와 MISP에서 쓰지 않는 XML로 응답했습니다.',
      certain: '본문이 XML로 시작합니다.',
      causes: ['이 주소의 서버는 TAXII 1을 씁니다.', '게이트웨이의 오류 메시지입니다.'],
      remedy: [
        `내용을 읽으십시오: \`${look}\`.`,
        '피드 제공자에게 TAXII 2나 MISP의 주소를 확인하십시오: `feedgate source edit {source} {url}`.',
      ],
    },
  },
  'body/not-json': {
    ...later,
    en: {
      title: 'the answer is not JSON',
      meaning: '{host} answered with something that is neither JSON nor a web page; the evidence shows how it begins.',
      certain: 'The body does not begin with a bracket.',
      causes: ['A plain text message such as "Request Failed".', 'A list in another format.'],
      remedy: [`Read it: \`${look}\`.`, 'If it is a message of the server, follow it or ask the provider.'],
    },
    ko: {
      title: '응답이 JSON이 아닙니다',
      meaning: '{host}{이/가} JSON도 웹 페이지도 아닌 것으로 응답했습니다. 앞부분을 근거에 표시합니다.',
      certain: '본문이 괄호로 시작하지 않습니다.',
      causes: ['"Request Failed" 같은 일반 텍스트 메시지입니다.', '다른 형식의 목록입니다.'],
      remedy: [`내용을 읽으십시오: \`${look}\`.`, '서버의 메시지이면 그에 따르거나 피드 제공자에게 문의하십시오.'],
    },
  },
  'json/forbidden-depth': {
    ...later,
    en: {
      title: 'arrays and objects nested too deep',
      meaning: 'A document of {host} nests arrays and objects deeper than Feedgate reads. It was refused as unsafe.',
      certain: 'The limit of the depth was reached.',
      causes: ['A fault of the server, or an attempt to exhaust whoever reads it.'],
      remedy: [`Look at the beginning: \`${look}\`.`, 'Tell the provider.'],
    },
    ko: {
      title: '배열과 객체가 너무 깊이 중첩되어 있습니다',
      meaning: '{host}의 문서가 Feedgate가 읽는 것보다 깊이 중첩되어 있어 안전하지 않다고 보고 거부했습니다.',
      certain: '깊이의 한도에 도달했습니다.',
      causes: ['서버의 결함이거나, 읽는 쪽의 자원을 고갈시키려는 시도입니다.'],
      remedy: [`앞부분을 보십시오: \`${look}\`.`, '피드 제공자에게 알리십시오.'],
    },
  },
  'json/forbidden-size': {
    ...later,
    en: {
      title: 'a text, a string or an object too large',
      meaning: 'A document of {host} holds more than Feedgate reads of it: characters, members or one string.',
      certain: 'One of the limits was reached; the message names it.',
      causes: ['The address is that of another document.', 'A fault of the server.'],
      remedy: [
        `Look at the beginning: \`${look}\`.`,
        "Compare the address with the provider's: `feedgate source show {source}`.",
      ],
    },
    ko: {
      title: '텍스트, 문자열, 객체가 너무 큽니다',
      meaning: '{host}의 문서에 Feedgate가 읽는 한도보다 많은 문자, 멤버 또는 긴 문자열이 있습니다.',
      certain: '한도 가운데 하나에 도달했습니다. 어느 것인지는 메시지에 있습니다.',
      causes: ['다른 문서의 주소입니다.', '서버의 결함입니다.'],
      remedy: [
        `앞부분을 보십시오: \`${look}\`.`,
        '피드 제공자가 안내한 주소와 비교하십시오: `feedgate source show {source}`.',
      ],
    },
  },
};
