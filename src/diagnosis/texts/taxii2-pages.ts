import { row, type Entries } from '../entry.ts';

const source = row('taxii', 'source', 'next-poll');

/** Pages of TAXII 2.x that do not fit together. */
export const taxii2PageTexts: Entries = {
  'taxii2/ties': {
    ...source,
    en: {
      title: 'objects added at one instant may be missing',
      meaning:
        '{host} gives neither page marks that work nor a page that holds all objects it added at one instant. Feedgate read what it gave and went on after that instant.',
      certain: 'A page held nothing but objects of one instant, and a larger one was not given.',
      causes: ['The provider loads many objects at once.', 'A fault of the server: more without a usable next.'],
      remedy: ['Tell the provider.', 'A full poll does not help: the server cannot give them.'],
    },
    ko: {
      title: '같은 시각에 추가된 객체가 빠졌을 수 있습니다',
      meaning:
        '{host}{이/가} 쓸 수 있는 다음 페이지 표시도, 같은 시각에 추가한 객체를 모두 담은 페이지도 주지 않습니다. Feedgate는 받은 것을 읽고 그 시각 다음으로 넘어갔습니다.',
      certain: '한 페이지에 같은 시각의 객체만 있었고 더 큰 페이지를 주지 않았습니다.',
      causes: [
        '피드 제공자가 많은 객체를 한꺼번에 추가합니다.',
        '쓸 수 있는 next 없이 더 있다고 하는 서버의 결함입니다.',
      ],
      remedy: ['피드 제공자에게 알리십시오.', '전체 폴링으로도 받을 수 없습니다. 서버가 주지 못합니다.'],
    },
  },
  'taxii2/more-false-early': {
    ...source,
    en: {
      title: 'the server said that there was no more, and there was',
      meaning: '{host} ended a full page with more set to false. Feedgate asked once more, by date, and got the rest.',
      certain: 'A request after the last date of the page brought further objects.',
      causes: ['A fault of the server.'],
      remedy: ['Nothing has to be done; tell the provider, for other clients lose data.'],
    },
    ko: {
      title: '서버가 더 없다고 했지만 더 있었습니다',
      meaning:
        '{host}{이/가} 가득 찬 페이지를 more false로 끝냈습니다. Feedgate가 날짜로 한 번 더 요청해 나머지를 받았습니다.',
      certain: '페이지의 마지막 날짜 다음을 요청하자 객체가 더 왔습니다.',
      causes: ['서버의 결함입니다.'],
      remedy: ['조치할 것이 없습니다. 다른 클라이언트는 데이터를 잃으니 피드 제공자에게 알리십시오.'],
    },
  },
  'taxii2/count-differs': {
    ...source,
    en: {
      title: 'the server counts more objects than it gave',
      meaning: 'The pages of {host} (TAXII 2.0) hold fewer objects than their Content-Range promises.',
      certain: 'The total of Content-Range is larger than the number of items that came.',
      causes: ['Objects were removed while they were being read.', 'The account may not read all of them.'],
      remedy: ['If it stays: `feedgate poll {source} --full`.', 'Then tell the provider.'],
    },
    ko: {
      title: '서버가 준 객체보다 많은 수를 알립니다',
      meaning: '{host}(TAXII 2.0)의 페이지에 있는 객체가 Content-Range가 약속한 수보다 적습니다.',
      certain: 'Content-Range의 전체 수가 받은 항목의 수보다 큽니다.',
      causes: ['읽는 동안 객체가 삭제되었습니다.', '계정이 일부를 읽을 수 없습니다.'],
      remedy: ['계속되면: `feedgate poll {source} --full`.', '그 뒤에도 같으면 피드 제공자에게 알리십시오.'],
    },
  },
  'taxii2/empty-more': {
    ...source,
    en: {
      title: 'more was promised, and nothing came',
      meaning: '{host} gave empty pages, each with the promise of more. Feedgate took the third as the end.',
      certain: 'Three answers in a row have more set and no objects.',
      causes: ['A fault of the server.', 'The rest is not visible to this account.'],
      remedy: ['Nothing has to be done if data comes at the next polls.', 'Otherwise tell the provider.'],
    },
    ko: {
      title: '더 있다고 했지만 아무것도 오지 않았습니다',
      meaning: '{host}{이/가} 더 있다고 하면서 빈 페이지를 주었습니다. Feedgate는 세 번째를 끝으로 보았습니다.',
      certain: '연속된 세 응답이 more true이고 객체가 없습니다.',
      causes: ['서버의 결함입니다.', '나머지는 이 계정에 보이지 않습니다.'],
      remedy: ['다음 폴링에서 데이터가 오면 조치할 것이 없습니다.', '아니면 피드 제공자에게 알리십시오.'],
    },
  },
};
