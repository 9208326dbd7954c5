import type { Code, Condition } from '../base/failure.ts';

/** What asking Feedgate something can fail with, besides what the asked part raises itself. */
export const serviceConditions = {
  'gate/daemon-gone': { stage: 'gate', title: 'the daemon went away', fault: 'host', retry: 'soon' },
  'gate/daemon-unreachable': { stage: 'gate', title: 'the daemon does not answer', fault: 'host', retry: 'soon' },
  'gate/unknown-method': {
    stage: 'gate',
    title: 'command line and daemon are of different versions',
    fault: 'operator',
    retry: 'after-change',
  },
  'gate/apply-running': {
    stage: 'gate',
    title: 'another configuration is being applied',
    fault: 'operator',
    retry: 'soon',
  },
  'gate/poller-down': { stage: 'gate', title: 'the poller process is not running', fault: 'host', retry: 'soon' },
  'gate/socket-unusable': {
    stage: 'gate',
    title: 'the daemon cannot open its socket',
    fault: 'host',
    retry: 'after-change',
  },
  'host/poller-died': {
    stage: 'gate',
    title: 'the poller process ended and was started again',
    fault: 'bug',
    retry: 'soon',
  },
  'config/bad-instant': { stage: 'config', title: 'not a date or time', fault: 'operator', retry: 'after-change' },
  'config/no-such-poll': { stage: 'config', title: 'there is no such poll', fault: 'operator', retry: 'after-change' },
  'config/cursor-reset-needed': {
    stage: 'config',
    title: 'this change asks for a decision on the cursor',
    fault: 'operator',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;
