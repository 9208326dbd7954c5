import type { Clock, Random } from '../base/clock.ts';
import { asFailure } from '../base/failure.ts';
import { newId } from '../base/id.ts';
import { fail } from './conditions.ts';
import type { FailMode, Inspection, Inspector, Mail, Outcome } from './inspection.ts';

export interface SettleParts {
  readonly inspector: Inspector;
  readonly clock: Clock;
  readonly random: Random;
  readonly failMode: FailMode;
  /** Milliseconds for one mail; an MTA waits longer than this. Default 2,000. */
  readonly deadlineMs?: number;
  /** Mails under way at once; more are undecided at once. Default 1,000. */
  readonly mostAtOnce?: number;
  /** Told of every mail, and how many milliseconds it took. */
  readonly settled?: (mail: Mail, outcome: Outcome, ms: number) => void;
  /** Told of every mail that could not be decided. */
  readonly undecided: (mail: Mail, outcome: Outcome & { kind: 'undecided' }) => void;
}

/** Inspects mails within their deadline; whatever goes wrong becomes the fail mode, never an exception. */
export class Settler {
  readonly #parts: SettleParts;
  #underWay = 0;

  constructor(parts: SettleParts) {
    this.#parts = parts;
  }

  async settle(mail: Mail): Promise<Outcome> {
    const { clock, settled } = this.#parts;
    const began = clock.monotonic();
    const outcome = await this.#decided(mail);
    settled?.(mail, outcome, clock.monotonic() - began);
    return outcome;
  }

  async #decided(mail: Mail): Promise<Outcome> {
    const { mostAtOnce = 1000 } = this.#parts;
    if (this.#underWay >= mostAtOnce)
      return this.undecided(mail, fail('gateway/overloaded', `${mostAtOnce} mails are under way`));
    this.#underWay += 1;
    try {
      return { kind: 'inspected', inspection: await this.#inTime(mail) };
    } catch (error) {
      return this.undecided(mail, error);
    } finally {
      this.#underWay -= 1;
    }
  }

  async #inTime(mail: Mail): Promise<Inspection> {
    const { inspector, clock, deadlineMs = 2000 } = this.#parts;
    const over = new AbortController();
    const inspection = inspector.inspect(mail, over.signal);
    const late = new Promise<never>((_, reject) => {
      void clock.sleep(deadlineMs, over.signal).then(() => {
        if (!over.signal.aborted) reject(tooLate(mail, deadlineMs));
      });
    });
    // It may still fail when its time is over.
    inspection.catch(() => undefined);
    try {
      return await Promise.race([inspection, late]);
    } finally {
      over.abort();
    }
  }

  /** What is done with a mail that nobody can tell about, told and with a reference of its own. */
  undecided(mail: Mail, error: unknown): Outcome {
    const { clock, random, failMode, undecided } = this.#parts;
    const failure = asFailure(error, `inspecting a mail of the ${mail.front} front`).toJSON();
    const outcome = { kind: 'undecided', failure, failMode, reference: newId(clock.now(), random) } as const;
    undecided(mail, outcome);
    return outcome;
  }
}

function tooLate(mail: Mail, deadlineMs: number) {
  return fail('gateway/deadline', `a mail was not decided within ${deadlineMs} ms`, {
    evidence: { deadlineMs, front: mail.front, bytes: mail.message?.length ?? 0 },
  });
}
