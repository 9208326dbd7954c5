import { failing, type Code, type Condition } from '../base/failure.ts';

const operator = { stage: 'auth', fault: 'operator', retry: 'after-change' } as const;
const source = { stage: 'content', fault: 'source', retry: 'next-poll' } as const;

/** What a MISP server or feed can answer instead of what it was asked for, and what a poll gets around but tells. */
export const mispConditions = {
  'misp/key': { ...operator, title: 'the key of MISP is wrong, has expired, or may not use the API' },
  'misp/role': { ...operator, title: 'the user of MISP may not do what was asked' },
  'misp/login-redirect': { ...operator, title: 'MISP asks to log in: the key did not reach it' },
  'misp/not-feed': { ...source, title: 'the address is no feed of MISP', fault: 'operator', retry: 'after-change' },
  'misp/not-api': {
    ...source,
    title: 'the address is no API of MISP',
    fault: 'operator',
    retry: 'after-change',
  },
  'misp/manifest-too-large': { ...source, title: 'the manifest of a MISP feed names more events than are read' },
  'misp/event-missing': { ...source, title: 'an event that the manifest of a MISP feed names is not there' },
  'misp/event-unreadable': { ...source, title: 'an event of a MISP feed cannot be read' },
  'misp/sighting-refused': { ...source, title: 'MISP did not take what was seen in mail' },
  'misp/page-loop': { ...source, title: 'MISP gives the same page again and again' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(mispConditions);
