import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { clientCertificate, exampleRoot } from '../../test/fakes/pem.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { authorityOf } from './authorities.ts';
import { liveTrust, parseTrust, withAuthorities, withoutAuthorities, withSwitch } from './trust-file.ts';

const parse = (text: string) => parseTrust({ name: 'trust.yaml', text });
const root = authorityOf(new X509Certificate(exampleRoot));
const other = authorityOf(new X509Certificate(clientCertificate));

it('trusts the system where it says nothing', () => {
  expect(parse('')).toEqual({ system: true, custom: true, authorities: [] });
});

it('keeps comments while authorities come and go', () => {
  const first = withAuthorities('# ours\nsystem: false # not ours\n', [root]);
  const both = withAuthorities(first, [other]);
  expect(both).toMatch(/# ours[^]*# not ours/);
  expect(parse(both)).toMatchObject({ system: false, authorities: [root, other] });
  expect(parse(withoutAuthorities(both, [0])).authorities).toEqual([other]);
  expect(parse(withSwitch(both, 'custom', false))).toMatchObject({ custom: false, authorities: [root, other] });
});

it.each([
  ['sytem: true', /trust\.yaml:1:1.*system/],
  ['authorities: [x]', /one certificate as PEM/],
  ['custom: perhaps', /custom/],
])('refuses %s with its place', (text, message) => {
  expect(() => parse(text)).toThrow(message);
});

it('is read again when it changes', () => {
  const path = join(tempDirectory(), 'trust.yaml');
  const live = liveTrust(path);
  expect(live().authorities).toEqual([]);
  writeFileSync(path, withAuthorities('', [root]));
  expect(live().authorities).toEqual([root]);
});
