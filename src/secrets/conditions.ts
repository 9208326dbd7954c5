import { failing, type Code, type Condition } from '../base/failure.ts';

// Nothing is asked of anybody before a secret is there, so the next poll may look again by itself.
const key = { stage: 'config', fault: 'operator', retry: 'next-poll' } as const;

/** Why a stored secret cannot be used, or none be stored. */
export const secretConditions = {
  'secret/key-missing': { ...key, title: 'the key of the stored secrets is missing' },
  'secret/key-wrong': { ...key, title: 'the stored secrets were encrypted with another key' },
  'secret/key-readable-by-others': { ...key, title: 'the key of the stored secrets can be read by others' },
  'secret/key-unreadable': { ...key, title: 'the key of the stored secrets cannot be read' },
  'secret/key-elsewhere': {
    stage: 'config',
    fault: 'operator',
    retry: 'after-change',
    title: 'the key of the stored secrets is not for Feedgate to change',
  },
  'secret/in-clear': {
    stage: 'config',
    fault: 'operator',
    retry: 'after-change',
    title: 'a password of a proxy stands in clear in its file',
  },
  'secret/damaged': {
    stage: 'config',
    fault: 'host',
    retry: 'after-change',
    title: 'a stored secret was altered or moved',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(secretConditions);
