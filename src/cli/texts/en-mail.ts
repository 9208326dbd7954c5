import type { Place } from '../../policy/fact.ts';

/** What the journal of mails says, in English. */
export const enMessage = {
  titles: {
    time: 'TIME',
    reference: 'REFERENCE',
    from: 'FROM',
    to: 'TO',
    action: 'DONE',
    wanted: 'WANTED',
    match: 'LISTED',
    source: 'SOURCES',
  },
  labels: {
    time: 'Time',
    front: 'Front',
    client: 'Client',
    from: 'From',
    to: 'To',
    queue: 'Queue id',
    direction: 'Direction',
    verdict: 'Verdict',
    rule: 'Rule',
    notes: 'Notes',
    matches: 'Listed',
    late: 'Listed later',
    facts: 'Showed',
    falsePositive: 'Marked wrong',
  },
  none: 'no mail of that kind in the journal',
  notATime: (option: string, text: string) => `${option}: ${text} is neither a date (2026-11-22) nor how long ago (2d)`,
  done: (action: string, wanted: string, mode: string) =>
    action === wanted ? `${action} (${mode})` : `${action} (${mode}; the rules wanted ${wanted})`,
  undecided: (action: string, code: string) => `nobody could tell: ${action} by the fail mode [${code}]`,
  clean: 'nothing that is listed',
  match: ({ value, shown, where, sources }: { value: string; shown: string; where: string; sources: string }) =>
    `${value} by ${sources}, seen in ${where}${shown === value ? '' : ` as ${shown}`}`,
  exempt: (id: string) => `let pass by exemption ${id}`,
  late: (value: string, source: string, when: string) => `${value} by ${source}, known since ${when}`,
  more: (count: string) => `and ${count} more (--all)`,
  marked: (reference: string) => `✔ ${reference} is marked as wrongly matched`,
  nextExempt: (value: string) => `to let it pass from now on: feedgate exemption add ${value} --reason … --owner …`,
  nextSource: (source: string) => `to tell or tame its source: feedgate source show ${source}`,
  places: {
    client: 'the connecting address',
    received: 'a Received header',
    helo: 'HELO',
    'envelope-from': 'the envelope sender',
    from: 'From',
    sender: 'Sender',
    'reply-to': 'Reply-To',
    subject: 'the subject',
    text: 'the text',
    html: 'the HTML',
    calendar: 'an invitation',
    attachment: 'an attachment',
    document: 'a document',
    archive: 'an archive',
  } satisfies Record<Place, string>,
};

/** Help of the commands, in English. */
export const enMessageHelp: Record<
  'message list' | 'message show' | 'message report-fp',
  { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
> = {
  'message list': {
    summary: 'List the mails that were examined, the newest first',
    examples: [
      ['feedgate message list --matched --since 1d', 'what showed something listed in the last day'],
      ['feedgate message list --address user@example.org', 'from or to somebody'],
      ['feedgate message list --observable phish[.]example[.]net', 'that showed a value, listed or not'],
      ['feedgate message list --late', 'that showed what was listed after they had come'],
    ],
  },
  'message show': {
    summary: 'Show one mail: what it showed, what of it is listed by whom, and what was done',
    examples: [['feedgate message show 01JD5V8M3Q4R5S6T7V8W9X0Y1Z', 'by the reference in its header or its bounce']],
  },
  'message report-fp': {
    summary: 'Mark a mail as wrongly matched, and say what keeps that from happening again',
    examples: [['feedgate message report-fp 01JD5V8M3Q4R5S6T7V8W9X0Y1Z --reason "our own newsletter"', '']],
  },
};

export const enMessageOptions = {
  messageSince: 'from this date, or from that long ago (2d)',
  messageUntil: 'before this date, or before that long ago',
  messageAddress: 'sent by or to this address',
  messageObservable: 'that showed this value, defanged or not',
  messageAction: 'with which this was done: none, header, quarantine, reject …',
  messageMatched: 'that showed something listed',
  messageLate: 'that showed what was listed after they had come',
  messageLines: 'how many mails (default 20)',
  messageAll: 'everything that it showed',
  messageReason: 'why it is wrong',
};
