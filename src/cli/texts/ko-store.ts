import type { enStore, enStoreHelp, enStoreOptions } from './en-store.ts';

/** 데이터 디렉터리 백업의 문장. */
export const koStore: typeof enStore = {
  made: (directory, size) => `${directory}에 백업했습니다 (${size})`,
  secrets: '설정 파일에 비밀번호가 들어 있을 수 있습니다. 데이터 디렉터리만큼 안전하게 보관하십시오',
  withKey: '저장된 비밀값의 키가 들어 있습니다. 백업을 가진 사람은 소스의 비밀번호도 알 수 있습니다',
  withoutKey: (keys) =>
    `저장된 비밀값의 키는 들어 있지 않습니다. 키 ${keys}을(를) 따로 보관하십시오 (함께 넣으려면 --with-key)`,
  lookAtSecrets: '키가 없는 비밀값은 새로 설정해야 합니다: feedgate secret status',
  isSound: (file, size) => `${file} 정상 (${size})`,
  backupIsSound: ({ when, version, files }) => `백업이 정상입니다: ${when}, Feedgate ${version}, 파일 ${files}개`,
  askRestore: (directory, backup, when) => `${backup}의 백업으로 ${directory}을(를) ${when}의 상태로 되돌리겠습니까?`,
  restored: (directory, when) => `${directory}을(를) 백업 당시의 상태로 되돌렸습니다: ${when}`,
  kept: (directory) => `전에 있던 것은 여기에 있습니다: ${directory}`,
  start: '돌고 있지 않으면 시작하십시오: feedgate start 또는 systemctl start feedgate',
  noBackups: (directory) => `${directory}에 백업이 없습니다`,
  titles: { when: '시각', age: '경과', size: '크기', state: '상태', directory: '디렉터리' },
  readable: '읽을 수 있음',
  compacted: (before, after) => `압축했습니다: ${before} → ${after}`,
};

export const koStoreHelp: typeof enStoreHelp = {
  'store backup': {
    summary: '실행 중인 데몬 옆에서 데이터베이스, 저널, 설정을 복사합니다. 비밀값의 키는 지정한 경우에만 넣습니다',
    examples: [
      ['feedgate store backup', '데이터 디렉터리의 backup/ 아래에'],
      ['feedgate store backup /mnt/backup/feedgate-monday', '아직 없는 디렉터리로'],
      ['feedgate store backup /safe/feedgate --with-key', '가진 사람은 소스의 비밀번호를 읽을 수 있습니다'],
    ],
  },
  'store backups': {
    summary: '백업을 만드는 위치의 백업을 시각, 경과, 크기, 목록을 읽을 수 있는지와 함께 보여 줍니다',
    examples: [
      ['feedgate store backups', 'backup/ 아래 또는 feedgate.yaml에 지정한 위치. 최근 것부터'],
      ['feedgate store backups /mnt/backup --json', '다른 위치, 스크립트용'],
    ],
  },
  'store verify': {
    summary: '데이터베이스나 백업이 정상인지 확인합니다',
    examples: [
      ['feedgate store verify', '사용 중인 것. 손상되었으면 종료 코드 1'],
      ['feedgate store verify /mnt/backup/feedgate-monday', '백업의 모든 파일과 데이터베이스'],
    ],
  },
  'store restore': {
    summary: '백업을 되돌립니다. 지금 있는 것은 다른 이름으로 남깁니다',
    examples: [
      ['feedgate store restore', '데이터 디렉터리의 최근 온전한 백업. 먼저 묻습니다. 데몬을 멈춰야 합니다'],
      ['feedgate store restore /mnt/backup/feedgate-monday --yes', '다른 백업, 스크립트용'],
    ],
  },
  'store compact': {
    summary: '데이터베이스가 쓰지 않는 공간을 디스크에 돌려줍니다',
    examples: [['feedgate store compact', '데몬을 멈춰야 합니다']],
  },
};

export const koStoreOptions: typeof enStoreOptions = {
  backupWithKey: '저장된 비밀값의 키도 함께 넣습니다. 없으면 백업에서 비밀값을 읽을 수 없습니다',
  restoreWithoutKey: '비밀값의 키가 없어도 계속합니다. 비밀값은 새로 설정해야 합니다',
};
