import type { Tlp } from '../indicator/indicator.ts';
import { strictest } from '../indicator/tlp.ts';
import type { XmlAttributes, XmlName } from '../xml/handler.ts';
import type { Context } from './context.ts';
import { branch, type Frame, familyOf, identifier, ignored } from './frame.ts';
import { HandlingFrame } from './marking.ts';
import { ObservableFrame } from './observable.ts';
import { IndicatorFrame, TtpFrame } from './subject.ts';

/** Where in a package the walk is. */
interface Place {
  readonly context: Context;
  /** The marking of the packages around. */
  readonly tlp: Tlp | null;
  /** What an observable is that stands here outside any indicator: the reason it is counted under. */
  readonly reason: string;
}

const outside = 'observable-outside-indicator';

/** Constructs that give the observables below them another reason. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['Incident', 'incident-observable'],
  ['Sightings', 'sighting'],
  ['Parameter_Observables', 'coa-parameter'],
  ['Victim_Targeting', 'victim-observable'],
]);

/**
 * Walks the constructs of a package that assert nothing themselves, looking for those that do: indicators and TTPs,
 * wherever they stand (MISP puts its indicators into the incidents of related packages).
 */
function walk(place: Place): Frame {
  const frame: Frame = {
    child: (name, attributes) => openWithin(frame, place, name, attributes),
    text: () => undefined,
    close: () => undefined,
  };
  return frame;
}

function openWithin(frame: Frame, place: Place, name: XmlName, attributes: XmlAttributes): Frame {
  if (familyOf(name.uri) === 'other') return ignored;
  const { context, tlp } = place;
  switch (name.local) {
    case 'Indicator':
      if (attributes['idref'] !== undefined) return ignored;
      return new IndicatorFrame(attributes, context, tlp, (subject) => context.intake.assert(subject));
    case 'TTP':
      return attributes['idref'] === undefined ? new TtpFrame(attributes, context, tlp) : ignored;
    case 'Observable':
      return openPlain(place, attributes);
    case 'Package':
    case 'STIX_Package':
      return packageFrame(context, tlp);
    default: {
      const reason = reasons.get(name.local);
      return reason === undefined || reason === place.reason ? frame : walk({ ...place, reason });
    }
  }
}

function openPlain(place: Place, attributes: XmlAttributes): Frame {
  const { context, tlp, reason } = place;
  if (attributes['idref'] !== undefined) return ignored;
  return new ObservableFrame(attributes, context, {
    take(found, title) {
      if (reason === outside) context.intake.observe({ id: identifier(attributes['id']), title, tlp, found });
      else context.intake.count(reason);
    },
  });
}

/** The frame of a block's outermost package. */
export function openPackage(block: Omit<Context, 'walk'>): Frame {
  const context: Context = { ...block, walk: (tlp, reason) => walk({ context, tlp, reason }) };
  return packageFrame(context, null);
}

/** A package, the outermost or a related one; its header's marking holds for all that follows, and for inner packages. */
function packageFrame(context: Context, outer: Tlp | null): Frame {
  let place: Place = { context, tlp: outer, reason: outside };
  let inner = walk(place);
  const mark = (tlp: Tlp | null) => {
    place = { ...place, tlp: strictest(place.tlp, tlp) };
    inner = walk(place);
  };
  const header = () => branch({ Handling: () => new HandlingFrame(mark) });
  return {
    child(name, attributes, resolve) {
      if (name.local === 'STIX_Header' && familyOf(name.uri) === 'stix') return header();
      return inner.child(name, attributes, resolve);
    },
    text: () => undefined,
    close: () => undefined,
  };
}
