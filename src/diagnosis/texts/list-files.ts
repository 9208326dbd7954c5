import { row, type Entries } from '../entry.ts';

/** Lists in files of this machine. */
export const listFileTexts: Entries = {
  'list/file-closed': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the file of the list lies in the data directory',
      meaning:
        'The list is a file of this machine, {file}, which lies in the data directory of Feedgate, or is a link into it. Keys and settings lie there, so nothing of it is read as a list.',
      certain: 'The place of the file was looked up after it was opened.',
      causes: ['The list was put beside the settings.', 'A link leads into the data directory.'],
      remedy: [
        'Put it elsewhere, such as /srv/lists, and name it: `feedgate source edit {source} file:///srv/lists/list.txt`.',
      ],
    },
    ko: {
      title: '목록 파일이 데이터 디렉터리 안에 있습니다',
      meaning:
        '목록이 이 서버의 파일 {file}인데, Feedgate의 데이터 디렉터리 안에 있거나 그 안을 가리키는 링크입니다. 그곳에는 키와 설정이 있으므로 아무것도 목록으로 읽지 않습니다.',
      certain: '파일을 연 뒤 실제 위치를 확인했습니다.',
      causes: ['목록을 설정 옆에 두었습니다.', '링크가 데이터 디렉터리 안을 가리킵니다.'],
      remedy: [
        '/srv/lists 같은 다른 곳에 두고 지정하십시오: `feedgate source edit {source} file:///srv/lists/list.txt`.',
      ],
    },
  },
  'list/archive': {
    ...row('content', 'source', 'next-poll'),
    en: {
      title: 'the list is packed in a way that cannot be read',
      meaning:
        'The list of {host} came as a zip archive, and it is damaged, encrypted, larger than 64 MiB, or holds several files that may be the list. Nothing of it was taken; the last good list stays in force.',
      certain: 'The archive was opened; the message says what is in the way, and the evidence names its files.',
      causes: [
        'The provider packs several lists into one archive.',
        'The archive wants a password, as collections of malware samples do.',
        'It was cut on the way, or written while it was read.',
      ],
      remedy: [
        'Look at it: `curl -s -m 60 -o list.zip {url} && unzip -l list.zip`.',
        'Many providers offer the list unpacked or with gzip too: `feedgate source edit {source} {url}`.',
        'Or unpack it yourself, into a file that is read: `feedgate source edit {source} file://{file}`.',
      ],
    },
    ko: {
      title: '읽을 수 없게 압축된 목록입니다',
      meaning:
        '{host}의 목록이 zip 압축 파일로 왔으나 손상되었거나, 암호화되었거나, 64 MiB보다 크거나, 목록일 수 있는 파일이 여러 개입니다. 아무것도 반영하지 않았고 마지막 정상 목록이 유효합니다.',
      certain: '압축 파일을 열어 보았습니다. 문제는 메시지에, 파일 이름은 근거에 있습니다.',
      causes: [
        '피드 제공자가 여러 목록을 한 압축 파일에 넣었습니다.',
        '악성 코드 표본처럼 비밀번호가 필요한 압축 파일입니다.',
        '전송 중에 잘렸거나 쓰는 동안 읽었습니다.',
      ],
      remedy: [
        '내용을 보십시오: `curl -s -m 60 -o list.zip {url} && unzip -l list.zip`.',
        '압축하지 않았거나 gzip으로 압축한 목록이 따로 있으면 그 주소를 입력하십시오: `feedgate source edit {source} {url}`.',
        '또는 직접 풀어 파일로 읽게 하십시오: `feedgate source edit {source} file://{file}`.',
      ],
    },
  },
  'list/file-changing': {
    ...row('content', 'operator', 'soon'),
    en: {
      title: 'the file of the list was written while it was read',
      meaning:
        'The list in {file} changed while it was read, so that perhaps only a part of it came. Nothing of it was taken; the last good list stays in force.',
      certain: 'Size and time of the file were compared before and after.',
      causes: ['A script writes the list in place, and was not done yet.'],
      remedy: [
        'Poll again when it is done: `feedgate poll {source}`.',
        'Write such files beside and rename them into place, so that a poll never meets half of one.',
      ],
    },
    ko: {
      title: '읽는 동안 목록 파일이 바뀌었습니다',
      meaning:
        '{file}의 목록이 읽는 동안 바뀌어 일부만 왔을 수 있습니다. 아무것도 반영하지 않았고 마지막 정상 목록이 유효합니다.',
      certain: '읽기 전과 후에 파일의 크기와 시각을 비교했습니다.',
      causes: ['스크립트가 목록을 제자리에서 쓰고 있었습니다.'],
      remedy: [
        '쓰기가 끝난 뒤 다시 폴링하십시오: `feedgate poll {source}`.',
        '폴링이 쓰다 만 파일을 읽지 않도록, 파일을 옆에 쓴 다음 이름을 바꾸어 제자리에 두십시오.',
      ],
    },
  },
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
