import { isRefusal } from '../observable/refusal.ts';
import { guess } from './guess.ts';
import type { LineRead } from './text-line.ts';

const blocked = /^\|\|([^/^$*|\s]+)\^?(?:\$([\w,~-]+))?$/;

/** Options of a rule that blocks a name as a whole. */
const wholeOptions: ReadonlySet<string> = new Set(['all', 'important', 'document', 'doc', 'popup']);

/** A line of an ad blocker's list: `||name^` stands for the name; whatever narrows it, or lets it pass, is skipped. */
export function readRule(line: string): LineRead {
  if (line.startsWith('@@')) return { skipped: 'exception' };
  const [, name = '', options = 'all'] = blocked.exec(line) ?? [];
  if (name === '' || !options.split(',').every((option) => wholeOptions.has(option))) return { skipped: 'rule' };
  const answer = guess(name);
  return isRefusal(answer) ? answer : [answer];
}
