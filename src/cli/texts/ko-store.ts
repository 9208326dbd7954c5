import type { enStore, enStoreHelp } from './en-store.ts';

/** 데이터 디렉터리 백업의 문장. */
export const koStore: typeof enStore = {
  made: (directory, size) => `${directory}에 백업했습니다 (${size})`,
  secrets: '소스의 비밀 값이 들어 있습니다. 데이터 디렉터리만큼 안전하게 보관하십시오',
  isSound: (file, size) => `${file} 정상 (${size})`,
  backupIsSound: ({ when, version, files }) => `백업이 정상입니다: ${when}, Feedgate ${version}, 파일 ${files}개`,
  askRestore: (directory, when) => `${directory}을(를) ${when}의 상태로 되돌리겠습니까?`,
  restored: (directory) => `${directory}을(를) 백업 당시의 상태로 되돌렸습니다`,
  kept: (directory) => `전에 있던 것은 여기에 있습니다: ${directory}`,
  start: '이제 시작하십시오: feedgate start 또는 systemctl start feedgate',
  compacted: (before, after) => `압축했습니다: ${before} → ${after}`,
};

export const koStoreHelp: typeof enStoreHelp = {
  'store backup': {
    summary: '실행 중인 데몬 옆에서 데이터베이스, 저널, 설정, 키를 복사합니다',
    examples: [
      ['feedgate store backup', '데이터 디렉터리의 backup/ 아래에'],
      ['feedgate store backup /mnt/backup/feedgate-monday', '아직 없는 디렉터리로'],
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
      ['feedgate store restore /mnt/backup/feedgate-monday', '먼저 묻습니다. 데몬을 멈춰야 합니다'],
      ['feedgate store restore /mnt/backup/feedgate-monday --yes', '스크립트용'],
    ],
  },
  'store compact': {
    summary: '데이터베이스가 쓰지 않는 공간을 디스크에 돌려줍니다',
    examples: [['feedgate store compact', '데몬을 멈춰야 합니다']],
  },
};
