import type { en } from './en.ts';

/** 명령줄 자체의 상태 코드 제목. */
export const koTitles: (typeof en)['titles'] = {
  'usage/unknown-command': '그런 명령은 없습니다',
  'usage/unknown-option': '그런 옵션은 없습니다',
  'usage/missing-argument': '명령줄에 빠진 것이 있습니다',
  'usage/too-many-arguments': '명령줄에 남는 것이 있습니다',
  'usage/bad-value': '명령줄의 값을 읽을 수 없습니다',
  'usage/conflicting-options': '두 옵션이 서로 모순됩니다',
  'usage/secret-on-command-line': '비밀값은 명령줄에 쓰지 않습니다',
  'usage/confirmation-needed': '동의가 필요하지만 물어볼 사람이 없습니다',
  'usage/file-unreadable': '명령줄에 지정한 파일을 읽을 수 없습니다',
  'postfix/unreachable': '이 호스트의 Postfix에 묻거나 설정을 바꿀 수 없습니다',
  'host/output-unwritable': '출력을 쓸 수 없습니다',
};
