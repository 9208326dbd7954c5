import { parseDomain } from './domain.ts';
import { parseEmail } from './email.ts';
import { parseHash } from './hash.ts';
import { parseIp, parseNetwork } from './ip.ts';
import type { Observable, Refusal } from './observable.ts';
import { refang } from './refang.ts';
import { isRefusal } from './refusal.ts';
import { parseUrl } from './url.ts';

/** A text typed or pasted by a person, its kind guessed; defanged input is understood. `evil.example/a` is a URL. */
export function parseAny(text: string): Observable | Refusal {
  const plain = refang(text.trim());
  if (/^[0-9a-f]{32,}$/i.test(plain)) return parseHash(plain);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(plain)) return parseUrl(plain);
  if (/^[0-9a-f.:]+\/[0-9.]+$/i.test(plain)) return parseNetwork(plain);
  const address = parseIp(plain);
  if (!isRefusal(address)) return address;
  if (/[/?]/.test(plain)) return parseUrl(plain, { assumeHttp: true });
  return plain.includes('@') ? parseEmail(plain) : parseDomain(plain);
}
