import { isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inNetwork, parseIp, parseNetwork } from './ip.ts';
import { bypassesProxy } from './no-proxy.ts';

it('reads what the standard library takes for an address, in the same family', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 20 })), (text) => {
      const bytes = parseIp(text);
      expect(bytes?.length ?? 0).toBe(isIP(text) === 0 ? 0 : isIPv4(text) ? 4 : 16);
    }),
    { numRuns: 2000 },
  );
});
it.each([
  ['192.0.2.0/24', '192.0.2.255', true],
  ['192.0.2.0/25', '192.0.2.128', false],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/33', '2001:db8:8000::1', false],
  ['::/0', '192.0.2.1', false],
])('%s holds %s: %s', (network, address, holds) => {
  const [parsed, bytes] = [parseNetwork(network), parseIp(address)];
  expect(parsed !== undefined && bytes !== undefined && inNetwork(bytes, parsed)).toBe(holds);
});
it.each(['192.0.2.0/33', '192.0.2.0/', '192.0.2.0/8/8', 'x/8', '::/129'])('%s is no network', (text) => {
  expect(parseNetwork(text)).toBeUndefined();
});
it.each([
  ['feed.example', 'feed.example', true],
  ['FEED.example.', 'feed.EXAMPLE', true],
  ['a.feed.example', 'feed.example', false],
  ['a.feed.example', '.feed.example', true],
  ['feed.example', '.feed.example', true],
  ['notfeed.example', '.feed.example', false],
  ['192.0.2.7', '192.0.2.0/24', true],
  ['198.51.100.7', '192.0.2.0/24', false],
  ['192.0.2.7', '192.0.2.7', true],
  ['[2001:db8::7]', '2001:db8::/32', true],
  ['feed.example', '0.0.0.0/0', false],
  ['feed.example', '*', true],
  ['feed.example', '', false],
])('the proxy is passed by for %s with %j in the list: %s', (host, entry, direct) => {
  expect(bypassesProxy(host, [entry])).toBe(direct);
});
