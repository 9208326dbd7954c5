import { failing, type Code, type Condition } from '../base/failure.ts';

/** What the store can refuse, and how its database can fail (DIAGNOSIS A 18–21, 28). */
export const storeConditions = {
  'gate/lease-lost': {
    stage: 'gate',
    title: 'another process has taken over the poll of this source',
    fault: 'host',
    retry: 'next-poll',
  },
  'config/name-taken': {
    stage: 'config',
    title: 'a source of this name exists already',
    fault: 'operator',
    retry: 'after-change',
  },
  'config/no-such-source': {
    stage: 'config',
    title: 'no source has this name',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/disk-full': { stage: 'store', title: 'no space left on the disk', fault: 'host', retry: 'soon' },
  'host/disk-io': { stage: 'store', title: 'the disk failed to read or write', fault: 'host', retry: 'soon' },
  'host/db-busy': { stage: 'store', title: 'another process keeps the database locked', fault: 'host', retry: 'soon' },
  'host/db-corrupt': { stage: 'store', title: 'the database is damaged', fault: 'host', retry: 'after-change' },
  'host/db-foreign': {
    stage: 'store',
    title: 'the database belongs to another program',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/db-readonly': {
    stage: 'store',
    title: 'the database cannot be opened for writing',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/schema-skew': {
    stage: 'store',
    title: 'the database is of a newer version of Feedgate',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(storeConditions);
