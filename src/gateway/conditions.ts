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
  'gateway/unreachable': {
    stage: 'mail',
    title: 'the gateway does not answer',
    fault: 'host',
    retry: 'soon',
  },
  'gateway/already-running': {
    stage: 'mail',
    title: 'a gateway runs on this data directory already',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/down': {
    stage: 'mail',
    title: 'no gateway runs, though fronts are on',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/died': {
    stage: 'mail',
    title: 'the gateway process ended and was started again',
    fault: 'bug',
    retry: 'soon',
  },
  'gateway/hung': {
    stage: 'mail',
    title: 'the gateway process answered no more and was started again',
    fault: 'bug',
    retry: 'soon',
  },
  'gateway/bad-request': {
    stage: 'mail',
    title: 'a request to the HTTP front cannot be read',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/front-unused': {
    stage: 'mail',
    title: 'a front is open, but nobody asks it',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/map-unfetched': {
    stage: 'mail',
    title: 'a map that was fetched is fetched no more',
    fault: 'operator',
    retry: 'after-change',
  },
  'gateway/canary-missed': {
    stage: 'mail',
    title: 'a front answers, but does not match the test value',
    fault: 'operator',
    retry: 'after-change',
  },
  'match/stale': { stage: 'mail', title: 'the match index is old', fault: 'source', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(gatewayConditions);
