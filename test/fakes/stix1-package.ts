const namespaces: Readonly<Record<string, string>> = {
  stix: 'http://stix.mitre.org/stix-1',
  stixCommon: 'http://stix.mitre.org/common-1',
  indicator: 'http://stix.mitre.org/Indicator-2',
  ttp: 'http://stix.mitre.org/TTP-1',
  incident: 'http://stix.mitre.org/Incident-1',
  coa: 'http://stix.mitre.org/CourseOfAction-1',
  marking: 'http://data-marking.mitre.org/Marking-1',
  cybox: 'http://cybox.mitre.org/cybox-2',
  cyboxCommon: 'http://cybox.mitre.org/common-2',
  ex: 'http://example.com',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

const objects = [
  'Address',
  'DomainName',
  'EmailMessage',
  'File',
  'Hostname',
  'Link',
  'Mutex',
  'NetworkConnection',
  'Port',
  'SocketAddress',
  'URI',
];

const declarations = [
  ...Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`),
  ...objects.map((name) => `xmlns:${name}Obj="http://cybox.mitre.org/objects#${name}Object-2"`),
].join(' ');

/** A package with the given indicators; `before` comes between the root's start tag and them. */
export function packageOf(indicators: string, attributes = 'version="1.2"', before = ''): string {
  return `<stix:STIX_Package ${declarations} id="ex:P" ${attributes}>${before}<stix:Indicators>${indicators}</stix:Indicators></stix:STIX_Package>`;
}

export function indicator(id: string, content: string, element = 'stix:Indicator'): string {
  return `<${element} id="${id}" xsi:type="indicator:IndicatorType" timestamp="2026-01-01T00:00:00Z">${content}</${element}>`;
}

export function observable(id: string, object: string, element = 'indicator:Observable'): string {
  return `<${element} id="${id}"><cybox:Object>${object}</cybox:Object></${element}>`;
}

export function properties(type: string, content: string, attributes = ''): string {
  return `<cybox:Properties xsi:type="${type}" ${attributes}>${content}</cybox:Properties>`;
}

export function url(value: string): string {
  return properties('URIObj:URIObjectType', `<URIObj:Value>${value}</URIObj:Value>`, 'type="URL"');
}
