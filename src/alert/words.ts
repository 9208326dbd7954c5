import type { Language } from '../diagnosis/entry.ts';
import type { Area, Severity } from './problem.ts';
import type { NoticeKind } from './book.ts';

/** What alerts say around the texts of the catalogue. */
interface Words {
  readonly severity: Readonly<Record<Severity, string>>;
  /** What a message begins with, for what it is about is known from the rest. */
  readonly kind: Readonly<Record<NoticeKind, string>>;
  /** What suffers, counted. */
  readonly suffers: Readonly<Record<Area, (count: number) => string>>;
  readonly more: (count: number) => string;
  readonly labels: {
    readonly affected: string;
    readonly cause: string;
    readonly since: string;
    readonly until: string;
    readonly seen: string;
    readonly causes: string;
    readonly remedy: string;
    readonly code: string;
    readonly node: string;
  };
  readonly again: (times: number) => string;
  readonly stays: string;
  /** What stands before the meaning of what is over. */
  readonly over: Readonly<Record<'recovered' | 'passed' | 'moved', string>>;
  readonly test: { readonly title: string; readonly meaning: string };
  readonly units: Readonly<Record<'d' | 'h' | 'min', string>>;
  readonly lasted: (span: string) => string;
}

const en: Words = {
  severity: { info: 'info', warning: 'warning', critical: 'critical' },
  kind: {
    opened: '',
    worse: 'now worse',
    reminder: 'still',
    recovered: 'recovered',
    passed: 'came and went',
    moved: 'has another cause now',
    test: 'test',
  },
  suffers: {
    sources: (count) => (count === 1 ? '1 source' : `${count} sources`),
    certificates: (count) => (count === 1 ? '1 source' : `${count} sources`),
    gates: () => 'all sources',
    disk: () => 'the data directory',
    backups: () => 'the backups',
    gateway: (count) => (count === 1 ? '1 front' : `${count} fronts`),
    daemon: () => 'the daemon',
    channels: (count) => (count === 1 ? '1 channel' : `${count} channels`),
    mail: (count) => (count === 1 ? 'mails, by 1 source' : `mails, by ${count} sources`),
  },
  more: (count) => `and ${count} more`,
  labels: {
    affected: 'Affected',
    cause: 'To blame',
    since: 'Since',
    until: 'Until',
    seen: 'Seen',
    causes: 'Likely causes',
    remedy: 'What to do',
    code: 'More',
    node: 'Node',
  },
  again: (times) =>
    `It comes and goes: this is time ${times} within a day. It counts as gone only after a longer calm.`,
  stays: 'What the sources listed before stays in force until it ages out.',
  over: {
    recovered: 'This is over. What it was:',
    passed: 'This came and went while nothing but critical alerts went out. What it was:',
    moved: 'What suffered from this suffers from another cause now, which has an alert of its own. What it was:',
  },
  test: {
    title: 'alerts arrive',
    meaning: 'Somebody has sent this to try whether alerts arrive here. Nothing is wrong.',
  },
  units: { d: ' d', h: ' h', min: ' min' },
  lasted: (span) => `lasted ${span}`,
};

const ko: Words = {
  severity: { info: '정보', warning: '경고', critical: '심각' },
  kind: {
    opened: '',
    worse: '악화됨',
    reminder: '계속 중',
    recovered: '복구됨',
    passed: '발생했다가 해소됨',
    moved: '다른 원인으로 바뀜',
    test: '시험',
  },
  suffers: {
    sources: (count) => `소스 ${count}개`,
    certificates: (count) => `소스 ${count}개`,
    gates: () => '모든 소스',
    disk: () => '데이터 디렉터리',
    backups: () => '백업',
    gateway: (count) => `프런트 ${count}개`,
    daemon: () => '데몬',
    channels: (count) => `채널 ${count}개`,
    mail: (count) => `메일 (소스 ${count}개)`,
  },
  more: (count) => `외 ${count}개`,
  labels: {
    affected: '영향',
    cause: '원인 위치',
    since: '시작',
    until: '종료',
    seen: '관측 내용',
    causes: '가능한 원인',
    remedy: '조치',
    code: '자세히',
    node: '노드',
  },
  again: (times) =>
    `나타났다 사라지기를 되풀이하며, 하루 안에 ${times}번째입니다. 더 오래 정상이어야 해소된 것으로 봅니다.`,
  stays: '소스가 전에 등재한 것은 기간이 지날 때까지 계속 적용됩니다.',
  over: {
    recovered: '해소되었습니다. 그동안의 내용은 다음과 같습니다.',
    passed: '심각한 알림만 보내는 동안 생겼다가 해소되었습니다. 그동안의 내용은 다음과 같습니다.',
    moved:
      '영향을 받던 것이 이제 다른 원인 때문에 실패하며, 그 원인의 알림이 따로 있습니다. 그동안의 내용은 다음과 같습니다.',
  },
  test: {
    title: '알림이 도착합니다',
    meaning: '알림이 이곳에 도착하는지 누군가 시험해 보낸 것입니다. 잘못된 것은 없습니다.',
  },
  units: { d: '일', h: '시간', min: '분' },
  lasted: (span) => `${span} 지속`,
};

export const words: Readonly<Record<Language, Words>> = { en, ko };
