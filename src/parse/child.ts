import { asFailure, Failure } from '../base/failure.ts';
import type { Indicator } from '../indicator/indicator.ts';
import { openStixSession, type StixSession } from '../stix/session.ts';
import { DocumentReader } from './document-reader.ts';
import { frameHead, FrameReader, frameTypes, type Frame, type FrameType } from './frames.ts';
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

function json<T>(frame: Frame): T {
  return JSON.parse(Buffer.from(frame.payload).toString('utf8')) as T;
}

function take(frame: Frame): void {
  switch (frame.type) {
    case frameTypes.open: {
      const options = json<OpenFrame>(frame);
      session = openStixSession({ waiting: options.waiting, now: options.now });
      send(frameTypes.opened, null);
      return;
    }
    case frameTypes.begin:
      if (session !== null) document = new DocumentReader(session, json<BeginFrame>(frame));
      failed = false;
      return;
    case frameTypes.data:
      if (!failed && document !== null) deliver(document.write(frame.payload));
      send(frameTypes.taken, null);
      return;
    case frameTypes.cancel:
      failed = true;
      session?.drain();
      send(frameTypes.cancelled, null);
      return;
    case frameTypes.end: {
      if (failed || document === null) return;
      const { indicators, result } = document.end();
      deliver(indicators);
      send(frameTypes.result, result);
      return;
    }
    case frameTypes.waiting:
      send(frameTypes.waitingList, session?.waiting() ?? []);
      return;
    default:
      throw new RangeError(`a frame of type ${frame.type}`);
  }
}

function takeSafely(frame: Frame): void {
  try {
    take(frame);
  } catch (error) {
    // A document that cannot be read is an answer; anything else is a bug, and the parent should see a crash.
    if (!(error instanceof Failure)) throw error;
    failed = true;
    // What the broken document left half read must not reach the next one's drain.
    session?.drain();
    send(frameTypes.failure, asFailure(error, 'parse').toJSON());
  }
}

const frames = new FrameReader();
for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
  for (const frame of frames.push(chunk)) takeSafely(frame);
  // Reading waits until the parent has taken what was written: a slow store holds the parser, not its memory.
  if (process.stdout.writableNeedDrain) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
