import { safeText } from '../base/text.ts';
import type { DiscoverEvent } from '../service/service.ts';
import { addCommand, movedUrl, nameFor } from './add-command.ts';
import type { CommandSpec, Given } from './command.ts';
import { explainCommand, titleOf } from './complaint.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { sourceOptions } from './source-options.ts';
import { askedFor, type Asked } from './subject.ts';
import { renderTable } from './table.ts';
import { watch } from './watch.ts';

type Offer = Extract<DiscoverEvent, { kind: 'offer' }>['offer'];
type Collection = Offer['collections'][number];

/** Commands that are shown; the table has the rest. */
const mostCommands = 3;

export const sourceDiscover: CommandSpec = {
  path: 'source discover',
  takes: ['<NAME|URL>'],
  completes: 'source',
  options: sourceOptions,
  stopsItself: true,
  async run(context, given) {
    const { environment, globals, print } = context;
    const service = await context.service();
    const asked = await askedFor(context, service, given);
    if (environment.signal.aborted) return exits.interrupted;
    const told = await watch(context, given.argument(0), service.discoverSource(asked.subject));
    if (told === null) return exits.interrupted;
    const { offer } = told;
    const commands = pollable(offer).map((each) => addition(given, asked, offer, each));
    if (globals.json) print.out.json({ ...offer, commands });
    else show(context, offer, commands);
    return offer.versions.length === 0 ? exits.problem : exits.ok;
  },
};

/** Collections that can be polled, those that may be read first. */
function pollable({ collections }: Offer): Collection[] {
  return collections
    .filter(({ available }) => available !== false)
    .sort((a, b) => Number(b.available === true) - Number(a.available === true));
}

function addition(given: Given, asked: Asked, offer: Offer, collection: Collection): string {
  const place = movedUrl(offer.address, offer.proposal?.patch ?? {});
  const [objects] = collection.version.startsWith('2.') ? collection.polls : [];
  const type = collection.type === 'DATA_SET' ? { collectionType: 'set' } : {};
  // The address of its objects says all of a collection of TAXII 2.
  const settings = objects === undefined ? { collection: collection.name, ...type } : {};
  return addCommand(given, asked.pasted === '' ? place : asked.pasted, {
    name: nameFor(collection.title ?? collection.name),
    url: objects ?? place,
    settings,
  });
}

function show(context: Context, offer: Offer, commands: readonly string[]): void {
  const { discover } = context.texts.trial;
  const { out } = context.print;
  const { palette } = out;
  const address = palette.strong(safeText(offer.address, 300));
  if (offer.versions.length === 0) {
    out.line(`${palette.bad('✖')} ${address}: ${discover.nothing}${obstacle(context, offer)}`);
    if (offer.code !== null) out.line(`  ${explainCommand(offer.code)}`);
    return;
  }
  out.line(`${palette.good('✔')} ${address}: ${discover.speaks(offer.versions.join(', '))}`);
  for (const line of serviceLines(context, offer)) out.line(line);
  out.line();
  if (offer.collections.length === 0)
    out.line(`${palette.warn('!')} ${discover.noCollections[offer.access]}${obstacle(context, offer)}`);
  for (const line of collectionLines(context, offer)) out.line(line);
  if (commands.length === 0) return;
  out.line(`\n${discover.pollable}`);
  for (const command of commands.slice(0, mostCommands)) out.line(`  ${command}`);
}

/** What stood in the way, in brackets with its title. */
function obstacle(context: Context, { code }: Offer): string {
  if (code === null) return '';
  const title = titleOf(context, code);
  return `: ${title === null ? '' : `${title} `}[${safeText(code)}]`;
}

function serviceLines(context: Context, { services }: Offer): string[] {
  if (services.length === 0) return [];
  const { titles, relations } = context.texts.trial.discover;
  const { palette, width } = context.print.out;
  const columns = [{ title: titles.service }, { title: titles.address, least: 20 }, { title: titles.note, least: 8 }];
  const rows = services.map(({ type, address, relation }) => [
    safeText(type),
    safeText(address, 300),
    { text: relations[relation], paint: palette.warn },
  ]);
  return renderTable(columns, rows, palette, width);
}

function collectionLines(context: Context, { collections }: Offer): string[] {
  if (collections.length === 0) return [];
  const { titles, access } = context.texts.trial.discover;
  const { palette, width } = context.print.out;
  const columns = [
    { title: titles.name, least: 16 },
    { title: titles.type, spare: 2 },
    { title: titles.version, spare: 3 },
    { title: titles.volume, align: 'right' as const, spare: 1 },
    { title: titles.access },
    { title: titles.description, least: 12, spare: 4 },
  ];
  const rows = collections.map(({ name, title, type, version, volume, available, description }) => [
    safeText(name),
    type === 'DATA_SET' ? 'set' : 'feed',
    version,
    volume === null ? '' : formatNumber(volume),
    available === null ? access.unknown : available ? access.open : { text: access.closed, paint: palette.warn },
    safeText([title, description].filter((each) => each !== null).join(': '), 200),
  ]);
  return renderTable(columns, rows, palette, width);
}
