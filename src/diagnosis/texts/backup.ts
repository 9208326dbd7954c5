import { row, type Entries } from '../entry.ts';

const operator = row('store', 'operator', 'after-change');
const scheduled = row('store', 'host', 'soon');

/** Copies of a data directory. */
export const backupTexts = {
  'backup/target-exists': {
    ...operator,
    en: {
      title: 'there is something already where the backup would be written',
      meaning: '{path} exists. A backup never overwrites anything.',
      certain: 'The directory is there.',
      causes: ['An earlier backup has the same name.'],
      remedy: ['Choose another name, or none: `feedgate store backup`.'],
    },
    ko: {
      title: '백업할 위치에 이미 무언가 있습니다',
      meaning: '{path}{이/가} 이미 있습니다. 백업은 아무것도 덮어쓰지 않습니다.',
      certain: '디렉터리가 있습니다.',
      causes: ['이전 백업과 이름이 같습니다.'],
      remedy: ['다른 이름을 쓰거나 이름 없이 실행하십시오: `feedgate store backup`.'],
    },
  },
  'backup/none': {
    ...operator,
    en: {
      title: 'there is no good backup',
      meaning: 'In {path} lies no backup that could be put back. Nothing was changed.',
      certain: 'Every directory there was read whole, and none is a backup as it was written.',
      causes: ['No backup was ever made there.', 'All that are there are damaged, or made by a newer Feedgate.'],
      remedy: ['Name one that lies elsewhere: `feedgate store restore DIR`.', 'Look at what is there: `ls -l {path}`.'],
    },
    ko: {
      title: '온전한 백업이 없습니다',
      meaning: '{path}에 복원할 수 있는 백업이 없습니다. 바뀐 것은 없습니다.',
      certain: '그곳의 모든 디렉터리를 읽었으나 기록한 그대로인 백업이 없습니다.',
      causes: ['그곳에 백업을 만든 적이 없습니다.', '있는 백업이 모두 손상되었거나 더 새로운 Feedgate의 것입니다.'],
      remedy: [
        '다른 곳에 있는 백업을 지정하십시오: `feedgate store restore DIR`.',
        '무엇이 있는지 보십시오: `ls -l {path}`.',
      ],
    },
  },
  'backup/not-a-backup': {
    ...operator,
    en: {
      title: 'the directory is no backup of Feedgate',
      meaning: '{path} holds no list of files that this Feedgate can read.',
      certain: 'Every backup holds a file `backup.json`, and this one does not, or it says something else.',
      causes: ['The name is wrong.', 'The backup was copied without all of its files.'],
      remedy: ['List the directory and look for `backup.json`: `ls -l {path}`.'],
    },
    ko: {
      title: 'Feedgate 백업 디렉터리가 아닙니다',
      meaning: '{path}에 이 Feedgate가 읽을 수 있는 파일 목록이 없습니다.',
      certain: '모든 백업에는 `backup.json`이 있는데 여기에는 없거나 내용이 다릅니다.',
      causes: ['이름이 잘못되었습니다.', '백업의 파일 일부를 빠뜨리고 복사했습니다.'],
      remedy: ['디렉터리를 보고 `backup.json`을 찾으십시오: `ls -l {path}`.'],
    },
  },
  'backup/damaged': {
    ...operator,
    en: {
      title: 'the backup is damaged',
      meaning: '{path} is not what was written when the backup was made. Nothing was changed.',
      certain: 'Its SHA-256 is not the one in the list, it is missing, or the database in it reports damage.',
      causes: ['The copy was cut off.', 'A failing disk.', 'Somebody has changed the file.'],
      remedy: ['Use another backup, and check it first: `feedgate store verify DIR`.'],
    },
    ko: {
      title: '백업이 손상되었습니다',
      meaning: '{path}{이/가} 백업할 때 기록한 것과 다릅니다. 바꾼 것은 없습니다.',
      certain: 'SHA-256이 목록과 다르거나, 파일이 없거나, 데이터베이스가 손상을 보고합니다.',
      causes: ['복사가 중간에 끊겼습니다.', '디스크 고장입니다.', '누군가 파일을 바꾸었습니다.'],
      remedy: ['다른 백업을 먼저 확인한 뒤 쓰십시오: `feedgate store verify DIR`.'],
    },
  },
  'backup/newer': {
    ...operator,
    en: {
      title: 'the backup was made by a newer Feedgate',
      meaning: 'This Feedgate does not know the layout of {path}. Nothing was changed.',
      certain: 'The backup bears the number of its layout.',
      causes: ['Feedgate was put back to an older version after the backup was made.'],
      remedy: ['Install the version that made it: `backup.json` in the directory names it.'],
    },
    ko: {
      title: '더 새로운 Feedgate가 만든 백업입니다',
      meaning: '이 Feedgate는 {path}의 구조를 모릅니다. 바꾼 것은 없습니다.',
      certain: '백업에 구조의 번호가 있습니다.',
      causes: ['백업한 뒤에 Feedgate를 이전 버전으로 되돌렸습니다.'],
      remedy: ['백업을 만든 버전을 설치하십시오. 디렉터리의 `backup.json`에 버전이 있습니다.'],
    },
  },
  'backup/key-missing': {
    ...operator,
    en: {
      title: 'the key of the secrets in the backup is not there',
      meaning:
        'The passwords of sources in the database are encrypted, and the key that they need lies neither with the backup nor in the data directory. Nothing was changed.',
      certain:
        'Each stored secret names its key by an id; the evidence shows those that are missing and those that are there.',
      causes: [
        'The backup was made without the key, as it is unless told otherwise.',
        'The key was changed after the backup was made.',
        'The key comes from systemd, which gives it to the daemon alone.',
      ],
      remedy: [
        'Put the copy of the key that you kept to {file}, below what is there, close it with `chmod 600 {file}`, and try again.',
        'Where the daemon has the key from systemd, or it is lost, go on without it: `feedgate store restore DIR --without-key`.',
        'Then see what has to be set anew: `feedgate secret status`.',
        'Where a backup was to take the key along, see where it is: `feedgate secret status`.',
      ],
    },
    ko: {
      title: '백업에 있는 비밀값의 키가 없습니다',
      meaning:
        '데이터베이스의 소스 비밀번호는 암호화되어 있는데, 필요한 키가 백업에도 데이터 디렉터리에도 없습니다. 아무것도 바꾸지 않았습니다.',
      certain: '저장된 비밀값마다 키의 ID가 있습니다. 없는 키와 있는 키를 근거에 표시합니다.',
      causes: [
        '따로 지정하지 않아 키 없이 백업했습니다.',
        '백업 뒤에 키가 바뀌었습니다.',
        '키는 systemd가 데몬에만 줍니다.',
      ],
      remedy: [
        '보관해 둔 키의 사본을 {file}의 기존 내용 아래에 넣고 `chmod 600 {file}`로 권한을 닫은 뒤 다시 실행하십시오.',
        '데몬이 systemd에서 키를 받거나 키를 잃어버렸다면 키 없이 계속하십시오: `feedgate store restore DIR --without-key`.',
        '그다음 새로 설정할 비밀값을 확인하십시오: `feedgate secret status`.',
        '키를 함께 백업하려던 경우에는 키의 위치를 확인하십시오: `feedgate secret status`.',
      ],
    },
  },
  'backup/in-use': {
    ...operator,
    en: {
      title: 'the data directory is in use',
      meaning: 'A daemon runs on {path}. Its database cannot be replaced or compacted meanwhile.',
      certain: 'The kernel holds the lock of the daemon for another process.',
      causes: ['The service runs.'],
      remedy: ['Stop it, and try again: `systemctl stop feedgate`.'],
    },
    ko: {
      title: '데이터 디렉터리가 사용 중입니다',
      meaning: '{path}에서 데몬이 실행 중입니다. 실행 중에는 데이터베이스를 바꾸거나 압축할 수 없습니다.',
      certain: '커널이 데몬의 잠금을 다른 프로세스에 주었습니다.',
      causes: ['서비스가 실행 중입니다.'],
      remedy: ['서비스를 멈추고 다시 시도하십시오: `systemctl stop feedgate`.'],
    },
  },
  'backup/no-space': {
    ...scheduled,
    en: {
      title: 'there is no room for the next backup',
      meaning:
        'The disk of {path} has less room than the database and the journal take, and 64 MiB to spare. No backup was begun; those made before are there. It is tried again, after 15 minutes first, after six hours at most.',
      certain: 'What is free and what is needed were measured before anything was written; both stand in the evidence.',
      causes: ['More backups are kept than the disk holds.', 'Something else fills the disk.'],
      remedy: [
        'See what the backups take: `feedgate store backups`.',
        'In feedgate.yaml, under `backups`, keep fewer (`keep`), or have them made on another disk (`directory`).',
        'A database that shrank keeps its size until it is compacted, with the daemon stopped: `feedgate store compact`.',
      ],
    },
    ko: {
      title: '다음 백업을 쓸 공간이 없습니다',
      meaning:
        '{path}의 디스크에 데이터베이스와 저널의 크기에 여유 64 MiB를 더한 만큼의 공간이 없습니다. 백업을 시작하지 않았으며 이전 백업은 그대로 있습니다. 처음에는 15분 뒤에, 길어도 여섯 시간 뒤에 다시 시도합니다.',
      certain: '쓰기 전에 남은 공간과 필요한 공간을 쟀습니다. 둘 다 근거에 있습니다.',
      causes: ['디스크 용량보다 많은 백업을 남기고 있습니다.', '다른 것이 디스크를 채우고 있습니다.'],
      remedy: [
        '백업의 크기를 확인하십시오: `feedgate store backups`.',
        'feedgate.yaml의 `backups`에서 남기는 수(`keep`)를 줄이거나 다른 디스크의 위치(`directory`)를 지정하십시오.',
        '줄어든 데이터베이스는 압축해야 파일도 작아집니다. 데몬을 멈추고 실행하십시오: `feedgate store compact`.',
      ],
    },
  },
  'backup/unwritable': {
    ...row('store', 'operator', 'soon'),
    en: {
      title: 'the directory of backups cannot be written',
      meaning: 'The daemon cannot make the directory {path}, or write in it. No backup was made; it is tried again.',
      certain: 'The system refused it; its answer stands in the evidence.',
      causes: [
        'The directory belongs to another user.',
        'The unit of systemd lets the service write in its own directories alone.',
        'The disk is mounted for reading alone, or not at all.',
      ],
      remedy: [
        'Give it to the user of the service: `chown feedgate: {path}`.',
        'Under systemd, allow it: `systemctl edit feedgate`, and there `[Service]` with `ReadWritePaths={path}`.',
        'Or name another place under `backups` in feedgate.yaml.',
      ],
    },
    ko: {
      title: '백업 디렉터리에 쓸 수 없습니다',
      meaning: '데몬이 디렉터리 {path}{을/를} 만들거나 쓸 수 없습니다. 백업하지 못했으며 다시 시도합니다.',
      certain: '시스템이 거부했습니다. 그 응답이 근거에 있습니다.',
      causes: [
        '디렉터리가 다른 사용자의 것입니다.',
        'systemd 유닛이 서비스의 디렉터리에만 쓰도록 허용합니다.',
        '디스크가 읽기 전용으로 마운트되었거나 마운트되지 않았습니다.',
      ],
      remedy: [
        '서비스 사용자에게 소유권을 주십시오: `chown feedgate: {path}`.',
        'systemd에서는 `systemctl edit feedgate`를 실행하고 `[Service]`에 `ReadWritePaths={path}`를 쓰십시오.',
        '또는 feedgate.yaml의 `backups`에 다른 위치를 지정하십시오.',
      ],
    },
  },
  'backup/broken-off': {
    ...scheduled,
    en: {
      title: 'a scheduled backup was broken off',
      meaning:
        'The process that wrote {path} ended before it was done. What it had written is not taken for a backup, and is removed before the next one, which is tried again soon.',
      certain: 'The process ended without a word; how it ended stands in the evidence.',
      causes: ['The system was short of memory and ended it.', 'Somebody ended it.'],
      remedy: [
        'See whether the kernel ended it: `journalctl -k -g oom`.',
        'Make one by hand: `feedgate store backup`.',
      ],
    },
    ko: {
      title: '예약 백업이 중단되었습니다',
      meaning:
        '{path}{을/를} 쓰던 프로세스가 끝나기 전에 종료되었습니다. 쓰다 만 것은 백업으로 보지 않으며 다음 백업 전에 지웁니다. 곧 다시 시도합니다.',
      certain: '프로세스가 아무 말 없이 종료되었습니다. 종료된 방식이 근거에 있습니다.',
      causes: ['메모리가 부족하여 시스템이 종료했습니다.', '누군가 종료했습니다.'],
      remedy: [
        '커널이 종료했는지 확인하십시오: `journalctl -k -g oom`.',
        '직접 백업하십시오: `feedgate store backup`.',
      ],
    },
  },
  'backup/stale': {
    ...scheduled,
    en: {
      title: 'the last good backup is too old',
      meaning:
        'Backups are to be made by themselves, and in {path} lies none that is whole and younger than twice the time from one to the next.',
      certain: 'The lists of files there and the lengths of the files were read.',
      causes: [
        'The daemon does not run.',
        'The last ones failed: the log says why.',
        'Backups were switched on just now, and the first one is being written.',
      ],
      remedy: [
        'See why: `feedgate log grep backup/`.',
        'See what is there: `feedgate store backups`.',
        'Make one by hand: `feedgate store backup`.',
      ],
    },
    ko: {
      title: '최근의 온전한 백업이 너무 오래되었습니다',
      meaning: '자동 백업이 켜져 있는데 {path}에 주기의 두 배보다 최근에 만든 온전한 백업이 없습니다.',
      certain: '그곳의 파일 목록과 파일 길이를 읽었습니다.',
      causes: [
        '데몬이 실행 중이 아닙니다.',
        '최근 백업이 실패했습니다. 이유는 로그에 있습니다.',
        '자동 백업을 방금 켜서 첫 백업을 쓰고 있습니다.',
      ],
      remedy: [
        '이유를 확인하십시오: `feedgate log grep backup/`.',
        '무엇이 있는지 확인하십시오: `feedgate store backups`.',
        '직접 백업하십시오: `feedgate store backup`.',
      ],
    },
  },
} as const satisfies Entries;
