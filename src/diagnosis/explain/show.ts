import type { Code, Evidence } from '../../base/failure.ts';
import { safeText } from '../../base/text.ts';
import { appliancePlan } from '../appliance.ts';
import { lookUp } from '../catalogue.ts';
import type { Language } from '../entry.ts';
import { render, type Rendered } from '../render.ts';
import { fill } from '../template.ts';
import { valuesOf } from '../values.ts';
import type { Change, Episode, Explanation } from './episode.ts';
import { words } from './words.ts';

/** An episode with its texts in one language. */
export interface ToldEpisode extends Episode {
  readonly title: string;
  readonly meaning: string;
  /** Likely first. */
  readonly causes: readonly string[];
  /** What it may be instead, and what to check to tell. */
  readonly choices: readonly { readonly code: Code; readonly title: string; readonly check: string }[];
  /** Steps for the product that the log came from; commands in backticks. */
  readonly remedy: readonly string[];
}

/** The JSON of `explain`: the explanation with the texts of each episode in one language. */
export type ToldExplanation = Omit<Explanation, 'episodes'> & { readonly episodes: readonly ToldEpisode[] };

/** Adds the texts to an explanation. */
export function tell(explanation: Explanation, language: Language): ToldExplanation {
  return { ...explanation, episodes: explanation.episodes.map((episode) => tellEpisode(episode, language)) };
}

function tellEpisode(episode: Episode, language: Language): ToldEpisode {
  const { code, alternatives, product } = episode;
  const evidence = evidenceOf(episode);
  const texts = textsOf(code, language, evidence);
  const ours = product === 'feedgate';
  const open = isOpen(episode);
  return {
    ...episode,
    title: open ? words[language].several(alternatives.length, texts.title) : texts.title,
    meaning: open ? words[language].open : ours ? texts.meaning : firstSentence(texts.meaning),
    causes: open ? [] : texts.causes,
    choices: alternatives.map((choice) => {
      const { title, certain } = textsOf(choice, language, evidence);
      return { code: choice, title, check: certain };
    }),
    remedy: ours ? texts.remedy : applianceRemedy(episode, language),
  };
}

type ToldTexts = Pick<Rendered, 'title' | 'meaning' | 'certain' | 'causes' | 'remedy'>;

/** A code of a newer version has no texts here: its name stands for it. */
function textsOf(code: Code, language: Language, evidence: Evidence): ToldTexts {
  const entry = lookUp(code);
  if (entry !== undefined) return render(entry, language, evidence);
  return { title: safeText(code), meaning: '', certain: '', causes: [], remedy: [] };
}

/** What follows the first sentence tells what Feedgate does about it, which the reference product does not. */
function firstSentence(text: string): string {
  return /^.*?[.?!](?= |$)/s.exec(text)?.[0] ?? text;
}

function applianceRemedy(episode: Episode, language: Language): string[] {
  const plan = appliancePlan(isOpen(episode) ? episode.alternatives : [episode.code]);
  const values = valuesOf(evidenceOf(episode));
  return plan[language].map((step) => fill(step, values));
}

/** Whether the reason fits several conditions, so that not even `code` is sure. */
function isOpen({ certainty, code, alternatives }: Episode): boolean {
  return certainty === 'one-of' && alternatives.includes(code);
}

function evidenceOf({ source, host, evidence }: Episode): Evidence {
  return { ...evidence, ...(source === null ? {} : { source }), ...(host === null ? {} : { host }) };
}

/** A label and the lines beside it. */
export type EpisodeFact = readonly [label: string, lines: readonly string[]];
/** Puts facts into lines. */
export type Layout = (facts: readonly EpisodeFact[]) => readonly string[];

/** The explanation as lines of text: each episode once, then what could not be read. Without a layout lines are as long as they are. */
export function renderEpisodes(explanation: Explanation, language: Language, layout: Layout = beside): string[] {
  const { episodes } = tell(explanation, language);
  const out = episodes.flatMap((episode) => [...episodeLines(episode, language, layout), '']);
  return [...out, ...renderSum(explanation, language)];
}

/** What could not be read or kept, and how many failures there were. */
export function renderSum({ episodes, unreadable, dropped, lines }: Explanation, language: Language): string[] {
  const w = words[language];
  const open = episodes.filter((episode) => !episode.recovered).length;
  return [
    ...(dropped > 0 ? [w.dropped(dropped)] : []),
    ...(unreadable.count > 0 ? [w.unreadable(unreadable.count, listed(unreadable.lines, unreadable.count))] : []),
    w.summary({ lines, episodes: episodes.length, open }),
  ];
}

/** A change with the texts of its episode: what `explain --follow --json` prints of each. */
export type ToldChange = Pick<Change, 'before'> & { readonly change: Change['kind'] } & ToldEpisode;

export function tellChange({ kind, episode, before }: Change, language: Language): ToldChange {
  return { change: kind, before, ...tellEpisode(episode, language) };
}

/** A change as lines: all that there is to say of what began or changed, one line for what recovered. */
export function renderChange(change: Change, language: Language, layout: Layout = beside): string[] {
  const told = tellEpisode(change.episode, language);
  const w = words[language];
  const [headline = '', ...rest] = episodeLines(told, language, layout);
  if (change.kind === 'recovered') return [headline, ...layout([[w.labels.when, [when(told, language)]]])];
  if (change.before === null) return [headline, ...rest];
  return [headline, ...layout([[w.labels.before, [titled(change.before, language)]]]), ...rest];
}

function titled(code: Code, language: Language): string {
  return `${lookUp(code)?.[language].title ?? safeText(code)} [${safeText(code)}]`;
}

function episodeLines(episode: ToldEpisode, language: Language, layout: Layout): string[] {
  const w = words[language];
  const name = episode.source ?? (episode.host === null ? w.unnamed : safeText(episode.host));
  const facts: EpisodeFact[] = [
    [w.labels.when, [when(episode, language)]],
    [w.labels.reason, [`"${episode.reason}"`]],
    [w.labels.meaning, episode.meaning === '' ? [] : [`${episode.meaning} (${w.certainty[episode.certainty]})`]],
    [w.labels.choices, episode.choices.map(({ code, title, check }) => `${title} [${code}]: ${check}`)],
    [w.labels.causes, episode.causes],
    [w.labels.remedy, episode.remedy.map((step, i) => `${i + 1}) ${step}`)],
    [w.labels.more, [`feedgate explain ${safeText(episode.code)}`]],
  ];
  const headline = `${episode.recovered ? '✔' : '✖'} ${name}: ${episode.title} [${safeText(episode.code)}]`;
  return [headline, ...layout(facts)];
}

/** Labels in a column, lines beside them however long. */
function beside(facts: readonly EpisodeFact[]): string[] {
  const column = Math.max(...facts.map(([label]) => widthOf(label))) + 2;
  return facts.flatMap(([label, lines]) => lines.map((line, i) => `  ${padded(i === 0 ? label : '', column)}${line}`));
}

function when(episode: Episode, language: Language): string {
  const w = words[language];
  const { firstAt, lastAt, polls, attempts } = episode;
  const span =
    firstAt === null
      ? w.noTime
      : lastAt === null || lastAt === firstAt
        ? shown(firstAt)
        : `${shown(firstAt)} – ${shown(lastAt)}`;
  const counts = polls === 0 ? [] : [w.counts(polls, attempts)];
  const recovery = episode.recovered
    ? [w.recovered(episode.recoveredAt === null ? '' : shown(episode.recoveredAt))]
    : [];
  return [span, ...counts, ...recovery, w.lines(listed(episode.lines, episode.lineCount))].join(' · ');
}

/** `2021-09-08 16:15:26`, with the zone where the log named one. */
function shown(time: string): string {
  return safeText(time.replace('T', ' '), 40);
}

/** `3, 7, 9 …`: at most ten. */
function listed(numbers: readonly number[], count: number): string {
  const some = numbers.slice(0, 10);
  return `${some.join(', ')}${count > some.length ? ' …' : ''}`;
}

/** Columns on a terminal: Hangul takes two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[가-힣]/g)?.length ?? 0);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
