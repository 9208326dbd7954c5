import { quote } from '../base/text.ts';
import { nearest } from '../base/nearest.ts';
import { presetNamed, presets, presetSettings } from '../presets/catalogue.ts';
import type { Preset, PresetLogin } from '../presets/preset.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { renderFacts } from './facts.ts';
import { hasCollections } from './from-preset.ts';
import { settingText } from './setting-text.ts';
import { renderTable } from './table.ts';

export const sourceCatalog: CommandSpec = {
  path: 'source catalog',
  takes: ['[PRESET]'],
  run(context, given) {
    const name = given.argument(0);
    const chosen = name === '' ? null : named(context, name);
    const { out } = context.print;
    if (context.globals.json)
      out.json(chosen === null ? presets.map((preset) => plain(context, preset)) : plain(context, chosen));
    else if (context.globals.quiet) for (const each of chosen === null ? presets : [chosen]) out.line(each.name);
    else for (const line of chosen === null ? table(context) : details(context, chosen)) out.line(line);
    return Promise.resolve(exits.ok);
  },
};

function named({ texts }: Context, name: string): Preset {
  const preset = presetNamed(name);
  if (preset !== undefined) return preset;
  const names = presets.map((each) => each.name);
  const meant = nearest(name, names);
  throw fail('usage/bad-value', texts.catalog.unknown(quote(name, 40)), {
    evidence: { nearest: meant === undefined ? [] : [meant] },
  });
}

/** In the language asked for; the settings are those of `source add --json`. */
function plain({ globals: { language } }: Context, preset: Preset): object {
  const { en: _en, ko: _ko, more: _more, ...rest } = preset;
  return { ...rest, settings: presetSettings(preset), ...preset[language] };
}

function table(context: Context): string[] {
  const { texts, globals, print } = context;
  const { titles, states, logins } = texts.catalog;
  const { palette, width } = print.out;
  const columns = [
    { title: titles.name },
    { title: titles.state },
    { title: titles.kind, spare: 1 },
    { title: titles.login, spare: 2 },
    { title: titles.title, least: 20 },
  ];
  const rows = presets.map((preset) => [
    preset.name,
    states[preset.state],
    preset.state === 'retired' ? '–' : preset.kind,
    preset.state === 'retired' ? '–' : logins[preset.login.kind],
    preset[globals.language].title,
  ]);
  return [...renderTable(columns, rows, palette, width), '', texts.catalog.more];
}

function details(context: Context, preset: Preset): string[] {
  const { palette, measure } = context.print.out;
  const { catalog } = context.texts;
  const { labels } = catalog;
  const { title, access, terms, notes } = preset[context.globals.language];
  const live = preset.state !== 'retired';
  const more = Object.entries(preset.more).map(([name, value]) => `${name}: ${settingText(name, value)}`);
  const lines = renderFacts(
    [
      [labels.state, catalog.states[preset.state]],
      [labels.address, live ? (preset.url ?? catalog.given) : []],
      [labels.kind, live ? preset.kind : []],
      [labels.collection, live ? collectionText(context, preset) : []],
      [labels.login, live ? catalog.logins[preset.login.kind] : []],
      [labels.access, access === '' ? [] : access],
      [labels.interval, live ? catalog.everyLeast(preset.interval, preset.leastInterval) : []],
      [labels.confidence, preset.confidence === null ? [] : String(preset.confidence)],
      [labels.settings, more],
      [labels.terms, terms === '' ? [] : terms],
      [labels.notes, [...notes]],
      [labels.home, preset.home],
    ],
    measure,
    palette,
  );
  return [palette.strong(title), ...lines, ...(live ? ['', catalog.add(addLine(preset))] : [])];
}

/** The line that adds it, with what it needs. */
/** A list is what its address gives. */
function collectionText({ texts }: Context, { kind, collection }: Preset): string | string[] {
  return !hasCollections(kind) ? [] : (collection ?? texts.catalog.chosen);
}

function addLine({ name, kind, url, collection, login }: Preset): string {
  const flags = [
    ...(url === null ? ['URL'] : []),
    ...(collection === null && hasCollections(kind) ? ['--collection NAME'] : []),
    ...needed[login.kind],
    ...(login.kind === 'token' ? [`--login-url ${login.url} --user NAME`] : []),
  ];
  return ['feedgate source add', name, '--preset', name, ...flags].join(' ');
}

const needed: Readonly<Record<PresetLogin['kind'], readonly string[]>> = {
  none: [],
  key: ['--key-file FILE'],
  user: ['--user NAME'],
  token: [],
  certificate: ['--client-cert FILE'],
  any: [],
};
