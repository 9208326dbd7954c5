import { isNode, LineCounter, parseDocument } from 'yaml';

/** Where a file of policy says what, as lines from 1; `null` for what it leaves to the default. */
export interface PolicyPlaces {
  readonly mode: number | null;
  readonly subjectTag: number | null;
  /** In the order of the rules. */
  readonly rules: readonly (number | null)[];
}

/** The places of a text that `parsePolicy` has taken. */
export function policyPlaces(text: string, rules: number): PolicyPlaces {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (...path: (string | number)[]): number | null => {
    const node = document.getIn(path, true);
    return isNode(node) && node.range ? lines.linePos(node.range[0]).line : null;
  };
  return {
    mode: lineOf('mode'),
    subjectTag: lineOf('subjectTag'),
    rules: Array.from({ length: rules }, (_, i) => lineOf('rules', i)),
  };
}
