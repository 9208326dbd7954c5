import { describe, expect, it } from 'vitest';
import { codes, lookUp } from './catalogue.ts';
import { languages, type Entry } from './entry.ts';
import { render } from './render.ts';

const entryOf = (code: string): Entry => {
  const entry = lookUp(code);
  if (entry === undefined) throw new Error(`no entry ${code}`);
  return entry;
};

describe('the steps that need something', () => {
  const steps = (code: string, evidence: Parameters<typeof render>[2]) =>
    render(entryOf(code), 'en', evidence).remedy.join('\n');
  const chain = (selfSigned: boolean) => ({
    source: 'a',
    issuer: 'CN=Corp',
    chain: [{ selfSigned: false }, { selfSigned, fingerprint256: 'abcd' }],
  });

  it('are told where the server shows its root, and left out where it keeps it back', () => {
    expect(steps('tls/unknown-root', chain(true))).toMatch(
      /^.*fingerprint abcd.*feedgate trust add --from a --source a/,
    );
    expect(steps('tls/unknown-root', chain(false))).not.toContain('--from');
  });
  it('name a place to look at where there is no source', () => {
    const told = steps('tls/unknown-root', { host: '2001:db8::7', port: 8443 });
    expect(told).toContain("feedgate trust inspect '[2001:db8::7]:8443'");
  });
  it('are all told where nothing was looked for', () => {
    expect(steps('gate/key-missing', {})).toContain('--from LEVEL');
    expect(steps('gate/key-missing', { node: 'gw1' })).not.toContain('level copy');
  });
});

describe('the steps that mend a proxy', () => {
  const wrong = entryOf('proxy/auth-bad');
  const steps = (evidence: Parameters<typeof render>[2]) => render(wrong, 'en', evidence).remedy.join('\n');

  it('are those of a profile where the proxy is one', () => {
    const told = steps({ source: 'a', proxy: 'p.example:3128', profile: 'office' });
    expect(told).toContain('feedgate proxy edit office --password-file FILE');
    expect(told).not.toContain('source edit');
  });
  it('are those of the source where it has an address of its own', () => {
    const told = steps({ source: 'a', proxy: 'p.example:3128', proxyScheme: 'socks5' });
    expect(told).toContain('feedgate source edit a --proxy-password-file FILE');
    expect(told).toContain('feedgate source edit a --proxy socks5://USER@p.example:3128 --proxy-password-file FILE');
    expect(told).not.toContain('proxy edit');
  });
  it('are both where nobody knows', () => {
    expect(steps({})).toMatch(/source edit NAME[^]*proxy edit PROFILE/);
  });
  it('are never none', () => {
    for (const code of codes()) {
      for (const language of languages) {
        const entry = entryOf(code);
        for (const evidence of [{ proxy: 'p.example:1' }, { proxy: 'p.example:1', profile: 'office' }])
          expect(render(entry, language, evidence).remedy.length, code).toBeGreaterThan(0);
      }
    }
  });
});
