import type { WrittenName } from './names.ts';

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** The namespace prefixes in force at the element being read (Namespaces in XML 1.0 §6). */
export class Scope {
  readonly #bound = new Map<string, string>([['xml', xmlNamespace]]);
  /** What declarations have hidden, innermost last. */
  readonly #hidden: { readonly level: number; readonly prefix: string; readonly uri: string | undefined }[] = [];
  /** Changes with every declaration that comes into force or goes out of it. */
  #state = 0;
  #deepest = -1;

  /** Binds a prefix ('' is the default namespace) for the element of a level. Returns what is wrong with it, or `null`. */
  declare(level: number, prefix: string, uri: string): string | null {
    if ((prefix === 'xml') !== (uri === xmlNamespace)) return 'the prefix xml and its namespace belong together';
    if (prefix === 'xmlns' || uri === xmlnsNamespace) return 'the prefix xmlns may not be declared';
    if (prefix !== '' && uri === '') return 'a prefix may not be bound to nothing';
    this.#hidden.push({ level, prefix, uri: this.#bound.get(prefix) });
    this.#bound.set(prefix, uri);
    this.#deepest = level;
    this.#state += 1;
    return null;
  }

  /** The element of a level has ended, and with it what it declared. */
  leave(level: number): void {
    if (this.#deepest < level) return;
    this.#state += 1;
    let last = this.#hidden.at(-1);
    while (last !== undefined && last.level >= level) {
      if (last.uri === undefined) this.#bound.delete(last.prefix);
      else this.#bound.set(last.prefix, last.uri);
      this.#hidden.pop();
      last = this.#hidden.at(-1);
    }
    this.#deepest = last?.level ?? -1;
  }

  resolve(prefix: string): string | undefined {
    return this.#bound.get(prefix);
  }

  /** What the prefix of a name means; for an unprefixed one the default namespace. */
  uriOf(name: WrittenName): string | undefined {
    if (name.seenIn !== this.#state) {
      name.uri = this.#bound.get(name.prefix);
      name.seenIn = this.#state;
    }
    return name.uri;
  }
}
