import { row, type Entries } from '../entry.ts';

/** Plain lists. */
export const listTexts: Entries = {
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
