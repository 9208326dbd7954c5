import { once } from 'node:events';
import { Failure } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { type Frame, frameHead, frameJson, FrameReader, type FrameType, frameTypes } from './frames.ts';
import type { DocumentReader } from './document.ts';
import { openReading, type Reading } from './reading.ts';
import { batches, type BeginFrame, type OpenFrame, pack } from './records.ts';

/**
 * The parser child: reads documents from standard input and writes what they hold to standard output. It is given no
 * secrets, opens no file and no connection; the parent kills it when it takes too long or too much memory.
 */
let session: Reading | null = null;
/** The present document; `null` before the first and where it has ended or failed: the rest of its bytes is not looked at. */
let document: DocumentReader | null = null;
let number = 0;

function send(type: FrameType, value: unknown): void {
  const payload = Buffer.from(JSON.stringify(value));
  process.stdout.write(frameHead(type, number, payload.length));
  process.stdout.write(payload);
}

function deliver(indicators: readonly Indicator[]): void {
  for (const batch of batches(indicators)) send(frameTypes.indicators, pack(batch));
}

function abandon(): void {
  document?.abandon();
  document = null;
}

/** What each frame from the parent asks for. */
const takers: Readonly<Record<number, (frame: Frame) => void>> = {
  [frameTypes.open](frame) {
    session = openReading(frameJson(frame) as OpenFrame);
    document = null;
    send(frameTypes.opened, null);
  },
  [frameTypes.begin](frame) {
    abandon();
    document = session?.document(frameJson(frame) as BeginFrame) ?? null;
  },
  [frameTypes.data](frame) {
    if (document !== null) deliver(document.write(frame.payload));
    send(frameTypes.taken, null);
  },
  [frameTypes.end]() {
    if (document === null) return;
    const { indicators, result } = document.end();
    document = null;
    deliver(indicators);
    send(frameTypes.result, result);
  },
  [frameTypes.cancel]() {
    abandon();
    send(frameTypes.cancelled, null);
  },
  [frameTypes.waiting]() {
    send(frameTypes.waitingList, session?.waiting() ?? []);
  },
};

function take(frame: Frame): void {
  number = frame.document;
  try {
    takers[frame.type]?.(frame);
  } catch (error) {
    // A document that cannot be read is an answer; anything else is a bug, and the parent should see a crash.
    if (!(error instanceof Failure)) throw error;
    abandon();
    send(frameTypes.failure, error.toJSON());
  }
}

const frames = new FrameReader();
for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
  for (const frame of frames.push(chunk)) {
    // All that answers one frame goes out in one write: this pipe is written to while the process waits.
    process.stdout.cork();
    take(frame);
    process.stdout.uncork();
    // Reading waits until the parent has taken what was written: a slow store holds the parser, not its memory.
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
}
