import { describe, expect, it } from 'vitest';
import { aliases } from './aliases.ts';
import { canonical, codes, lookUp, titleOf } from './catalogue.ts';
import { languages } from './entry.ts';
import { nearestCode } from './nearest-code.ts';
import { isParticle } from './particle.ts';
import { render } from './render.ts';
import { isValueName } from './values.ts';

const every = codes().flatMap((code) => {
  const entry = lookUp(code);
  return entry === undefined ? [] : languages.map((language) => ({ code, language, entry, texts: entry[language] }));
});
const sentences = every.flatMap(({ code, language, texts }) =>
  [texts.meaning, texts.certain, ...texts.causes, ...texts.remedy].map((text) => ({ code, language, text })),
);

describe('the catalogue', () => {
  it('has for every code an entry in every language', () => {
    expect(codes().length).toBeGreaterThan(300);
    expect(every).toHaveLength(codes().length * languages.length);
    for (const { code, texts } of every) {
      expect(code).toMatch(/^[a-z0-9]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(texts.causes.length, code).toBeGreaterThan(0);
      expect(texts.remedy.length, code).toBeGreaterThan(0);
    }
  });
  it('has titles of a few words without a full stop, each once', () => {
    for (const { code, language, texts } of every) {
      expect(texts.title, code).toMatch(/^[^{}`]{5,80}[^.]$/);
      if (language === 'en')
        expect(texts.title, code).toMatch(/^(?:[a-z]|[A-Z]{2}|HTTPS_|PostgreSQL|MISP|IPv6|DNS|JSON|TLS)/);
    }
    for (const language of languages) {
      const titles = codes().map((code) => titleOf(code, language));
      expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
    }
  });
  it('has whole sentences, Korean ones in the polite form', () => {
    for (const { code, language, text } of sentences) {
      const prose = text.replaceAll(/\([^()]*\)/g, '');
      expect(prose, code).toMatch(language === 'ko' ? /(?:니다|십시오)\.$|`\.$/ : /^[A-Z`{<"/].*\.$/);
    }
  });
  it('has Korean texts in Korean and English ones in English', () => {
    for (const { code, language, text } of sentences) {
      const prose = text.replaceAll(/`[^`]*`|\{[^}]*\}/g, '');
      expect(/[가-힣]/.test(prose), `${code}: ${text}`).toBe(language === 'ko');
    }
  });
  it('gives the same steps with the same commands in both languages', () => {
    const commandsOf = (texts: readonly string[]): string[] =>
      texts.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map(([, command]) => command ?? ''));
    for (const code of codes()) {
      const entry = lookUp(code);
      expect(commandsOf(entry?.ko.remedy ?? []).sort(), code).toEqual(commandsOf(entry?.en.remedy ?? []).sort());
      expect(entry?.ko.remedy.length, code).toBe(entry?.en.remedy.length);
      expect(entry?.ko.causes.length, code).toBe(entry?.en.causes.length);
    }
  });
  it('asks only for values that exist, in both languages for the same', () => {
    const asked = (text: string): string[] => [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
    for (const { code, text } of sentences) {
      for (const name of asked(text)) {
        const known = isValueName(name) || isParticle(name) || text.includes(`%{${name}}`);
        expect(known, `${code}: {${name}}`).toBe(true);
      }
      expect(text.split('`').length % 2, `${code}: ${text}`).toBe(1);
    }
  });
  it('never leaves the particle of a value to chance', () => {
    for (const { code, text } of sentences) {
      expect(text, code).not.toMatch(/\}(?:을|를|이|가|은|는|과|와|으로|로)(?:[ ,.]|$)/);
    }
  });
  it('renders without evidence, and with hostile evidence', () => {
    for (const { code, language, entry } of every) {
      for (const evidence of [{}, { source: '`x`', host: '\u202e$(x)', url: 'x', collection: 'a b' }]) {
        const { remedy, meaning } = render(entry, language, evidence);
        expect([meaning, ...remedy].join(' ').replaceAll('%{speed_download}', ''), code).not.toMatch(/[{}\u202e]/);
      }
    }
  });
});

describe('a code', () => {
  it.each([...aliases])('%s leads to %s', (alias, code) => {
    expect(codes()).not.toContain(alias);
    expect(canonical(alias)).toBe(code);
    expect(lookUp(alias)).toBe(lookUp(code));
    expect(lookUp(code)).toBeDefined();
  });
  it('that nobody knows has no entry', () => {
    expect(lookUp('toString')).toBeUndefined();
    expect(lookUp('tls/of-no-kind')).toBeUndefined();
    expect(titleOf('x', 'ko')).toBeNull();
  });
  it.each([
    ['dns/nxdomain', 'dns/nxdomain'],
    [' [DNS/NXDOMAIN] ', 'dns/nxdomain'],
    ['nxdomain', 'dns/nxdomain'],
    ['401', 'http/401'],
    ['http/521', 'http/52x'],
    ['tls/expird-leaf', 'tls/expired-leaf'],
    ['tls/UNKNOWN_ROOT', 'tls/unknown-root'],
    ['http/302-portal', 'http/511'],
    ['tcp/refuse', 'tcp/refused'],
    ['wrong-servce', 'taxii/wrong-service'],
    ['quite something else', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ])('mistyped as %j is taken for %j', (text, code) => {
    expect(nearestCode(text)).toBe(code);
  });
});
