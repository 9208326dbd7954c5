import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseSource } from '../config/source-settings.ts';
import { ListDocument } from '../parse/list-document.ts';
import { presetSettings } from './catalogue.ts';
import { listPresets } from './lists.ts';

const samples: Readonly<Record<string, readonly [file: string, kinds: readonly string[]]>> = {
  urlhaus: ['urlhaus.csv', ['url']],
  malwarebazaar: ['malwarebazaar.csv', ['md5', 'sha1', 'sha256']],
  threatfox: ['threatfox.csv', ['domain', 'ip', 'sha256', 'url']],
  openphish: ['openphish.txt', ['url']],
  phishtank: ['phishtank.csv', ['url']],
  'spamhaus-drop': ['spamhaus-drop.jsonl', ['ip', 'network']],
};

it.each(Object.entries(samples))('%s is read as its provider writes it', (name, [file, kinds]) => {
  const preset = listPresets.find((each) => each.name === name);
  if (preset === undefined) throw new TypeError(name);
  const { list } = parseSource({ name, url: 'https://feed.example/x', ...presetSettings(preset) });
  if (list === null) throw new TypeError('a list has its settings');
  const document = new ListDocument(
    { list: list, now: 0, assertPlainObservables: false },
    { encoding: null, documentBytes: 1e6 },
  );
  const first = document.write(readFileSync(new URL(`../../test/vectors/lists/${file}`, import.meta.url)));
  const found = [...first, ...document.end().indicators].flatMap(({ observables }) => observables);
  expect(found.length).toBeGreaterThan(0);
  for (const { kind } of found) expect(kinds).toContain(kind);
});
