import { Failure } from '../../src/base/failure.ts';
import type { XmlHandler } from '../../src/xml/handler.ts';
import { XmlReader } from '../../src/xml/reader.ts';

/** Feeds a document to a handler in pieces of `size` characters. Returns whether it was well formed to its end. */
export function feedXml(text: string, handler: XmlHandler, size = 65_536): boolean {
  const reader = new XmlReader(handler);
  try {
    for (let at = 0; at < text.length; at += size) reader.write(text.slice(at, at + size));
    reader.end();
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
