import type { XmlAttributes, XmlName } from '../xml/handler.ts';
import { type Frame, familyOf, ignored } from './frame.ts';

/** What one object's properties may cost; beyond it the whole object is counted `object-too-large`. */
const fieldBudget = { elements: 5000, characters: 4 * 1024 * 1024 } as const;

/** What is left of the budget of one object. */
interface Budget {
  elements: number;
  characters: number;
}

/** An element of an object's properties, with its text and its children: the only tree that is built. */
export class Field implements Frame {
  readonly local: string;
  readonly attributes: XmlAttributes;
  readonly children: Field[] = [];
  value = '';
  readonly #budget: Budget;

  constructor(local: string, attributes: XmlAttributes, budget: Budget = { ...fieldBudget }) {
    this.local = local;
    this.attributes = attributes;
    this.#budget = budget;
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (familyOf(name.uri) !== 'cybox') return ignored;
    this.#budget.elements -= 1;
    if (this.#budget.elements < 0) return ignored;
    const child = new Field(name.local, attributes, this.#budget);
    this.children.push(child);
    return child;
  }

  text(text: string): void {
    this.#budget.characters -= text.length;
    if (this.#budget.characters >= 0) this.value += text;
  }

  close(): void {
    // Whoever opened the properties reads the tree when its own element ends.
  }

  get tooLarge(): boolean {
    return this.#budget.elements < 0 || this.#budget.characters < 0;
  }

  /** The children of one name. */
  all(local: string): readonly Field[] {
    return this.children.filter((child) => child.local === local);
  }

  /** The first child of one name. */
  first(local: string): Field | undefined {
    return this.children.find((child) => child.local === local);
  }
}
