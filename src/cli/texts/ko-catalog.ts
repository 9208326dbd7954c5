import type { enCatalog, enCatalogHelp, enCatalogOptions } from './en-catalog.ts';

/** 알려진 피드의 목록과 추가. */
export const koCatalog: typeof enCatalog = {
  titles: { name: '프리셋', state: '상태', kind: '종류', login: '필요한 것', title: '내용' },
  states: { ready: '바로 사용', form: '양식', retired: '종료' },
  logins: {
    none: '없음',
    key: '키',
    user: '사용자와 비밀번호',
    token: '사용자와 비밀번호',
    certificate: '인증서',
    any: '제공받은 인증 정보',
  },
  labels: {
    state: '상태',
    address: '주소',
    kind: '종류',
    collection: '컬렉션',
    login: '필요한 것',
    access: '받는 방법',
    interval: '간격',
    confidence: '신뢰도',
    settings: '설정',
    terms: '약관',
    home: '참고',
    notes: '특이 사항',
  },
  given: '피드 제공자가 알려 줍니다',
  chosen: '선택해야 합니다',
  everyLeast: (interval, least) =>
    least === null ? `${interval}마다` : `${interval}마다. 제공자가 허용하는 최소 간격은 ${least}입니다`,
  tooOften: (preset, least) =>
    `${preset} 제공자는 최소 ${least} 간격의 폴링을 허용하며, 더 자주 요청하면 차단할 수 있습니다`,
  add: (command) => `추가: ${command}`,
  more: '자세히 보기: feedgate source catalog PRESET',
  unknown: (name) => `프리셋 ${name}이 없습니다. feedgate source catalog로 목록을 확인하십시오`,
  retired: (name, note) => `${name}은 추가할 수 없습니다. ${note}`,
  missing: (preset, what) => `프리셋 ${preset}에 더 필요한 것: ${what}`,
  noKey: '--key-file은 키가 필요한 프리셋에만 씁니다',
  whatUrl: '피드 제공자가 알려 준 주소(URL)',
  whatCollection: (command) => `--collection NAME. 목록 확인: ${command}`,
  whatAny: '인증 정보(--user, --bearer-file, --header, --query, --client-cert) 또는 --no-credentials',
  askUrl: (title) => `피드 제공자가 알려 준 주소(${title}):`,
  askCollection: '컬렉션:',
  askUser: '사용자:',
  askKey: (preset) => `${preset}의 키:`,
};

export const koCatalogHelp: typeof enCatalogHelp = {
  'source catalog': {
    summary: '알려진 피드와 필요한 것, 약관을 봅니다',
    examples: [
      ['feedgate source catalog', '표로 보기'],
      ['feedgate source catalog otx', '하나의 주소, 받는 방법, 약관, 특이 사항'],
      ['feedgate source add otx --preset otx --key-file key.txt', '추가하기'],
    ],
  },
};

export const koCatalogOptions: typeof enCatalogOptions = {
  preset: '알려진 피드의 주소와 설정을 사용합니다. "source catalog" 참고',
  keyFile: '프리셋에 필요한 키가 든 파일. -는 표준 입력',
};
