import { basename, resolve } from 'node:path';
import { textOf } from '../config/text-file.ts';
import { firstPolicy, parseExemptions, parsePolicy } from '../config/policy-file.ts';
import type { Exemption } from '../policy/exemption.ts';
import type { Policy } from '../policy/rule.ts';
import type { Context } from './context.ts';

/** The policy as it stands, and the file that says it. */
export interface Standing {
  readonly path: string;
  /** Empty where there is no file yet. */
  readonly text: string;
  readonly policy: Policy;
}

/** @throws Failure `config/file-bad` */
export function policyNow({ environment, globals }: Context): Standing {
  return policyIn(environment.files(globals.data, undefined).paths.policy);
}

/** The policy of a file that is named; the one in force where none is. @throws Failure `config/file-bad` */
export function policyNamed(context: Context, file: string): Standing {
  return file === '' ? policyNow(context) : policyIn(resolve(context.environment.cwd, file), true);
}

function policyIn(path: string, mustBe = false): Standing {
  const text = textOf(path, mustBe);
  return { path, text, policy: text === '' && !mustBe ? firstPolicy : parsePolicy({ name: basename(path), text }) };
}

/** The exemptions as they stand, those that have expired too. @throws Failure `config/file-bad` */
export function exemptionsNow({ environment, globals }: Context): {
  readonly path: string;
  readonly text: string;
  readonly exemptions: readonly Exemption[];
} {
  const path = environment.files(globals.data, undefined).paths.exemptions;
  const text = textOf(path);
  return { path, text, exemptions: parseExemptions({ name: basename(path), text }) };
}
