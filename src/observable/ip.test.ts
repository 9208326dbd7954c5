import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from './address.ts';
import { networksAround, networksOfRange, parseAddresses, parseIp, parseNetwork } from './ip.ts';
import { isRefusal } from './refusal.ts';

describe('an IP address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1\n', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:1:2:3:4:5::', '2001:db8:1:2:3:4:5:0'],
    ['::', '::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('%s reads as %s', (text, value) => {
    expect(parseIp(text)).toEqual({ kind: 'ip', value });
  });

  it.each([
    ['010.0.02.1', 'octal'],
    ['192.0.2.256', 'not-an-address'],
    ['192.0.2', 'not-an-address'],
    ['0x7f.1', 'not-an-address'],
    ['2130706433', 'not-an-address'],
    ['N/A', 'not-an-address'],
    ['192.0.2.49:8080', 'port'],
    ['[2001:db8::1]:80', 'port'],
    ['fe80::1%eth0', 'zone'],
    ['1::2::3', 'not-an-address'],
    ['1:2:3:4:5:6:7', 'not-an-address'],
    ['1:2:3:4:5:6:7:8:9', 'not-an-address'],
    ['1:2:3:4::5:6:7:8', 'not-an-address'],
    [':1:2:3:4:5:6:7', 'not-an-address'],
    ['::ffff:192.0.2', 'not-an-address'],
    ['::12345', 'not-an-address'],
    ['', 'empty'],
    ['192.0.2.1\u0000', 'control-character'],
  ])('%j is refused: %s', (text, rule) => {
    expect(parseIp(text)).toMatchObject({ kind: 'ip', rule });
  });

  it('agrees with ipaddr.js on every IPv6 address and on its RFC 5952 form', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (parts) => {
        const theirs = new ipaddr.IPv6(parts);
        fc.pre(!theirs.isIPv4MappedAddress());
        const long = parts.map((part) => part.toString(16)).join(':');
        expect(parseIp(long)).toEqual({ kind: 'ip', value: theirs.toRFC5952String() });
        expect(parseIp(theirs.toRFC5952String())).toEqual({ kind: 'ip', value: theirs.toRFC5952String() });
      }),
    );
  });
});

describe('a network', () => {
  it.each([
    ['198.51.100.7/24', 'network', '198.51.100.0/24'],
    ['198.51.100.0/255.255.254.0', 'network', '198.51.100.0/23'],
    ['198.51.100.7/32', 'ip', '198.51.100.7'],
    ['198.51.100.7/255.255.255.255', 'ip', '198.51.100.7'],
    ['2001:DB8:0:0::1/64', 'network', '2001:db8::/64'],
    ['2001:db8::1/128', 'ip', '2001:db8::1'],
    ['::ffff:192.0.2.7/120', 'network', '192.0.2.0/24'],
    ['198.51.100.7', 'ip', '198.51.100.7'],
    ['10.0.0.0/8', 'network', '10.0.0.0/8'],
  ])('%s reads as %s %s', (text, kind, value) => {
    expect(parseNetwork(text)).toEqual({ kind, value });
  });

  it.each([
    ['0.0.0.0/0', 'too-wide'],
    ['10.0.0.0/7', 'too-wide'],
    ['::/0', 'too-wide'],
    ['2001:db8::/18', 'too-wide'],
    ['::ffff:0.0.0.0/96', 'too-wide'],
    ['::ffff:192.0.2.1/24', 'too-wide'],
    ['192.0.2.0/33', 'prefix'],
    ['192.0.2.0/', 'prefix'],
    ['192.0.2.0/-1', 'prefix'],
    ['192.0.2.0/255.0.255.0', 'netmask'],
    ['192.0.2.0/0.0.0.0', 'netmask'],
    ['192.0.2/24', 'not-an-address'],
  ])('%s is refused: %s', (text, rule) => {
    expect(parseNetwork(text)).toMatchObject({ kind: 'network', rule });
  });

  it('is canonical: reading it again changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 8, max: 32 }), (number, prefix) => {
        const once = parseNetwork(`${formatAddress({ bits: 32, number: BigInt(number) })}/${prefix}`);
        expect(isRefusal(once)).toBe(false);
        if (!isRefusal(once)) expect(parseNetwork(once.value)).toEqual(once);
      }),
    );
  });
});

describe('the networks around an address', () => {
  it('are those that may be listed, narrowest first', () => {
    const around = networksAround('192.0.2.77').map(({ value }) => value);
    expect(around).toHaveLength(24);
    expect([around[0], around[7], around.at(-1)]).toEqual(['192.0.2.76/31', '192.0.2.0/24', '192.0.0.0/8']);
    expect(networksAround('2001:db8::1').at(-1)).toEqual({ kind: 'network', value: '2001::/19' });
    for (const { value } of networksAround('2001:db8::1')) expect(parseNetwork(value)).toMatchObject({ value });
    expect(networksAround('junk')).toEqual([]);
  });
});

describe('a range', () => {
  it('comes apart into the fewest networks', () => {
    expect(parseAddresses('192.0.2.10-192.0.2.20')).toEqual([
      { kind: 'network', value: '192.0.2.10/31' },
      { kind: 'network', value: '192.0.2.12/30' },
      { kind: 'network', value: '192.0.2.16/30' },
      { kind: 'ip', value: '192.0.2.20' },
    ]);
    expect(networksOfRange('143.89.0.0', '143.89.255.255')).toEqual([{ kind: 'network', value: '143.89.0.0/16' }]);
    expect(networksOfRange('10.0.0.0', '10.255.255.255')).toEqual([{ kind: 'network', value: '10.0.0.0/8' }]);
    expect(networksOfRange('2001:db8::', '2001:db8::ffff')).toEqual([{ kind: 'network', value: '2001:db8::/112' }]);
  });

  it.each([
    ['223.166.0.0', '23.167.255.255', 'backwards'],
    ['23.167.0.0', '223.166.255.255', 'too-wide'],
    ['9.255.255.255', '10.255.255.255', 'too-wide'],
    ['192.0.2.1', '2001:db8::1', 'families-differ'],
    ['192.0.2.1', 'junk', 'not-an-address'],
    ['2001:db8::1', '2001:db8:ff:ffff:ffff:ffff:ffff:fffe', 'too-many-networks'],
  ])('%s to %s is refused: %s', (first, last, rule) => {
    expect(networksOfRange(first, last)).toMatchObject({ rule });
  });

  it('covers every address of the range once and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff - 5000 }), fc.integer({ min: 0, max: 5000 }), (from, size) => {
        const text = (number: number) => formatAddress({ bits: 32, number: BigInt(number) });
        const networks = networksOfRange(text(from), text(from + size));
        if (isRefusal(networks)) throw new Error(networks.rule);
        let next = BigInt(from);
        for (const { value } of networks) {
          const [start = '', prefix = '32'] = value.split('/');
          expect(parseAddress(start)?.number).toBe(next);
          next += 1n << (32n - BigInt(prefix));
        }
        expect(next).toBe(BigInt(from + size + 1));
      }),
    );
  });
});
