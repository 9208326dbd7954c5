import { failing, type Code, type Condition } from '../base/failure.ts';

/** What this machine can refuse. */
export const hostConditions = {
  'gate/already-running': {
    stage: 'gate',
    title: 'a daemon runs on this data directory already',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/data-unwritable': {
    stage: 'store',
    title: 'the data directory cannot be written',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/data-readable': {
    stage: 'store',
    title: 'the data directory is open to other users',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/data-other-owner': {
    stage: 'store',
    title: 'the data directory belongs to another user',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/path-too-long': {
    stage: 'config',
    title: 'the path of the data directory is too long for a socket',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(hostConditions);
