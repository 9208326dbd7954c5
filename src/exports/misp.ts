import type { Kind } from '../observable/observable.ts';
import { listedBy, type ExportedObservable, type ExportFormat } from './export.ts';
import { nameUuid } from './stix2.ts';

const types: Readonly<Record<Kind, readonly [type: string, category: string]>> = {
  ip: ['ip-src', 'Network activity'],
  network: ['ip-src', 'Network activity'],
  domain: ['domain', 'Network activity'],
  url: ['url', 'Network activity'],
  email: ['email-src', 'Payload delivery'],
  md5: ['md5', 'Payload delivery'],
  sha1: ['sha1', 'Payload delivery'],
  sha256: ['sha256', 'Payload delivery'],
  sha512: ['sha512', 'Payload delivery'],
};

/** A MISP event with an attribute an observable, ready for "Populate from JSON" or the API. */
export const misp: ExportFormat = {
  first: ({ now }) => {
    const at = new Date(now).toISOString();
    const head = {
      info: `Feedgate: observables in force at ${at}`,
      uuid: nameUuid(`event ${now}`),
      date: at.slice(0, 10),
      timestamp: String(Math.floor(now / 1000)),
      threat_level_id: '2',
      analysis: '2',
      distribution: '0',
      published: false,
    };
    // The first attribute says what the event is, so that all others can begin with a comma.
    const note = { type: 'comment', category: 'Other', to_ids: false, value: head.info, uuid: nameUuid(`note ${now}`) };
    return [`{"Event":${JSON.stringify(head).slice(0, -1)},"Attribute":[`, JSON.stringify(note)];
  },
  lines: (observable) => [`,${JSON.stringify(attributeOf(observable))}`],
  last: [']}}'],
};

function attributeOf(observable: ExportedObservable) {
  const { kind, value, sources } = observable;
  const [type, category] = types[kind];
  const seen = sources.map(({ lastSeen }) => Date.parse(lastSeen)).sort((a, b) => b - a);
  return {
    type,
    category,
    value,
    to_ids: true,
    uuid: nameUuid(`${kind} ${value}`),
    timestamp: String(Math.floor((seen[0] ?? 0) / 1000)),
    comment: listedBy(observable),
  };
}
