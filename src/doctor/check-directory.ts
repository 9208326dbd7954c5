import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { errorCode } from '../host/error-code.ts';
import type { DataPaths } from '../host/paths.ts';
import { check, ok, problem, type Check, type Judgement } from './check.ts';
import { alike } from './words.ts';

const start = {
  en: 'Make it, or name another with `--data`: `feedgate start --first-run --data {file}`',
  ko: '만들거나 `--data`로 다른 곳을 지정하십시오: `feedgate start --first-run --data {file}`',
};

/** A file or directory as the file system tells of it. */
export interface Entry {
  readonly path: string;
  readonly owner: number;
  /** Rights alone: `0o700`. */
  readonly mode: number;
}

export interface DirectoryFacts {
  readonly root: string;
  /** The user of this process; `null` where the system has none. */
  readonly user: number | null;
  /** `null` where there is nothing, or no directory. */
  readonly directory: Entry | null;
  /** What the system said when it was to be written; `null` where it may be. */
  readonly refusal: string | null;
  /** What is in it and holds secrets, or has to be written by the daemon. */
  readonly files: readonly Entry[];
}

async function gatherDirectory(paths: DataPaths): Promise<DirectoryFacts> {
  const directory = await entryOf(paths.root);
  const files = [
    paths.database,
    `${paths.database}-wal`,
    `${paths.database}-shm`,
    paths.proxies,
    paths.logDirectory,
    paths.classicLog,
  ];
  const found = await Promise.all([...files, paths.jsonLog].map(entryOf));
  return {
    root: paths.root,
    user: process.getuid?.() ?? null,
    directory,
    refusal: await access(paths.root, constants.R_OK | constants.W_OK | constants.X_OK).then(() => null, errorCode),
    files: found.filter((entry) => entry !== null),
  };
}

async function entryOf(path: string): Promise<Entry | null> {
  const found = await stat(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(errorCode(error))) return null;
    throw error;
  });
  return found === null ? null : { path, owner: found.uid, mode: found.mode & 0o7777 };
}

/** The first that is wrong is told: the others follow from it, or are seen when it is mended. */
export function judgeDirectory(facts: DirectoryFacts): readonly Judgement[] {
  const { root, directory, user, refusal } = facts;
  const evidence = { file: root, user, refusal, ...(directory === null ? {} : shown(directory)) };
  if (directory === null) {
    const says = { en: `${root} does not exist`, ko: `${root} 없음` };
    return [problem('host/data-missing', says, { evidence, fix: [start] })];
  }
  // Root may do everything, so it says nothing of what the daemon may.
  if (user !== null && user !== 0 && directory.owner !== user) {
    const says = {
      en: `${root} belongs to user ${directory.owner}, this runs as ${user}`,
      ko: `${root}의 소유자는 사용자 ${directory.owner}, 실행 중인 사용자는 ${user}`,
    };
    return [problem('host/data-other-owner', says, { evidence })];
  }
  if (refusal !== null) {
    const says = { en: `${root} cannot be written: ${refusal}`, ko: `${root}에 쓸 수 없음: ${refusal}` };
    return [
      problem('host/data-unwritable', says, { evidence, fix: [alike(`\`chown -R ${directory.owner} {file}\``)] }),
    ];
  }
  return [judgeRights(facts, directory)];
}

function judgeRights({ root, files }: DirectoryFacts, directory: Entry): Judgement {
  const open = directory.mode & 0o007 ? directory : files.find((file) => isSecret(file) && (file.mode & 0o077) !== 0);
  if (open !== undefined) {
    const says = {
      en: `${open.path} has mode ${octal(open.mode)} and holds passwords`,
      ko: `비밀번호가 있는 ${open.path}의 권한이 ${octal(open.mode)}`,
    };
    const mode = open === directory ? '700' : '600';
    const fix = alike(`\`chmod ${mode} {file}\``);
    return problem('host/data-readable', says, { evidence: { file: open.path, ...shown(open) }, fix: [fix] });
  }
  const strange = files.find((file) => file.owner !== directory.owner);
  if (strange !== undefined) {
    const says = {
      en: `${basename(strange.path)} belongs to user ${strange.owner}, the directory to ${directory.owner}`,
      ko: `${basename(strange.path)}의 소유자는 사용자 ${strange.owner}, 디렉터리의 소유자는 ${directory.owner}`,
    };
    const evidence = { file: strange.path, ...shown(strange) };
    return problem('host/data-other-owner', says, {
      evidence,
      fix: [alike(`\`chown ${directory.owner} {file}\``)],
    });
  }
  return ok(alike(`${root}, ${octal(directory.mode)}`), { evidence: { file: root, ...shown(directory) } });
}

/** Sources' passwords stand in the database, and pages of it in the files beside it. */
function isSecret({ path }: Entry): boolean {
  return /\.db(?:-wal|-shm)?$/.test(path) || basename(path) === 'proxies.yaml';
}

function shown({ owner, mode }: Entry) {
  return { owner, mode: octal(mode) };
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

export function directoryCheck(paths: DataPaths): Check {
  return check({
    id: 'data-directory',
    section: 'installation',
    title: { en: 'data directory', ko: '데이터 디렉터리' },
    gather: () => gatherDirectory(paths),
    judge: judgeDirectory,
  });
}
