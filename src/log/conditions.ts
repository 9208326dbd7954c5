import { failing, type Code, type Condition } from '../base/failure.ts';

/** What the log reports of itself; it never throws. */
export const logConditions = {
  'host/log-unwritable': {
    stage: 'store',
    title: 'the log cannot be written',
    fault: 'host',
    retry: 'soon',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(logConditions);
