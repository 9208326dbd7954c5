import { describe, expect, it } from 'vitest';
import { reasons } from '../feed/finding.ts';
import { enReasons } from './texts/en-reasons.ts';
import { koReasons } from './texts/ko-reasons.ts';

describe('what speaks for a change', () => {
  it.each(reasons)('%s names the same values in both languages', (reason) => {
    const named = (words: (value: (name: string) => string) => string) => {
      const names: string[] = [];
      const text = words((name) => `<${names.push(name) > 0 ? name : ''}>`);
      return { text, names: names.sort() };
    };
    const english = named(enReasons[reason]);
    const korean = named(koReasons[reason]);
    expect(korean.names).toEqual(english.names);
    expect(korean.text).toMatch(/니다$/);
    expect(english.text).toMatch(/^[a-z][^.]*(?:<|[a-z0-9])/);
  });
});
