import { Failure } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { openStixSession, type StixSession } from '../stix/session.ts';
import { DocumentReader } from './document-reader.ts';
import { frameHead, frameJson, FrameReader, frameTypes, type Frame, type FrameType } from './frames.ts';
import { batches, type BeginFrame, type OpenFrame } from './records.ts';

/**
 * The parser child: reads documents from standard input and writes what they hold to standard output. It has no
 * secrets, no files and no network; the parent kills it when it takes too long or too much memory.
 */
let session: StixSession | null = null;
let document: DocumentReader | null = null;
/** The present document has failed: the rest of its bytes is taken and not looked at. */
let failed = false;

function send(type: FrameType, value: unknown): void {
  const payload = Buffer.from(JSON.stringify(value));
  process.stdout.write(frameHead(type, payload.length));
  process.stdout.write(payload);
}

function deliver(indicators: readonly Indicator[]): void {
  for (const batch of batches(indicators)) send(frameTypes.indicators, batch);
}

/** What each frame from the parent asks for. */
const takers: Readonly<Record<number, (frame: Frame) => void>> = {
  [frameTypes.open](frame) {
    const options = frameJson(frame) as OpenFrame;
    session = openStixSession(options);
    send(frameTypes.opened, null);
  },
  [frameTypes.begin](frame) {
    document = session === null ? null : new DocumentReader(session, frameJson(frame) as BeginFrame);
    failed = false;
  },
  [frameTypes.data](frame) {
    if (!failed && document !== null) deliver(document.write(frame.payload));
    send(frameTypes.taken, null);
  },
  [frameTypes.end]() {
    if (failed || document === null) return;
    const { indicators, result } = document.end();
    deliver(indicators);
    send(frameTypes.result, result);
  },
  [frameTypes.cancel]() {
    failed = true;
    session?.drain();
    send(frameTypes.cancelled, null);
  },
  [frameTypes.waiting]() {
    send(frameTypes.waitingList, session?.waiting() ?? []);
  },
};

function takeSafely(frame: Frame): void {
  try {
    takers[frame.type]?.(frame);
  } catch (error) {
    // A document that cannot be read is an answer; anything else is a bug, and the parent should see a crash.
    if (!(error instanceof Failure)) throw error;
    failed = true;
    // What the broken document left half read must not reach the next one's drain.
    session?.drain();
    send(frameTypes.failure, error.toJSON());
  }
}

const frames = new FrameReader();
for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
  for (const frame of frames.push(chunk)) takeSafely(frame);
  // Reading waits until the parent has taken what was written: a slow store holds the parser, not its memory.
  if (process.stdout.writableNeedDrain) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
