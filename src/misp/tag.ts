import type { Tlp } from '../indicator/indicator.ts';
import { parseTlp, strictest } from '../indicator/tlp.ts';
import { objectsOf, textOf, type JsonObject } from '../json/object.ts';

/** What tags say of an event or of an attribute. */
export interface Marks {
  readonly tlp: Tlp | null;
  /** 0–100. */
  readonly confidence: number | null;
  /** Whoever tagged it says that it is likely to be wrong. */
  readonly doubtful: boolean;
}

export const noMarks: Marks = { tlp: null, confidence: null, doubtful: false };

/** The taxonomies `misp` and `estimative-language`, as the numbers that they stand for. */
const confidences: Readonly<Record<string, number>> = {
  'misp:confidence-level="completely-confident"': 100,
  'misp:confidence-level="usually-confident"': 75,
  'misp:confidence-level="fairly-confident"': 50,
  'misp:confidence-level="rarely-confident"': 25,
  'misp:confidence-level="unconfident"': 0,
  'estimative-language:confidence-in-analytic-judgment="high"': 90,
  'estimative-language:confidence-in-analytic-judgment="moderate"': 50,
  'estimative-language:confidence-in-analytic-judgment="low"': 15,
};

const likelyWrong = 'false-positive:risk="high"';

/** What the `Tag`s of an event or attribute say; of two colours the stricter counts, of two confidences the lower. */
export function marksOf(object: JsonObject): Marks {
  let { tlp, confidence, doubtful } = noMarks;
  for (const tag of objectsOf(object, 'Tag')) {
    const name = textOf(tag, 'name').trim().toLowerCase();
    if (name.startsWith('tlp:')) tlp = strictest(tlp, parseTlp(name.slice(4)));
    confidence = lower(confidence, Object.hasOwn(confidences, name) ? (confidences[name] ?? null) : null);
    doubtful ||= name === likelyWrong;
  }
  return { tlp, confidence, doubtful };
}

/** An attribute's marks within those of its event: the stricter colour, its own confidence where it has one. */
export function within(event: Marks, own: Marks): Marks {
  return {
    tlp: strictest(event.tlp, own.tlp),
    confidence: own.confidence ?? event.confidence,
    doubtful: event.doubtful || own.doubtful,
  };
}

function lower(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
