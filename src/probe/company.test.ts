import { describe, expect, it } from 'vitest';
import { withoutProfiles } from '../../test/fakes/profiles.ts';
import { parseSource } from '../config/source-settings.ts';
import { canaryAmong, proxyAmong, type Companion } from './company.ts';

function companion(host: string, lastSuccessAt: number | null, more: object = {}): Companion {
  return {
    settings: withoutProfiles(parseSource({ name: 'x', host, path: '/', collection: 'c', ...more })),
    lastSuccessAt,
  };
}

const failing = companion('feed.example', 9000);

describe('the canary', () => {
  it('is the host of the source that succeeded last', () => {
    const others = [companion('old.example', 10), companion('new.example', 20), companion('never.example', null)];
    expect(canaryAmong([failing, ...others], failing.settings)).toMatchObject({ host: 'new.example', port: 443 });
  });
  it('is never the failing host, one behind a proxy, or one on the other side of the border', () => {
    const others = [
      companion('FEED.example', 10),
      companion('proxied.example', 10, { proxy: 'http://proxy.example:3128' }),
      companion('127.0.0.1', 10, { allowPrivate: true }),
    ];
    expect(canaryAmong(others, failing.settings)).toBeNull();
  });
});

describe('the proxy of the site', () => {
  it('is that of the source that succeeded last through one', () => {
    const proxied = companion('a.example', 10, { proxy: 'http://proxy.example:3128' });
    const broken = companion('b.example', null, { proxy: 'http://other.example:3128' });
    expect(proxyAmong([broken, proxied, failing])).toMatchObject({ host: 'proxy.example', port: 3128 });
    expect(proxyAmong([failing, broken])).toBeNull();
  });
});
