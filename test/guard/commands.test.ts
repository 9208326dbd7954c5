import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue as cli } from '../../src/cli/texts.ts';
import { codes, lookUp } from '../../src/diagnosis/catalogue.ts';
import { languages } from '../../src/diagnosis/entry.ts';
import { complaintOf, type Written } from './typed-commands.ts';

/** `feedgate …` wherever somebody is told to type it: the real parser takes it. */

const span = /`(?:sudo -u feedgate )?feedgate ([^`]+)`/g;

function inTexts(): Written[] {
  return codes().flatMap((code) =>
    languages.flatMap((language) => {
      const { meaning, certain, causes, remedy } = lookUp(code)?.[language] ?? { remedy: [] as readonly string[] };
      const mentions = [meaning ?? '', certain ?? '', ...(causes ?? [])];
      return [
        ...commandsIn(remedy, { at: `${code} ${language}`, mentioned: false }),
        ...commandsIn(mentions, { at: `${code} ${language}`, mentioned: true }),
      ];
    }),
  );
}

function commandsIn(texts: readonly string[], where: Omit<Written, 'line'>): Written[] {
  return texts.flatMap((text) => [...text.matchAll(span)].map(([, line = '']) => ({ ...where, line })));
}

/** Code spans and lines of code of a page. */
function inPage(file: string): Written[] {
  let inCode = false;
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, i) => {
    const at = `${file}:${i + 1}`;
    if (text.trimStart().startsWith('```')) {
      inCode = !inCode;
      return [];
    }
    if (!inCode) return commandsIn([text.replaceAll('\\|', '|')], { at, mentioned: true });
    const [, line] = /^\s*(?:\$ |sudo )?(?:-u feedgate )?(?:[A-Z_]+=\S+ )*feedgate (.*)$/.exec(text) ?? [];
    return line === undefined ? [] : [{ at, line, mentioned: false }];
  });
}

function inHelp(): Written[] {
  return languages.flatMap((language) =>
    Object.entries(cli[language].help.commands).flatMap(([path, { examples }]) =>
      examples.flatMap(([line]) => {
        const at = `help ${path} ${language}`;
        return line.startsWith('feedgate ') ? [{ at, line: line.slice('feedgate '.length), mentioned: false }] : [];
      }),
    ),
  );
}

async function expectTaken(written: readonly Written[], least: number): Promise<void> {
  expect(written.length, 'a guard that sees nothing is none').toBeGreaterThan(least);
  const refused: string[] = [];
  for (const each of written) {
    const complaint = await complaintOf(each);
    if (complaint !== null) refused.push(`${each.at}: feedgate ${each.line}: ${complaint}`);
  }
  expect(refused).toEqual([]);
}

describe('every command that is written down is taken by the command line', () => {
  it('in the texts of failures, in both languages', () => expectTaken(inTexts(), 500));
  it('and ends its step in the texts of failures, so that it can be taken as it is shown', () => {
    const run = languages.flatMap((language) =>
      codes().flatMap((code) => (lookUp(code)?.[language].remedy ?? []).map((step) => `${code} ${language}: ${step}`)),
    );
    expect(run.filter((step) => /`(?:sudo -u feedgate )?feedgate [^`]+`(?!\.?$)/.test(step))).toEqual([]);
  });
  it('in the examples of help', () => expectTaken(inHelp(), 200));
  it.each(['docs/operate/*.md', 'docs/ko/operate/*.md', 'README*.md', '{CONTRIBUTING,CHANGELOG}.md', 'docs/*.md'])(
    'in %s',
    (pages) => expectTaken(globSync(pages).flatMap(inPage), pages.includes('operate') ? 60 : 0),
  );
  it('and what it does not take is seen', async () => {
    const of = (line: string, mentioned = false) => complaintOf({ at: '', line, mentioned });
    expect(await of('source edit NAME --port PORT')).toBeNull();
    expect(await of('source edit NAME --prot 443')).toContain('usage/unknown-option');
    expect(await of('trust ad FILE')).toContain('usage/');
    expect(await of('source remove')).toContain('usage/missing-argument');
    expect(await of('source remove', true)).toBeNull();
    expect(await of('service enable|disable|explode')).toContain('usage/');
    expect(await of("log grep 'no such' | less --no-such-option")).toBeNull();
  });
});
