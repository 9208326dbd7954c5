import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { failureRecord } from '../../test/fakes/doctoring.ts';
import { judgeSecrets, secretsCheck, type StoredSecrets } from './check-secrets.ts';

const stored: StoredSecrets = {
  secrets: 3,
  sources: 2,
  profiles: 0,
  inClear: [],
  current: { id: '62d629a30953c87f', madeAt: '2026-11-20T10:00:00.000Z' },
  place: { file: '/d/secret.key' },
  failure: null,
  locked: [],
};
const graded = (change: Partial<StoredSecrets> | null) =>
  judgeSecrets({ stored: change === null ? null : { ...stored, ...change }, open: [] }).map(({ grade, code, says }) =>
    [grade, code, says.en].filter((each) => each !== null).join(' '),
  );

describe('the stored secrets', () => {
  it('are well where all can be decrypted', () => {
    expect(graded({})).toEqual(['ok 3 secrets of sources and proxies, encrypted']);
    expect(graded({ secrets: 0 })).toEqual(['skipped no source and no proxy has a secret']);
    expect(graded(null)).toEqual(['skipped the database was not read']);
  });
  it('are told by the key that is wrong, or by what is locked', () => {
    const failure = failureRecord({ code: 'secret/key-readable-by-others' });
    expect(graded({ failure })).toEqual(['problem secret/key-readable-by-others the key cannot be used']);
    const locked = [
      { source: 'a', profile: null, field: 'credentials.password', code: 'secret/key-wrong' },
      { source: null, profile: 'office', field: 'password', code: 'secret/damaged' },
    ];
    expect(graded({ locked })).toEqual([
      'problem secret/key-wrong 1 of 3 secrets cannot be decrypted',
      'problem secret/damaged 1 of 3 secrets cannot be decrypted',
    ]);
  });
});

describe('a password in clear', () => {
  it('is told for each proxy that has one', () => {
    expect(graded({ secrets: 0, inClear: ['office', 'dmz'] })).toEqual([
      'warning secret/in-clear the password of proxy office stands in clear in its file',
      'warning secret/in-clear the password of proxy dmz stands in clear in its file',
      'skipped no source and no proxy has a secret',
    ]);
  });
});

describe('files with secrets', () => {
  const signal = new AbortController().signal;
  it('are to be closed to others; settings are where their directory is', async () => {
    const root = join(tempDirectory(), 'data');
    mkdirSync(root);
    const [proxies, settings] = ['proxies.yaml', 'feedgate.yaml'].map((name) => join(root, name)) as [string, string];
    const run = async (directory: number, mode: number) => {
      for (const file of [proxies, settings]) {
        writeFileSync(file, '');
        chmodSync(file, mode);
      }
      chmodSync(root, directory);
      const check = secretsCheck({
        stored: async () => null,
        closed: () => [proxies, join(root, 'none')],
        settings: [settings],
      });
      const judged = await check.run(signal);
      return judged.flatMap(({ grade, code, evidence }) =>
        grade === 'skipped' ? [] : [[grade, code, evidence['file']]],
      );
    };
    const open = (file: string) => ['warning', 'host/data-readable', file];
    expect(await run(0o755, 0o600)).toEqual([]);
    expect(await run(0o755, 0o604)).toEqual([open(proxies), open(settings)]);
    expect(await run(0o700, 0o604)).toEqual([open(proxies)]);
  });
});
