import type { enSecret, enSecretHelp, enSecretOptions } from './en-secret.ts';

/** 소스와 프록시의 비밀값과 키에 대한 문장. */
export const koSecret: typeof enSecret = {
  labels: {
    key: '키',
    from: '위치',
    made: '생성',
    others: '다른 키',
    locked: '잠김',
    inClear: '암호화 안 됨',
    problem: '문제',
  },
  places: { credential: 'systemd 자격 증명', settings: '설정에서 지정', data: '데이터 디렉터리' },
  all: (secrets) =>
    secrets === 0
      ? '비밀값이 있는 소스나 프록시가 없습니다'
      : `소스와 프록시의 비밀값 ${secrets}개가 암호화되어 있고, 모두 복호화할 수 있습니다`,
  proxy: (name) => `프록시 ${name}`,
  notEncrypted: (passwords) => `프록시 비밀번호 ${passwords}개가 암호화되어 있지 않습니다`,
  inClear: (profile) => `프록시 ${profile}의 비밀번호가 파일에 암호화되지 않은 채 있습니다`,
  notAll: (locked, secrets) =>
    locked === 0
      ? `새 비밀값을 저장할 수 없습니다 (저장된 비밀값 ${secrets}개)`
      : `비밀값 ${secrets}개 중 ${locked}개를 복호화할 수 없습니다`,
  noKey: (secrets) => (secrets === 0 ? '아직 없음. 첫 비밀값을 저장할 때 만듭니다' : '쓸 수 있는 키 없음'),
  uses: (secrets) => (secrets === 0 ? '더 이상 필요 없음' : `비밀값 ${secrets}개가 이 키로 암호화되어 있음`),
  needs: (key) => `키 ${key} 필요`,
  damaged: '손상됨',
  rotated: {
    made: (secrets, key) => `새 키 ${key}: 비밀값 ${secrets}개를 이 키로 암호화했습니다`,
    resumed: (secrets, key) =>
      `파일의 첫 번째 키 ${key}: 비밀값 ${secrets}개를 이 키로 암호화했습니다. 다시 실행하면 새 키를 만듭니다`,
    given: (secrets, key) => `키 ${key}: 비밀값 ${secrets}개를 이 키로 암호화했습니다`,
  },
  keep: (file) => `${file}의 사본을 백업과 따로 보관하십시오`,
  dropped: (keys) => `삭제한 키: ${keys}. 전에 만든 백업을 쓰려면 보관해 둔 사본이 필요합니다`,
  unneeded: (key, file) => `${file}의 키 ${key}은(는) 더 이상 필요 없습니다. 삭제하십시오`,
  stillLocked: (secrets) => `비밀값 ${secrets}개가 잠겨 있습니다. 새로 설정하십시오`,
  madeKey: (key, file) => `키 ${key}을(를) ${file}에 썼습니다`,
  isThere: (file) => `${file}이(가) 이미 있습니다`,
  noTerminal: '키는 터미널에 표시하지 않습니다. 파일을 지정하거나 파이프로 보내십시오',
};

/** Help of the commands, in Korean. */
export const koSecretHelp: typeof enSecretHelp = {
  'secret status': {
    summary: '소스와 프록시의 비밀값을 암호화하는 키와 그 위치, 복호화할 수 없는 비밀값을 보여 줍니다',
    examples: [
      ['feedgate secret status', '복호화할 수 없는 비밀값이 있으면 종료 코드 1'],
      ['feedgate secret status --json', '스크립트용'],
    ],
  },
  'secret rotate': {
    summary: '실행 중인 데몬 옆에서 새 키를 만들고 모든 비밀값을 그 키로 암호화합니다',
    examples: [
      ['feedgate secret rotate', '모두 새 키로 암호화한 뒤 이전 키를 삭제합니다'],
      ['feedgate secret rotate --lost', '이전 키를 잃어버린 경우. 그 비밀값은 새로 설정할 때까지 잠겨 있습니다'],
    ],
  },
  'secret make-key': {
    summary: 'systemd나 데이터 디렉터리가 아닌 곳에 쓸 새 키를 파일에 씁니다',
    examples: [
      ['feedgate secret make-key /etc/feedgate/feedgate.key', '아직 없는 파일로, 권한 0600'],
      [
        'feedgate secret make-key - | systemd-creds encrypt --name=feedgate.key - /etc/credstore.encrypted/feedgate.key',
        '이 시스템에 묶습니다',
      ],
    ],
  },
};

/** Texts of the options, in Korean. */
export const koSecretOptions: typeof enSecretOptions = {
  secretLost: '일부 비밀값의 키를 잃어버렸어도 계속합니다. 그 비밀값은 새로 설정할 때까지 잠겨 있습니다',
};
