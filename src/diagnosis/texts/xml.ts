import { row, type Entries } from '../entry.ts';

const later = row('content', 'source', 'next-poll');
const segment = {
  en: 'Narrow the segment, so that one bad document costs little: `feedgate source edit {source} --segment 6h`.',
  ko: '잘못된 문서로 잃는 범위를 줄이도록 구간을 좁히십시오: `feedgate source edit {source} --segment 6h`.',
};
const tell = {
  en: 'Tell the provider, with the place that the evidence names.',
  ko: '근거에 나온 위치와 함께 피드 제공자에게 알리십시오.',
};

/** Documents that are damaged or refused as unsafe. */
export const xmlTexts: Entries = {
  'body/compressed': {
    ...later,
    en: {
      title: 'the answer is compressed and does not say so',
      meaning: 'The document of {host} is still compressed after everything that its headers declared.',
      certain: 'It begins with the mark of gzip, zip or zlib.',
      causes: ['A proxy removed the Content-Encoding header.', 'The address is that of a file for download.'],
      remedy: ['Look: `curl -s -m 30 {url} | head -c 16 | od -c`.', 'Tell the provider or the proxy team.'],
    },
    ko: {
      title: '응답이 압축되어 있으나 표시가 없습니다',
      meaning: '{host}의 문서가 헤더에 표시된 것을 모두 풀고도 여전히 압축되어 있습니다.',
      certain: 'gzip, zip, zlib의 머리로 시작합니다.',
      causes: ['프록시가 Content-Encoding 헤더를 지웠습니다.', '내려받기용 파일의 주소입니다.'],
      remedy: [
        '확인하십시오: `curl -s -m 30 {url} | head -c 16 | od -c`.',
        '피드 제공자나 프록시 담당자에게 알리십시오.',
      ],
    },
  },
  'body/charset': {
    ...later,
    en: {
      title: 'the text is not in the character set that it claims',
      meaning: 'The document of {host} names one character set and holds bytes of another.',
      certain: 'Strict decoding fails; the evidence holds the declared set.',
      causes: [
        'The provider stores texts in another set, such as EUC-KR, and labels them UTF-8.',
        'The document was cut within a character.',
      ],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: '표시된 문자 집합과 실제 내용이 다릅니다',
      meaning: '{host}의 문서가 표시한 문자 집합과 다른 바이트를 담고 있습니다.',
      certain: '엄격한 해독에 실패합니다. 표시된 문자 집합을 근거에 표시합니다.',
      causes: ['피드 제공자가 EUC-KR 등으로 저장하고 UTF-8로 표시합니다.', '문서가 글자 중간에서 잘렸습니다.'],
      remedy: [segment.ko, tell.ko],
    },
  },
  'body/too-big': {
    ...later,
    en: {
      title: 'the document is larger than allowed',
      meaning: 'The document of {host} is longer than Feedgate reads. Nothing of it was applied.',
      certain: 'The limit for the unpacked document was reached.',
      causes: ['The time span of one request is too wide.'],
      remedy: ['Ask for less at a time: `feedgate source edit {source} --segment 6h`.'],
    },
    ko: {
      title: '문서가 허용된 크기보다 큽니다',
      meaning: '{host}의 문서가 Feedgate가 읽는 한도보다 깁니다. 내용은 전혀 반영하지 않았습니다.',
      certain: '압축을 푼 문서의 한도에 도달했습니다.',
      causes: ['요청 하나의 기간이 너무 넓습니다.'],
      remedy: ['한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 6h`.'],
    },
  },
  'xml/truncated': {
    ...row('content', 'source', 'soon'),
    en: {
      title: 'the document ends in the middle',
      meaning: 'The XML of {host} stops before its last closing tag, without any other fault before.',
      certain: 'No error until the end of the bytes, and elements are still open.',
      causes: ['The server or a proxy gave up in the middle of a long answer.'],
      remedy: [
        'Ask for less at a time: `feedgate source edit {source} --segment 1d`.',
        'The poll is tried again by itself.',
      ],
    },
    ko: {
      title: '문서가 중간에서 끝났습니다',
      meaning: '{host}의 XML이 다른 오류 없이 마지막 닫는 태그 전에 끝났습니다.',
      certain: '끝까지 오류가 없는데 닫히지 않은 요소가 있습니다.',
      causes: ['서버나 프록시가 긴 응답을 도중에 포기했습니다.'],
      remedy: [
        '한 번에 요청하는 범위를 줄이십시오: `feedgate source edit {source} --segment 1d`.',
        '폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'xml/malformed': {
    ...later,
    en: {
      title: 'the XML is not well formed',
      meaning: 'The document of {host} breaks the rules of XML; the evidence names line and column.',
      certain: 'The strict parser stops at a place before the end.',
      causes: [
        'Text with unescaped "&" or "<".',
        'Control characters in a value.',
        'Two documents glued together, or text after the end.',
      ],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: 'XML의 형식이 잘못되었습니다',
      meaning: '{host}의 문서가 XML 규칙에 맞지 않습니다. 줄과 열을 근거에 표시합니다.',
      certain: '엄격한 파서가 끝이 아닌 위치에서 멈춥니다.',
      causes: [
        '"&"나 "<"를 이스케이프하지 않았습니다.',
        '값에 제어 문자가 있습니다.',
        '문서 두 개가 붙어 있거나 끝난 뒤에 글자가 있습니다.',
      ],
      remedy: [segment.ko, tell.ko],
    },
  },
  'xml/forbidden-dtd': {
    ...later,
    en: {
      title: 'a document type declaration, refused as unsafe',
      meaning:
        'The document of {host} holds a DTD, by which a reader can be made to open files or fill its memory. Feeds need none.',
      certain: 'A <!DOCTYPE declaration was read.',
      causes: ['A web page or another kind of document.', 'An attack.'],
      remedy: ['Read how it begins: `curl -s -m 30 {url} | head -c 400`.', tell.en],
    },
    ko: {
      title: '문서 형식 선언(DTD)은 안전하지 않아 거부합니다',
      meaning:
        '{host}의 문서에 파일을 열게 하거나 메모리를 채우게 할 수 있는 DTD가 있습니다. 피드에는 필요하지 않습니다.',
      certain: '<!DOCTYPE 선언을 읽었습니다.',
      causes: ['웹 페이지 등 다른 종류의 문서입니다.', '공격입니다.'],
      remedy: ['앞부분을 읽으십시오: `curl -s -m 30 {url} | head -c 400`.', tell.ko],
    },
  },
  'xml/forbidden-entity': {
    ...later,
    en: {
      title: 'an entity that XML does not define, refused as unsafe',
      meaning: 'The document of {host} uses an abbreviation (&name;) that only a DTD could define.',
      certain: 'The name is none of lt, gt, amp, apos, quot.',
      causes: ['HTML text such as &nbsp; was put into the feed.', 'An attack.'],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: 'XML에 없는 엔티티는 안전하지 않아 거부합니다',
      meaning: '{host}의 문서가 DTD로만 정의할 수 있는 약어(&이름;)를 씁니다.',
      certain: 'lt, gt, amp, apos, quot가 아닌 이름입니다.',
      causes: ['&nbsp; 같은 HTML 텍스트를 피드에 넣었습니다.', '공격입니다.'],
      remedy: [segment.ko, tell.ko],
    },
  },
  'xml/forbidden-depth': {
    ...later,
    en: {
      title: 'elements nested too deep',
      meaning: 'The document of {host} nests its elements deeper than any feed needs.',
      certain: 'The limit for depth was reached.',
      causes: ['A broken or hostile document.'],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: '요소가 너무 깊게 중첩되었습니다',
      meaning: '{host}의 문서가 피드에 필요한 것보다 깊게 요소를 중첩합니다.',
      certain: '깊이의 한도에 도달했습니다.',
      causes: ['손상되었거나 악의적인 문서입니다.'],
      remedy: [segment.ko, tell.ko],
    },
  },
  'xml/forbidden-attributes': {
    ...later,
    en: {
      title: 'too many attributes on one element',
      meaning: 'An element in the document of {host} has more attributes than any feed needs.',
      certain: 'The limit for attributes was reached.',
      causes: ['A broken or hostile document.'],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: '한 요소에 속성이 너무 많습니다',
      meaning: '{host}의 문서에 피드에 필요한 것보다 속성이 많은 요소가 있습니다.',
      certain: '속성 수의 한도에 도달했습니다.',
      causes: ['손상되었거나 악의적인 문서입니다.'],
      remedy: [segment.ko, tell.ko],
    },
  },
  'xml/forbidden-token': {
    ...later,
    en: {
      title: 'a name or value too long',
      meaning: 'The document of {host} holds an enormous name, tag or value. Feedgate reads none of such a size.',
      certain: 'The limit for one token was reached.',
      causes: ['A huge embedded file (a raw artifact).', 'A broken or hostile document.'],
      remedy: [segment.en, tell.en],
    },
    ko: {
      title: '이름이나 값이 너무 깁니다',
      meaning: '{host}의 문서에 지나치게 긴 이름, 태그 또는 값이 있습니다. Feedgate는 이런 크기를 읽지 않습니다.',
      certain: '토큰 하나의 한도에 도달했습니다.',
      causes: ['큰 파일(원본 아티팩트)이 들어 있습니다.', '손상되었거나 악의적인 문서입니다.'],
      remedy: [segment.ko, tell.ko],
    },
  },
};
