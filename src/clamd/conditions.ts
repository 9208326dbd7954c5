import { failing, type Code, type Condition } from '../base/failure.ts';

const peer = { stage: 'mail', fault: 'network', retry: 'soon' } as const;

/** What a client of the clamd protocol can send that ends its connection. */
export const clamdConditions = {
  'clamd/bad-command': { ...peer, title: 'what came is no command of the clamd protocol' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(clamdConditions);
