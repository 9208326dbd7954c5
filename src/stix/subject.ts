import { parseConfidence } from '../indicator/confidence.ts';
import type { Tlp } from '../indicator/indicator.ts';
import { strictest } from '../indicator/tlp.ts';
import type { PrefixResolver, XmlAttributes, XmlName } from '../xml/handler.ts';
import type { Context, Subject } from './context.ts';
import { anyOf, type Found, onlySkipped } from '../indicator/found.ts';
import { branch, type Frame, familyOf, identifier, ignored, isTrue, TextFrame } from './frame.ts';
import { HandlingFrame } from './marking.ts';
import { CompositionFrame, ObservableFrame, type Receiver, reference } from './observable.ts';
import { joinWindows, parseTime, parseVersion, type Window } from './validity.ts';

type Done = (subject: Subject) => void;

/** The fields that indicators and TTPs share. */
abstract class SubjectFrame implements Frame, Receiver {
  protected readonly context: Context;
  protected readonly id: string | null;
  protected readonly parts: Found[] = [];
  protected readonly version: number | null;
  protected title: string | null = null;
  protected tlp: Tlp | null;
  readonly #packageTlp: Tlp | null;

  constructor(attributes: XmlAttributes, context: Context, tlp: Tlp | null) {
    this.context = context;
    this.id = identifier(attributes['id']);
    this.version = parseVersion(attributes['timestamp']);
    this.tlp = tlp;
    this.#packageTlp = tlp;
  }

  abstract child(name: XmlName, attributes: XmlAttributes, resolve: PrefixResolver): Frame;
  abstract close(): void;

  text(): void {
    // White space between the elements.
  }

  take(found: Found): void {
    this.parts.push(found);
  }

  protected openTitle(): Frame {
    return new TextFrame((title) => (this.title ??= title === '' ? null : title));
  }

  protected openHandling(): Frame {
    return new HandlingFrame((tlp) => (this.tlp = strictest(this.tlp, tlp)));
  }

  protected openObservable(attributes: XmlAttributes): Frame {
    const found = reference(attributes, this.context);
    if (found === null) return new ObservableFrame(attributes, this.context, this);
    this.take(found);
    return ignored;
  }

  /** Elements that stand in this one but are none of its own assertions; inline indicators in them speak for themselves. */
  protected walk(reason: string): Frame {
    return this.context.walk(this.#packageTlp, reason);
  }
}

/** A stix:Indicator (IndicatorType), wherever it stands. */
export class IndicatorFrame extends SubjectFrame {
  readonly #done: Done;
  readonly #negated: boolean;
  readonly #windows: Window[] = [];
  #confidence: number | null = null;
  #hasContent = false;

  constructor(attributes: XmlAttributes, context: Context, tlp: Tlp | null, done: Done) {
    super(attributes, context, tlp);
    this.#done = done;
    this.#negated = isTrue(attributes['negate']);
  }

  child(name: XmlName, attributes: XmlAttributes): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    switch (name.local) {
      case 'Title':
        return this.openTitle();
      case 'Observable':
        this.#hasContent = true;
        return this.openObservable(attributes);
      case 'Composite_Indicator_Expression':
        this.#hasContent = true;
        return this.#openComposite(attributes);
      case 'Valid_Time_Position':
        return this.#openWindow();
      case 'Confidence':
        return branch({ Value: () => new TextFrame((text) => (this.#confidence = parseConfidence(text))) });
      case 'Handling':
        return this.openHandling();
      default:
        return this.#openContext(name.local);
    }
  }

  #openContext(local: string): Frame {
    switch (local) {
      case 'Test_Mechanism':
      case 'Test_Mechanisms':
        this.#hasContent = true;
        this.context.intake.count('test-mechanism');
        return ignored;
      case 'Sightings':
        return this.walk('sighting');
      case 'Suggested_COAs':
        return this.walk('coa-parameter');
      case 'Indicated_TTP':
      case 'Related_Indicators':
      case 'Related_Campaigns':
        return this.walk('observable-outside-indicator');
      default:
        return ignored;
    }
  }

  /** An operand that stands inside the expression is part of it, not an indicator of its own. */
  #openComposite(attributes: XmlAttributes): Frame {
    return new CompositionFrame(attributes, this.context, this, {
      local: 'Indicator',
      open: (operand, receiver) =>
        new IndicatorFrame(operand, this.context, this.tlp, ({ found, title }) => receiver.take(found, title)),
    });
  }

  #openWindow(): Frame {
    let from: number | null = null;
    let until: number | null = null;
    const time = (end: boolean) => (attributes: XmlAttributes) =>
      new TextFrame((text) => {
        const ms = parseTime(text, attributes['precision'], end);
        if (end) until = ms;
        else from = ms;
      });
    return branch({ Start_Time: time(false), End_Time: time(true) }, () => this.#windows.push({ from, until }));
  }

  close(): void {
    const found = this.#negated ? onlySkipped('negated') : anyOf(this.parts);
    if (this.id !== null) this.context.intake.define(this.id, found);
    const { from, until } = joinWindows(this.#windows, this.context.now);
    this.#done({
      kind: 'indicator',
      id: this.id,
      version: this.version,
      title: this.title,
      validFrom: from,
      validUntil: until,
      confidence: this.#confidence,
      tlp: this.tlp,
      empty: !this.#hasContent,
      found,
    });
  }
}

/** A stix:TTP: what its infrastructure consists of is asserted as malicious; its victims' systems are not. */
export class TtpFrame extends SubjectFrame {
  child(name: XmlName): Frame {
    if (familyOf(name.uri) === 'other') return ignored;
    switch (name.local) {
      case 'Title':
        return this.openTitle();
      case 'Handling':
        return this.openHandling();
      case 'Resources':
        return branch({ Infrastructure: () => this.#openInfrastructure() });
      case 'Victim_Targeting':
        return this.walk('victim-observable');
      case 'Related_TTPs':
        return this.walk('observable-outside-indicator');
      default:
        return ignored;
    }
  }

  #openInfrastructure(): Frame {
    return branch({
      Observable_Characterization: () => branch({ Observable: (attributes) => this.openObservable(attributes) }),
    });
  }

  close(): void {
    this.context.intake.assert({
      kind: 'ttp',
      id: this.id,
      version: this.version,
      title: this.title,
      validFrom: null,
      validUntil: null,
      confidence: null,
      tlp: this.tlp,
      empty: this.parts.length === 0,
      found: anyOf(this.parts),
    });
  }
}
