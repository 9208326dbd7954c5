import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService, secretsView } from '../../test/fakes/fake-service.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { parseKeys } from '../secrets/key.ts';

const lockedView = secretsView({
  locked: [
    {
      source: 'phish',
      profile: null,
      field: 'credentials.password',
      key: '00112233aabbccdd',
      code: 'secret/key-wrong',
    },
    { source: null, profile: 'office', field: 'password', key: '00112233aabbccdd', code: 'secret/key-wrong' },
  ],
});

describe('secret status', () => {
  it('tells the key, where it is from and how much it encrypts', async () => {
    const { code, out } = await feedgate(['secret', 'status']);
    expect(code).toBe(0);
    expect(out).toContain('3 secrets of sources and proxies, encrypted, and all can be decrypted');
    expect(out).toMatch(
      /Key +62d629a30953c87f\n +From +\/var\/lib\/feedgate\/secret.key \(data directory\)\n +Made +2026/,
    );
  });
  it('names what cannot be decrypted, and what to do', async () => {
    const service = Object.assign(new FakeService(), { secretsView: lockedView });
    const { code, out } = await feedgate(['secret', 'status'], { service });
    expect(code).toBe(1);
    expect(out).toContain('2 of 3 secrets cannot be decrypted');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'phish: credentials.password, needs key 00112233aabbccdd [secret/key-wrong]',
    );
    expect(out.replaceAll(/\s+/g, ' ')).toContain('proxy office: password, needs key 00112233aabbccdd');
    expect(out).toContain('feedgate source edit phish --user USER');
    const korean = await feedgate(['secret', 'status', '--lang', 'ko'], { service });
    expect(korean.out).toContain('비밀값 3개 중 2개를 복호화할 수 없습니다');
  });
  it('names a password in clear, and the command that encrypts it', async () => {
    const service = Object.assign(new FakeService(), { secretsView: secretsView({ inClear: ['office'] }) });
    const { code, out } = await feedgate(['secret', 'status'], { service });
    expect(code).toBe(0);
    expect(out).toMatch(/^! 1 password of a proxy is not encrypted\n/);
    expect(out).toContain('the password of proxy office stands in clear');
    expect(out).toContain('feedgate proxy edit office');
  });
  it('is the whole view as JSON', async () => {
    expect(JSON.parse((await feedgate(['secret', 'status', '--json'])).out)).toEqual(secretsView());
  });
});

describe('secret rotate', () => {
  it('tells the new key and what became of the old one', async () => {
    const { code, out, service } = await feedgate(['secret', 'rotate']);
    expect(code).toBe(0);
    expect(service.calls).toEqual([['rotateSecrets', false]]);
    expect(out).toContain('new key 62d629a30953c87f: 2 secrets encrypted with it');
    expect(out).toContain('dropped: 00112233aabbccdd');
  });
  it('goes on without a lost key where that is asked for', async () => {
    const { service } = await feedgate(['secret', 'rotate', '--lost', '--json']);
    expect(service.calls).toEqual([['rotateSecrets', true]]);
  });
});

describe('secret make-key', () => {
  it('writes a new file for its owner alone, and no second one', async () => {
    const file = join(tempDirectory(), 'feedgate.key');
    const { code, out } = await feedgate(['secret', 'make-key', file, '--json']);
    expect(code).toBe(0);
    const [key] = parseKeys(readFileSync(file, 'utf8')) ?? [];
    expect(JSON.parse(out)).toEqual({ file, id: key?.id });
    expect(out).not.toContain(key?.bytes.toString('base64url'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await feedgate(['secret', 'make-key', file])).code).toBe(2);
  });
  it('goes into a pipe', async () => {
    expect(parseKeys((await feedgate(['secret', 'make-key', '-'])).out)).toHaveLength(1);
  });
});
