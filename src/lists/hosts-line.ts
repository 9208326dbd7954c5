import { parseDomain } from '../observable/domain.ts';
import type { Observable } from '../observable/observable.ts';
import { isRefusal } from '../observable/refusal.ts';
import type { LineRead } from './text-line.ts';

/** The addresses to which a hosts file sends what is to be blocked. */
const nowhere = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.255\.255\.255|0|::1?|fe80::1(?:%\w+)?|ff0[0-9]::\d?)\s+(.+)$/i;

/** Names that every hosts file has for the machine itself. */
const own = /^(?:local|localhost(?:\.localdomain\d?)?|broadcasthost|ip6-.*|localhost\d|0\.0\.0\.0)$/i;

/** A line of a hosts file, `0.0.0.0 name name`: its names, which say no address; `null` where it is none. */
export function readHosts(line: string): LineRead | null {
  const [, rest = ''] = nowhere.exec(line) ?? [];
  const names = rest.split(/\s+/).filter((name) => name !== '');
  if (names.length === 0) return null;
  const listed = names.filter((name) => !own.test(name));
  if (listed.length === 0) return { skipped: 'own-host' };
  const values: Observable[] = [];
  for (const name of listed) {
    const answer = parseDomain(name);
    if (isRefusal(answer)) return values.length === 0 ? answer : values;
    values.push(answer);
  }
  return values;
}
