import { withParticle } from '../../diagnosis/particle.ts';
import type { Texts } from '../texts.ts';

/** 폴링 보고서의 문구 */
export const koReport: Texts['report'] = {
  labels: {
    cause: '원인',
    poll: '폴링',
    window: '범위',
    segments: '구간',
    bytes: '바이트',
    attempts: '시도',
    funnel: '처리',
    skipped: '건너뜀',
    refused: '거부',
    warnings: '경고',
    stages: '단계',
    evidence: '근거',
    inForce: '유효',
    next: '다음',
    more: '더 보기',
  },
  headline: (source, { state, took, unchanged, nothing, new: added, withdrawn }) => {
    if (state === 'running') return `${source}: ${took} 동안 폴링하고 있습니다`;
    const same = unchanged ? '바뀐 것이 없습니다' : nothing ? '새 데이터가 없습니다' : null;
    return `${withParticle(source, '을/를')} ${took} 동안 폴링했습니다. ${same ?? `신규 ${added}건, 철회 ${withdrawn}건`}`;
  },
  stopped: (source, state) =>
    `${source} 폴링이 ${state === 'cancelled' ? '취소되었습니다' : '중단되었습니다'}. 그전에 저장된 것은 남습니다`,
  wholeCollection: '컬렉션 전체',
  theBeginning: '처음',
  segments: ({ total, done, skipped }, parts) =>
    `${total}개 중 ${done}개 읽음${skipped > 0 ? `, ${skipped}개 건너뜀` : ''}, 파트 ${parts}개`,
  bytes: (wire, decoded) => `전송 ${wire}, 압축 해제 후 ${decoded}`,
  attempts: (count) => `${count}회 실패했습니다:`,
  funnel: {
    received: '항목 수신',
    parsed: '지표 해석',
    supported: '관측값 지원',
    refused: '형식이 맞지 않아 거부',
    guarded: '가드가 막음',
    new: '등재 신규',
    known: '등재 유지',
    withdrawn: '등재 철회',
    expired: '등재 만료',
  },
  moreReasons: (reasons, count) => `${count} 그 밖의 이유 ${reasons}가지 (--json에 모두 있습니다)`,
  stillInForce: (listings, since) =>
    `마지막 정상 폴링(${since})의 등재 ${listings}건은 보존 기간이 끝날 때까지 유효합니다`,
  nothingInForce: '없음: 이 소스에는 아직 등재가 없습니다',
  nextTry: (time) => `다시 폴링: ${time}`,
  nextFull: (command) => `이 범위에는 받은 것이 없습니다. 전체를 다시 읽으려면: ${command}`,
  nextNothingRead: (command) => `쓸 수 있는 것이 없었습니다. 이유를 보려면: ${command}`,
};
