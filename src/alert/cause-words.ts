import type { Language } from '../diagnosis/entry.ts';
import { manyCauses } from './group.ts';

type Words = Readonly<Record<string, string>>;

/** Causes that are a word of ours, and what stands before the name of the others. */
const words: Readonly<Record<Language, { readonly whole: Words; readonly before: Words }>> = {
  en: {
    whole: {
      [manyCauses]: 'many at once, for different reasons',
      resolver: 'the resolver',
      schedule: 'the schedule: nothing polls them',
      disk: 'the disk of the data directory',
      gates: 'whether the service may be used here',
      'feature key': 'the feature key',
      daemon: 'the poller process',
    },
    before: { 'data of ': 'the data of ', 'looking at ': 'the daemon cannot look at: ' },
  },
  ko: {
    whole: {
      [manyCauses]: '여러 곳에서 서로 다른 이유로 발생',
      resolver: '리졸버',
      'this network': '이곳의 네트워크',
      'this host': '이 호스트',
      schedule: '폴링 일정: 아무것도 폴링하지 않음',
      disk: '데이터 디렉터리의 디스크',
      gates: '서비스 사용 조건',
      'feature key': '기능 키',
      daemon: '폴러 프로세스',
    },
    before: {
      'proxy ': '프록시 ',
      'CA ': '인증 기관 ',
      'data of ': '소스의 데이터: ',
      'certificate ': '인증서 ',
      'channel ': '채널 ',
      'looking at ': '데몬이 확인할 수 없는 것: ',
    },
  },
};

/** A cause in the language of its reader; names stay as they are. */
export function causeWords(cause: string, language: Language): string {
  const { whole, before } = words[language];
  if (Object.hasOwn(whole, cause)) return whole[cause] ?? cause;
  const [prefix, said] = Object.entries(before).find(([begin]) => cause.startsWith(begin)) ?? ['', ''];
  return `${said}${cause.slice(prefix.length)}`;
}
