import { failing, type Code, type Condition } from '../base/failure.ts';

/** What the journal tells that nobody has asked for, and what it cannot find. */
export const journalConditions = {
  'mail/listed-late': {
    stage: 'mail',
    title: 'a mail had come before what it shows was listed',
    fault: 'operator',
    retry: 'after-change',
  },
  'mail/unknown-reference': {
    stage: 'mail',
    title: 'the journal holds no mail of this reference',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(journalConditions);
