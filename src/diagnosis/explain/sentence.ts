import { canonical, isArea } from '../catalogue.ts';
import { failed, type Failed, type Happening } from './happening.ts';
import { classify, unknown } from './reason.ts';
import { certaintyOf } from './verdict.ts';

type Reader = readonly [sentence: RegExp, read: (match: RegExpExecArray) => Happening];

const reason = String.raw`\.? {0,3}Reason for failure ?:? {0,3}(.*)`;
const source = String.raw`source ?:? {0,3}['"‘’“”]?(.{1,120}?)['"‘’“”]?`;

/** The sentences of FAILURES §1, read with missing or typographic quotes and stray blanks. */
const readers: readonly Reader[] = [
  [
    new RegExp(`Unable to fetch the observables from the ${source} after (\\d{1,4}) failed attempts?${reason}`, 'is'),
    ([, name = '', attempts, why = '']) =>
      failed({ source: clean(name), phase: 'gave-up', attempts: Number(attempts), reason: why }),
  ],
  [
    new RegExp(`Failed to fetch (?:the )?observables from the ${source}${reason}`, 'is'),
    ([, name = '', why = '']) => failed({ source: clean(name), phase: 'attempt', reason: why }),
  ],
  [
    new RegExp(`Job failed with exception ?: {0,3}${source}${reason}`, 'is'),
    ([, name = '', why = '']) => failed({ source: clean(name), phase: 'job', reason: why }),
  ],
  [
    new RegExp(`A failure was encountered for the ${source}${reason}`, 'is'),
    ([, name = '', why = '']) => failed({ source: clean(name), phase: 'banner', reason: why }),
  ],
  [
    /Failed to poll threat feeds from following source ?: {0,3}(.{1,253}?), ?cause of failure ?: {0,3}(.*)/is,
    ([, host = '', why = '']) => failed({ source: null, host: clean(host), phase: 'attempt', reason: why }),
  ],
  [/Job failed with exception ?: {0,3}(.*)/is, ([, why = '']) => failed({ source: null, phase: 'job', reason: why })],
  [
    /The source ['"‘’“”]?(.{1,120}?)['"‘’“”]? is currently in a polling state/is,
    ([whole, name = '']) => failed({ source: clean(name), phase: 'note', reason: whole }),
  ],
  [
    /(?:delta|full) poll is scheduled for the source ?: {0,3}(.{1,120})/is,
    ([, name = '']) => ({ kind: 'scheduled', source: clean(name) }),
  ],
  [
    /(?:delta|full) poll has started for the source ?: {0,3}(.{1,120}?)(?:, ?domain ?: {0,3}([^, ]{1,253})|$)/is,
    ([, name = '', host]) => ({ kind: 'started', source: clean(name), host: host ?? null }),
  ],
  [
    /(\d{1,12}) observables were fetched from the source ?: {0,3}(.{1,120})/is,
    ([, count, name = '']) => ({ kind: 'fetched', source: clean(name), observables: Number(count) }),
  ],
  [
    /Cause of the failure of the source ?: {0,3}(.{1,120}?), after probes \((certain|likely)?/is,
    ([, name = '', sure]) => ({ kind: 'probed', source: clean(name), code: null, certainty: certaintyOf(sure) }),
  ],
  [
    /for the last attempted poll for the source ?: {0,3}(.{1,120})/is,
    ([, name = '']) => ({ kind: 'attempted', source: clean(name) }),
  ],
];

/**
 * What a message tells; `undefined` for one that tells nothing of a poll. A message without a known sentence counts
 * as a failure when its words do.
 */
export function readSentence(text: string): Happening | undefined {
  const { bare, named } = withoutCode(text);
  for (const [sentence, read] of readers) {
    const match = sentence.exec(bare);
    if (match !== null) return namedBy(read(match), named);
  }
  if (named !== null) return failed({ source: null, phase: 'note', reason: bare, named });
  return classify(bare).code === unknown.code ? undefined : failed({ source: null, phase: 'note', reason: bare });
}

function namedBy(happening: Happening, named: Failed['named']): Happening {
  if (named === null) return happening;
  if (happening.kind === 'probed') return { ...happening, code: named.code };
  return happening.kind === 'failed' ? { ...happening, named } : happening;
}

/** Takes the code in brackets off the end, where Feedgate writes it. */
function withoutCode(text: string): { readonly bare: string; readonly named: Failed['named'] } {
  let bare = text.trimEnd();
  let named: Failed['named'] = null;
  for (let i = 0; i < 3; i += 1) {
    const match = / ?\[([a-z0-9]{2,12}\/[a-z0-9][a-z0-9-]{0,60})\]$/.exec(bare.slice(-80));
    if (match === null || !isArea(match[1] ?? '')) break;
    bare = bare.slice(0, -match[0].length);
    named = { code: canonical(match[1] ?? ''), evidence: {} };
  }
  return { bare, named };
}

/** A name without the quotes and marks around it. */
function clean(name: string): string {
  return name.replaceAll(/^[\s'"‘’“”]+|[\s'"‘’“”.,]+$/g, '').slice(0, 120);
}
