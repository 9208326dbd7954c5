import { describe, expect, it } from 'vitest';
import { defang } from './defang.ts';
import type { Observable } from './observable.ts';

describe('a defanged observable', () => {
  it.each([
    [{ kind: 'url', value: 'https://bad.example.net/a.b' }, 'hxxps://bad[.]example[.]net/a.b'],
    [{ kind: 'url', value: 'ftp://bad.example.net/' }, 'fxp://bad[.]example[.]net/'],
    [{ kind: 'domain', value: 'bad.example' }, 'bad[.]example'],
    [{ kind: 'ip', value: '192.0.2.1' }, '192[.]0[.]2[.]1'],
    [{ kind: 'network', value: '2001:db8::/32' }, '2001:db8[::]/32'],
    [{ kind: 'email', value: 'a@bad.example' }, 'a[@]bad[.]example'],
    [{ kind: 'md5', value: 'd41d8cd98f00b204e9800998ecf8427e' }, 'd41d8cd98f00b204e9800998ecf8427e'],
  ] satisfies [Observable, string][])('is %j as %s', (observable, expected) => {
    expect(defang(observable)).toBe(expected);
  });
});
