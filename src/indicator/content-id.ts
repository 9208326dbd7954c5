import { Digest } from './digest.ts';
import type { Found } from './found.ts';

/**
 * An identifier for an indicator that has none, derived from its title and from what it names (in any order), so that
 * the same content gets the same identifier in every poll: `content:` and 64 bits in hexadecimal.
 */
export function contentId(title: string | null, found: Found): string {
  const named = [...found.values.map(({ kind, value }) => `${kind} ${value}`), ...found.references].sort();
  const digest = new Digest();
  for (const text of [title ?? '', ...named]) digest.add(text);
  return `content:${digest.hex()}`;
}
