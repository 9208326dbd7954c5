import { failing, type Code, type Condition } from '../base/failure.ts';

const closed = { stage: 'gate', fault: 'operator', retry: 'after-change' } as const;

/** Why the service may not be used here, and what is wrong with a feature key. */
export const activationConditions = {
  'gate/disabled': { ...closed, title: 'the threat feeds service is switched off' },
  'gate/terms-not-accepted': { ...closed, title: 'the licence terms are not accepted' },
  'gate/key-missing': { ...closed, title: 'there is no feature key for the service here' },
  'gate/key-expired': { ...closed, title: 'the feature key for the service has expired' },
  'gate/key-invalid': { ...closed, title: 'the feature key is not genuine' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(activationConditions);
