import type { Code, Condition } from '../base/failure.ts';

/** What the poller itself raises; what its stages raise stands in their own rooms. */
export const pollerConditions = {
  'gate/poll-running': {
    stage: 'gate',
    title: 'a poll of this source is already running',
    fault: 'operator',
    retry: 'next-poll',
  },
  'gate/poll-cancelled': { stage: 'gate', title: 'the poll was cancelled', fault: 'operator', retry: 'next-poll' },
  'gate/source-suspended': {
    stage: 'gate',
    title: 'the source is suspended',
    fault: 'operator',
    retry: 'after-change',
  },
  'taxii/part-loop': {
    stage: 'taxii',
    title: 'the server repeats parts without end',
    fault: 'source',
    retry: 'next-poll',
  },
  'taxii/pending-too-long': {
    stage: 'taxii',
    title: 'the result was promised but never became ready',
    fault: 'source',
    retry: 'next-poll',
  },
  'taxii/result-lost': {
    stage: 'taxii',
    title: 'the server forgot the result while it was being read',
    fault: 'source',
    retry: 'soon',
  },
  'http/truncated-unmarked': {
    stage: 'http',
    title: 'the answer was cut without a sign',
    fault: 'source',
    retry: 'soon',
  },
  'list/archive': {
    stage: 'content',
    title: 'the list is packed in a way that cannot be read',
    fault: 'source',
    retry: 'next-poll',
  },
  'list/file-unreadable': {
    stage: 'content',
    title: 'the file of the list cannot be read',
    fault: 'operator',
    retry: 'after-change',
  },
  'list/file-closed': {
    stage: 'config',
    title: 'the file of the list lies in the data directory',
    fault: 'operator',
    retry: 'after-change',
  },
  'list/file-changing': {
    stage: 'content',
    title: 'the file of the list was written while it was read',
    fault: 'operator',
    retry: 'soon',
  },
  'guard/snapshot-empty': {
    stage: 'guard',
    title: 'the data set came back empty and was held back',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/snapshot-shrunk': {
    stage: 'guard',
    title: 'the data set lost too much and was held back',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/snapshot-grown': {
    stage: 'guard',
    title: 'the data set grew many times over and was held back',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/reconcile-shrunk': {
    stage: 'guard',
    title: 'the source has lost too much, and nothing was withdrawn',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/list-empty': {
    stage: 'guard',
    title: 'a guard list came back empty and was held back',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/list-shrunk': {
    stage: 'guard',
    title: 'a guard list lost more than half and was held back',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/list-unreadable': {
    stage: 'guard',
    title: 'a guard list cannot be read',
    fault: 'source',
    retry: 'next-poll',
  },
  'guard/no-such-list': {
    stage: 'guard',
    title: 'there is no such guard list',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;
