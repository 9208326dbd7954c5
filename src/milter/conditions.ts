import { failing, type Code, type Condition } from '../base/failure.ts';

const peer = { stage: 'mail', fault: 'network', retry: 'soon' } as const;

/** What an MTA, or something that is none, can send to a milter. */
export const milterConditions = {
  'milter/frame-too-large': { ...peer, title: 'a milter frame is larger than the protocol allows' },
  'milter/bad-frame': { ...peer, title: 'what came is no milter frame' },
  'milter/out-of-order': { ...peer, title: 'a milter command came where it may not' },
  'milter/version': {
    ...peer,
    title: 'the MTA speaks a milter protocol that is too old',
    fault: 'operator',
    retry: 'after-change',
  },
  'milter/action-not-offered': {
    ...peer,
    title: 'the MTA does not let a milter do what the policy asks for',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(milterConditions);
