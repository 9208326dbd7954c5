import type { Code, Evidence } from '../../base/failure.ts';
import { safeText } from '../../base/text.ts';
import { appliancePlan } from '../appliance.ts';
import { lookUp } from '../catalogue.ts';
import type { Language } from '../entry.ts';
import { render, type Rendered } from '../render.ts';
import { fill } from '../template.ts';
import { valuesOf } from '../values.ts';
import type { Episode, Explanation } from './episode.ts';
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

/** The explanation as lines of text: each episode once, then what could not be read. */
export function renderEpisodes(explanation: Explanation, language: Language): string[] {
  const w = words[language];
  const { episodes, unreadable, dropped, lines } = tell(explanation, language);
  const out = episodes.flatMap((episode) => [...episodeLines(episode, language), '']);
  if (dropped > 0) out.push(w.dropped(dropped));
  if (unreadable.count > 0) out.push(w.unreadable(unreadable.count, listed(unreadable.lines, unreadable.count)));
  const open = episodes.filter((episode) => !episode.recovered).length;
  out.push(w.summary({ lines, episodes: episodes.length, open }));
  return out;
}

function episodeLines(episode: ToldEpisode, language: Language): string[] {
  const w = words[language];
  const name = episode.source ?? (episode.host === null ? w.unnamed : safeText(episode.host));
  const facts: (readonly [label: string, lines: readonly string[]])[] = [
    [w.labels.when, [when(episode, language)]],
    [w.labels.reason, [`"${episode.reason}"`]],
    [w.labels.meaning, episode.meaning === '' ? [] : [`${episode.meaning} (${w.certainty[episode.certainty]})`]],
    [w.labels.choices, episode.choices.map(({ code, title, check }) => `${title} [${code}]: ${check}`)],
    [w.labels.causes, episode.causes],
    [w.labels.remedy, episode.remedy.map((step, i) => `${i + 1}) ${step}`)],
    [w.labels.more, [`feedgate explain ${safeText(episode.code)}`]],
  ];
  const column = Math.max(...facts.map(([label]) => widthOf(label))) + 2;
  const body = facts.flatMap(([label, lines]) =>
    lines.map((line, i) => `  ${padded(i === 0 ? label : '', column)}${line}`),
  );
  return [`${episode.recovered ? '✔' : '✖'} ${name}: ${episode.title} [${safeText(episode.code)}]`, ...body];
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
