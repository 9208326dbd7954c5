import { failing, type Code, type Condition } from '../base/failure.ts';

/** What keeps a front from listening, or a mail from being decided. */
export const gatewayConditions = {
  'gateway/listen': {
    stage: 'mail',
    title: 'a front cannot listen where it should',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/overloaded': {
    stage: 'mail',
    title: 'more mails are under way than are taken at once',
    fault: 'host',
    retry: 'soon',
  },
  'gateway/deadline': { stage: 'mail', title: 'a mail was not decided in time', fault: 'host', retry: 'soon' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(gatewayConditions);
