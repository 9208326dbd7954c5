import { paletteFor, type Palette } from './palette.ts';
import type { Environment, Outlet } from './environment.ts';
import { fail } from './conditions.ts';

/** Whoever read our output has gone away (`| head`): the command ends quietly. */
export class OutputGone extends Error {
  override readonly name = 'OutputGone';
}

const batch = 65_536;
const narrowest = 40;

/** One of the two ways out. Everything that the command line shows goes through one of these. */
export class Pen {
  readonly palette: Palette;
  readonly isTerminal: boolean;
  /** Whether a line may be drawn over: a terminal that is not `dumb`. */
  readonly canRedraw: boolean;
  readonly #outlet: Outlet;
  #pending = '';
  /** A failure to write is told once. */
  #told = false;
  #error: (Error & { readonly code?: unknown }) | undefined;

  constructor(outlet: Outlet, noColor: boolean, env: Environment['env']) {
    this.#outlet = outlet;
    this.isTerminal = outlet.isTTY === true;
    this.canRedraw = this.isTerminal && env['TERM'] !== 'dumb';
    this.palette = paletteFor({ isTTY: this.isTerminal, noColor, env });
    outlet.on('error', (error) => {
      this.#error ??= error;
    });
  }

  /** Columns of the terminal, at least 40; `null` where nothing should be cut. */
  get width(): number | null {
    return this.isTerminal ? Math.max(narrowest, this.#outlet.columns ?? 80) : null;
  }

  /** Columns to wrap prose to. */
  get measure(): number {
    return Math.min(this.width ?? 80, 100);
  }

  /** A line of text, or several. */
  line(text = ''): void {
    this.#pending += `${text}\n`;
  }

  /** Text without a line break, at once: prompts, and the line that is drawn over. */
  draw(text: string): void {
    this.#send();
    this.#outlet.write(text);
  }

  /** One JSON document. */
  json(value: unknown): void {
    this.line(jsonText(value, 2));
  }

  /** One line among very many: waits while the reader is slow. @throws OutputGone, Failure `host/output-unwritable`. */
  async row(text: string): Promise<void> {
    this.line(text);
    if (this.#pending.length >= batch) await this.flush();
  }

  /** Returns once everything has been taken. @throws OutputGone, Failure `host/output-unwritable`. */
  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    this.#check();
    if (text === '') return;
    await new Promise<void>((resolve) => {
      this.#outlet.write(text, (error) => {
        if (error instanceof Error) this.#error ??= error;
        resolve();
      });
    });
    this.#check();
  }

  #send(): void {
    if (this.#pending !== '') this.#outlet.write(this.#pending);
    this.#pending = '';
  }

  #check(): void {
    const error = this.#error;
    if (error === undefined) return;
    if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') throw new OutputGone();
    if (this.#told) return;
    this.#told = true;
    throw fail('host/output-unwritable', `the output could not be written: ${error.message}`, { cause: error });
  }
}

/** The two ways out: data on `out`, talk on `talk`. */
export interface Printer {
  readonly out: Pen;
  readonly talk: Pen;
}

export function openPrinter(environment: Environment, noColor: boolean): Printer {
  return {
    out: new Pen(environment.stdout, noColor, environment.env),
    talk: new Pen(environment.stderr, noColor, environment.env),
  };
}

/** What JSON may hold and a terminal may not see: DEL, C1, bidi and zero-width marks, line separators, lone surrogates. */
const unsafeInJson = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** JSON of the same value that shows no terminal anything but text. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    unsafeInJson,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
