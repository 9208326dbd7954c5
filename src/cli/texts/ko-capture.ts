import type { enCapture, enCaptureHelp, enCaptureOptions } from './en-capture.ts';

/** 패킷 캡처의 문장. */
export const koCapture: typeof enCapture = {
  started: (source, time, size) => `${source}의 패킷을 캡처합니다. 최대 ${time} 또는 ${size} (Ctrl-C로 끝냄) …`,
  head: (source, size) => `${source}: ${size} 캡처함`,
  size: (packets, bytes) => `패킷 ${packets}개 (${bytes})`,
  labels: {
    file: '파일',
    when: '시작',
    what: '대상',
    ended: '종료',
    failure: '일부만',
    dropped: '유실',
    connections: '관찰',
    more: '그 밖',
    broken: '손상',
    note: '주의',
    next: '다음',
  },
  titles: { id: 'ID', source: '소스', when: '시작', packets: '패킷', size: '크기', ended: '종료 이유' },
  endings: {
    time: '시간이 다 됨',
    size: '최대 크기',
    poll: '폴링 종료',
    interrupted: 'Ctrl-C',
    tool: 'tcpdump가 끝남',
    lost: 'Feedgate가 끝남',
  },
  running: '진행 중',
  what: (addresses, port) => `${addresses}의 TCP 포트 ${port}`,
  whatOfProxy: (addresses, port, proxy) => `${addresses}의 TCP 포트 ${port}, 프록시 ${proxy}까지의 구간`,
  dropped: (packets) => `커널이 넘겨주지 못한 패킷 ${packets}개`,
  nothing: '이 주소와의 연결이 없습니다',
  sides: { client: 'Feedgate', server: '서버' },
  openBefore: '캡처 전에 이미 열려 있었습니다',
  unanswered: (syns) => `SYN ${syns}개에 응답이 없습니다`,
  refused: (time) => `거부됨: ${time} 뒤 SYN에 리셋이 왔습니다`,
  answered: (time, syns) =>
    syns === 1 ? `SYN 응답까지 ${time} 걸렸습니다` : `SYN ${syns}번째에 응답이 왔고 ${time} 걸렸습니다`,
  alert: (side, name, level) => `${side}의 TLS 경고: ${name}, ${level}`,
  bytes: (sent, received) => `보냄 ${sent}, 받음 ${received}`,
  repeated: (segments) => `다시 보낸 세그먼트 ${segments}개`,
  reset: (side, time) => `${time} 뒤 ${side} 쪽에서 연결을 리셋했습니다`,
  closed: (side) => `${side} 쪽에서 먼저 닫았습니다`,
  more: (connections) => `연결 ${connections}개가 더 있습니다 (--json으로 모두 표시)`,
  broken: '파일이 손상되어 그 앞까지만 읽었습니다',
  warning: '패킷에 비밀번호와 키가 평문으로 들어 있을 수 있으니 그만큼 안전하게 보관하십시오',
  keys: (file) => `${file}에 TLS 키가 있습니다. Wireshark의 TLS 설정 (Pre)-Master-Secret log filename에 지정하십시오`,
  none: '보관된 캡처가 없습니다',
  isThere: (file) => `${file} 파일이 이미 있습니다`,
  fetched: (file, size) => `${file} (${size})`,
  askRemove: (count) => `캡처 ${count}개를 지우겠습니까?`,
  removed: (count) => `지운 캡처: ${count}개`,
};

/** 명령의 도움말. */
export const koCaptureHelp: typeof enCaptureHelp = {
  'capture start': {
    summary: '소스의 패킷을 tcpdump로 캡처하고 요약해서 보여 줍니다',
    examples: [
      ['feedgate capture start --source phish-urls --poll', '지금 폴링하면서 캡처'],
      ['feedgate capture start --source phish-urls --poll --tls-keys', '암호화된 내용을 읽을 키와 함께'],
      ['feedgate capture start --source phish-urls --seconds 300', '그동안의 폴링을 캡처'],
    ],
  },
  'capture list': {
    summary: '보관된 캡처를 나열합니다 (최대 20개, 200 MB)',
    examples: [['feedgate capture list', '최근 것부터']],
  },
  'capture show': {
    summary: '캡처의 내용을 연결별로 보여 줍니다',
    examples: [['feedgate capture show 01KAR8Z6S41000000000000000', '응답, 리셋, TLS 경고, 바이트 수']],
  },
  'capture fetch': {
    summary: '패킷을 새 파일로 복사합니다 (Wireshark 등에서 열기)',
    examples: [['feedgate capture fetch 01KAR8Z6S41000000000000000 --to phish.pcap', '있는 파일은 덮어쓰지 않음']],
  },
  'capture remove': {
    summary: '캡처 하나 또는 모두를 지웁니다',
    examples: [['feedgate capture remove all --yes', '끝난 캡처 모두']],
  },
};

export const koCaptureOptions: typeof enCaptureOptions = {
  captureSource: '캡처할 소스 (서버나 프록시까지의 패킷)',
  captureSeconds: '캡처할 시간(초), 1–600 (기본값 60)',
  captureMax: '최대 크기, 1kB–100MB (기본값 10MB)',
  capturePoll: '지금 폴링하고, 끝난 뒤 1초 후에 멈춤',
  captureTlsKeys: 'TLS 연결의 키도 보관하여 그 안의 모든 것을 읽을 수 있게 합니다 (--poll과 함께)',
  captureTo: '아직 없는 파일',
};
