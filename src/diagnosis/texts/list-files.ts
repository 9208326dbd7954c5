import { row, type Entries } from '../entry.ts';

/** Lists in files of this machine. */
export const listFileTexts: Entries = {
  'list/file-unreadable': {
    ...row('content', 'operator', 'after-change'),
    en: {
      title: 'the file of the list cannot be read',
      meaning: 'The list is a file of this machine, {file}, and it is not there, is no plain file, or may not be read.',
      certain: 'Opening or reading the file failed with the error that stands in the evidence.',
      causes: [
        'The file was moved or is not written yet.',
        'The user that Feedgate runs as may not read it.',
        'The path names a directory or a device.',
      ],
      remedy: [
        'Look at it as that user: `ls -l {file}`.',
        'Allow reading, or name the right file: `feedgate source edit {source} file://{file}`.',
        'Write such files beside and rename them into place, so that a poll never meets half of one.',
      ],
    },
    ko: {
      title: '목록 파일을 읽을 수 없습니다',
      meaning: '목록이 이 서버의 파일 {file}인데, 파일이 없거나 일반 파일이 아니거나 읽을 권한이 없습니다.',
      certain: '파일을 열거나 읽을 때 증거에 적힌 오류가 발생했습니다.',
      causes: [
        '파일을 옮겼거나 아직 만들지 않았습니다.',
        'Feedgate를 실행하는 사용자에게 읽기 권한이 없습니다.',
        '경로가 디렉터리나 장치를 가리킵니다.',
      ],
      remedy: [
        '그 사용자로 확인하십시오: `ls -l {file}`.',
        '읽기를 허용하거나 올바른 파일을 지정하십시오: `feedgate source edit {source} file://{file}`.',
        '폴링이 쓰다 만 파일을 읽지 않도록, 파일을 옆에 쓴 다음 이름을 바꾸어 제자리에 두십시오.',
      ],
    },
  },
};
