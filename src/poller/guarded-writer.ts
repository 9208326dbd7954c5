import type { Guards } from '../guard/guard.ts';
import { type KeptOut, sortOut } from '../guard/intake.ts';
import type { SegmentWriter } from '../store/store.ts';

/** A writer that is given only what the guards let pass; `keptOut` is told of the rest. */
export function guardedWriter(writer: SegmentWriter, guards: Guards, keptOut: (out: KeptOut) => void): SegmentWriter {
  return {
    async add(batch) {
      const { indicators, out } = sortOut(batch, guards);
      if (out.count > 0) keptOut(out);
      await writer.add(indicators);
    },
    commit: (commit) => writer.commit(commit),
    discard: () => writer.discard(),
  };
}
