import { row, type Entries } from '../entry.ts';

/** Files of settings that are written by hand. */
export const configFileTexts: Entries = {
  'config/file-bad': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a file of settings has mistakes',
      meaning: '{file} cannot be used as it is. Nothing was changed: what was in force before stays in force.',
      certain: 'The message names each mistake by line and column.',
      causes: [
        'A typing error in the name of a setting.',
        'A value that the setting cannot have.',
        'Wrong indentation: YAML goes by it.',
      ],
      remedy: [
        'Correct the lines that the message names, the first one first.',
        'See what stands in the log since: `feedgate log grep config/file-bad`.',
      ],
    },
    ko: {
      title: '설정 파일에 잘못이 있습니다',
      meaning: '{file}{을/를} 지금 상태로는 쓸 수 없습니다. 아무것도 바뀌지 않았으며, 이전 설정이 그대로 적용됩니다.',
      certain: '메시지에 잘못된 곳의 줄과 칸이 있습니다.',
      causes: [
        '설정 이름에 오타가 있습니다.',
        '설정이 가질 수 없는 값입니다.',
        '들여쓰기가 잘못되었습니다. YAML은 들여쓰기로 구조를 정합니다.',
      ],
      remedy: [
        '메시지에 나온 줄을 첫 번째부터 고치십시오.',
        '그 뒤의 로그를 보십시오: `feedgate log grep config/file-bad`.',
      ],
    },
  },
};
