import { failing, type Code, type Condition } from '../base/failure.ts';

/** What can be wrong with a command line itself, and with the terminal it is typed on. */
export const cliConditions = {
  'usage/unknown-command': row('there is no such command'),
  'usage/unknown-option': row('there is no such option'),
  'usage/missing-argument': row('something is missing on the command line'),
  'usage/too-many-arguments': row('there is too much on the command line'),
  'usage/bad-value': row('a value on the command line cannot be read'),
  'usage/conflicting-options': row('two options contradict each other'),
  'usage/secret-on-command-line': row('a secret does not belong on the command line'),
  'usage/confirmation-needed': row('this needs a yes, and nobody can be asked'),
  'usage/file-unreadable': row('a file named on the command line cannot be read'),
  'postfix/unreachable': {
    stage: 'mail',
    title: 'the Postfix of this host cannot be asked or changed',
    fault: 'operator',
    retry: 'after-change',
  },
  'host/output-unwritable': {
    stage: 'store',
    title: 'the output could not be written',
    fault: 'host',
    retry: 'after-change',
  },
} as const satisfies Record<Code, Condition>;

function row(title: string): Condition {
  return { stage: 'config', title, fault: 'operator', retry: 'after-change' };
}

export const fail = failing(cliConditions);
