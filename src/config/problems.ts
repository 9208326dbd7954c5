import type { z } from 'zod';
import { Failure } from '../base/failure.ts';
import { quote, safeText } from '../base/text.ts';
import { configConditions, fail, type ConfigCode } from './conditions.ts';
import { nearest } from '../base/nearest.ts';
import { settingNames } from './schema.ts';

/** One thing wrong with settings. */
export interface Problem {
  readonly code: ConfigCode;
  /** `timeouts.connect`. */
  readonly field: string;
  /** What is wrong with it, as the end of a sentence that begins with the field. */
  readonly message: string;
  /** The setting that was probably meant. */
  readonly nearest?: string;
}

/** The most problems that a message tells; the evidence has up to 50. */
const told = 5;

/** All problems as one failure, under the code of the first. */
export function refusal(name: unknown, problems: readonly [Problem, ...Problem[]]): Failure {
  const whose =
    typeof name === 'string' && name !== '' ? `settings of source ${quote(name, 64)}` : 'settings of a source';
  const list = problems.slice(0, told).map((problem) => `${safeText(problem.field, 80)} ${problem.message}`);
  const more = problems.length > told ? [`and ${problems.length - told} more`] : [];
  return fail(problems[0].code, `${whose}: ${[...list, ...more].join('; ')}`, {
    evidence: { problems: problems.slice(0, 50).map((problem) => ({ ...problem })) },
  });
}

/** What the schema found, as problems. Values that may hold a secret are not repeated. */
export function problemsOf(issues: readonly z.core.$ZodIssue[]): Problem[] {
  return issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownField(issue.path.map(String), key));
    }
    return [issue.code === 'custom' ? customProblem(field, issue) : shapeProblem(field, issue)];
  });
}

function customProblem(field: string, issue: z.core.$ZodIssueCustom): Problem {
  const code = codeOf(issue.params?.['code']);
  if (code === 'config/missing') return problem(code, field, `is missing (${issue.message})`);
  return problem(code, field, `${shown(field, issue.input)}must be ${issue.message}`);
}

function codeOf(code: unknown): ConfigCode {
  return isConfigCode(code) ? code : 'config/value-bad';
}

function isConfigCode(code: unknown): code is ConfigCode {
  return typeof code === 'string' && Object.hasOwn(configConditions, code);
}

function shapeProblem(field: string, issue: z.core.$ZodIssue): Problem {
  const shape = expectation(issue);
  return issue.input === undefined
    ? problem('config/missing', field, `is missing (${shape})`)
    : problem('config/value-bad', field, `must be ${shape}`);
}

/** What zod wanted, in our words. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum} entries`;
  if ('options' in issue && Array.isArray(issue.options)) return `one of ${issue.options.join(', ')}`;
  return 'expected' in issue ? `an ${issue.expected}` : 'another value';
}

function unknownField(path: readonly string[], key: string): Problem {
  const meant = nearest(key, settingNames(path.join('.')));
  const field = [...path, key].join('.').slice(0, 100);
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  return {
    ...problem('config/unknown-field', field, `is no setting${hint}`),
    ...(meant === undefined ? {} : { nearest: meant }),
  };
}

export function problem(code: ConfigCode, field: string, message: string): Problem {
  return { code, field, message };
}

const secretive = /^(credentials|clientCertificate|proxy|url|host|ca)\b/;

function shown(field: string, value: unknown): string {
  if (secretive.test(field)) return '';
  if (typeof value === 'string') return `${quote(value, 60)} `;
  return typeof value === 'number' || typeof value === 'boolean' ? `${value} ` : '';
}

/** The failure of a check as a problem of its field; none where the check passes. */
export function problemsOfCheck(field: string, check: () => void): Problem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Failure && isConfigCode(error.code))
      return [problem(error.code, field, `is refused: ${error.message}`)];
    throw error;
  }
}
