import { describe, expect, it } from 'vitest';
import type { Indicator, Tally, WaitingIndicator } from '../indicator/indicator.ts';
import type { StixObject } from './object.ts';
import { Stix2Session } from './session.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
const object = (value: Record<string, unknown>) => value as StixObject;

interface Read {
  readonly indicators: readonly Indicator[];
  readonly listed: readonly string[];
  readonly tally: Tally;
  readonly waiting: readonly WaitingIndicator[];
}

/** Reads pages with everything asserted; each record as its id and its values. */
function read(pages: readonly (readonly StixObject[])[], waiting: readonly WaitingIndicator[] = []): Read {
  const session = new Stix2Session({ now, assert: 'all' }, waiting);
  for (const page of pages) {
    for (const each of page) session.take(each);
    session.endDocument();
  }
  const { indicators, tally } = session.drain();
  const listed = indicators.map(({ id, observables }) => [id, ...observables.map(({ value }) => value)].join(' '));
  return { indicators, listed, tally, waiting: session.waiting() };
}

const sco = (type: string, more: Record<string, unknown>, id = `${type}--1`) => object({ type, id, ...more });

describe('a cyber-observable object, where everything is asserted', () => {
  it.each([
    [sco('ipv4-addr', { value: '192.0.2.1' }), ['192.0.2.1'], {}],
    [sco('ipv6-addr', { value: '2001:db8::1' }), ['2001:db8::1'], {}],
    [sco('domain-name', { value: 'evil.example' }), ['evil.example'], {}],
    [sco('hostname', { value: 'host.evil.example' }), ['host.evil.example'], {}],
    [sco('url', { value: 'http://evil.example/' }), ['http://evil.example/'], {}],
    [sco('email-addr', { value: 'mallory@evil.example' }), ['mallory@evil.example'], {}],
    [sco('url', { value: 'hxxp://evil[.]example/', defanged: true }), ['http://evil.example/'], {}],
    [sco('domain-name', { value: 'evil (dot) example', defanged: true }), ['evil.example'], {}],
    [sco('file', { hashes: { MD5: md5, SSDEEP: '3::' } }), [md5], { 'unsupported-hash:SSDEEP': 1 }],
    [sco('artifact', { hashes: { md5 } }), [md5], {}],
    [sco('file', { name: 'evil.exe' }), [], { 'file-without-hash': 1 }],
    [sco('mutex', { name: 'evil' }), [], { 'unsupported-object:mutex': 1 }],
    [sco('network-traffic', { dst_ref: 'ipv4-addr--1' }), [], { 'unsupported-object:network-traffic': 1 }],
    [sco('email-message', { subject: 'x' }), [], { 'unsupported-object:email-message': 1 }],
  ])('%j', (each, values, skipped) => {
    const { indicators, tally } = read([[each]]);
    expect(indicators.flatMap(({ observables }) => observables.map(({ value }) => value))).toEqual(values);
    expect(tally.skipped).toEqual(skipped);
  });
  it('has no version, and its own id and marking', () => {
    const marking = ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'];
    const { indicators } = read([[sco('domain-name', { value: 'evil.example', object_marking_refs: marking })]]);
    expect(indicators).toMatchObject([{ id: 'domain-name--1', version: null, tlp: 'green', withdrawn: false }]);
  });
  it('that is refused is shown', () => {
    const { tally } = read([[sco('ipv4-addr', { value: 7 }), sco('file', { hashes: { MD5: 7, 'SHA-1': 'x' } })]]);
    expect(tally.refusals.map(({ rule }) => rule)).toEqual(['empty', 'not-hex', 'not-hex']);
  });
  it('that a message names as its recipient is the victim, and spared', () => {
    const message = sco('email-message', {
      from_ref: 'email-addr--1',
      to_refs: ['email-addr--2'],
      cc_refs: ['email-addr--3'],
    });
    const people = ['mallory@evil.example', 'to@example.com', 'cc@example.com'].map((value, i) =>
      sco('email-addr', { value }, `email-addr--${i + 1}`),
    );
    for (const page of [
      [message, ...people],
      [...people, message],
    ]) {
      const { listed, tally } = read([page]);
      expect(listed).toEqual(['email-addr--1 mallory@evil.example']);
      expect(tally.skipped).toMatchObject({ 'victim-observable': 2 });
    }
  });
});

describe('observed data', () => {
  const dates = { modified: '2026-02-01T00:00:00Z' };
  const observed = (more: Record<string, unknown>) =>
    object({ type: 'observed-data', id: 'observed-data--1', ...dates, ...more });

  it('of STIX 2.0 asserts the objects in it, recipients left out', () => {
    const objects = {
      '0': { type: 'email-message', from_ref: '1', to_refs: ['2'] },
      '1': { type: 'email-addr', value: 'mallory@evil.example' },
      '2': { type: 'email-addr', value: 'victim@example.com' },
      '3': { type: 'file', hashes: { MD5: md5 } },
      '4': 7,
    };
    const { listed, tally } = read([[observed({ objects })]]);
    expect(listed).toEqual([`observed-data--1 mallory@evil.example ${md5}`]);
    expect(tally.skipped).toEqual({
      'unsupported-object:email-message': 1,
      'victim-observable': 1,
      'malformed-object': 1,
    });
  });
  it('of STIX 2.1 asserts what it refers to, before or after, also in a later page', () => {
    const refers = observed({ object_refs: ['ipv4-addr--1', 'mutex--1'] });
    const address = sco('ipv4-addr', { value: '192.0.2.1' });
    const mutex = sco('mutex', { name: 'x' });
    for (const pages of [[[refers, address, mutex]], [[mutex, address, refers]], [[refers], [address], [mutex]]]) {
      const { listed, waiting } = read(pages);
      expect([...listed].sort()).toEqual(['ipv4-addr--1 192.0.2.1', 'observed-data--1 192.0.2.1']);
      expect(waiting).toEqual([]);
    }
  });
  it('waits for what does not come, into the next poll', () => {
    const marked = { object_marking_refs: ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da'] };
    const { waiting, listed } = read([[observed({ object_refs: ['ipv4-addr--1', 'ipv4-addr--2'], ...marked })]]);
    expect(listed).toEqual([]);
    expect(waiting).toMatchObject([{ references: ['ipv4-addr--1', 'ipv4-addr--2'], since: now }]);
    const next = read(
      [[sco('ipv4-addr', { value: '192.0.2.2' }, 'ipv4-addr--2')]],
      JSON.parse(JSON.stringify(waiting)),
    );
    expect(next.listed).toContain('observed-data--1 192.0.2.2');
    expect(next.indicators).toContainEqual(expect.objectContaining({ id: 'observed-data--1', tlp: 'green' }));
    expect(next.waiting).toMatchObject([{ references: ['ipv4-addr--1'] }]);
  });
  it('that is revoked takes back what it said', () => {
    expect(read([[observed({ revoked: true, objects: {} })]]).indicators).toMatchObject([{ withdrawn: true }]);
    expect(read([[observed({ revoked: true, object_refs: ['ipv4-addr--1'] })]]).waiting).toEqual([]);
  });
  it('that names nothing is counted', () => {
    expect(read([[observed({})]]).tally.skipped).toEqual({ 'observation-of-nothing': 1 });
  });
  it('cannot make a session wait for more than its budget', () => {
    const references = Array.from({ length: 60_000 }, (_, i) => `ipv4-addr--${i}`);
    const many = [1, 2].map((n) => observed({ id: `observed-data--${n}`, object_refs: references }));
    const { waiting, tally } = read([many]);
    expect(waiting.length).toBe(1);
    expect(tally.skipped).toEqual({ 'unresolved-reference': 60_000 });
  });
});

describe('a malware analysis', () => {
  it('asserts its sample, not what the sample talked to', () => {
    const analysis = object({
      type: 'malware-analysis',
      id: 'malware-analysis--1',
      sample_ref: 'file--1',
      analysis_sco_refs: ['domain-name--1'],
    });
    const { listed } = read([[analysis, sco('file', { hashes: { MD5: md5 } })]]);
    expect([...listed].sort()).toEqual([`file--1 ${md5}`, `malware-analysis--1 ${md5}`]);
  });
});
