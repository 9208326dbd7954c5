import type { AlertHelp, enAlert, enAlertOptions } from './en-alert.ts';

/** 알림에 관한 문장. */
export const koAlert: typeof enAlert = {
  titles: {
    severity: '심각도',
    state: '상태',
    since: '시작',
    what: '내용',
    affected: '영향',
    cause: '원인 위치',
    told: '알린 채널',
    code: '코드',
    channel: '채널',
    kind: '종류',
    from: '최소 심각도',
    sent: '마지막 전송',
    waiting: '대기',
    failure: '실패',
  },
  severities: { info: '정보', warning: '경고', critical: '심각' },
  states: { held: '아직 알리지 않음', open: '진행 중', calming: '안정되는 중' },
  none: '열린 알림이 없습니다.',
  noChannels:
    '설정된 채널이 없어 아무에게도 알리지 않습니다. feedgate.yaml의 alerts와 docs/ko/operate/alerts.md를 보십시오.',
  andMore: (first, rest) => `${first} 외 ${rest}개`,
  arrived: (channel, ms) => `${channel}: ${ms}ms 만에 도착`,
  dropped: (count) => `${count}건 포기`,
  notTo: (whom) => `받지 않은 수신자: ${whom}`,
  failed: (channel) => `${channel}: 도착하지 않음`,
};

/** 명령의 도움말. */
export const koAlertHelp: AlertHelp = {
  'alert list': {
    summary: '지금 잘못된 것과 그 시작, 알린 채널을 보여 줍니다',
    examples: [
      ['feedgate alert list', '열린 알림과 채널'],
      ['feedgate alert list --json', '프로그램이 읽을 형식'],
    ],
  },
  'alert test': {
    summary: '모든 채널로 시험 알림을 보내고 결과를 알려 줍니다',
    examples: [
      ['feedgate alert test', '설정의 모든 채널'],
      ['feedgate alert test --channel ops', '한 채널만'],
    ],
  },
};

export const koAlertOptions: typeof enAlertOptions = {
  alertChannel: '이 채널만',
};
