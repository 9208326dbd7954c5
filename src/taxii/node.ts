import type { XmlAttributes, XmlName } from '../xml/handler.ts';
import { fail } from './conditions.ts';

/** An element outside the content blocks, small enough to be kept. */
export interface Node {
  readonly name: string;
  readonly attributes: XmlAttributes;
  text: string;
  readonly children: Node[];
}

/** What is kept of a message outside its content blocks: elements, and characters of text and attributes. */
export const messageBudget = { elements: 200_000, characters: 16 * 1024 * 1024 } as const;

/** Characters of one element's text; what comes beyond is left out. */
const longestText = 65_536;

/** Makes the nodes of one message and keeps account of what they hold. */
export class NodeKeeper {
  #elements = 0;
  #characters = 0;

  /** @throws Failure `taxii/too-long`. */
  node(name: XmlName, attributes: XmlAttributes): Node {
    this.#elements += 1;
    const kept: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [key, value] of Object.entries(attributes)) {
      this.#characters += value.length;
      kept[key] = copyOf(value);
    }
    this.#check();
    return { name: name.local, attributes: kept, text: '', children: [] };
  }

  /** @throws Failure `taxii/too-long`. */
  add(node: Node, text: string): void {
    const room = longestText - node.text.length;
    if (room <= 0) return;
    const piece = copyOf(text.slice(0, room));
    node.text += piece;
    this.#characters += piece.length;
    this.#check();
  }

  /** A node that is done with: what it held is free again. */
  drop(node: Node): void {
    this.#elements -= 1;
    this.#characters -= node.text.length;
    for (const value of Object.values(node.attributes)) this.#characters -= value.length;
  }

  #check(): void {
    const { elements, characters } = messageBudget;
    if (this.#elements <= elements && this.#characters <= characters) return;
    const most = this.#elements > elements ? `${elements} elements` : `${characters} characters`;
    throw fail('taxii/too-long', `the message has more than ${most} outside its content blocks`);
  }
}

/** A copy that does not keep the document alive, out of which the engine cut the text. */
function copyOf(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

export function childOf(node: Node, name: string): Node | undefined {
  return node.children.find((each) => each.name === name);
}

/** The trimmed text of the first child of that name; `null` where there is none, or nothing in it. */
export function textOf(node: Node, name: string): string | null {
  const text = childOf(node, name)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** The trimmed texts of all children of that name. */
export function textsOf(node: Node, name: string): string[] {
  return node.children.filter((each) => each.name === name).map((each) => each.text.trim());
}

/** The first of the attributes that is there and not blank, as it came. */
export function attributeOf(node: Node, ...names: readonly string[]): string | null {
  return names.map((name) => node.attributes[name]).find((value) => (value ?? '').trim() !== '') ?? null;
}

/** What an attribute of type xs:boolean says; whatever is neither true nor 1 is false. */
export function isTrue(value: string | null | undefined): boolean {
  return value !== null && value !== undefined && /^\s*(?:true|1)\s*$/i.test(value);
}

/** A whole number of up to 15 digits, else `null`. */
export function wholeNumber(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}

/** The identifier of a content binding: an attribute in 1.1, text in 1.0. */
export function bindingOf(node: Node): string | null {
  const id = (node.attributes['binding_id'] ?? node.text).trim();
  return id === '' ? null : id;
}
