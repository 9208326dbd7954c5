import type { Preset } from './preset.ts';

const common = {
  state: 'retired',
  kind: 'taxii1',
  url: null,
  collection: null,
  login: { kind: 'none' },
  interval: '1d',
  leastInterval: null,
  confidence: null,
  more: {},
} as const;

/** Feeds that many documents still name. */
export const retiredPresets: readonly Preset[] = [
  {
    ...common,
    name: 'limo',
    home: 'https://www.anomali.com/',
    en: {
      title: 'Anomali Limo: ended',
      access: '',
      terms: '',
      notes: ['Its last data are of 2020, and the service ended in 2022. Another free feed: otx.'],
    },
    ko: {
      title: 'Anomali Limo: 종료됨',
      access: '',
      terms: '',
      notes: ['마지막 데이터는 2020년이며 서비스는 2022년에 종료되었습니다. 다른 무료 피드로 otx가 있습니다.'],
    },
  },
  {
    ...common,
    name: 'cisco-cta',
    home: 'https://www.cisco.com/',
    en: {
      title: 'Cisco Cognitive Threat Analytics over TAXII: ended',
      access: '',
      terms: '',
      notes: ['The interface was switched off in March 2023.'],
    },
    ko: {
      title: 'Cisco Cognitive Threat Analytics TAXII: 종료됨',
      access: '',
      terms: '',
      notes: ['인터페이스가 2023년 3월에 종료되었습니다.'],
    },
  },
];
