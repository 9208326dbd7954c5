import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { safeText } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

const run = promisify(execFile);

/** What Postfix says of itself. */
export interface PostfixFacts {
  readonly queueDirectory: string;
  readonly configDirectory: string;
  readonly milters: readonly string[];
  readonly defaultAction: string;
}

/** @throws Failure `postfix/unreachable` where there is no Postfix, or it refuses. */
export async function lookAtPostfix(directory: string | undefined): Promise<PostfixFacts> {
  const value = async (name: string) => (await postfix('postconf', directory, ['-h', name])).trim();
  const milters = await value('smtpd_milters');
  return {
    queueDirectory: await value('queue_directory'),
    configDirectory: await value('config_directory'),
    milters: milters === '' ? [] : milters.split(/[\s,]+/).filter((each) => each !== ''),
    defaultAction: await value('milter_default_action'),
  };
}

/** Runs a program of Postfix, on its configuration or another one. @throws Failure `postfix/unreachable` */
export async function postfix(
  program: string,
  directory: string | undefined,
  args: readonly string[],
): Promise<string> {
  const all = [...(directory === undefined ? [] : ['-c', directory]), ...args];
  const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  try {
    return (await run(program, all, { env: { ...process.env, PATH }, timeout: 20_000 })).stdout;
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    const why = stderr.trim() === '' ? errorCode(error) : safeText(stderr.trim());
    throw fail('postfix/unreachable', `running ${program}: ${why}`, {
      evidence: { program, said: why },
      cause: error,
    });
  }
}
