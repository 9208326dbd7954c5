import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { errorCode } from './error-code.ts';
import { dataPaths, type DataPaths } from './paths.ts';

/** Where a packaged installation keeps its data. */
export const systemDirectory = '/var/lib/feedgate';

/** What the choice of a data directory depends on. */
export interface DataChoice {
  /** `--data`, when given. */
  readonly flag?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The user this runs as; default: the process's. */
  readonly uid?: number;
  /** In place of `systemDirectory`. */
  readonly system?: string;
}

/**
 * The data directory as an absolute path; it need not exist. The first that applies: `--data`; `FEEDGATE_DATA`;
 * `.feedgate` in the current directory when it is there and ours (never a stranger's: it could point our secrets
 * anywhere); `/var/lib/feedgate` for root, and for anybody who can write it; `$XDG_DATA_HOME/feedgate`, by default
 * `~/.local/share/feedgate`. Empty values count as not given.
 */
export function dataDirectory(choice: DataChoice): string {
  const { flag, env, cwd, system = systemDirectory } = choice;
  const uid = choice.uid ?? process.getuid?.() ?? -1;
  const named = [flag, env['FEEDGATE_DATA']].find(given);
  if (named !== undefined) return resolve(cwd, named);
  const local = join(cwd, '.feedgate');
  if (isOwnDirectory(local, uid)) return local;
  if (uid === 0 || isWritableDirectory(system)) return system;
  return join(userDataHome(env), 'feedgate');
}

function isOwnDirectory(path: string, uid: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (uid === -1 || found.uid === uid);
}

/** XDG Base Directory Specification: a relative `XDG_DATA_HOME` is to be ignored. */
function userDataHome(env: DataChoice['env']): string {
  const xdg = env['XDG_DATA_HOME'];
  if (given(xdg) && isAbsolute(xdg)) return xdg;
  return join(given(env['HOME']) ? env['HOME'] : homedir(), '.local', 'share');
}

function given(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function isWritableDirectory(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A data directory ready for use. */
export interface DataDirectory {
  readonly paths: DataPaths;
  /** What the operator should hear, though it stops nothing. */
  readonly warnings: readonly Failure[];
}

/** `sun_path` holds 108 bytes on Linux and 104 on the BSDs, with the closing NUL. */
const longestSocket = 103;

/**
 * Creates the directory (0700) and its log directory where they are missing; existing modes are left as they are.
 * @throws Failure `host/data-unwritable`, `host/path-too-long`.
 */
export function openDataDirectory(path: string): DataDirectory {
  const paths = dataPaths(resolve(path));
  const length = Buffer.byteLength(paths.socket);
  if (length > longestSocket) {
    throw fail(
      'host/path-too-long',
      `data directory ${quote(paths.root)}: the socket in it would be ${length} bytes long, ${longestSocket} is the most`,
      { evidence: { path: paths.root, length, most: longestSocket } },
    );
  }
  try {
    mkdirSync(paths.root, { recursive: true, mode: 0o700 });
    mkdirSync(paths.logDirectory, { recursive: true, mode: 0o700 });
    for (const each of [paths.root, paths.logDirectory])
      accessSync(each, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = errorCode(error);
    throw fail('host/data-unwritable', `opening data directory ${quote(paths.root)}: ${code}`, {
      evidence: { path: paths.root, error: code },
      cause: error,
    });
  }
  return { paths, warnings: warningsOf(paths.root) };
}

function warningsOf(root: string): Failure[] {
  const { mode, uid } = statSync(root);
  const warnings: Failure[] = [];
  if ((mode & 0o007) !== 0) {
    const shown = (mode & 0o777).toString(8).padStart(4, '0');
    warnings.push(
      fail('host/data-readable', `data directory ${quote(root)} has mode ${shown} and holds passwords: chmod 0700 it`, {
        evidence: { path: root, mode: shown },
      }),
    );
  }
  const own = process.getuid?.() ?? uid;
  if (own !== uid) {
    warnings.push(
      fail('host/data-other-owner', `data directory ${quote(root)} belongs to user id ${uid} and this runs as ${own}`, {
        evidence: { path: root, owner: uid, user: own },
      }),
    );
  }
  return warnings;
}
