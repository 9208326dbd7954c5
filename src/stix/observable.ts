import type { PrefixResolver, XmlAttributes, XmlName } from '../xml/handler.ts';
import type { Context } from './context.ts';
import { Field } from './field.ts';
import { allOf, anyOf, type Found, nothing, onlySkipped, refer, saysNothing, skip } from '../indicator/found.ts';
import { reasonName } from '../indicator/reason.ts';
import { branch, type Frame, familyOf, identifier, ignored, isTrue, TextFrame } from './frame.ts';
import { readObject } from './objects.ts';

/** Takes what an observable, object or operand was found to assert, when its end tag has come. */
export interface Receiver {
  take(found: Found, title: string | null): void;
}

/** What an element asserts that is only a reference (it has an idref); `null` where it is not. */
export function reference(attributes: XmlAttributes, context: Context): Found | null {
  if (attributes['idref'] === undefined) return null;
  const idref = identifier(attributes['idref']);
  if (idref === null) return onlySkipped('bad-reference');
  context.intake.refer(idref);
  if (isTrue(attributes['negate'])) return onlySkipped('negated');
  const found = nothing();
  refer(found, idref);
  return found;
}

/** A cybox:Observable (by whatever element name): an object, a composition, or an event, which asserts nothing here. */
export class ObservableFrame implements Frame, Receiver {
  readonly #context: Context;
  readonly #receiver: Receiver;
  readonly #id: string | null;
  readonly #negated: boolean;
  readonly #parts: Found[] = [];
  #title: string | null = null;

  constructor(attributes: XmlAttributes, context: Context, receiver: Receiver) {
    this.#context = context;
    this.#receiver = receiver;
    this.#id = identifier(attributes['id']);
    this.#negated = isTrue(attributes['negate']);
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    switch (name.local) {
      case 'Object':
        return this.#openObject(attributes);
      case 'Observable_Composition':
        return new CompositionFrame(attributes, this.#context, this);
      case 'Event':
        this.take(onlySkipped('unsupported-observable:Event'));
        return ignored;
      case 'Title':
        return new TextFrame((title) => (this.#title = title));
      default:
        return ignored;
    }
  }

  #openObject(attributes: XmlAttributes): Frame {
    const found = reference(attributes, this.#context);
    if (found === null) return new ObjectFrame(attributes, this.#context, this);
    this.take(found);
    return ignored;
  }

  take(found: Found): void {
    this.#parts.push(found);
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    const found = this.#found();
    if (this.#id !== null) this.#context.intake.define(this.#id, found);
    this.#receiver.take(found, this.#title);
  }

  #found(): Found {
    if (this.#negated) return onlySkipped('negated');
    return this.#parts.length === 0 ? onlySkipped('empty-observable') : anyOf(this.#parts);
  }
}

/** A cybox:Object or a Related_Object: its properties, and nothing of the objects it is related to. */
class ObjectFrame implements Frame {
  readonly #context: Context;
  readonly #receiver: Receiver | null;
  readonly #id: string | null;
  #properties: Field | null = null;
  #type = '';
  readonly #found = nothing();

  constructor(attributes: XmlAttributes, context: Context, receiver: Receiver | null) {
    this.#context = context;
    this.#receiver = receiver;
    this.#id = identifier(attributes['id']);
  }

  child(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    if (name.local === 'Properties') return this.#openProperties(attributes, resolve);
    if (name.local === 'Related_Objects') return branch({ Related_Object: (related) => this.#openRelated(related) });
    return ignored;
  }

  #openProperties(attributes: XmlAttributes, resolve: PrefixResolver): Frame {
    const idref = identifier(attributes['object_reference']);
    if (idref !== null) {
      refer(this.#found, idref);
      this.#context.intake.refer(idref);
      return ignored;
    }
    this.#type = objectType(attributes['xsi:type'], resolve);
    this.#properties = new Field('Properties', attributes);
    return this.#properties;
  }

  /**
   * What an object is related to (the address a domain resolved to, the file it dropped) is context, not assertion:
   * it is counted, and kept only under its id in case something refers to it.
   */
  #openRelated(attributes: XmlAttributes): Frame {
    skip(this.#found, 'related-object');
    const inline = attributes['idref'] === undefined && attributes['id'] !== undefined;
    return inline ? new ObjectFrame(attributes, this.#context, null) : ignored;
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    const found = this.#found;
    if (this.#properties !== null) {
      readObject(this.#type, this.#properties, { found, plainCommas: this.#context.plainCommas });
    }
    if (saysNothing(found)) skip(found, 'object-without-value');
    if (this.#id !== null) this.#context.intake.define(this.#id, found);
    this.#receiver?.take(found, null);
  }
}

/** The local name of an object's xsi:type where its prefix leads to CybOX, or nowhere (feeds forget to declare it). */
function objectType(type: string | undefined, resolve: PrefixResolver): string {
  if (type === undefined) return 'untyped';
  const colon = type.indexOf(':');
  const uri = resolve(colon < 0 ? '' : type.slice(0, colon).trim());
  if (uri !== undefined && uri !== '' && familyOf(uri) !== 'cybox')
    return `foreign-${reasonName(type.slice(colon + 1))}`;
  return type.slice(colon + 1).trim();
}

/** How the operands of a composition are read. */
interface Operands {
  readonly local: 'Observable' | 'Indicator';
  readonly open: (attributes: XmlAttributes, receiver: Receiver) => Frame;
}

/** An Observable_Composition, or with `operands` a Composite_Indicator_Expression: operands under one operator. */
export class CompositionFrame implements Frame, Receiver {
  readonly #operator: string;
  readonly #context: Context;
  readonly #receiver: Receiver;
  readonly #operands: Operands;
  readonly #parts: Found[] = [];

  constructor(attributes: XmlAttributes, context: Context, receiver: Receiver, operands?: Operands) {
    this.#operator = attributes['operator']?.trim().toUpperCase() ?? '';
    this.#context = context;
    this.#receiver = receiver;
    this.#operands = operands ?? { local: 'Observable', open: (of, to) => new ObservableFrame(of, context, to) };
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (name.local !== this.#operands.local || familyOf(name.uri) === 'other') return ignored;
    const found = reference(attributes, this.#context);
    if (found === null) return this.#operands.open(attributes, this);
    this.take(found);
    return ignored;
  }

  take(found: Found): void {
    this.#parts.push(found);
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    this.#receiver.take(this.#joined(), null);
  }

  #joined(): Found {
    if (this.#operator === 'OR') return anyOf(this.#parts);
    if (this.#operator === 'AND') return allOf(this.#parts);
    return this.#parts.length < 2 ? anyOf(this.#parts) : onlySkipped('unknown-operator');
  }
}
