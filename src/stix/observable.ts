import type { PrefixResolver, XmlAttributes, XmlName } from '../xml/handler.ts';
import type { Context } from './context.ts';
import { Field } from './field.ts';
import { allOf, anyOf, type Found, merge, nothing, onlySkipped, refer, skip } from './found.ts';
import { branch, type Frame, familyOf, identifier, ignored, isTrue, TextFrame } from './frame.ts';
import { readObject, reasonName } from './objects.ts';

type Done = (found: Found, title: string | null) => void;

/**
 * Opens an Observable, Object or Indicator that may be a reference: with an idref it is that and nothing else, and
 * `found` gets the reference; else `open` makes the frame.
 */
export function openOrRefer(attributes: XmlAttributes, context: Context, open: () => Frame, done: Done): Frame {
  const idref = identifier(attributes['idref']);
  if (idref === null) return open();
  const found = nothing();
  refer(found, idref);
  context.intake.refer(idref);
  done(isTrue(attributes['negate']) ? onlySkipped('negated') : found, null);
  return ignored;
}

/** A cybox:Observable (by whatever element name): an object, a composition, or an event, which asserts nothing here. */
export class ObservableFrame implements Frame {
  readonly #context: Context;
  readonly #done: Done;
  readonly #id: string | null;
  readonly #negated: boolean;
  readonly #parts: Found[] = [];
  #title: string | null = null;

  constructor(attributes: XmlAttributes, context: Context, done: Done) {
    this.#context = context;
    this.#done = done;
    this.#id = identifier(attributes['id']);
    this.#negated = isTrue(attributes['negate']);
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    const take = (found: Found) => void this.#parts.push(found);
    switch (name.local) {
      case 'Object':
        return openOrRefer(attributes, this.#context, () => new ObjectFrame(attributes, this.#context, take), take);
      case 'Observable_Composition':
        return new CompositionFrame(attributes, this.#context, take);
      case 'Event':
        take(onlySkipped('unsupported-observable:Event'));
        return ignored;
      case 'Title':
        return new TextFrame((title) => (this.#title = title));
      default:
        return ignored;
    }
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    const found = this.#negated ? onlySkipped('negated') : anyOf(this.#parts);
    if (this.#id !== null) this.#context.intake.define(this.#id, found);
    this.#done(found, this.#title);
  }
}

/** A cybox:Object or a Related_Object: its properties, and nothing of the objects it is related to. */
class ObjectFrame implements Frame {
  readonly #context: Context;
  readonly #done: (found: Found) => void;
  readonly #id: string | null;
  #properties: Field | null = null;
  #type = '';
  readonly #extra = nothing();

  constructor(attributes: XmlAttributes, context: Context, done: (found: Found) => void) {
    this.#context = context;
    this.#done = done;
    this.#id = identifier(attributes['id']);
  }

  child(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    if (name.local === 'Properties') return this.#openProperties(attributes, resolve);
    if (name.local === 'Related_Objects') return branch({ Related_Object: (related) => this.#openRelated(related) });
    return ignored;
  }

  #openProperties(attributes: XmlAttributes, resolve: PrefixResolver): Frame {
    const reference = identifier(attributes['object_reference']);
    if (reference !== null) {
      refer(this.#extra, reference);
      this.#context.intake.refer(reference);
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
    skip(this.#extra, 'related-object');
    const inline = attributes['idref'] === undefined && attributes['id'] !== undefined;
    return inline ? new ObjectFrame(attributes, this.#context, () => undefined) : ignored;
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    const found = nothing();
    if (this.#properties !== null) {
      readObject(this.#type, this.#properties, { found, plainCommas: this.#context.plainCommas });
    }
    merge(found, this.#extra);
    if (this.#id !== null) this.#context.intake.define(this.#id, found);
    this.#done(found);
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
  readonly open: (attributes: XmlAttributes, take: Done) => Frame;
}

/** An Observable_Composition, or with `operands` a Composite_Indicator_Expression: operands under one operator. */
export class CompositionFrame implements Frame {
  readonly #operator: string;
  readonly #context: Context;
  readonly #done: (found: Found) => void;
  readonly #operands: Operands;
  readonly #parts: Found[] = [];

  constructor(attributes: XmlAttributes, context: Context, done: (found: Found) => void, operands?: Operands) {
    this.#operator = attributes['operator']?.trim().toUpperCase() ?? '';
    this.#context = context;
    this.#done = done;
    this.#operands = operands ?? { local: 'Observable', open: (of, take) => new ObservableFrame(of, context, take) };
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (name.local !== this.#operands.local || familyOf(name.uri) === 'other') return ignored;
    const take = (found: Found) => void this.#parts.push(found);
    return openOrRefer(attributes, this.#context, () => this.#operands.open(attributes, take), take);
  }

  text(): void {
    // White space between the elements.
  }

  close(): void {
    if (this.#operator === 'OR') this.#done(anyOf(this.#parts));
    else if (this.#operator === 'AND') this.#done(allOf(this.#parts));
    else this.#done(this.#parts.length < 2 ? anyOf(this.#parts) : onlySkipped('unknown-operator'));
  }
}
