/** An event of the practice server. */
export interface PracticeEvent {
  readonly uuid: string;
  readonly info: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly tags: readonly string[];
  readonly attributes: readonly PracticeAttribute[];
}

export interface PracticeAttribute {
  readonly uuid: string;
  readonly type: string;
  readonly value: string;
  readonly toIds: boolean;
  readonly deleted: boolean;
}

const events = 4;
const hosts = 12;

function uuidOf(event: number, attribute: number): string {
  const digits = (number: number, length: number): string => number.toString(16).padStart(length, '0');
  return `00000000-0000-4000-8000-${digits(event, 6)}${digits(attribute, 6)}`;
}

function attribute(event: number, index: number, type: string, value: string): PracticeAttribute {
  return { uuid: uuidOf(event, index), type, value, toIds: true, deleted: false };
}

/**
 * The practice events, one changed each hour before `now` (milliseconds since 1970): names that nobody has, addresses
 * set aside for documentation, hashes, and what is not to be acted upon.
 */
export function practiceEvents(now: number): readonly PracticeEvent[] {
  return Array.from({ length: events }, (_, i) => {
    const event = i + 1;
    const sha256 = event.toString(16).repeat(64).slice(0, 64);
    return {
      uuid: uuidOf(event, 0),
      info: `Practice event ${event}`,
      timestamp: Math.trunc(now / 1000) - (events - i) * 3600,
      tags: ['tlp:green', 'misp:confidence-level="usually-confident"'],
      attributes: [
        ...Array.from({ length: hosts }, (__, at) =>
          attribute(event, at + 1, 'domain', `host-${event}-${at + 1}.misp.example`),
        ),
        attribute(event, 101, 'url', `http://www.misp.example/${event}/sign-in`),
        attribute(event, 102, 'ip-dst|port', `192.0.2.${event}|443`),
        attribute(event, 103, 'filename|sha256', `invoice|${event}.doc|${sha256}`),
        attribute(event, 104, 'email-src', `sender-${event}@misp.example`),
        { ...attribute(event, 105, 'domain', `seen-${event}.misp.example`), toIds: false },
        { ...attribute(event, 106, 'domain', `gone-${event}.misp.example`), deleted: true },
        attribute(event, 107, 'comment', 'how it came about'),
      ],
    };
  });
}

function written({ uuid, type, value, toIds, deleted }: PracticeAttribute, timestamp: number) {
  return { uuid, type, category: 'Network activity', value, to_ids: toIds, deleted, timestamp: String(timestamp) };
}

/** `manifest.json` of a feed. */
export function manifestOf(given: readonly PracticeEvent[]): Record<string, unknown> {
  return Object.fromEntries(
    given.map(({ uuid, info, timestamp, tags }) => [
      uuid,
      { info, timestamp: String(timestamp), Tag: tags.map((name) => ({ name })), Orgc: { name: 'Practice' } },
    ]),
  );
}

/** `UUID.json` of a feed: every third attribute stands in an object, as those of files do. */
export function eventFile({ uuid, info, timestamp, tags, attributes }: PracticeEvent): unknown {
  const all = attributes.filter(({ deleted }) => !deleted).map((each) => written(each, timestamp));
  const apart = all.filter((_, i) => i % 3 === 0);
  return {
    Event: {
      info,
      Tag: tags.map((name) => ({ name })),
      timestamp: String(timestamp),
      Attribute: all.filter((_, i) => i % 3 !== 0),
      Object: apart.map((each) => ({ name: 'practice', template_uuid: uuid, Attribute: [each] })),
      published: true,
      uuid,
    },
  };
}

/** Attributes as `attributes/restSearch` answers them. */
export function searchResult(given: readonly PracticeEvent[], since: number): readonly unknown[] {
  return given
    .filter(({ timestamp }) => timestamp > since)
    .flatMap(({ uuid, info, timestamp, tags, attributes }) =>
      attributes.map((each) => ({
        ...written(each, timestamp),
        Event: { info, uuid },
        Tag: tags.map((name) => ({ name, inherited: 1 })),
      })),
    );
}
