import { safeText } from '../base/text.ts';
import { defang } from '../observable/defang.ts';
import type { Ruling } from '../policy/verdict.ts';
import type { Outcome } from './inspection.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Matches that get a header of their own; the journal has them all. */
const mostMatches = 10;

/** Our own headers, which nobody else may write (as RFC 8601 §5 has it for its header). */
export function isOurs(name: string): boolean {
  return /^x-feedgate-/i.test(name);
}

/** What is written into a mail: one line of result, one line a match, defanged. */
export function resultHeaders(outcome: Outcome, node: string): readonly Header[] {
  if (outcome.kind === 'undecided') {
    const { failure, reference, failMode } = outcome;
    const parts = [
      `node=${node}`,
      'verdict=undecided',
      `reason=${failure.code}`,
      `action=${failMode}`,
      `id=${reference}`,
    ];
    return [{ name: 'X-Feedgate-Result', value: parts.join('; ') }];
  }
  const { verdict, reference, mode, reservations } = outcome.inspection;
  const matched = verdict.rulings.length > 0;
  const rule = verdict.decisive?.rule ?? null;
  const parts = [
    `node=${node}`,
    `mode=${mode}`,
    `verdict=${matched ? 'match' : 'clean'}`,
    `action=${verdict.action}`,
    ...(verdict.wanted === verdict.action ? [] : [`would=${verdict.wanted}`]),
    ...(rule === null ? [] : [`policy=${rule.name}`]),
    ...reservations.map((code) => `note=${code}`),
    `id=${reference}`,
  ];
  const result = { name: 'X-Feedgate-Result', value: folded(parts) };
  return [result, ...verdict.rulings.slice(0, mostMatches).flatMap(matchHeader)];
}

function matchHeader({ match, exemption }: Ruling): Header[] {
  const [first] = match.assertions;
  if (first === undefined) return [];
  const parts = [
    `feed=${first.source}`,
    `type=${match.listed.kind}`,
    `where=${match.fact.where}`,
    ...(first.confidence === null ? [] : [`conf=${first.confidence}`]),
    ...(exemption === null ? [] : [`exempt=${exemption.id}`]),
    `ioc=${asciiOnly(safeText(defang(match.listed), 200))}`,
  ];
  return [{ name: 'X-Feedgate-Match', value: folded(parts) }];
}

/** Folded so that no line is long unless a part is (RFC 5322 §2.2.3). */
function folded(parts: readonly string[]): string {
  let line = 0;
  return parts
    .map((part, i) => {
      const breaks = i > 0 && line + part.length > 70;
      line = breaks ? part.length : line + part.length + 2;
      return i === 0 ? part : `;${breaks ? '\n\t' : ' '}${part}`;
    })
    .join('');
}

function asciiOnly(text: string): string {
  return text.replaceAll(/[^ -~]/gu, (char) => encodeURIComponent(char));
}
