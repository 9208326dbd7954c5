import type { Tlp } from '../indicator/indicator.ts';
import { parseTlp, strictest } from '../indicator/tlp.ts';
import type { XmlAttributes, XmlName } from '../xml/handler.ts';
import type { Frame } from './frame.ts';

/** XPath steps to constructs other than indicators: a marking of these alone says nothing about what is listed. */
const elsewhere = /STIX_Header|Incident|Campaign|Threat_Actor|Exploit_Target|Course_Of_Action|Report/;

/**
 * A Handling element: the strictest TLP of its markings, whether TLPMarkingStructureType (`color` on the structure) or
 * AIS (`TLPMarking` inside it). The controlled structure is XPath, which is not evaluated: a marking counts unless it
 * names only constructs that hold no indicators, since a marking too strict does less harm than one too mild.
 */
export class HandlingFrame implements Frame {
  readonly #done: (tlp: Tlp | null) => void;
  #tlp: Tlp | null = null;
  #marking: Tlp | null = null;
  #controlled = '';
  #depth = 0;
  #inControlled = false;

  constructor(done: (tlp: Tlp | null) => void) {
    this.#done = done;
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    this.#depth += 1;
    const color = attributes['color'];
    const marks = name.local === 'Marking_Structure' || name.local === 'TLPMarking';
    if (marks && color !== undefined) this.#marking = strictest(this.#marking, parseTlp(color));
    this.#inControlled = name.local === 'Controlled_Structure';
    return this;
  }

  text(text: string): void {
    if (this.#inControlled && this.#controlled.length < 1000) this.#controlled += text;
  }

  close(): void {
    this.#inControlled = false;
    this.#depth -= 1;
    if (this.#depth === 0) this.#closeMarking();
    if (this.#depth < 0) this.#done(this.#tlp);
  }

  #closeMarking(): void {
    const applies = !elsewhere.test(this.#controlled) || /Indicator|STIX_Package/.test(this.#controlled);
    if (applies) this.#tlp = strictest(this.#tlp, this.#marking);
    this.#marking = null;
    this.#controlled = '';
  }
}
