import type { XmlAttributes } from './handler.ts';
import type { WrittenName } from './names.ts';
import { type Scope, xmlnsNamespace } from './scope.ts';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/** An object that the engine keeps compact, and that inherits nothing: a peer may name an attribute as it likes. */
class Compact {
  readonly [name: string]: string;
  static {
    Object.setPrototypeOf(Compact.prototype, null);
    Reflect.deleteProperty(Compact.prototype, 'constructor');
  }
}
const none: XmlAttributes = Object.freeze(new Compact());

/** How many attributes are compared each with each; of more, a set is made. */
const few = 8;

/** The attributes of one start tag as they are read; used again for the next. */
export class AttributeList {
  readonly #names: WrittenName[] = [];
  readonly #values: string[] = [];
  #count = 0;
  #declarations = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
    this.#declarations = 0;
  }

  push(name: WrittenName, value: string): void {
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count += 1;
    if (isDeclaration(name)) this.#declarations += 1;
  }

  /** Brings the namespaces declared here into force. Returns what is wrong, or `null`. */
  declare(scope: Scope, level: number): string | null {
    if (this.#declarations === 0) return null;
    for (let i = 0; i < this.#count; i += 1) {
      const name = this.#names[i];
      if (name === undefined || !isDeclaration(name)) continue;
      const prefix = name.prefix === '' ? '' : name.local;
      const wrong = scope.declare(level, prefix, (this.#values[i] ?? '').trim());
      if (wrong !== null) return wrong;
    }
    return null;
  }

  /** Prefixes without a namespace, or two attributes of one expanded name (Namespaces in XML 1.0 §6.3); else `null`. */
  wrong(scope: Scope): string | null {
    for (let i = 0; i < this.#count; i += 1) {
      const name = this.#names[i];
      if (name === undefined) continue;
      if (uriOf(name, scope) === undefined) return `unbound namespace prefix ${name.prefix}`;
      if (this.#count <= few && this.#hasBefore(i, name, scope)) return `duplicate attribute ${name.raw}`;
    }
    if (this.#count <= few) return null;
    const used = this.#names.slice(0, this.#count);
    const expanded = new Set(used.map((name) => `${String(uriOf(name, scope))} ${name.local}`));
    return expanded.size < this.#count ? 'duplicate attribute' : null;
  }

  #hasBefore(index: number, name: WrittenName, scope: Scope): boolean {
    for (let i = 0; i < index; i += 1) {
      const other = this.#names[i];
      if (other?.local === name.local && uriOf(other, scope) === uriOf(name, scope)) return true;
    }
    return false;
  }

  /** By local name; without the declarations. */
  named(scope: Scope): XmlAttributes {
    if (this.#count === this.#declarations) return none;
    const attributes: Record<string, string> = new Compact();
    for (let i = 0; i < this.#count; i += 1) {
      const name = this.#names[i];
      const value = this.#values[i];
      if (name === undefined || value === undefined || name.prefix === 'xmlns' || name.local === 'xmlns') continue;
      if (name.local === 'type' && uriOf(name, scope) === schemaInstance) attributes['xsi:type'] = value;
      else if (name.prefix === '' || !(name.local in attributes)) attributes[name.local] = value;
    }
    return attributes;
  }
}

function isDeclaration(name: WrittenName): boolean {
  return name.prefix === 'xmlns' || name.raw === 'xmlns';
}

/** Unprefixed attributes are in no namespace (Namespaces in XML 1.0 §6.2). */
function uriOf(name: WrittenName, scope: Scope): string | undefined {
  if (name.prefix === '') return '';
  return name.prefix === 'xmlns' ? xmlnsNamespace : scope.uriOf(name);
}
