import { asFailure } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { namedBy } from '../config/policy-file.ts';
import type { Exemption } from '../policy/exemption.ts';
import type { LookupView, ObservableView } from '../service/service.ts';
import { complain } from './complaint.ts';
import type { CommandSpec } from './command.ts';
import { showMoment, showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { exemptionsOf } from './exempted.ts';
import { valuesOf } from './values.ts';

export const observableLookup: CommandSpec = {
  path: 'observable lookup',
  takes: ['<VALUE...>'],
  options: [{ flags: '--exit-code', text: 'exitCode' }],
  async run(context, given) {
    const values = await valuesOf(context, given.list(0));
    const service = await context.service();
    const answers: LookupView[] = [];
    for (const value of values) answers.push(await service.lookup(value));
    const views = withExemptions(context, answers);
    const { print, globals } = context;
    if (globals.json) print.out.json(views);
    else if (!globals.quiet)
      for (const line of views.flatMap((view) => lookupLines(context, view))) print.out.line(line);
    return exitOf(views, given.on('exitCode'));
  },
};

/** What is known of a value, and what policy lets pass of it. */
interface Found extends LookupView {
  readonly exemptions: readonly Exemption[];
}

/** What is listed is told also where the exemptions cannot be read. */
function withExemptions(context: Context, views: readonly LookupView[]): readonly Found[] {
  try {
    return views.map((view) => ({ ...view, exemptions: exemptionsFor(context, view) }));
  } catch (error) {
    complain(context, asFailure(error, 'reading the exemptions').toJSON());
    return views.map((view) => ({ ...view, exemptions: [] }));
  }
}

function exemptionsFor(context: Context, { observable, listings, networks, related }: LookupView): Exemption[] {
  if (observable === null) return [];
  const others = [...networks, ...related].flatMap((each) => each.sources);
  return exemptionsOf(
    context,
    observable,
    [...listings, ...others].map(({ source }) => source),
  );
}

/** Answered is 0, listed or not; a value that is no observable was not answered. */
function exitOf(views: readonly LookupView[], exitCode: boolean): number {
  const unread = views.filter((view) => view.observable === null).length;
  if (unread > 0) return unread === views.length ? exits.problem : exits.partial;
  return exitCode && views.some((view) => !view.inForce) ? exits.problem : exits.ok;
}

function lookupLines(context: Context, view: Found): string[] {
  const { texts, print } = context;
  const { palette } = print.out;
  const { observable } = view;
  if (observable === null) {
    const rule = safeText(view.refused ?? '');
    return [`${palette.warn('!')} ${safeText(view.query)}`, `    ${texts.lookup.refused(rule)}`];
  }
  const mark = view.inForce ? palette.bad('●') : palette.dim('○');
  const asked = view.query === observable.value ? '' : palette.dim(` ← ${safeText(view.query)}`);
  const details = [
    ...listingLines(context, view),
    ...view.networks.flatMap((network) => networkLines(context, network)),
    ...view.related.flatMap((related) => relatedLines(context, related)),
    ...view.guards.map(({ guard, entry }) => texts.lookup.keptOut(guard, texts.guard.why[guard], safeText(entry))),
    ...view.exemptions.map((exemption) => exemptionLine(context, exemption)),
  ];
  return [
    `${mark} ${palette.strong(safeText(observable.value, 2048))} (${observable.kind})${asked}`,
    `    ${verdict(context, view)}`,
    ...details.map((line) => `    ${line}`),
  ];
}

function exemptionLine(context: Context, { id, what, owner, reason }: Exemption): string {
  const named = `${what.kind} ${safeText(namedBy(what), 300)}`;
  return context.texts.lookup.exempt(safeText(id), named, safeText(owner), safeText(reason, 300));
}

function verdict(context: Context, { listings, networks, related }: LookupView): string {
  const { lookup } = context.texts;
  const current = listings.filter((listing) => listing.inForce);
  if (current.length > 0) {
    const since = current.map((listing) => listing.firstSeen).sort()[0] ?? null;
    const sources = new Set(current.map((listing) => listing.source)).size;
    return lookup.inForce(showMoment(context, since), sources);
  }
  if (networks.length > 0) return lookup.byNetwork;
  if (related.some(({ covers }) => covers)) return lookup.byName;
  return listings.length === 0 ? lookup.never : lookup.noLonger;
}

function listingLines(context: Context, { listings }: LookupView): string[] {
  const { lookup } = context.texts;
  return listings.map((listing) => {
    const source = `${safeText(listing.source)}:`;
    const confidence = listing.confidence === null ? [] : [lookup.confidence(listing.confidence)];
    const tlp = listing.tlp === null ? [] : [`TLP:${listing.tlp.toUpperCase()}`];
    const id = safeText(listing.indicator);
    return `${source} ${[standing(context, listing), ...confidence, ...tlp, id].join(' · ')}`;
  });
}

function standing(context: Context, listing: LookupView['listings'][number]): string {
  const { lookup } = context.texts;
  switch (listing.why) {
    case 'in-force':
      return lookup.until(showTime(context, listing.expiresAt));
    case 'withdrawn':
      return lookup.withdrawn(showMoment(context, listing.withdrawnAt));
    case 'expired':
      return lookup.expired(showMoment(context, listing.expiresAt));
    case 'not-yet-valid':
      return lookup.notYet;
  }
}

function networkLines(context: Context, network: ObservableView): string[] {
  const { lookup } = context.texts;
  return network.sources.map((listing) =>
    lookup.network(network.value, safeText(listing.source), showTime(context, listing.expiresAt)),
  );
}

function relatedLines(context: Context, { relation, covers, value, sources }: LookupView['related'][number]): string[] {
  const { lookup } = context.texts;
  const note = covers ? [] : [lookup.coversNot[relation]];
  return sources.map(({ source, expiresAt }) => {
    const line = lookup.related(lookup.relations[relation], safeText(value, 2048), showTime(context, expiresAt));
    return `${safeText(source)}: ${[line, ...note].join(' · ')}`;
  });
}
