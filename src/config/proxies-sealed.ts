import { isMap, isScalar, parseDocument } from 'yaml';
import type { Proxies } from '../feed/proxy.ts';
import { parseEnvelope } from '../secrets/envelope.ts';
import type { Sealer } from '../secrets/sealer.ts';

/** A password in the text of the file of proxies, as it stands there. */
export interface StoredPassword {
  readonly profile: string;
  /** Encrypted, or in clear as somebody has written it. */
  readonly password: string;
  /** What it is encrypted for. */
  readonly bound: string;
}

/** What the password of a profile is bound to. */
function bound(profile: string): string {
  return `proxy ${profile} password`;
}

/** Whether a password in the file is encrypted. */
export function isSealed(password: string): boolean {
  return parseEnvelope(password) !== null;
}

/** The text of the file with other passwords; comments and all else stay. `null` leaves one as it is. The text is one that can be read. */
export function withPasswords(text: string, change: (stored: StoredPassword) => string | null): string {
  const document = parseDocument(text);
  const profiles = document.get('profiles');
  if (!isMap(profiles)) return text;
  let changed = false;
  for (const { key, value } of profiles.items) {
    const node = isMap(value) ? value.get('password', true) : undefined;
    if (!isScalar(node) || node.value === null) continue;
    const profile = String(isScalar(key) ? key.value : key);
    const password = typeof node.value === 'string' ? node.value : JSON.stringify(node.value);
    const other = change({ profile, password, bound: bound(profile) });
    if (other === null || other === password) continue;
    node.value = other;
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
}

/** The passwords in the text of the file. */
export function storedPasswords(text: string): readonly StoredPassword[] {
  const found: StoredPassword[] = [];
  withPasswords(text, (stored) => {
    found.push(stored);
    return null;
  });
  return found;
}

/** Profiles whose encrypted passwords are decrypted when they are revealed; that throws Failure `secret/*`. */
export function usable(proxies: Proxies, sealer: Sealer): Proxies {
  const profiles = proxies.profiles.map((profile) => {
    const stored = profile.password?.reveal() ?? '';
    if (!isSealed(stored)) return profile;
    const password = sealer.secret(stored, bound(profile.profile));
    return { ...profile, password };
  });
  return { ...proxies, profiles };
}
