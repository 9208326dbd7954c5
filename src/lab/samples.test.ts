import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { microsOf } from '../base/instant.ts';
import { loadCollection } from './generate.ts';
import { sampleCollections, type Sample } from './samples.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const samples = sampleCollections(now);

function sample(name: string): Sample {
  const found = samples.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

function* indices(collection: Sample): Generator<number> {
  for (let i = 0; i < collection.blocks.length; i += 1) yield i;
}

const content = (collection: Sample, index: number): string => [...collection.blocks.at(index).content()].join('');

/** Parses with namespaces; throws at the first flaw. */
function parse(text: string, seen: (local: string, namespace: string) => void): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => seen(tag.local, tag.uri));
  parser.write(text).close();
}

describe('the sample feed', () => {
  it('asserts three to five thousand observables in its four main collections', () => {
    const asserted = new Map<string, Set<string>>();
    for (const name of ['practice.phishing', 'practice.botnet', 'practice.malware', 'practice.mixed']) {
      const collection = sample(name);
      asserted.set(name, new Set([...indices(collection)].flatMap((i) => collection.asserts(i))));
    }
    const all = new Set([...asserted.values()].flatMap((each) => [...each]));
    expect(all.size).toBeGreaterThan(3000);
    expect(all.size).toBeLessThan(5000);
    const kinds = (name: string) => new Set([...(asserted.get(name) ?? [])].map((each) => each.split(' ', 1)[0]));
    expect(kinds('practice.phishing')).toEqual(new Set(['url', 'domain', 'email']));
    expect(kinds('practice.botnet')).toEqual(new Set(['ip', 'network']));
    expect(kinds('practice.malware')).toEqual(new Set(['md5', 'sha1', 'sha256']));
  });

  it('names nothing that exists', () => {
    const documentation = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+(\/\d+)?$|^2001:db8:/;
    const invented: Readonly<Record<string, RegExp>> = {
      ip: documentation,
      network: documentation,
      domain: /\.example$/,
      email: /@[a-z0-9.-]+\.example$/,
      url: /^http:\/\/[a-z0-9.-]+\.example\//,
    };
    const asserted = samples.flatMap((each) => [...indices(each)].flatMap((i) => each.asserts(i)));
    for (const assertion of asserted) {
      const [kind = '', value = ''] = assertion.split(' ');
      expect(value).toMatch(invented[kind] ?? /^[0-9a-f]{32,128}$/);
    }
  });

  it('is well-formed XML with all its namespaces declared, one package a block', () => {
    for (const collection of samples) {
      for (const index of indices(collection)) {
        const roots: string[] = [];
        parse(content(collection, index), (local, namespace) => roots.push(`${namespace} ${local}`));
        expect(roots[0]).toBe('http://stix.mitre.org/stix-1 STIX_Package');
      }
    }
  });

  it('is spread over the 30 days before now, by rising label, with microseconds', () => {
    const { blocks } = sample('practice.phishing');
    const labels = Array.from({ length: blocks.length }, (_, i) => blocks.at(i).label);
    expect(labels).toEqual(labels.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(labels).size).toBe(labels.length);
    expect((labels[0] ?? 0n) - (microsOf(now) - 30n * 86_400_000_000n)).toBeGreaterThanOrEqual(0n);
    expect(labels.at(-1)).toBeLessThanOrEqual(microsOf(now));
    expect(labels.some((label) => label % 1000n !== 0n)).toBe(true);
  });

  it('is the same on every day but for its times', () => {
    const later = sampleCollections(now + 86_400_000).find((each) => each.name === 'practice.mixed');
    const timeless = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
    for (const index of [0, 5, 17, 100]) {
      expect(timeless([...(later?.blocks.at(index).content() ?? [])].join(''))).toBe(
        timeless(content(sample('practice.mixed'), index)),
      );
    }
  });

  it('holds in practice.mixed what makes real feeds hard to read', () => {
    const mixed = sample('practice.mixed');
    const all = [...indices(mixed)].map((i) => content(mixed, i)).join('\n');
    for (const sign of [
      'version="1.0"',
      'version="1.1.1"',
      'version="1.2"',
      'color="AMBER"',
      '>Medium<',
      '<indicator:End_Time>',
      '##comma##',
      'operator="OR"',
      'operator="AND"',
      'idref="',
      'EmailMessageObjectType',
      'hxxp://',
      '[.]example',
      '999.1.1.1',
      'MutexObjectType',
      'negate="true"',
      '<![CDATA[',
      'Composite_Indicator_Expression',
      'delimiter=";;"',
    ]) {
      expect(all).toContain(sign);
    }
  });

  it('refers from block to block only to what is there', () => {
    const mixed = sample('practice.mixed');
    const all = [...indices(mixed)].map((i) => content(mixed, i)).join('\n');
    const defined = new Set([...all.matchAll(/<cybox:Observable id="([^"]+)"/g)].map(([, id]) => id));
    const named = [...all.matchAll(/idref="([^"]+)"/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => !defined.has(id))).toEqual([]);
  });
});

describe('a feed for load', () => {
  it('is as large as it says, all values different, and costs nothing before it is read', () => {
    const load = loadCollection({ name: 'load', blocks: 3, indicators: 4, until: now });
    const values = new Set<string>();
    for (let i = 0; i < 3; i += 1) {
      const text = [...load.blocks.at(i).content()].join('');
      let indicators = 0;
      parse(text, (local) => (indicators += local === 'Indicator' ? 1 : 0));
      expect(indicators).toBe(4);
      for (const [, value = ''] of text.matchAll(/<URIObj:Value[^>]*>([^<]+)/g)) values.add(value);
    }
    expect(values.size).toBe(12);
    const large = loadCollection({ name: 'load', blocks: 1e9, indicators: 1e9, until: now });
    const [first] = large.blocks.at(1e9 - 1).content();
    expect(large.blocks.at(1e9 - 1).label).toBe(microsOf(now));
    expect(first).toContain('<stix:STIX_Package');
  });
});
