import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { classicLine, localOffset } from './classic.ts';
import { fail } from './conditions.ts';
import { passes, type Log, type LogEvent, type LogLevel } from './event.ts';
import { note } from './events.ts';
import { jsonLog } from './json.ts';
import { defaultRotation, RotatingFile, type Rotation } from './rotating-file.ts';

export interface FileLogOptions {
  readonly classicLog: string;
  readonly jsonLog: string;
  /** Default Info. */
  readonly level?: LogLevel;
  readonly rotation?: Rotation;
  /** Told once when the log cannot be written (disk full, no rights), and again only after it could. */
  readonly onTrouble?: (failure: Failure) => void;
}

/**
 * Writes every event to the classic text file and, as JSON, to its sibling; written when `write` returns. It never
 * throws: what cannot be written is counted, and the count is the first line once writing works again.
 */
export class FileLog implements Log {
  readonly #faces: readonly Face[];
  readonly #level: LogLevel;

  constructor(options: FileLogOptions) {
    const { classicLog, jsonLog: jsonPath, level = 'Info', rotation = defaultRotation } = options;
    const onTrouble = options.onTrouble ?? ((): void => undefined);
    this.#level = level;
    this.#faces = [
      new Face(classicLog, rotation, onTrouble, (append) => ({
        write: (event) => append(classicLine(event, localOffset(event.time))),
      })),
      new Face(jsonPath, rotation, onTrouble, (append) => jsonLog(append)),
    ];
  }

  write(event: LogEvent): void {
    if (!passes(event.level, this.#level)) return;
    for (const face of this.#faces) face.write(event);
  }

  close(): void {
    for (const face of this.#faces) face.close();
  }
}

/** One file, how events become its lines, and how many were lost. */
class Face implements Log {
  readonly #path: string;
  readonly #file: RotatingFile;
  readonly #lines: Log;
  readonly #onTrouble: (failure: Failure) => void;
  #lost = 0;

  constructor(
    path: string,
    rotation: Rotation,
    onTrouble: (failure: Failure) => void,
    lines: (append: (line: string) => void) => Log,
  ) {
    this.#path = path;
    this.#file = new RotatingFile(path, rotation);
    this.#onTrouble = onTrouble;
    this.#lines = lines((line) => this.#file.append(line));
  }

  write(event: LogEvent): void {
    try {
      if (this.#lost > 0)
        this.#lines.write(note(event.time, 'Warning', `${this.#lost} log lines were lost before this one`));
      this.#lost = 0;
      this.#lines.write(event);
    } catch (error) {
      this.#lost += 1;
      if (this.#lost === 1) this.#report(error);
    }
  }

  close(): void {
    this.#file.close();
  }

  #report(error: unknown): void {
    const code = errorCode(error);
    this.#onTrouble(
      fail('host/log-unwritable', `writing log file ${quote(this.#path)}: ${code}`, {
        evidence: { path: this.#path, error: code },
        cause: error,
      }),
    );
  }
}
