export interface PatternOptions {
  /** Default false: `*` stands for itself. True: it stands for anything, also nothing. */
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
}

/**
 * Whether a line holds the pattern. The pattern is literal text, never a regular expression: time grows with the line
 * alone, whatever a user types.
 */
export function linePattern(pattern: string, options: PatternOptions = {}): (line: string) => boolean {
  const fold =
    options.ignoreCase === true ? (text: string): string => text.toLowerCase() : (text: string): string => text;
  const pieces = options.wildcards === true ? fold(pattern).split('*') : [fold(pattern)];
  return (line) => {
    const text = fold(line);
    let from = 0;
    for (const piece of pieces) {
      const at = text.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return true;
  };
}
