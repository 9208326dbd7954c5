import type { stixBindings } from './collection.ts';
import { escapeXml } from './xml-tree.ts';

export type StixVersion = keyof typeof stixBindings;

/** Who writes a package: the prefix of its identifiers and their namespace. */
export interface Producer {
  readonly prefix: string;
  readonly namespace: string;
}

/** A package as a producer writes it. */
export interface PackageText {
  readonly version: StixVersion;
  readonly producer: Producer;
  /** UUID. */
  readonly id: string;
  readonly timestamp: string;
  readonly title: string;
  readonly intent?: string;
  readonly tlp?: 'WHITE' | 'GREEN' | 'AMBER' | 'RED';
  /** Written observables that indicators, of this package or another, refer to. */
  readonly observables?: readonly string[];
  /** Written indicators. */
  readonly indicators: readonly string[];
}

const declared = {
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  stix: 'http://stix.mitre.org/stix-1',
  stixCommon: 'http://stix.mitre.org/common-1',
  stixVocabs: 'http://stix.mitre.org/default_vocabularies-1',
  indicator: 'http://stix.mitre.org/Indicator-2',
  marking: 'http://data-marking.mitre.org/Marking-1',
  tlpMarking: 'http://data-marking.mitre.org/extensions/MarkingStructure#TLP-1',
  cybox: 'http://cybox.mitre.org/cybox-2',
  cyboxCommon: 'http://cybox.mitre.org/common-2',
  cyboxVocabs: 'http://cybox.mitre.org/default_vocabularies-2',
  AddressObj: 'http://cybox.mitre.org/objects#AddressObject-2',
  DomainNameObj: 'http://cybox.mitre.org/objects#DomainNameObject-1',
  HostnameObj: 'http://cybox.mitre.org/objects#HostnameObject-1',
  URIObj: 'http://cybox.mitre.org/objects#URIObject-2',
  FileObj: 'http://cybox.mitre.org/objects#FileObject-2',
  EmailMessageObj: 'http://cybox.mitre.org/objects#EmailMessageObject-2',
  MutexObj: 'http://cybox.mitre.org/objects#MutexObject-2',
  WinRegistryKeyObj: 'http://cybox.mitre.org/objects#WinRegistryKeyObject-2',
} as const;

const namespaces = Object.entries(declared)
  .map(([prefix, namespace]) => `xmlns:${prefix}="${namespace}"`)
  .join(' ');

/** Writes a STIX 1.x package, without an XML declaration, as it stands in a content block. */
export function stixPackage(text: PackageText): string {
  const own = `xmlns:${text.producer.prefix}="${text.producer.namespace}"`;
  const id = `${text.producer.prefix}:Package-${text.id}`;
  const observables = text.observables ?? [];
  const header =
    `  <stix:STIX_Header>\n    <stix:Title>${escapeXml(text.title)}</stix:Title>\n` +
    (text.intent === undefined
      ? ''
      : `    <stix:Package_Intent xsi:type="stixVocabs:PackageIntentVocab-1.0">${escapeXml(text.intent)}</stix:Package_Intent>\n`) +
    (text.tlp === undefined ? '' : marking(text.tlp)) +
    '  </stix:STIX_Header>\n';
  return (
    `<stix:STIX_Package ${namespaces} ${own} id="${id}" version="${text.version}" timestamp="${text.timestamp}">\n${header}` +
    (observables.length === 0
      ? ''
      : `  <stix:Observables cybox_major_version="2" cybox_minor_version="1">\n${observables.join('')}  </stix:Observables>\n`) +
    (text.indicators.length === 0 ? '' : `  <stix:Indicators>\n${text.indicators.join('')}  </stix:Indicators>\n`) +
    '</stix:STIX_Package>'
  );
}

function marking(color: string): string {
  return (
    '    <stix:Handling>\n      <marking:Marking>\n' +
    '        <marking:Controlled_Structure>//node() | //@*</marking:Controlled_Structure>\n' +
    `        <marking:Marking_Structure xsi:type="tlpMarking:TLPMarkingStructureType" color="${color}"/>\n` +
    '      </marking:Marking>\n    </stix:Handling>\n'
  );
}

/** An indicator as a producer writes it. */
export interface IndicatorText {
  /** Whole identifier with prefix. */
  readonly id: string;
  readonly timestamp: string;
  readonly title: string;
  /** A word of the indicator type vocabulary, such as `URL Watchlist`. */
  readonly type?: string;
  readonly description?: string;
  readonly validity?: { readonly from?: string; readonly until?: string };
  readonly negate?: boolean;
  /** Written observables, or a written composition. */
  readonly body: string;
  readonly confidence?: 'High' | 'Medium' | 'Low';
}

/** Writes an indicator, its children in the order of the schema. */
export function indicator(text: IndicatorText): string {
  const negate = text.negate === true ? ' negate="true"' : '';
  const part = (name: string, value: string | undefined, attributes = ''): string =>
    value === undefined ? '' : `      <indicator:${name}${attributes}>${escapeXml(value)}</indicator:${name}>\n`;
  return (
    `    <stix:Indicator id="${text.id}" timestamp="${text.timestamp}" xsi:type="indicator:IndicatorType"${negate}>\n` +
    part('Title', text.title) +
    part('Type', text.type, ' xsi:type="stixVocabs:IndicatorTypeVocab-1.1"') +
    part('Description', text.description) +
    validity(text.validity) +
    text.body +
    confidence(text) +
    '    </stix:Indicator>\n'
  );
}

function validity(window: IndicatorText['validity']): string {
  if (window === undefined) return '';
  const edge = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<indicator:${name}>${value}</indicator:${name}>`;
  return (
    `      <indicator:Valid_Time_Position>${edge('Start_Time', window.from)}` +
    `${edge('End_Time', window.until)}</indicator:Valid_Time_Position>\n`
  );
}

function confidence(text: IndicatorText): string {
  if (text.confidence === undefined) return '';
  return (
    `      <indicator:Confidence timestamp="${text.timestamp}">` +
    `<stixCommon:Value xsi:type="stixVocabs:HighMediumLowVocab-1.0">${text.confidence}</stixCommon:Value></indicator:Confidence>\n`
  );
}

/** An observable around written properties; `tag` is `indicator:Observable` or, within CybOX, `cybox:Observable`. */
export function observable(id: string, properties: string, tag = 'indicator:Observable'): string {
  const object = id.replace(/:Observable-/, ':Object-');
  return (
    `      <${tag} id="${id}">\n        <cybox:Object id="${object}">\n          ${properties}\n` +
    `        </cybox:Object>\n      </${tag}>\n`
  );
}

/** A composition of written `cybox:Observable`s. */
export function composition(id: string, operator: 'AND' | 'OR', members: readonly string[]): string {
  return (
    `      <indicator:Observable id="${id}">\n        <cybox:Observable_Composition operator="${operator}">\n` +
    `${members.join('')}        </cybox:Observable_Composition>\n      </indicator:Observable>\n`
  );
}
