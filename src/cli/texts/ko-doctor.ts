import type { enDoctor, enDoctorHelp, enDoctorOptions, enFollow } from './en-doctor.ts';

/** `doctor`와 `explain --follow`의 한국어 문장. */
export const koDoctor: typeof enDoctor = {
  sections: {
    installation: '설치',
    service: '서비스',
    mail: '메일 경로',
    store: '저장소',
    machine: '시스템',
    network: '네트워크',
    sources: '소스',
  },
  labels: { which: '대상', cause: '원인', seen: '근거', fix: '조치', more: '더 보기' },
  sources: (count) => `소스 ${count}개`,
  andMore: (names, count) => `${names} 외 ${count}개`,
  sum: ({ problem, warning, skipped, total, took }) => {
    const found = [...(problem > 0 ? [`문제 ${problem}개`] : []), ...(warning > 0 ? [`경고 ${warning}개`] : [])];
    const rest = skipped > 0 ? `, 확인하지 않음 ${skipped}개` : '';
    return `점검 ${total}개 중 ${found.length === 0 ? '문제 없음' : found.join(', ')}${rest} (${took})`;
  },
  bundleHint: '지원용 묶음(비밀값 제외): feedgate doctor --bundle feedgate.json.gz',
  bundled: (file, size) => `비밀값을 뺀 묶음을 저장했습니다: ${file} (${size})`,
  bundleThere: (file) => `${file} 파일이 이미 있습니다. 묶음은 기존 파일을 덮어쓰지 않습니다`,
};

export const koFollow: typeof enFollow = {
  following: (file) => `${file}을(를) 계속 읽습니다. Ctrl-C를 누르면 요약을 표시하고 끝납니다.`,
  both: '--follow에는 코드가 아니라 파일을 지정합니다',
};

export const koDoctorHelp: typeof enDoctorHelp = {
  doctor: {
    summary: '설치 전체를 점검하고 무엇이 잘못되었으며 어떻게 고치는지 알립니다',
    examples: [
      ['feedgate doctor', '데몬, 데이터베이스, 시스템, 네트워크, 모든 소스'],
      ['feedgate doctor --no-network', '연결과 이름 조회 없이'],
      ['feedgate doctor --bundle feedgate.json.gz', '비밀값을 뺀 지원용 파일도 저장'],
      ['feedgate doctor --json', '감시 스크립트용. 문제가 있으면 종료 코드 1'],
    ],
  },
};

export const koDoctorOptions: typeof enDoctorOptions = {
  noNetwork: '이름을 조회하지 않고 서버에 연결하지 않습니다',
  thorough: '오래 걸리더라도 데이터베이스를 끝까지 읽습니다',
  bundle: '지원용 묶음을 이 파일에 저장합니다(.gz이면 압축). 비밀값은 들어가지 않습니다',
  explainFollow: '파일에 새로 쓰이는 내용이나 표준 입력을 계속 읽습니다',
};
