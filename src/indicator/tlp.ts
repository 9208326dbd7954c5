import { type Tlp, tlps } from './indicator.ts';

/** The stricter of two markings; `null` says nothing. */
export function strictest(a: Tlp | null, b: Tlp | null): Tlp | null {
  if (a === null || b === null) return a ?? b;
  return tlps.indexOf(a) > tlps.indexOf(b) ? a : b;
}

/** A colour of TLP 1 or 2, however its letters are written; `null` where it is none. */
export function parseTlp(text: string): Tlp | null {
  const name = text.trim().toLowerCase();
  if (name === 'white') return 'clear';
  return tlps.find((tlp) => tlp === name) ?? null;
}
