import type { Clock } from '../base/clock.ts';
import type { PollProgress } from '../feed/report.ts';
import { showDuration, type Context } from './context.ts';
import { formatNumber } from './format.ts';
import type { Pen } from './printer.ts';
import { cut } from './width.ts';

/** How far a poll is, on one line: segment, parts, blocks, observables, rate, elapsed, time left. */
export function progressText(context: Context, progress: PollProgress): string {
  const { texts } = context;
  const { elapsedMs, segment, segments } = progress;
  const left = timeLeft(progress);
  return [
    segments === 0 ? progress.stage : texts.progress.segment(segment, segments),
    texts.progress.parts(progress.parts),
    texts.progress.blocks(formatNumber(progress.received)),
    texts.progress.observables(formatNumber(progress.supported)),
    ...(elapsedMs >= 1000
      ? [
          texts.progress.rate(formatNumber((progress.supported * 1000) / elapsedMs)),
          showDuration(context, wholeSeconds(elapsedMs)),
        ]
      : []),
    ...(left === null ? [] : [texts.progress.left(showDuration(context, wholeSeconds(left)))]),
  ].join(' · ');
}

/** From the segments behind to those ahead; `null` before the first is done. */
function timeLeft({ elapsedMs, segment, segments }: PollProgress): number | null {
  const done = segment - 1;
  return done < 1 || segments <= done ? null : (elapsedMs / done) * (segments - done);
}

function wholeSeconds(ms: number): number {
  return ms < 1000 ? 0 : Math.round(ms / 1000) * 1000;
}

const eraseLine = '\r\u001b[K';
const leastBetween = 100;

/** One line of a terminal that is drawn over, at most ten times a second. */
export class LiveLine {
  readonly #pen: Pen;
  readonly #clock: Clock;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #drawn = false;

  constructor(pen: Pen, clock: Clock) {
    this.#pen = pen;
    this.#clock = clock;
  }

  /** Shows the text now, or not at all when the last was shown less than a tenth of a second ago. */
  show(text: string): void {
    const now = this.#clock.monotonic();
    if (now - this.#drawnAt < leastBetween) return;
    this.#drawnAt = now;
    this.#drawn = true;
    this.#pen.draw(eraseLine + cut(text, (this.#pen.width ?? 80) - 1));
  }

  /** Leaves the line as if nothing had been there. */
  clear(): void {
    if (this.#drawn) this.#pen.draw(eraseLine);
    this.#drawn = false;
  }
}
