import { row, type Entries } from '../entry.ts';

const key = row('config', 'operator', 'next-poll');

/** Secrets of sources and proxies at rest, and their key. */
export const secretTexts: Entries = {
  'secret/key-missing': {
    ...key,
    en: {
      title: 'the key of the stored secrets is missing',
      meaning:
        'Passwords, tokens and keys of sources and proxies are stored encrypted, and the key {file} is not there. Sources that need a secret are not polled and go on with what they have; the others are polled.',
      certain: 'Encrypted secrets are stored, and none of the places of the key has a file.',
      causes: [
        'The data directory was restored or copied without its key, which backups leave out unless told otherwise.',
        'The key comes from systemd, and the command runs outside of the service.',
        'The file was removed.',
      ],
      remedy: [
        'Put the key back from where it is kept to {file}, and close it: `chmod 600 {file}`.',
        'Where systemd has the key, let the daemon do it: `systemctl start feedgate`, then `feedgate poll {source}`.',
        'Where the key is lost, so are the secrets; take a new one: `feedgate secret rotate --lost`.',
        'Then set each secret anew, such as a password: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        'That of a proxy likewise: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        'See that all is well: `feedgate secret status`.',
      ],
    },
    ko: {
      title: '저장된 비밀값의 키가 없습니다',
      meaning:
        '소스와 프록시의 비밀번호, 토큰, 키는 암호화하여 저장하는데, 그 키 {file} 파일이 없습니다. 비밀값이 필요한 소스는 폴링하지 않고 가진 데이터로 계속하며, 다른 소스는 그대로 폴링합니다.',
      certain: '암호화된 비밀값이 있지만, 키를 두는 위치 어디에도 파일이 없습니다.',
      causes: [
        '데이터 디렉터리를 키 없이 복원하거나 복사했습니다. 백업은 따로 지정하지 않으면 키를 넣지 않습니다.',
        '키는 systemd가 주는데, 명령을 서비스 밖에서 실행했습니다.',
        '파일이 삭제되었습니다.',
      ],
      remedy: [
        '보관해 둔 키를 {file}에 되돌리고 권한을 닫으십시오: `chmod 600 {file}`.',
        'systemd가 키를 주는 경우 데몬으로 실행하십시오: `systemctl start feedgate`, 그다음 `feedgate poll {source}`.',
        '키를 잃어버렸다면 비밀값도 되찾을 수 없습니다. 새 키를 만드십시오: `feedgate secret rotate --lost`.',
        '그다음 비밀번호 같은 비밀값을 하나씩 새로 설정하십시오: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        '프록시의 비밀번호도 새로 설정하십시오: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        '결과를 확인하십시오: `feedgate secret status`.',
      ],
    },
  },
  'secret/key-wrong': {
    ...key,
    en: {
      title: 'the stored secrets were encrypted with another key',
      meaning:
        'There is a key, and it is not the one that stored secrets were encrypted with. The evidence names both by their ids. Sources that need such a secret are not polled.',
      certain: 'Each stored secret names its key, and that one is in no place where keys are looked for.',
      causes: [
        'A backup was restored beside the key of another time or another installation.',
        'The file that the settings name, or the credential of systemd, is another one now.',
        'The old key was taken away before the secrets were encrypted with the new one.',
      ],
      remedy: [
        'Add the line of the key that is needed below the one that is in {file}: every key in the file can decrypt.',
        'Where that key is lost, set the secrets of the source anew, such as a password: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        'That of a proxy likewise: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        'See that all is well: `feedgate secret status`.',
      ],
    },
    ko: {
      title: '저장된 비밀값은 다른 키로 암호화되었습니다',
      meaning:
        '키는 있지만, 저장된 비밀값을 암호화한 키가 아닙니다. 두 키의 ID를 근거에 표시합니다. 그런 비밀값이 필요한 소스는 폴링하지 않습니다.',
      certain: '저장된 비밀값마다 키의 ID가 있으며, 그 키는 찾는 위치 어디에도 없습니다.',
      causes: [
        '다른 시점이나 다른 설치의 키가 있는 곳에 백업을 복원했습니다.',
        '설정이 가리키는 파일이나 systemd의 자격 증명이 바뀌었습니다.',
        '비밀값을 새 키로 암호화하기 전에 이전 키를 없앴습니다.',
      ],
      remedy: [
        '필요한 키의 줄을 {file}의 기존 줄 아래에 추가하십시오. 파일에 있는 모든 키로 복호화할 수 있습니다.',
        '그 키를 잃어버렸다면 소스의 비밀값을 새로 설정하십시오. 예: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        '프록시의 비밀번호도 새로 설정하십시오: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        '결과를 확인하십시오: `feedgate secret status`.',
      ],
    },
  },
  'secret/key-readable-by-others': {
    ...key,
    en: {
      title: 'the key of the stored secrets can be read by others',
      meaning:
        'The key {file} may be read by other users of this host, or belongs to one. Feedgate does not use it until that is mended; sources that need a secret are not polled meanwhile.',
      certain: 'The mode and the owner of the file are looked at whenever it is read; the evidence shows both.',
      causes: ['The file was copied or restored with a wide umask.', 'It was made by another user.'],
      remedy: [
        'Close it: `chmod 600 {file}`.',
        'Give it to the user of the service: `chown feedgate: {file}`.',
        'Where others may have read it, change the passwords at the providers and take a new key: `feedgate secret rotate`.',
      ],
    },
    ko: {
      title: '저장된 비밀값의 키를 다른 사용자가 읽을 수 있습니다',
      meaning:
        '이 호스트의 다른 사용자가 키 {file} 파일을 읽을 수 있거나 그 소유자입니다. 고칠 때까지 Feedgate는 이 키를 쓰지 않으며, 그동안 비밀값이 필요한 소스는 폴링하지 않습니다.',
      certain: '파일을 읽을 때마다 권한과 소유자를 확인합니다. 둘 다 근거에 표시합니다.',
      causes: ['umask가 느슨한 상태에서 복사하거나 복원했습니다.', '다른 사용자가 만들었습니다.'],
      remedy: [
        '권한을 닫으십시오: `chmod 600 {file}`.',
        '서비스 사용자를 소유자로 하십시오: `chown feedgate: {file}`.',
        '다른 사람이 읽었을 수 있다면 제공자 쪽 비밀번호를 바꾸고 키도 바꾸십시오: `feedgate secret rotate`.',
      ],
    },
  },
  'secret/key-unreadable': {
    ...key,
    en: {
      title: 'the key of the stored secrets cannot be read',
      meaning: 'The file {file} is there and cannot be opened, holds no key of Feedgate, or could not be made.',
      certain: 'The evidence shows what the system said, or what is wrong with the content.',
      causes: [
        'The file belongs to another user.',
        'It was cut short or edited.',
        'The settings name another file or a directory as the key.',
      ],
      remedy: [
        'Look at it: `ls -l {file}`.',
        'Let the user of the service read it, and nobody else: `chown feedgate: {file}` and `chmod 600 {file}`.',
        'Where its content is damaged, put the key back from where it is kept.',
      ],
    },
    ko: {
      title: '저장된 비밀값의 키를 읽을 수 없습니다',
      meaning: '{file} 파일이 있지만 열 수 없거나, Feedgate의 키가 들어 있지 않거나, 만들 수 없었습니다.',
      certain: '시스템의 응답이나 내용의 문제를 근거에 표시합니다.',
      causes: [
        '다른 사용자의 파일입니다.',
        '파일이 잘렸거나 편집되었습니다.',
        '설정이 다른 파일이나 디렉터리를 키로 가리킵니다.',
      ],
      remedy: [
        '확인하십시오: `ls -l {file}`.',
        '서비스 사용자만 읽도록 하십시오: `chown feedgate: {file}`, `chmod 600 {file}`.',
        '내용이 손상되었다면 보관해 둔 키를 되돌리십시오.',
      ],
    },
  },
  'secret/key-elsewhere': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'the key of the stored secrets is not for Feedgate to change',
      meaning:
        'The key {file} is given by systemd, or is read-only. Everything is encrypted with it already, and a new key has to be put where this one comes from.',
      certain: 'The key is a credential of systemd, or its file cannot be written by this process.',
      causes: ['The key is kept outside of the data directory, as it was set up to be.'],
      remedy: [
        'Make a new key: `feedgate secret make-key NEW-FILE`.',
        'Put its line above the line of the old one in the file that the key comes from, and start the daemon again: `systemctl restart feedgate`.',
        'Encrypt everything with the new one: `feedgate secret rotate`.',
        'Then remove the line of the old key.',
      ],
    },
    ko: {
      title: '저장된 비밀값의 키는 Feedgate가 바꿀 수 없습니다',
      meaning:
        '키 {file}은(는) systemd가 주거나 읽기 전용입니다. 모든 비밀값이 이미 이 키로 암호화되어 있으므로, 새 키를 이 키가 오는 곳에 넣어야 합니다.',
      certain: '키가 systemd의 자격 증명이거나, 이 프로세스가 파일에 쓸 수 없습니다.',
      causes: ['설정한 대로 키를 데이터 디렉터리 밖에 둡니다.'],
      remedy: [
        '새 키를 만드십시오: `feedgate secret make-key NEW-FILE`.',
        '키가 오는 파일에서 이전 키의 줄 위에 새 키의 줄을 넣고 데몬을 다시 시작하십시오: `systemctl restart feedgate`.',
        '모두 새 키로 암호화하십시오: `feedgate secret rotate`.',
        '그다음 이전 키의 줄을 삭제하십시오.',
      ],
    },
  },
  'secret/in-clear': {
    ...row('config', 'operator', 'after-change'),
    en: {
      title: 'a password of a proxy stands in clear in its file',
      meaning:
        'Passwords of proxies are stored encrypted, and that of proxy {profile} was written into the file by hand. It is used as it stands; whoever can read the file can read it, and so can whoever has a backup.',
      certain: 'The file proxies.yaml is read, and this password is none that Feedgate has encrypted.',
      causes: ['The file was edited by hand, or written by a tool for configuration.'],
      remedy: [
        'Have the file written anew, with its passwords encrypted: `feedgate proxy edit {profile}`.',
        'See that all is well: `feedgate secret status`.',
      ],
    },
    ko: {
      title: '프록시의 비밀번호가 파일에 암호화되지 않은 채 있습니다',
      meaning:
        '프록시의 비밀번호는 암호화하여 저장하는데, 프록시 {profile}의 비밀번호는 파일에 직접 쓴 것입니다. 그대로 사용하지만, 파일을 읽을 수 있는 사람이나 백업을 가진 사람이 읽을 수 있습니다.',
      certain: 'proxies.yaml 파일을 읽어 보면, 이 비밀번호는 Feedgate가 암호화한 것이 아닙니다.',
      causes: ['파일을 직접 편집했거나 구성 관리 도구가 썼습니다.'],
      remedy: [
        '비밀번호를 암호화하여 파일을 다시 쓰게 하십시오: `feedgate proxy edit {profile}`.',
        '결과를 확인하십시오: `feedgate secret status`.',
      ],
    },
  },
  'secret/damaged': {
    ...row('config', 'host', 'after-change'),
    en: {
      title: 'a stored secret was altered or moved',
      meaning:
        'A stored secret cannot be decrypted though its key is there. Each is bound to its source or proxy and its field; one that was altered or put into another place is refused.',
      certain:
        'The check value of the encryption does not fit; the evidence names the source by its number or the proxy, and the field.',
      causes: [
        'The database or the file of proxies was edited by hand.',
        'The database is damaged.',
        'A proxy was given another name in the file; its password is bound to the old one.',
      ],
      remedy: [
        'Set the secrets of the source anew, such as a password: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        'That of a proxy likewise: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        'Check the database: `feedgate store verify`.',
        'If nobody has edited the database, find out who else can write to the data directory.',
      ],
    },
    ko: {
      title: '저장된 비밀값이 변경되었거나 옮겨졌습니다',
      meaning:
        '키는 있지만 저장된 비밀값을 복호화할 수 없습니다. 비밀값은 소스나 프록시와 항목에 묶여 있으므로, 변경되었거나 다른 곳으로 옮겨진 것은 쓰지 않습니다.',
      certain: '암호화의 검사값이 맞지 않습니다. 소스 번호나 프록시와 항목을 근거에 표시합니다.',
      causes: [
        '데이터베이스나 프록시 파일을 직접 편집했습니다.',
        '데이터베이스가 손상되었습니다.',
        '파일에서 프록시의 이름을 바꾸었습니다. 비밀번호는 이전 이름에 묶여 있습니다.',
      ],
      remedy: [
        '소스의 비밀값을 새로 설정하십시오. 예: `feedgate source edit {source} --user {user} --password-file PASSWORD-FILE`.',
        '프록시의 비밀번호도 새로 설정하십시오: `feedgate proxy edit {profile} --password-file PASSWORD-FILE`.',
        '데이터베이스를 검사하십시오: `feedgate store verify`.',
        '아무도 편집하지 않았다면, 데이터 디렉터리에 쓸 수 있는 다른 사용자가 있는지 확인하십시오.',
      ],
    },
  },
};
