import { formatMicros } from '../../base/instant.ts';
import type { HttpReply } from '../reply.ts';
import { media, problem, stix20 } from './answers.ts';
import type { ObjectList, Stix2Version } from './objects.ts';
import type { Rules2 } from './rules.ts';

/** A part of a collection as it goes out. */
export interface Part2 {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly version: Stix2Version;
  /** All that stands before the objects. */
  readonly open: string;
}

const openBundle =
  '{"type":"bundle","id":"bundle--5f1d8a52-0c3e-4b7a-9d61-000000000000","spec_version":"2.0","objects":[';

/** The objects from the `first` on as TAXII 2.0 has them (§3.4): in pages by `Range`. */
export function bundle(objects: ObjectList, first: number, range: string | null, rules: Rules2): HttpReply {
  const part = (from: number, to: number): HttpReply =>
    written(objects, { from, to, version: '2.0', open: openBundle }, rules);
  const total = objects.length - first;
  if (total === 0 || rules.ranges === 'ignored') return part(first, objects.length);
  const asked = askedRange(range, rules);
  if (asked === null) return problem('2.0', 400, 'Bad Range header supplied');
  const { start } = asked;
  if (start >= total) return problem('2.0', 416, 'The range is outside', { 'content-range': `items */${total}` });
  const end = Math.min(total, start + givenOf(asked.count, rules));
  const size = rules.ranges === 'starred' ? '*' : String(total);
  const reply = part(first + start, first + end);
  return { ...reply, status: 206, headers: { ...reply.headers, 'content-range': `items ${start}-${end - 1}/${size}` } };
}

/** How many are given of so many. */
function givenOf(asked: number, { most, ranges }: Rules2): number {
  const count = Math.min(asked, most);
  return ranges === 'short' && count > 1 ? count - 1 : count;
}

/** Everything where none is given; `null` where it cannot be read. */
function askedRange(
  range: string | null,
  { ranges, most }: Rules2,
): { readonly start: number; readonly count: number } | null {
  if (range === null) return { start: 0, count: most };
  const form = ranges === 'space' ? /^items (\d+)-(\d+)$/ : /^items=(\d+)-(\d+)$/;
  const [, start, end] = form.exec(range) ?? [];
  return start === undefined ? null : { start: Number(start), count: Number(end) - Number(start) + 1 };
}

/** A part, written while it is sent. */
export function written(objects: ObjectList, { from, to, version, open }: Part2, rules: Rules2): HttpReply {
  const dates =
    rules.dates && to > from
      ? {
          'x-taxii-date-added-first': formatMicros(objects.at(from).added),
          'x-taxii-date-added-last': formatMicros(objects.at(to - 1).added),
        }
      : {};
  const type = rules.mediaType ?? (version === '2.1' ? media['2.1'] : stix20);
  return {
    kind: 'http',
    status: 200,
    headers: { 'content-type': type, ...dates },
    body: {
      *[Symbol.iterator]() {
        yield open;
        for (let index = from; index < to; index += 1) {
          yield (index === from ? '' : ',') + objects.at(index).json(version);
        }
        yield ']}';
      },
    },
  };
}
