import { SaxesParser } from 'saxes';
import type { XmlHandler } from '../../src/xml/handler.ts';

/**
 * Feeds a document to a handler as events, in pieces of `size` characters: what a reader does, without budgets.
 * Returns whether the document was well formed (no DOCTYPE allowed).
 */
export function feedXml(text: string, handler: XmlHandler, size = 65_536): boolean {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let well = true;
  const broken = (): never => {
    well = false;
    throw new Error('malformed');
  };
  parser.on('error', broken);
  parser.on('doctype', broken);
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const { prefix, local, value } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns' || local === 'xmlns') continue;
      const key = prefix === 'xsi' && local === 'type' ? 'xsi:type' : local;
      if (prefix === '' || !(key in attributes)) attributes[key] = value;
    }
    handler.open({ uri: tag.uri, local: tag.local }, attributes, (prefix) => parser.resolve(prefix));
  });
  const text_ = (piece: string) => handler.text(piece);
  parser.on('text', text_);
  parser.on('cdata', text_);
  parser.on('closetag', (tag) => handler.close({ uri: tag.uri, local: tag.local }));
  try {
    for (let at = 0; at < text.length; at += size) parser.write(text.slice(at, at + size));
    parser.close();
  } catch (error) {
    if (well) throw error;
  }
  return well;
}
