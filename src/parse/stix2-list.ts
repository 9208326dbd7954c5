import { fail } from '../lists/conditions.ts';
import type { ListReader } from '../lists/reader.ts';
import type { Kind } from '../observable/observable.ts';
import { Stix2Reader } from '../stix2/reader.ts';
import { Stix2Session } from '../stix2/session.ts';
import { WantedKinds } from './wanted-kinds.ts';

export interface Stix2ListOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly assert: 'indicated' | 'all';
  /** Kinds that are taken; `null`: all. */
  readonly kinds: readonly Kind[] | null;
  readonly documentBytes: number;
}

/** Whether a list begins like a bundle of STIX 2. */
export function looksLikeStix2(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head).trimStart();
  if (!text.startsWith('{')) return false;
  return (
    /"type"\s*:\s*"bundle"/.test(text) || (/"objects"\s*:\s*\[/.test(text) && /"spec_version"\s*:\s*"2\./.test(text))
  );
}

/** Reads a bundle of STIX 2 that is a list of its own, whole. */
export function openStix2List({ now, assert, kinds, documentBytes }: Stix2ListOptions): ListReader {
  const reader = new Stix2Reader(new Stix2Session({ now, assert }, []), { documentBytes });
  const wanted = new WantedKinds(kinds);
  return {
    push: (bytes) => wanted.of(reader.write(bytes)),
    end() {
      const { indicators, document } = reader.end();
      const { shape, more, tally } = document;
      if (shape === 'other' || shape === 'empty' || more === true) {
        const seen = more === true ? 'a page of TAXII 2, of which there are more' : 'JSON without objects of STIX';
        throw fail('list/other-format', `a bundle of STIX 2 was expected and came as ${seen}`, {
          evidence: { expected: 'stix2', seen },
        });
      }
      const last = wanted.of(indicators);
      return { indicators: last, tally: wanted.corrected(tally) };
    },
  };
}
