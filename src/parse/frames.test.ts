import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frame, frameHead, frameJson, FrameReader, type FrameType, frameTypes, longestFrame } from './frames.ts';

const types = Object.values(frameTypes);

function written(frames: readonly Frame[]): Uint8Array {
  const known = (type: number): FrameType => types.find((each) => each === type) ?? frameTypes.data;
  return Buffer.concat(
    frames.flatMap(({ type, document, payload }) => [frameHead(known(type), document, payload.length), payload]),
  );
}

function read(bytes: Uint8Array, size: number): Frame[] {
  const reader = new FrameReader();
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const { payload, ...rest } of reader.push(bytes.subarray(at, at + size)))
      frames.push({ ...rest, payload: Uint8Array.from(payload) });
  }
  return frames;
}

const frame = fc.record({
  type: fc.constantFrom(...types),
  document: fc.nat(0xffff_ffff),
  payload: fc.uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes)),
});

describe('frames', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 300 }), (frames, size) => {
        expect(read(written(frames), size)).toEqual(frames);
      }),
    );
  });
  it('are put together without copying the same bytes again and again', () => {
    const payload = new Uint8Array(8 * 1024 * 1024).fill(7);
    const began = performance.now();
    const [whole] = read(written([{ type: frameTypes.data, document: 1, payload }]), 1024);
    expect(whole?.payload.length).toBe(payload.length);
    expect(performance.now() - began).toBeLessThan(1000);
  });
  it('carry JSON', () => {
    const payload = new TextEncoder().encode('{"a":"피싱"}');
    expect(frameJson({ type: frameTypes.open, document: 0, payload })).toEqual({ a: '피싱' });
  });
  it('longer than 64 MiB are refused before they have come', () => {
    expect(() => new FrameReader().push(frameHead(frameTypes.data, 1, longestFrame + 1))).toThrow(RangeError);
    expect(new FrameReader().push(frameHead(frameTypes.data, 1, longestFrame))).toEqual([]);
  });
  it('of any bytes end in frames or in a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        try {
          read(bytes, 7);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
