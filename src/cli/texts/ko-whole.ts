import type { enWhole, enWholeHelp, enWholeOptions } from './en-whole.ts';

/** 전체 설정 파일의 문장. */
export const koWhole: typeof enWhole = {
  exported: (path, sources) => `${path}에 내보냈습니다: 소스 ${sources}개와 파일의 설정`,
  withSecrets: '비밀값이 그대로 들어 있습니다. 파일을 읽는 사람에게는 키가 필요 없습니다',
  same: '바뀌는 것이 없습니다',
  ask: (changes) => `변경 ${changes}개를 적용하겠습니까?`,
  applied: (changes) => `변경 ${changes}개를 적용했습니다`,
  added: (name) => `소스 ${name}`,
  removed: (name) => `소스 ${name}와(과) 그 등재`,
  edited: (name, fields) => `소스 ${name}: ${fields}`,
  file: (part, path) => `${part}: ${path}`,
};

export const koWholeHelp: typeof enWholeHelp = {
  'config export': {
    summary: '소스, 설정, 정책, 예외, 가드, 프록시, 사용 조건을 한 파일로 내보냅니다',
    examples: [
      ['feedgate config export node.yaml', '비밀 값은 ***로'],
      ['feedgate config export --secrets node.yaml', '다른 노드용. 파일은 소유자만 읽을 수 있음'],
    ],
  },
  'config diff': {
    summary: '전체 설정 파일이 무엇을 바꿀지 알려 줍니다',
    examples: [['feedgate config diff node.yaml', '바뀌는 것이 있으면 종료 코드 1']],
  },
  'config apply': {
    summary: '모두 파일과 같게 합니다. 전부 확인하고 보여 준 뒤 적용합니다',
    examples: [
      ['feedgate config apply node.yaml', '파일에 없는 소스는 그대로 둠'],
      ['feedgate config apply node.yaml --prune --yes', '파일에 없는 소스는 묻지 않고 제거'],
    ],
  },
};

export const koWholeOptions: typeof enWholeOptions = {
  configSecrets: '비밀 값을 그대로 씀',
  configPrune: '파일에 없는 소스를 제거',
};
