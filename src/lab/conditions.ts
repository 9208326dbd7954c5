import { failing, type Code, type Condition } from '../base/failure.ts';

/** What keeps the practice server from doing as it was told. */
export const labConditions = {
  'config/lab-address': {
    stage: 'config',
    title: 'the practice server listens on loopback only',
    fault: 'operator',
    retry: 'after-change',
  },
  'config/lab-port': {
    stage: 'config',
    title: 'the practice server cannot listen on this port',
    fault: 'operator',
    retry: 'after-change',
  },
  'config/lab-fault': {
    stage: 'config',
    title: 'the practice server knows no such fault',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/lab-network': {
    stage: 'config',
    title: 'this machine cannot have a practice network',
    fault: 'host',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(labConditions);
