import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIp, plainAddresses } from './address.ts';
import { toolArguments } from './arguments.ts';
import { parseIp } from '../net/ip.ts';

describe('the arguments of tcpdump', () => {
  it('name the addresses and the port, and nothing of a host name', () => {
    const args = toolArguments({ addresses: ['192.0.2.1', '2001:DB8:0::1'], port: 443 }, 10_000_000);
    expect(args.at(-1)).toBe('tcp port 443 and (host 192.0.2.1 or host 2001:db8::1)');
    expect(args.slice(0, -1)).toEqual([
      '-i',
      'any',
      '-n',
      '-p',
      '-s',
      '0',
      '-U',
      '--immediate-mode',
      '-B',
      '8192',
      '-c',
      '131579',
      '-w',
      '-',
    ]);
  });
  it('never hold more than addresses written anew and a number', () => {
    const text = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.constant('192.0.2.1 or port 25'));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.integer(), (addresses, port) => {
        try {
          const filter = toolArguments({ addresses, port }, 1000).at(-1) ?? '';
          expect(filter).toMatch(/^tcp port \d{1,5} and \(host [0-9a-f.:]+( or host [0-9a-f.:]+){0,15}\)$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'capture/no-address' });
        }
      }),
    );
  });
  it.each([
    [[], 443],
    [['host.example'], 443],
    [['-w', '/etc/passwd'], 443],
    [['192.0.2.1'], 0],
    [['192.0.2.1'], 65_536],
    [['192.0.2.1'], 1.5],
  ])('are refused for %j port %d', (addresses, port) => {
    expect(() => toolArguments({ addresses, port }, 1000)).toThrow(
      expect.objectContaining({ code: 'capture/no-address' }),
    );
  });
});

describe('an address', () => {
  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
    ['1::', '1::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is written %s', (text, written) => {
    expect(plainAddresses([text, text])).toEqual([written]);
  });
  it('is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const written = formatIp(bytes);
        expect(formatIp(parseIp(written) ?? new Uint8Array(0))).toBe(written);
        if (written.includes(':')) expect(parseIp(written)).toEqual(bytes);
      }),
    );
  });
});
