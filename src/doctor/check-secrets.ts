import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Code, FailureRecord } from '../base/failure.ts';
import { errorCode } from '../host/error-code.ts';
import { check, ok, problem, skipped, warning, type Check, type Judgement } from './check.ts';
import { plural } from './words.ts';

/** The stored secrets of sources and of proxies, and the key that encrypts them. */
export interface StoredSecrets {
  readonly secrets: number;
  readonly sources: number;
  readonly profiles: number;
  /** Profiles of proxies whose passwords stand in clear. */
  readonly inClear: readonly string[];
  readonly current: { readonly id: string; readonly madeAt: string } | null;
  readonly place: { readonly file: string };
  /** Why no new secret can be stored. */
  readonly failure: FailureRecord | null;
  readonly locked: readonly {
    /** One of the two is there. */
    readonly source: string | null;
    readonly profile: string | null;
    readonly field: string;
    readonly code: string;
  }[];
}

/** What is known of secrets besides the store: files that hold some in clear. */
export interface SecretsWorld {
  /** `null` where the database is not there, or cannot be read. */
  stored(): Promise<StoredSecrets | null>;
  /** Files with nothing but secrets, or with some for sure. @throws Failure `config/file-bad` */
  closed(): readonly string[];
  /** Files that may have some. */
  readonly settings: readonly string[];
}

/** A file that somebody else can read. */
export interface OpenFile {
  readonly file: string;
  readonly mode: number;
  readonly owner: number;
}

export interface SecretsFacts {
  readonly stored: StoredSecrets | null;
  readonly open: readonly OpenFile[];
}

async function gatherSecrets(world: SecretsWorld): Promise<SecretsFacts> {
  const stored = await world.stored();
  const closed = await Promise.all(world.closed().map((file) => openOf(file, false)));
  const settings = await Promise.all(world.settings.map((file) => openOf(file, true)));
  return { stored, open: [...closed, ...settings].filter((each) => each !== null) };
}

/**
 * The file where group or others may read it; root may give it to a group. With `reached`, a directory around it that is
 * closed to others is enough. `null` for one that is closed, or is not there.
 */
async function openOf(file: string, reached: boolean): Promise<OpenFile | null> {
  try {
    const { mode, uid } = await stat(file);
    const forbidden = uid === 0 ? 0o007 : 0o077;
    const open = mode & forbidden;
    if (open === 0) return null;
    if (reached && ((await stat(dirname(file))).mode & 0o007) === 0) return null;
    return { file, mode: mode & 0o777, owner: uid };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return null;
    throw error;
  }
}

/** The key first: what is locked follows from it. */
export function judgeSecrets({ stored, open }: SecretsFacts): readonly Judgement[] {
  return [...open.map(judgeOpen), ...(stored?.inClear ?? []).map(judgeInClear), ...judgeStored(stored)];
}

function judgeOpen({ file, mode, owner }: OpenFile): Judgement {
  const shown = mode.toString(8).padStart(4, '0');
  const says = {
    en: `${file} has mode ${shown} and holds secrets`,
    ko: `비밀값이 있는 ${file}의 권한이 ${shown}`,
  };
  const fix = [{ en: '`chmod 600 {file}`', ko: '`chmod 600 {file}`' }];
  return warning('host/data-readable', says, { evidence: { file, mode: shown, owner }, fix });
}

function judgeInClear(profile: string): Judgement {
  const says = {
    en: `the password of proxy ${profile} stands in clear in its file`,
    ko: `프록시 ${profile}의 비밀번호가 파일에 암호화되지 않음`,
  };
  return warning('secret/in-clear', says, { evidence: { profile } });
}

function judgeStored(stored: StoredSecrets | null): readonly Judgement[] {
  if (stored === null) return [skipped({ en: 'the database was not read', ko: '데이터베이스를 읽지 않음' })];
  const { secrets, current, failure, place, locked } = stored;
  if (failure !== null) {
    const says = { en: 'the key cannot be used', ko: '키를 쓸 수 없음' };
    return [problem(failure.code, says, { evidence: failure.evidence, message: failure.message })];
  }
  const codes = [...new Set(locked.map(({ code }) => code))];
  if (codes.length > 0)
    return codes.map((code) => {
      const those = locked.filter((each) => each.code === code);
      const says = {
        en: `${those.length} of ${plural(secrets, 'secret')} cannot be decrypted`,
        ko: `비밀값 ${secrets}개 중 ${those.length}개를 복호화할 수 없음`,
      };
      const named = (key: 'source' | 'profile') =>
        [...new Set(those.map((each) => each[key]))].filter((name) => name !== null);
      const [sources, profiles] = [named('source'), named('profile')];
      const evidence = {
        file: place.file,
        ...(sources.length === 0 ? {} : { source: sources[0] ?? null, sources }),
        ...(profiles.length === 0 ? {} : { profile: profiles[0] ?? null, profiles }),
      };
      return problem(code as Code, says, { evidence });
    });
  if (secrets === 0)
    return [skipped({ en: 'no source and no proxy has a secret', ko: '비밀값이 있는 소스나 프록시 없음' })];
  const says = {
    en: `${plural(secrets, 'secret')} of sources and proxies, encrypted`,
    ko: `소스와 프록시의 비밀값 ${secrets}개, 암호화됨`,
  };
  return [ok(says, { evidence: { key: current?.id ?? null, madeAt: current?.madeAt ?? null, file: place.file } })];
}

/** Whether the stored secrets can be used, and whether files with secrets are closed to others. */
export function secretsCheck(world: SecretsWorld): Check {
  return check({
    id: 'secrets',
    section: 'store',
    title: { en: 'secrets', ko: '비밀값' },
    gather: () => gatherSecrets(world),
    judge: judgeSecrets,
  });
}
