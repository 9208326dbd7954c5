import type { ProxySettings } from '../feed/proxy.ts';
import { checkAuthorities } from './pem.ts';
import { problem, problemsOfCheck, type Problem } from './problems.ts';

/** What the fields of a proxy may not mean together, and what stands in its certificates; fields under `at`. */
export function proxyProblems({ kind, password, ca }: ProxySettings, at = 'proxy'): Problem[] {
  const found: Problem[] = [];
  if (kind === 'socks4a' && password !== null)
    found.push(problem('config/value-bad', `${at}.password`, 'has no place: SOCKS 4a knows a user and no password'));
  if (ca === null) return found;
  if (kind !== 'https') found.push(problem('config/value-bad', `${at}.ca`, 'is for a proxy of the kind https'));
  return [...found, ...problemsOfCheck(`${at}.ca`, () => checkAuthorities(ca, false))];
}
