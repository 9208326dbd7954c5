import { readFileSync } from 'node:fs';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/**
 * The text of a file of settings; empty where there is none, unless there has to be one.
 * @throws Failure `config/file-bad` where it cannot be read
 */
export function textOf(path: string, mustBe = false): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = errorCode(error);
    if (why === 'ENOENT' && !mustBe) return '';
    throw fail('config/file-bad', `reading ${path}: ${why}`, { evidence: { file: path, problems: [] }, cause: error });
  }
}
