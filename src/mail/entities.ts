/** The names that can stand in a URL, or break one up unseen; others are left as they are. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  AMP: '&',
  lt: '<',
  LT: '<',
  gt: '>',
  GT: '>',
  quot: '"',
  QUOT: '"',
  apos: "'",
  nbsp: '\u00a0',
  NonBreakingSpace: '\u00a0',
  shy: '\u00ad',
  zwj: '\u200d',
  zwnj: '\u200c',
  lrm: '\u200e',
  rlm: '\u200f',
  ZeroWidthSpace: '\u200b',
  NegativeThinSpace: '\u200b',
  NegativeMediumSpace: '\u200b',
  NoBreak: '\u2060',
  InvisibleTimes: '\u2062',
  it: '\u2062',
  InvisibleComma: '\u2063',
  ic: '\u2063',
  ApplyFunction: '\u2061',
  af: '\u2061',
  Tab: '\t',
  NewLine: '\n',
  excl: '!',
  num: '#',
  dollar: '$',
  percnt: '%',
  lpar: '(',
  rpar: ')',
  ast: '*',
  midast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  equals: '=',
  quest: '?',
  commat: '@',
  lsqb: '[',
  lbrack: '[',
  bsol: '\\',
  rsqb: ']',
  rbrack: ']',
  lowbar: '_',
  UnderBar: '_',
  grave: '`',
  lcub: '{',
  rcub: '}',
  vert: '|',
  verbar: '|',
  VerticalLine: '|',
  tilde: '\u02dc',
  hyphen: '\u2010',
  dash: '\u2010',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
};

/** A reference, also without its semicolon where a browser reads it so. */
export const entity =
  /&(?:#[xX]([0-9a-fA-F]{1,8});?|#([0-9]{1,9});?|([A-Za-z]{2,24});|(amp|AMP|lt|LT|gt|GT|quot|QUOT|nbsp|shy)(?![A-Za-z0-9=]))/g;

/** Text of HTML or XML with its character references read. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(entity, entityText) : text;
}

/** What one match of `entity` stands for. */
export function entityText(whole: string, ...groups: (string | undefined)[]): string {
  const [hex, decimal, name, loose] = groups;
  if (hex !== undefined) return character(Number.parseInt(hex, 16));
  if (decimal !== undefined) return character(Number(decimal));
  return named[name ?? loose ?? ''] ?? whole;
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
