function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

interface PollOutcome {
  readonly state: string;
  readonly took: string;
  /** The data set is the same as before. */
  readonly unchanged: boolean;
  readonly nothing: boolean;
  readonly new: string;
  readonly withdrawn: string;
}

interface SegmentCounts {
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
}

/** What is said of a poll that has ended, in English. */
export const enReport = {
  labels: {
    cause: 'Cause',
    poll: 'Poll',
    window: 'Window',
    segments: 'Segments',
    bytes: 'Bytes',
    attempts: 'Attempts',
    funnel: 'Funnel',
    skipped: 'Skipped',
    refused: 'Refused',
    warnings: 'Warnings',
    stages: 'Stages',
    evidence: 'Evidence',
    inForce: 'In force',
    next: 'Next',
    more: 'More',
  },
  headline: (source: string, outcome: PollOutcome) => {
    if (outcome.state === 'running') return `${source}: the poll is running, for ${outcome.took}`;
    if (outcome.unchanged) return `${source} polled in ${outcome.took}: unchanged`;
    if (outcome.nothing) return `${source} polled in ${outcome.took}: nothing new`;
    return `${source} polled in ${outcome.took}: ${outcome.new} new, ${outcome.withdrawn} withdrawn`;
  },
  stopped: (source: string, state: string) =>
    state === 'cancelled'
      ? `the poll of ${source} was cancelled; what was committed before stays`
      : `the poll of ${source} was interrupted; what was committed before stays`,
  wholeCollection: 'the whole collection',
  theBeginning: 'the beginning',
  segments: ({ total, done, skipped }: SegmentCounts, parts: string) =>
    `${done} of ${total} read${skipped > 0 ? `, ${skipped} skipped` : ''}, ${parts} ${parts === '1' ? 'part' : 'parts'}`,
  bytes: (wire: string, decoded: string) => `${wire} on the wire, ${decoded} unpacked`,
  attempts: (count: number) => `${plural(count, 'attempt')} failed:`,
  funnel: {
    received: 'items received',
    parsed: 'indicators parsed',
    supported: 'observables supported',
    refused: 'refused, not well formed',
    guarded: 'kept out by guards',
    new: 'listings new',
    known: 'listings known',
    withdrawn: 'listings withdrawn',
    expired: 'listings expired',
  },
  moreReasons: (reasons: number, count: string) =>
    `${count} for ${plural(reasons, 'more reason')} (--json has them all)`,
  stillInForce: (listings: string, since: string) =>
    `the ${listings} listings of the last good poll (${since}) stay in force until they age out`,
  nothingInForce: 'nothing: this source has no listings yet',
  nextTry: (time: string) => `polled again ${time}`,
  nextFull: (command: string) => `nothing was sent for this window; read all of it again: ${command}`,
  nextNothingRead: (command: string) => `nothing of it could be used; see why: ${command}`,
};
