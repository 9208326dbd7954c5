import { failing, type Code, type Condition } from '../base/failure.ts';

/** What keeps an alert from arriving. */
export const notifyConditions = {
  'alert/webhook-unreachable': {
    stage: 'http',
    title: 'a webhook cannot be reached',
    fault: 'network',
    retry: 'soon',
  },
  'alert/webhook-status': {
    stage: 'http',
    title: 'a webhook does not take an alert',
    fault: 'operator',
    retry: 'soon',
  },
  'alert/mail-unreachable': {
    stage: 'mail',
    title: 'the mail server for alerts cannot be reached',
    fault: 'network',
    retry: 'soon',
  },
  'alert/mail-refused': {
    stage: 'mail',
    title: 'the mail server does not take an alert',
    fault: 'operator',
    retry: 'soon',
  },
  'alert/syslog-unreachable': {
    stage: 'tcp',
    title: 'the syslog server for alerts cannot be reached',
    fault: 'network',
    retry: 'soon',
  },
  'alert/channel-unusable': {
    stage: 'config',
    title: 'a file that a channel of alerts needs cannot be used',
    fault: 'operator',
    retry: 'after-change',
  },
  'alert/no-such-channel': {
    stage: 'config',
    title: 'there is no such channel of alerts',
    fault: 'operator',
    retry: 'after-change',
  },
  'alert/dropped': {
    stage: 'store',
    title: 'an alert was given up before it arrived',
    fault: 'operator',
    retry: 'after-change',
  },
  'alert/memory-bad': {
    stage: 'store',
    title: 'what alerts remember cannot be read',
    fault: 'host',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

export const fail = failing(notifyConditions);
