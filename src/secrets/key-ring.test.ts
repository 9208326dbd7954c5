import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { formatKeys, makeKey, parseKeys, type SecretKey } from './key.ts';
import { keyPlaces } from './key-places.ts';
import { KeyRing } from './key-ring.ts';

const never = () => false;
const before = () => true;
const password = 'correct horse';

/** A ring that looks for its key in files of one directory. */
function ring(env: Readonly<Record<string, string>> = {}, named: string | null = null) {
  const own = join(tempDirectory(), 'secret.key');
  const clock = new ManualClock();
  const open = () => new KeyRing({ places: () => keyPlaces({ env, named, own }), clock });
  return { own, clock, open };
}

function write(path: string, keys: readonly SecretKey[], mode = 0o600): void {
  writeFileSync(path, formatKeys(keys));
  chmodSync(path, mode);
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
  return '';
};

describe('a secret', () => {
  it('is decrypted by who has the key, and shown nowhere', () => {
    const { open } = ring();
    const sealed = open().seal(password, 'a', never);
    const secret = open().secret(sealed, 'a');
    expect(secret.reveal()).toBe(password);
    expect(`${String(secret)}${JSON.stringify({ secret })}`).not.toContain(password);
    expect(sealed).not.toContain(password);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(password);
  });
  it.each(['', 'p', '비밀번호 🔑', 'x'.repeat(65_536)])('comes back as it was', (text) => {
    const keys = ring().open();
    expect(keys.open(keys.seal(text, 'a', never), 'a')).toBe(text);
  });
  it('is another text each time', () => {
    const keys = ring().open();
    expect(new Set(Array.from({ length: 100 }, () => keys.seal(password, 'a', never))).size).toBe(100);
  });
  it('is refused in another place, and where a bit of it has changed', () => {
    const keys = ring().open();
    const sealed = keys.seal(password, 'source 1 credentials.password', never);
    expect(codeOf(() => keys.open(sealed, 'source 2 credentials.password'))).toBe('secret/damaged');
    const [form = '', id = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const text = [form, id, changed.toString('base64url')].join('.');
      expect(codeOf(() => keys.open(text, 'source 1 credentials.password'))).toBe('secret/damaged');
    }
  });
  it.each(['', 'x', 'fg1', 'fg1..', 'fg2.0123456789abcdef.AAAA', 'fg1.0123456789abcdef.AAAA'])(
    'that is no envelope is damaged: %s',
    (text) => expect(codeOf(() => ring().open().secret(text, 'a').reveal())).toBe('secret/damaged'),
  );
});

describe('the key', () => {
  it('is made at first need, for its owner alone, and used from then on', () => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    expect(statSync(own).mode & 0o777).toBe(0o600);
    const text = readFileSync(own, 'utf8');
    expect(open().open(sealed, 'a')).toBe(password);
    open().seal(password, 'b', never);
    expect(readFileSync(own, 'utf8')).toBe(text);
    expect(parseKeys(text)?.[0]?.id).toBe(sealed.split('.')[1]);
  });
  it('is never made anew where secrets are encrypted already', () => {
    expect(codeOf(() => ring().open().seal(password, 'a', before))).toBe('secret/key-missing');
  });
  it('that is missing stops nothing but the secret', () => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    rmSync(own);
    const secret = open().secret(sealed, 'a');
    expect(codeOf(() => secret.reveal())).toBe('secret/key-missing');
  });
  it('that is another is told from one that is missing', () => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    write(own, [makeKey(0)]);
    expect(codeOf(() => open().open(sealed, 'a'))).toBe('secret/key-wrong');
  });
  it('that comes back is found without a new start', () => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    const text = readFileSync(own, 'utf8');
    rmSync(own);
    const keys = open();
    const secret = keys.secret(sealed, 'a');
    expect(codeOf(() => secret.reveal())).toBe('secret/key-missing');
    writeFileSync(own, text, { mode: 0o600 });
    expect(secret.reveal()).toBe(password);
  });
  it('that was there when a secret was read is remembered', () => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    const secret = open().secret(sealed, 'a');
    write(own, [makeKey(0)]);
    expect(secret.reveal()).toBe(password);
  });
  it.each([0o644, 0o640, 0o604, 0o660])('with mode %o is not used', (mode) => {
    const { own, open } = ring();
    const sealed = open().seal(password, 'a', never);
    chmodSync(own, mode);
    expect(codeOf(() => open().open(sealed, 'a'))).toBe('secret/key-readable-by-others');
    expect(codeOf(() => open().seal(password, 'a', never))).toBe('secret/key-readable-by-others');
  });
  it.each(['', 'hello', 'feedgate-key-1 yesterday AAAA', 'feedgate-key-1 2026-01-01T00:00:00Z QUJD'])(
    'whose file is no key file is told: %s',
    (text) => {
      const { own, open } = ring();
      const sealed = ring().open().seal(password, 'a', never);
      writeFileSync(own, text, { mode: 0o600 });
      expect(codeOf(() => open().open(sealed, 'a'))).toBe('secret/key-unreadable');
    },
  );
  it('that is a directory, or has no place to be made, is told', () => {
    const { own, open } = ring();
    mkdirSync(own);
    expect(codeOf(() => open().seal(password, 'a', never))).toBe('secret/key-unreadable');
    const nowhere = ring({}, '/nonexistent/feedgate/key').open();
    expect(codeOf(() => nowhere.seal(password, 'a', never))).toBe('secret/key-unreadable');
  });
});

describe('the places of the key', () => {
  it('are tried in order: systemd, the settings, the data directory; what each has can decrypt', () => {
    const [credential, named, own] = [makeKey(1), makeKey(2), makeKey(3)];
    const directory = tempDirectory();
    const file = join(tempDirectory(), 'named.key');
    const given = ring({ CREDENTIALS_DIRECTORY: directory }, file);
    const usedKey = () => given.open().seal(password, 'a', before).split('.')[1];
    write(given.own, [own]);
    const oldest = given.open().secret(ring().open().seal(password, 'a', never), 'a');
    expect(codeOf(() => oldest.reveal())).toBe('secret/key-wrong');
    write(file, [named]);
    const second = given.open().seal(password, 'a', before);
    expect(second.split('.')[1]).toBe(named.id);
    write(join(directory, 'feedgate.key'), [credential], 0o440);
    expect(usedKey()).toBe(credential.id);
    expect(given.open().open(second, 'a')).toBe(password);
  });
  it('hold several keys, of which the first encrypts', () => {
    const { own, open } = ring();
    const [old, young] = [makeKey(1), makeKey(2)];
    write(own, [old]);
    const sealed = open().seal(password, 'a', before);
    write(own, [young, old]);
    expect(open().open(sealed, 'a')).toBe(password);
    expect(open().seal(password, 'a', before).split('.')[1]).toBe(young.id);
  });
});
