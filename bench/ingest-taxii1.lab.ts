/** The server's side of ingest-taxii1.ts, a process of its own: `BLOCKS INDICATORS PART`; tells its port. */
import { formatMicros, microsOf } from '../src/base/instant.ts';
import { stixBindings, type Block, type Collection } from '../src/lab/collection.ts';
import { startLab } from '../src/lab/lab.ts';

const [blocks = 0, indicators = 0, partSize = 0] = process.argv.slice(2).map(Number);
const until = microsOf(Date.now() - 1000);

/** As plain as the packages that the reference was measured on: about 1,000 bytes around indicators of about 520. */
function at(index: number): Block {
  const label = until - BigInt(blocks - 1 - index);
  return { label, binding: stixBindings['1.1.1'], content: () => content(index, formatMicros(label)) };
}

function* content(block: number, timestamp: string): Generator<string> {
  yield `<stix:STIX_Package xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:stix="http://stix.mitre.org/stix-1" xmlns:indicator="http://stix.mitre.org/Indicator-2" xmlns:stixCommon="http://stix.mitre.org/common-1" xmlns:stixVocabs="http://stix.mitre.org/default_vocabularies-1" xmlns:cybox="http://cybox.mitre.org/cybox-2" xmlns:cyboxCommon="http://cybox.mitre.org/common-2" xmlns:URIObj="http://cybox.mitre.org/objects#URIObject-2" xmlns:load="http://load.example/" id="load:Package-${uuid(block, 0)}" version="1.1.1" timestamp="${timestamp}"><stix:STIX_Header><stix:Title>Load, block ${block}</stix:Title></stix:STIX_Header><stix:Indicators>`;
  for (let i = 0; i < indicators; i += 1) yield indicator(block, i, timestamp);
  yield '</stix:Indicators></stix:STIX_Package>';
}

function indicator(block: number, i: number, timestamp: string): string {
  const id = uuid(block, i + 1);
  return (
    `<stix:Indicator id="load:indicator-${id}" timestamp="${timestamp}" xsi:type="indicator:IndicatorType">` +
    `<indicator:Title>Phishing page ${block}/${i}</indicator:Title><indicator:Observable id="load:Observable-${id}">` +
    '<cybox:Object><cybox:Properties xsi:type="URIObj:URIObjectType" type="URL"><URIObj:Value condition="Equals">' +
    `http://login-${block}-${i}.bank.example/verify/${id.slice(0, 8)}?id=${i}` +
    '</URIObj:Value></cybox:Properties></cybox:Object></indicator:Observable></stix:Indicator>\n'
  );
}

function uuid(block: number, i: number): string {
  const hex = (value: number): string => value.toString(16).padStart(8, '0');
  return `${hex(block)}-0000-4000-8000-0000${hex(i)}`;
}

const collection: Collection = {
  name: 'load',
  description: `Load: ${blocks} blocks of ${indicators} indicators`,
  type: 'DATA_FEED',
  available: true,
  subscription: null,
  readyAfterMs: 0,
  bindings: [stixBindings['1.1.1']],
  blocks: { length: blocks, at },
};
const lab = await startLab({ collections: [collection], partSize });
process.once('SIGTERM', () => void lab.close());
console.log(lab.port);
