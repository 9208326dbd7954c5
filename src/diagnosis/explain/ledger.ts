import type { Code } from '../../base/failure.ts';
import { safeText } from '../../base/text.ts';
import { mostEpisodes, mostLines, mostNotes, mostSources, type Change, type Episode } from './episode.ts';
import type { Failed, Happening, Phase, Probed, Product } from './happening.ts';
import { classify } from './reason.ts';
import type { Verdict } from './verdict.ts';

/** Where in the log a happening was told. */
export interface Place {
  readonly time: string | null;
  readonly lines: readonly number[];
}

/** `met`: the code that the lines of the poll say; probes may have found a finer one. */
type Draft = { -readonly [K in keyof Episode]: Episode[K] } & {
  lines: number[];
  readonly order: number;
  readonly met: Code;
};

/** What is remembered of one source while its lines come in among those of others. */
interface Thread {
  host: string | null;
  poll: Draft | null;
  /** Refusals and warnings, by code. */
  readonly notes: Map<string, Draft>;
  /** How far the present poll has failed, and how many of its attempts are counted. */
  phase: number;
  attempts: number;
}

const phaseOrder: Readonly<Record<Phase, number>> = { attempt: 1, 'gave-up': 2, job: 3 };

/** Makes episodes of happenings. Memory is bounded whatever is fed in. */
export class Ledger {
  readonly #threads = new Map<string, Thread>();
  readonly #closed: Draft[] = [];
  #dropped = 0;
  #begun = 0;
  #sources = 0;
  readonly #tell: (change: Change) => void;

  /** `tell` hears what becomes of each episode as it happens. */
  constructor(tell: (change: Change) => void = () => undefined) {
    this.#tell = tell;
  }

  add(happening: Happening, place: Place): void {
    const thread = this.#thread(happening.source);
    switch (happening.kind) {
      case 'started':
        thread.host = happening.host ?? thread.host;
        newPoll(thread);
        break;
      case 'scheduled':
        newPoll(thread);
        this.#recover(thread.notes.get('gate/poll-running'), place);
        thread.notes.delete('gate/poll-running');
        break;
      case 'attempted':
        break;
      case 'probed':
        this.#refine(thread.poll, happening, place);
        break;
      case 'fetched':
        this.#recover(thread.poll, place);
        thread.poll = null;
        newPoll(thread);
        break;
      case 'failed':
        this.#fail(thread, happening, place);
        break;
    }
  }

  /** Every episode in the order of its first line; what is open stays unrecovered. */
  end(): { readonly episodes: readonly Episode[]; readonly dropped: number; readonly sources: number } {
    for (const thread of this.#threads.values()) this.#close(thread);
    const episodes = this.#closed.sort((a, b) => a.order - b.order).map(episodeOf);
    return { episodes, dropped: this.#dropped, sources: this.#sources };
  }

  #fail(thread: Thread, failure: Failed, place: Place): void {
    const verdict = verdictOf(failure);
    if (failure.phase === 'note') {
      const open = thread.notes.get(verdict.code);
      if (open !== undefined) extend(open, place);
      else if (thread.notes.size < mostNotes) {
        const draft = this.#begin(thread, { failure, verdict, place });
        thread.notes.set(verdict.code, draft);
        this.#changed('began', draft);
      }
      return;
    }
    const counted = count(thread, failure);
    const before = thread.poll;
    const isNew = before === null || before.met !== verdict.code;
    if (isNew) this.#retire(before);
    else extend(before, place);
    const draft = isNew ? this.#begin(thread, { failure, verdict, place }) : before;
    thread.poll = draft;
    draft.attempts += counted.attempts;
    draft.polls += counted.polls;
    if (draft.polls === 0) draft.polls = 1;
    if (isNew) this.#changed(before === null ? 'began' : 'changed', draft, before?.code ?? null);
  }

  #changed(kind: Change['kind'], draft: Draft, before: Code | null = null): void {
    this.#tell({ kind, before, episode: { ...episodeOf(draft), lines: [...draft.lines] } });
  }

  #refine(draft: Draft | null, probed: Probed, place: Place): void {
    if (draft === null) return;
    const before = draft.code;
    refine(draft, probed, place);
    if (draft.code !== before) this.#changed('changed', draft, before);
  }

  #begin(thread: Thread, told: { failure: Failed; verdict: Verdict; place: Place }): Draft {
    const { failure, verdict, place } = told;
    const { code, alternatives, certainty, evidence } = verdict;
    const { host } = evidence;
    this.#begun += 1;
    return {
      source: failure.source === null ? null : safeText(failure.source, 120),
      host: failure.host ?? (typeof host === 'string' ? host : thread.host),
      product: productOf(failure),
      code,
      alternatives,
      certainty,
      evidence,
      attempts: 0,
      polls: 0,
      firstAt: place.time,
      lastAt: place.time,
      recoveredAt: null,
      recovered: false,
      lines: place.lines.slice(0, mostLines),
      lineCount: place.lines.length,
      reason: safeText(failure.reason.trim(), 300),
      order: this.#begun,
      met: code,
    };
  }

  #recover(draft: Draft | null | undefined, place: Place): void {
    if (draft === null || draft === undefined) return;
    draft.recovered = true;
    draft.recoveredAt = place.time;
    this.#changed('recovered', draft);
    this.#retire(draft);
  }

  #retire(draft: Draft | null): void {
    if (draft === null) return;
    this.#closed.push(draft);
    if (this.#closed.length <= mostEpisodes) return;
    this.#closed.shift();
    this.#dropped += 1;
  }

  #close(thread: Thread): void {
    this.#retire(thread.poll);
    for (const note of thread.notes.values()) this.#retire(note);
    thread.poll = null;
    thread.notes.clear();
  }

  /** The thread of a source, moved to the end of the line of those that may be given up. */
  #thread(source: string | null): Thread {
    const key = source === null ? '' : `:${source}`;
    const known = this.#threads.get(key);
    if (known === undefined && source !== null) this.#sources += 1;
    const thread = known ?? { host: null, poll: null, notes: new Map(), phase: 0, attempts: 0 };
    this.#threads.delete(key);
    this.#threads.set(key, thread);
    if (this.#threads.size > mostSources) {
      const [oldest] = this.#threads;
      if (oldest !== undefined) {
        this.#close(oldest[1]);
        this.#threads.delete(oldest[0]);
      }
    }
    return thread;
  }
}

function episodeOf({ order: _order, met: _met, ...episode }: Draft): Episode {
  return episode;
}

function newPoll(thread: Thread): void {
  thread.phase = 0;
  thread.attempts = 0;
}

/**
 * What a line adds: attempts and polls. A poll tells of its failure up to once a phase (three attempts, gave up, job
 * failed); a line of a phase that has been told already belongs to the next poll.
 */
function count(thread: Thread, { phase, attempts }: Failed): { readonly attempts: number; readonly polls: number } {
  if (phase === 'banner' || phase === 'note') return { attempts: 0, polls: 0 };
  const order = phaseOrder[phase];
  if (order < thread.phase || (order === thread.phase && phase !== 'attempt')) newPoll(thread);
  const polls = thread.phase === 0 ? 1 : 0;
  thread.phase = order;
  const told = phase === 'attempt' ? thread.attempts + 1 : Math.max(thread.attempts, Math.min(attempts ?? 1, 1000));
  const added = told - thread.attempts;
  thread.attempts = told;
  return { attempts: added, polls };
}

/** What probes found is what the episode is of. */
function refine(draft: Draft | null, { code, certainty }: Probed, place: Place): void {
  if (draft === null || code === null) return;
  draft.code = code;
  draft.certainty = certainty;
  extend(draft, place);
}

function extend(draft: Draft, place: Place): void {
  draft.lastAt = place.time ?? draft.lastAt;
  draft.firstAt ??= place.time;
  draft.lineCount += place.lines.length;
  draft.lines.push(...place.lines.slice(0, Math.max(0, mostLines - draft.lines.length)));
}

function verdictOf({ named, reason }: Failed): Verdict {
  if (named === null) return classify(reason);
  return { code: named.code, alternatives: [], certainty: 'certain', evidence: named.evidence };
}

function productOf({ named }: Failed): Product {
  return named === null ? 'cisco-esa' : 'feedgate';
}
