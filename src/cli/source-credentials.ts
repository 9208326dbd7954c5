import type { JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { askSecret } from './ask.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';

/** The options that each say by themselves how the source is asked for; one of them at most. */
const ways = [
  ['user', '--user'],
  ['bearerFile', '--bearer-file'],
  ['header', '--header'],
] as const;

/**
 * The `credentials` that the options ask for, the secret from a file, from standard input or from a prompt; nothing
 * where no option says anything of credentials.
 * @throws Failure `usage/conflicting-options`, `usage/missing-argument`.
 */
export async function credentialsOf(context: Context, given: Given): Promise<Record<string, JsonValue>> {
  const { environment, texts } = context;
  refuseContradictions(context, given);
  if (given.off('credentials')) return { credentials: { kind: 'none' } };
  const bearer = given.text('bearerFile');
  if (bearer !== undefined) return { credentials: { kind: 'bearer', token: await environment.readSecretFile(bearer) } };
  const name = given.text('header');
  if (name !== undefined && /[:=\s]/.test(name))
    throw fail('usage/secret-on-command-line', texts.usage.secret('--header-file'));
  const headerFile = given.text('headerFile');
  if (name !== undefined) {
    return { credentials: { kind: 'header', name, value: await headerValue(context, name, headerFile) } };
  }
  if (headerFile !== undefined)
    throw fail('usage/missing-argument', texts.usage.needs('--header-file', '--header NAME'));
  const user = given.text('user');
  // RFC 7617 §2: a user name has no colon; what follows one is a password, as curl writes it.
  if (user?.includes(':') === true) throw fail('usage/secret-on-command-line', texts.usage.secret('--password-file'));
  if (user !== undefined)
    return { credentials: { kind: 'basic', user, password: await password(context, given, user) } };
  const orphan = given.text('passwordFile') === undefined ? null : '--password-file';
  if (orphan !== null) throw fail('usage/missing-argument', texts.usage.needs(orphan, '--user NAME'));
  return {};
}

function refuseContradictions({ texts }: Context, given: Given): void {
  const chosen: string[] = ways.filter(([option]) => given.text(option) !== undefined).map(([, flag]) => flag);
  if (given.off('credentials')) chosen.push('--no-credentials');
  if (given.off('password') && given.text('passwordFile') !== undefined)
    chosen.push('--no-password', '--password-file');
  const [first, second] = chosen.slice(-2);
  if (first !== undefined && second !== undefined) {
    throw fail('usage/conflicting-options', texts.usage.conflict(first, second));
  }
  const fromStdin = [
    'passwordFile',
    'bearerFile',
    'headerFile',
    'clientKey',
    'clientKeyPassphraseFile',
    'proxyPasswordFile',
  ];
  if (fromStdin.filter((option) => given.text(option) === '-').length > 1) {
    throw fail('usage/conflicting-options', texts.usage.onlyOneFromStdin);
  }
}

async function password(context: Context, given: Given, user: string): Promise<string> {
  const file = given.text('passwordFile');
  if (file !== undefined) return context.environment.readSecretFile(file);
  if (given.off('password')) return '';
  if (canAsk(context)) return askSecret(context, context.texts.ask.password(safeText(user)));
  throw fail('usage/missing-argument', context.texts.usage.passwordNeeded);
}

async function headerValue(context: Context, name: string, file: string | undefined): Promise<string> {
  if (file !== undefined) return context.environment.readSecretFile(file);
  if (canAsk(context)) return askSecret(context, context.texts.ask.header(name));
  throw fail('usage/missing-argument', context.texts.usage.needs('--header', '--header-file FILE'));
}
