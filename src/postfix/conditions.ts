import { failing, type Code, type Condition } from '../base/failure.ts';

const peer = { stage: 'mail', fault: 'network', retry: 'soon' } as const;

/** What a client of the policy or socketmap protocol can send that ends its connection. */
export const postfixConditions = {
  'postfix/bad-policy-request': { ...peer, title: 'what came is no Postfix policy request' },
  'postfix/bad-socketmap-request': { ...peer, title: 'what came is no socketmap request' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(postfixConditions);
