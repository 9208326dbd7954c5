import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locked } from '../secrets/locked.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { Secret } from '../base/secret.ts';
import type { ProxyProfile } from '../feed/proxy.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { liveProxies, parseProxies, withDefault, withoutProfile, withProfile } from './proxies-file.ts';

const parse = (text: string) => parseProxies({ name: 'proxies.yaml', text });
const office: ProxyProfile = {
  profile: 'office',
  kind: 'http',
  host: 'proxy.example',
  port: 3128,
  user: 'gw1',
  password: new Secret('hunter2'),
  noProxy: ['.local'],
  ca: null,
};

describe('the file of proxies', () => {
  it('has none where it is empty', () => {
    expect(parse('')).toEqual({ default: null, profiles: [] });
    expect(parse('# nothing yet\n')).toEqual({ default: null, profiles: [] });
  });

  it('reads what was written, and shows no password of it', () => {
    const { profiles } = parse(withProfile('', office));
    expect(profiles).toEqual([office]);
    expect(profiles[0]?.password?.reveal()).toBe('hunter2');
    expect(JSON.stringify(profiles)).not.toContain('hunter2');
  });

  it.each([
    ['default: office\n', /proxies.yaml:1:10: default must be the name of one of the profiles/],
    ['profiles: { none: { host: p.example, port: 1 } }\n', /none/],
    ['profiles: { a: { host: p.example } }\n', /port is missing/],
    ['profiles: { a: { host: p.example, port: 1, kind: ftp } }\n', /one of http, https, socks4a, socks5/],
    ['profiles: { a: { host: p.example, port: 1, pasword: x } }\n', /did you mean password/],
    ['profiles: { a: { host: p.example, port: 1, password: "***" } }\n', /only how secrets are shown/],
    ['profiles: { a: { host: p.example, port: 1, kind: socks4a, password: x } }\n', /SOCKS 4a knows a user/],
    ['profiles: { a: { host: p.example, port: 1, ca: x } }\n', /for a proxy of the kind https/],
    ['profiles: { a: { host: p.example, port: 1, kind: https, ca: x } }\n', /no PEM certificate/],
  ])('refuses %j', (text, why) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'config/file-bad', message: expect.stringMatching(why) }),
    );
  });

  it('never repeats a password in what it says of a mistake', () => {
    const text = 'profiles: { a: { host: p.example, port: 1, password: [hunter2] } }\n';
    expect(() => parse(text)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
  });

  it('keeps comments and all else when a profile is changed, made the default and taken away', () => {
    const text = '# ours\nprofiles:\n  old: # since May\n    host: old.example\n    port: 8080 # not 80\n';
    const added = withDefault(withProfile(text, office), 'office');
    expect(added).toMatch(/# ours[^]*# since May[^]*# not 80/);
    expect(parse(added)).toMatchObject({ default: 'office', profiles: [{ profile: 'office' }, { profile: 'old' }] });
    const old: ProxyProfile = {
      ...office,
      profile: 'old',
      host: 'old.example',
      port: 8081,
      user: null,
      password: null,
    };
    const changed = withProfile(added, old);
    expect(changed).toContain('# since May');
    expect(parse(changed).profiles[1]).toEqual(old);
    const left = withoutProfile(changed, 'office');
    expect(left).toContain('# ours');
    expect(parse(left)).toMatchObject({ default: null, profiles: [{ profile: 'old' }] });
    expect(withDefault(added, null)).not.toContain('default');
  });

  it('takes away what a profile no longer has', () => {
    const before = withProfile('', office);
    const after = withProfile(before, { ...office, user: null, password: null, noProxy: [] });
    expect(after).not.toMatch(/user|password|hunter2|noProxy/);
  });

  it('is read again when it changes, and throws as long as it cannot be read', () => {
    const path = join(tempDirectory(), 'proxies.yaml');
    const live = liveProxies(path, locked);
    expect(live().profiles).toEqual([]);
    replaceFile(path, withProfile('', office));
    expect(live().profiles).toEqual([office]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, 'profiles: [');
    expect(live).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
    expect(live).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
    replaceFile(path, '');
    expect(live().profiles).toEqual([]);
  });
});
