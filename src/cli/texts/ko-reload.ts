import type { enReload, enReloadHelp } from './en-reload.ts';

/** 설정을 다시 읽을 때의 문장. */
export const koReload: typeof enReload = {
  states: {
    absent: '파일이 없습니다. 기본값이 적용됩니다',
    unchanged: '그대로입니다',
    changed: '바뀌었고 지금부터 적용됩니다',
    bad: '쓸 수 없습니다. 이전 내용이 유효합니다',
  },
};

export const koReloadHelp: typeof enReloadHelp = {
  reload: {
    summary: 'SIGHUP처럼 데몬이 모든 설정 파일을 다시 읽게 합니다',
    examples: [
      ['feedgate reload', '쓸 수 없는 파일이 있으면 종료 코드 3. 그 파일의 이전 내용이 유효함'],
      ['feedgate config check && feedgate reload', '모두 맞을 때만 다시 읽기'],
    ],
  },
};
