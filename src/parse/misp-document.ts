import { MispReader } from '../misp/reader.ts';
import type { DocumentOptions, DocumentReader } from './document.ts';

/** Reads one document of MISP, which is told what it is expected to be. */
export function mispReader({ documentBytes, told }: DocumentOptions): DocumentReader {
  if (told?.misp === undefined) throw new TypeError('a document of MISP has to be told what it is');
  const reader = new MispReader({ told: told.misp, documentBytes });
  return {
    write: (bytes) => reader.write(bytes),
    end() {
      const { indicators, tally, digest, document } = reader.end();
      return { indicators, result: { head: { kind: 'misp', ...document }, tally, contentDigest: digest } };
    },
    abandon() {
      // Nothing of a document reaches another one.
    },
  };
}
