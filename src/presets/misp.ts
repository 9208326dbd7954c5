import type { Preset } from './preset.ts';

const open = {
  state: 'ready',
  kind: 'misp',
  collection: null,
  login: { kind: 'none' },
  interval: '6h',
  leastInterval: '1h',
  confidence: 60,
  more: { misp: { form: 'feed' } },
} as const;

/** Feeds of MISP that MISP itself offers to everybody, and the form of a server of one's own. */
export const mispPresets: readonly Preset[] = [
  {
    ...open,
    name: 'circl-osint',
    url: 'https://www.circl.lu/doc/misp/feed-osint/',
    home: 'https://www.circl.lu/doc/misp/feed-osint/',
    en: {
      title: 'CIRCL OSINT feed: events of open reports, a feed of MISP',
      access: '',
      terms: 'Free; events carry their marking (TLP:CLEAR or TLP:GREEN as a rule).',
      notes: [
        'Events that changed within the age of the source are read; each is a request, so the first poll takes minutes.',
      ],
    },
    ko: {
      title: 'CIRCL OSINT 피드: 공개 보고서의 이벤트, MISP 피드',
      access: '',
      terms: '무료입니다. 이벤트마다 표시가 있으며 대개 TLP:CLEAR나 TLP:GREEN입니다.',
      notes: ['보존 기간 안에 바뀐 이벤트를 읽습니다. 이벤트마다 요청하므로 첫 폴링은 몇 분이 걸립니다.'],
    },
  },
  {
    ...open,
    name: 'botvrij',
    url: 'https://www.botvrij.eu/data/feed-osint/',
    home: 'https://www.botvrij.eu/',
    en: {
      title: 'Botvrij.eu OSINT feed: indicators from open reports, a feed of MISP',
      access: '',
      terms: 'Free for everybody.',
      notes: ['It changes seldom: a long age keeps more of it in force.'],
    },
    ko: {
      title: 'Botvrij.eu OSINT 피드: 공개 보고서의 지표, MISP 피드',
      access: '',
      terms: '누구에게나 무료입니다.',
      notes: ['드물게 바뀌므로 보존 기간이 길어야 더 많이 유효합니다.'],
    },
  },
  {
    name: 'misp',
    state: 'form',
    kind: 'misp',
    url: null,
    collection: null,
    login: { kind: 'key', as: 'header', name: 'Authorization' },
    interval: '15m',
    leastInterval: null,
    confidence: null,
    more: { misp: { form: 'api' } },
    home: 'https://www.misp-project.org/openapi/',
    en: {
      title: 'A MISP server: attributes of published events, by its API',
      access: 'In MISP under My Profile > Auth keys; a role with auth access, read-only is enough.',
      terms: 'Those of your community; the marking of each event counts.',
      notes: [
        'Attributes that are deleted or no longer marked for detection (to_ids) are withdrawn at the next poll.',
        'Tags narrow it: --misp-tags tlp:green,!tlp:red takes what is green and not red.',
      ],
    },
    ko: {
      title: 'MISP 서버: API로 읽는 게시된 이벤트의 속성',
      access: 'MISP의 My Profile > Auth keys에서 만듭니다. auth access가 있는 읽기 전용 역할이면 충분합니다.',
      terms: '소속 커뮤니티의 약관에 따릅니다. 이벤트마다 표시를 지켜야 합니다.',
      notes: [
        '삭제되거나 탐지 대상(to_ids)에서 빠진 속성은 다음 폴링에서 철회합니다.',
        '태그로 범위를 좁힐 수 있습니다. --misp-tags tlp:green,!tlp:red이면 green만 받고 red는 제외합니다.',
      ],
    },
  },
];
