import { canonicalName } from './domain.ts';
import type { Observable, Refusal } from './observable.ts';
import { brokenText, refuse } from './refusal.ts';

const angled = /^[^<>]*<([^<>]+)>$/;
/** RFC 5322 §3.2.3 dot-atom, with the letters of RFC 6532. */
const dotAtom = /^[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+(?:\.[\w!#$%&'*+/=?^`{|}~\u0080-\u{10ffff}-]+)*$/u;
const quoted = /^"(?:[^"\\]|\\.)*"$/u;

/**
 * An e-mail address: the local part as written (NFC, its case kept, needless quotes dropped), the domain canonical.
 * `Name <a@b.example>` and `mailto:` are read through.
 * Rules: `no-at`, `local-part`, `local-too-long` (64 octets), and those of `parseDomain` on the domain.
 */
export function parseEmail(text: string): Observable | Refusal {
  const trimmed = text.trim();
  const broken = brokenText(trimmed);
  if (broken !== undefined) return refuse('email', text, broken);
  const bare = (angled.exec(trimmed)?.[1] ?? trimmed).trim().replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  if (at < 0) return refuse('email', text, 'no-at');
  const local = localPart(bare.slice(0, at).normalize('NFC'));
  if (local === undefined) return refuse('email', text, 'local-part');
  if (octets(local) > 64) return refuse('email', text, 'local-too-long');
  const domain = canonicalName(bare.slice(at + 1));
  if (typeof domain !== 'string') return refuse('email', text, domain.rule);
  return { kind: 'email', value: `${local}@${domain}` };
}

function localPart(text: string): string | undefined {
  if (dotAtom.test(text)) return text;
  if (!quoted.test(text)) return undefined;
  const inner = text.slice(1, -1).replace(/\\(.)/gu, '$1');
  if (dotAtom.test(inner)) return inner;
  return `"${inner.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
