import type { Context } from './context.ts';
import type { CommandPath, OptionText } from './texts.ts';

/** One option: commander's flags, and where its description stands in the catalogue. */
export interface OptionSpec {
  readonly flags: string;
  readonly text: OptionText;
  /** Values taken; any other is refused. */
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly repeats?: boolean;
  /** What its value is, for completion. */
  readonly completes?: 'source' | 'file';
}

/** One command: what it is called, what it takes, what it does. Its description and examples stand in the catalogue. */
export interface CommandSpec {
  readonly path: CommandPath;
  /** As commander writes them: `<NAME>` required, `[URL]` optional, `…` repeated. */
  readonly takes?: readonly string[];
  readonly options?: readonly OptionSpec[];
  /** What the first argument is, for completion. */
  readonly completes?: 'source';
  /** It watches for Ctrl-C by itself and ends in good order; others are left where they are. */
  readonly stopsItself?: true;
  /** Exit code. */
  run(context: Context, given: Given): Promise<number>;
}

/** The arguments and options of one run of a command, as they were typed. */
export class Given {
  readonly #args: readonly unknown[];
  readonly #options: Readonly<Record<string, unknown>>;

  /** `options` holds what was typed alone, no defaults. */
  constructor(args: readonly unknown[], options: Readonly<Record<string, unknown>>) {
    this.#args = args;
    this.#options = options;
  }

  /** The argument at a place; empty where it is optional and was left out. */
  argument(index: number): string {
    const value = this.#args[index];
    return typeof value === 'string' ? value : '';
  }

  /** The repeated argument at a place. */
  list(index: number): readonly string[] {
    const value = this.#args[index];
    return Array.isArray(value) ? value.map(String) : [];
  }

  text(option: string): string | undefined {
    const value = this.#options[option];
    return typeof value === 'string' ? value : undefined;
  }

  texts(option: string): readonly string[] | undefined {
    const value = this.#options[option];
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  /** Whether `--option` was given; false too for `--no-option`. */
  on(option: string): boolean {
    return this.#options[option] === true;
  }

  /** Whether `--no-option` was given. */
  off(option: string): boolean {
    return this.#options[option] === false;
  }
}
