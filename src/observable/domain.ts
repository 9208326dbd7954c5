import { parseDotted } from './address.ts';
import type { Observable, Refusal } from './observable.ts';
import { brokenText, refuse } from './refusal.ts';

const plain = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/;
const foreignAscii = /[^a-z0-9._\u0080-\u{10ffff}-]/u;
/** What a URL parser takes for an IPv4 number (WHATWG URL, "ends in a number"). */
const numeric = /^(?:\d+|0x[0-9a-f]*)$/;

/**
 * A domain name in lower-case A-labels (UTS 46, non-transitional) without the final dot; underscores are allowed, and
 * A-labels stay as written (the URL parser does not check them either).
 * A leading `*.` is dropped: how far a listed name covers its subdomains is for matching to decide.
 * Rules: `empty-label`, `label-too-long` (63), `too-long` (253), `no-dot`, `is-address`, `numeric-top-label`,
 * `idna`, `character`.
 */
export function parseDomain(text: string): Observable | Refusal {
  const trimmed = text.trim();
  const name = canonicalName(trimmed.startsWith('*.') ? trimmed.slice(2) : trimmed);
  return typeof name === 'string' ? { kind: 'domain', value: name } : refuse('domain', text, name.rule);
}

/** The canonical form of a domain name, or the rule that broke. */
export function canonicalName(text: string): string | { readonly rule: string } {
  const lower = text.toLowerCase();
  const name = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  if (plain.test(name)) return checked(name);
  const rule = brokenText(name);
  if (rule !== undefined) return { rule };
  if (name.includes(':') && /^\[?[0-9a-f:.]+\]?$/.test(name)) return { rule: 'is-address' };
  if (foreignAscii.test(name)) return { rule: 'character' };
  if (name.startsWith('.') || name.includes('..')) return { rule: 'empty-label' };
  if (!name.includes('.') && plain.test(`a.${name}`)) return { rule: 'no-dot' };
  return checked(mapped(name));
}

/** UTS 46 by the URL parser of the platform, which is the one that browsers agree on; '' where it refuses. */
function mapped(name: string): string {
  const url = URL.parse(`http://${name}/`);
  const host = url === null ? '' : url.hostname;
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

function checked(name: string): string | { readonly rule: string } {
  if (name === '') return { rule: 'idna' };
  if (name.length > 253) return { rule: 'too-long' };
  const top = name.lastIndexOf('.') + 1;
  if (top === 0) return { rule: 'no-dot' };
  const first = name.charCodeAt(top);
  if (first >= 48 && first <= 57 && numeric.test(name.slice(top))) {
    return { rule: parseDotted(name) === undefined ? 'numeric-top-label' : 'is-address' };
  }
  return brokenLabel(name) ?? name;
}

function brokenLabel(name: string): { readonly rule: string } | undefined {
  for (let start = 0; start <= name.length;) {
    const dot = name.indexOf('.', start);
    const end = dot < 0 ? name.length : dot;
    if (end === start) return { rule: 'empty-label' };
    if (end - start > 63) return { rule: 'label-too-long' };
    start = end + 1;
  }
  return undefined;
}
