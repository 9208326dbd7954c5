import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { commands } from './commands.ts';
import { catalogue } from './texts.ts';
import { displayWidth } from './width.ts';

describe('help', () => {
  it.each(commands.map(({ path }) => [path]))('of %s has examples, in both languages', async (path) => {
    for (const [language, { help }] of Object.entries(catalogue)) {
      const { code, out } = await feedgate([...path.split(' '), '--help', '--lang', language]);
      expect(code).toBe(0);
      expect(out).toContain(help.titles.examples);
      expect(out).toContain(help.commands[path].summary.slice(0, 20));
      expect(out).toContain(`$ ${help.commands[path].examples[0]?.[0] ?? '?'}`);
    }
  });
  it('is the same by the help command', async () => {
    expect((await feedgate(['help', 'source', 'add'])).out).toBe((await feedgate(['source', 'add', '--help'])).out);
  });
  it.each([60, 80])('fits %i columns, in both languages', async (columns) => {
    for (const language of ['en', 'ko']) {
      for (const path of [[], ['source'], ['source', 'add'], ['poll']]) {
        const { out } = await feedgate([...path, '--help', '--lang', language], { columns });
        const tooLong = out.split('\n').filter((line) => displayWidth(line) > columns && !line.startsWith('  $ '));
        expect(tooLong).toEqual([]);
      }
    }
  });
  it('has no word of the parser own', async () => {
    const { out } = await feedgate(['source', '--help', '--lang', 'ko']);
    expect(out).not.toMatch(/Usage:|Options:|Commands:|\[options\]|display help/);
    expect(out.startsWith('사용법: feedgate source <명령> [옵션]\n')).toBe(true);
  });
});

describe('the Korean catalogue', () => {
  it('says the same things as the English one, in Korean', () => {
    const { en, ko } = catalogue;
    for (const [path, text] of Object.entries(en.help.commands)) {
      const korean: { summary: string; examples: readonly (readonly [string, string])[] } | undefined = Object.entries(
        ko.help.commands,
      ).find(([each]) => each === path)?.[1];
      expect(korean?.summary).toMatch(/[가-힣]/);
      expect(korean?.examples.map(([command]) => command)).toEqual(text.examples.map(([command]) => command));
    }
    for (const text of Object.values(ko.help.options)) expect(text).toMatch(/[가-힣]|^auto/);
    for (const title of Object.values(ko.titles)) expect(title).toMatch(/[가-힣]+니다$/);
  });
});
