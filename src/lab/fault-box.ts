import type { Ask } from './ask.ts';
import type { Fault } from './fault.ts';
import { faultNamed } from './faults.ts';

/** A fault switched on: for good, or for some requests. */
export interface FaultSetting {
  readonly name: string;
  /** Requests it touches before it wears off; default: never wears off. */
  readonly times?: number;
  /** Requests of its kind that it lets pass first; default 0. */
  readonly after?: number;
}

interface Active {
  readonly fault: Fault;
  times: number;
  after: number;
}

/** The faults that are switched on, in order: a request meets the first that touches it and has not worn off. */
export class FaultBox {
  #active: readonly Active[] = [];

  /** Replaces all. @throws Failure `config/lab-fault` for an unknown name; nothing changes then. */
  set(settings: readonly (FaultSetting | string)[]): void {
    this.#active = settings.map((setting) => {
      const {
        name,
        times = Number.POSITIVE_INFINITY,
        after = 0,
      } = typeof setting === 'string' ? { name: setting } : setting;
      return { fault: faultNamed(name), times, after };
    });
  }

  /** The fault that this request meets; counts it. */
  take(ask: Ask): Fault | undefined {
    for (const active of this.#active) {
      if (active.times <= 0 || !touches(active.fault, ask)) continue;
      if (active.after > 0) {
        active.after -= 1;
        continue;
      }
      active.times -= 1;
      return active.fault;
    }
    return undefined;
  }
}

function touches(fault: Fault, ask: Ask): boolean {
  if (ask.service === null || (fault.on === 'poll' && ask.service !== 'poll')) return false;
  return fault.when?.(ask) ?? true;
}
