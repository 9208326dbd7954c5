import type { Clock } from '../base/clock.ts';
import { childParser } from './child-parser.ts';
import { defaultParseBudget } from './session.ts';

/** A TAXII answer with nothing in it. */
const tinyDocument = new TextEncoder().encode(
  '<t:Poll_Response xmlns:t="http://taxii.mitre.org/messages/taxii_xml_binding-1.1" message_id="1" in_response_to="2" collection_name="doctor"/>',
);

/** Starts a parser child, has it read a tiny document, and ends it; how long that took, milliseconds. @throws Failure `host/parser-*` */
export async function tryParser(clock: Clock): Promise<{ readonly ms: number }> {
  const began = clock.monotonic();
  const parser = childParser({ clock, idle: 0 });
  try {
    const session = await parser.open({
      kind: 'taxii1',
      waiting: [],
      budget: { ...defaultParseBudget, stallMs: 5000 },
    });
    await session.read(tinyBody(), null, { indicators: async () => undefined });
    await session.close();
    return { ms: clock.monotonic() - began };
  } finally {
    await parser.close();
  }
}

async function* tinyBody(): AsyncGenerator<Uint8Array> {
  yield tinyDocument;
}
