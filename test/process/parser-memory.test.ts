import { expect, it } from 'vitest';
import { Failure } from '../../src/base/failure.ts';
import { systemClock } from '../../src/host/clock.ts';
import { childParser } from '../../src/parse/child-parser.ts';
import { defaultParseBudget, type DocumentResult, type ParseSession } from '../../src/parse/session.ts';
import { observable, packageOf, url } from '../fakes/stix1-package.ts';
import { block, packageNaming, pollResponse } from '../fakes/taxii1-message.ts';

const megabyte = 1024 * 1024;

/** Definitions that references might lead to, under names and with values as long as may be, without end. */
async function* endless(given: { bytes: number }): AsyncGenerator<Uint8Array> {
  const [head = ''] = pollResponse('|').split('|');
  const encoder = new TextEncoder();
  yield encoder.encode(head);
  for (let i = 0; ; i += 1) {
    const definitions = Array.from({ length: 100 }, (_, j) =>
      observable(`ex:o${i}-${j}`, url(`http://h${i}-${j}.example/${'p'.repeat(1900)}`), 'cybox:Observable'),
    );
    const content = packageOf('', 'version="1.2"', `<stix:Observables>${definitions.join('')}</stix:Observables>`);
    const piece = encoder.encode(block(content));
    given.bytes += piece.length;
    yield piece;
  }
}

function read(session: ParseSession, body: AsyncIterable<Uint8Array>): Promise<DocumentResult> {
  return session.read(body, null, { indicators: () => Promise.resolve() });
}

it('a document that needs more memory than a child is given is named so, no more of it is taken, and the session reads on', async () => {
  const parser = childParser({ clock: systemClock, idle: 0 });
  try {
    const session = await parser.open({ kind: 'taxii1', waiting: [], budget: defaultParseBudget });
    const given = { bytes: 0 };
    const failure = await read(session, endless(given)).catch((error: unknown) => error);
    if (!(failure instanceof Failure)) throw failure;
    expect(failure.toJSON()).toMatchObject({
      code: 'host/parser-out-of-memory',
      evidence: { exit: null, signal: 'SIGABRT' },
    });
    const offset = Number(failure.evidence['offset']);
    expect(offset).toBeGreaterThan(100 * megabyte);
    // What was on its way when the child died: a piece of the body, not the rest of it.
    expect(given.bytes - offset).toBeLessThan(megabyte);
    async function* good(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(pollResponse(block(packageNaming('good'))));
    }
    expect((await read(session, good())).tally).toMatchObject({ received: 1, supported: 1 });
  } finally {
    await parser.close();
  }
});
