import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { asFailure, type Failure } from '../base/failure.ts';
import { firstPolicy, parseExemptions, parsePolicy } from '../config/policy-file.ts';
import type { FileText } from '../config/yaml-document.ts';
import type { Rules } from './inspector.ts';
import { absent, stateOf } from './watch-file.ts';

export interface LiveRulesParts {
  readonly policy: string;
  readonly exemptions: string;
  readonly clock: Clock;
  /** Told of a file that cannot be used; once, until it changes again. */
  readonly failed: (failure: Failure) => void;
}

const everyMs = 1000;

/** The policy and its exemptions as the files have them. A file with a mistake changes nothing: what was in force stays. */
export class LiveRules {
  readonly #parts: LiveRulesParts;
  readonly #policy: LiveFile<Rules['policy']>;
  readonly #exemptions: LiveFile<Rules['exemptions']>;

  constructor(parts: LiveRulesParts) {
    this.#parts = parts;
    this.#policy = new LiveFile(parts.policy, parsePolicy, firstPolicy);
    this.#exemptions = new LiveFile(parts.exemptions, parseExemptions, []);
  }

  get rules(): Rules {
    return { policy: this.#policy.value, exemptions: this.#exemptions.value };
  }

  /** Looks at the files once. Never throws. */
  async refresh(): Promise<void> {
    for (const file of [this.#policy, this.#exemptions]) {
      const failure = await file.refresh();
      if (failure !== null) this.#parts.failed(failure);
    }
  }

  /** Looks every second until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      await this.#parts.clock.sleep(everyMs, signal);
    }
  }
}

class LiveFile<T> {
  readonly #path: string;
  readonly #parse: (file: FileText) => T;
  /** What holds where there is no file. */
  readonly #absent: T;
  #value: T;
  #seen = '';

  constructor(path: string, parse: (file: FileText) => T, absent: T) {
    this.#path = path;
    this.#parse = parse;
    this.#absent = absent;
    this.#value = absent;
  }

  get value(): T {
    return this.#value;
  }

  async refresh(): Promise<Failure | null> {
    const state = await stateOf(this.#path);
    if (state === this.#seen) return null;
    try {
      const name = basename(this.#path);
      this.#value = state === absent ? this.#absent : this.#parse({ name, text: await readFile(this.#path, 'utf8') });
      return null;
    } catch (error) {
      return asFailure(error, `reading ${this.#path}`);
    } finally {
      // Not before: whoever looks meanwhile would take what is not read yet for known.
      this.#seen = state;
    }
  }
}
