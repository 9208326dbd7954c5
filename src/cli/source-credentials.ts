import type { JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { JsonObject } from '../service/service.ts';
import { askSecret } from './ask.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';

/** The options that each say by themselves what goes into the header Authorization; one of them at most. */
const alone = [
  ['user', '--user'],
  ['bearerFile', '--bearer-file'],
  ['oauthUrl', '--oauth-url'],
] as const;

/** Ways that have a name and a secret, any number of each. */
const named = [
  { kind: 'header', option: 'header', file: 'headerFile', flag: '--header', fileFlag: '--header-file' },
  { kind: 'query', option: 'query', file: 'queryFile', flag: '--query', fileFlag: '--query-file' },
] as const;

/** Options that take a secret from standard input with `-`. */
const secretFiles = [
  'passwordFile',
  'bearerFile',
  'headerFile',
  'queryFile',
  'oauthSecretFile',
  'keyFile',
  'clientKey',
  'clientKeyPassphraseFile',
  'proxyPasswordFile',
];

/**
 * The `credentials` that the options ask for, several at once where several are named, the secrets from files, from
 * standard input or from a prompt; nothing where no option says anything of credentials.
 * @throws Failure `usage/conflicting-options`, `usage/missing-argument`.
 */
export async function credentialsOf(context: Context, given: Given): Promise<Record<string, JsonValue>> {
  refuseContradictions(context, given);
  if (given.off('credentials')) return { credentials: { kind: 'none' } };
  const ways: JsonObject[] = await authorization(context, given);
  for (const way of named) ways.push(...(await namedWays(context, given, way)));
  const [first, ...rest] = ways;
  if (first === undefined) return {};
  return { credentials: rest.length === 0 ? first : ways };
}

/** Options that mean nothing without another. */
const dependent = [
  ['passwordFile', '--password-file', 'user', '--user NAME'],
  ['loginUrl', '--login-url', 'user', '--user NAME'],
  ['loginFields', '--login-fields', 'loginUrl', '--login-url URL'],
  ['oauthClient', '--oauth-client', 'oauthUrl', '--oauth-url URL'],
  ['oauthUrl', '--oauth-url', 'oauthClient', '--oauth-client ID'],
  ['oauthSecretFile', '--oauth-secret-file', 'oauthUrl', '--oauth-url URL'],
  ['oauthSecretIn', '--oauth-secret-in', 'oauthUrl', '--oauth-url URL'],
  ['oauthScope', '--oauth-scope', 'oauthUrl', '--oauth-url URL'],
  ['oauthAudience', '--oauth-audience', 'oauthUrl', '--oauth-url URL'],
] as const;

/** Basic, a token, or what a token is got with. */
async function authorization(context: Context, given: Given): Promise<JsonObject[]> {
  const { environment, texts } = context;
  for (const [option, flag, other, needed] of dependent) {
    if (given.text(option) !== undefined && given.text(other) === undefined)
      throw fail('usage/missing-argument', texts.usage.needs(flag, needed));
  }
  const bearer = given.text('bearerFile');
  if (bearer !== undefined) return [{ kind: 'bearer', token: await environment.readSecretFile(bearer) }];
  const user = given.text('user');
  // RFC 7617 §2: a user name has no colon; what follows one is a password, as curl writes it.
  if (user?.includes(':') === true) throw fail('usage/secret-on-command-line', texts.usage.secret('--password-file'));
  if (user !== undefined) return [userWay(context, given, user, await password(context, given, user))];
  const oauthUrl = given.text('oauthUrl');
  return oauthUrl === undefined ? [] : [await oauthWay(context, given, oauthUrl)];
}

/** Basic, or a log-in with the same. */
function userWay({ texts }: Context, given: Given, user: string, password: string): JsonObject {
  const url = given.text('loginUrl');
  if (url === undefined) return { kind: 'basic', user, password };
  const fields = given.text('loginFields');
  if (fields === undefined) return { kind: 'login', url, user, password };
  const [userField = '', passwordField = '', token = ''] = fields.split(',').map((name) => name.trim());
  if (token === '') throw fail('usage/missing-argument', texts.usage.needs('--login-fields', 'USER,PASSWORD,TOKEN'));
  return { kind: 'login', url, user, password, fields: { user: userField, password: passwordField, token } };
}

async function oauthWay(context: Context, given: Given, url: string): Promise<JsonObject> {
  const clientId = given.text('oauthClient') ?? '';
  const file = given.text('oauthSecretFile');
  if (file === undefined && !canAsk(context))
    throw fail('usage/missing-argument', context.texts.usage.needs('--oauth-client', '--oauth-secret-file FILE'));
  const clientSecret =
    file === undefined
      ? await askSecret(context, context.texts.ask.oauth(safeText(clientId)))
      : await context.environment.readSecretFile(file);
  const options = { secretIn: 'oauthSecretIn', scope: 'oauthScope', audience: 'oauthAudience' };
  const more = Object.entries(options).flatMap(([name, option]) => {
    const text = given.text(option);
    return text === undefined ? [] : [[name, text] as const];
  });
  return { kind: 'oauth2', url, clientId, clientSecret, ...Object.fromEntries(more) };
}

/** Names and files go together in the order in which they were typed; what has no file is asked for. */
async function namedWays(
  context: Context,
  given: Given,
  { kind, option, file, flag, fileFlag }: (typeof named)[number],
): Promise<JsonObject[]> {
  const { texts, environment } = context;
  const names = given.texts(option) ?? [];
  const files = given.texts(file) ?? [];
  if (files.length > names.length) throw fail('usage/missing-argument', texts.usage.needs(fileFlag, `${flag} NAME`));
  const ways: JsonObject[] = [];
  for (const [at, name] of names.entries()) {
    if (/[:=\s]/.test(name)) throw fail('usage/secret-on-command-line', texts.usage.secret(fileFlag));
    const from = files[at];
    if (from === undefined && !canAsk(context))
      throw fail('usage/missing-argument', texts.usage.needs(flag, `${fileFlag} FILE`));
    const question = texts.ask[kind](safeText(name));
    const value = from === undefined ? await askSecret(context, question) : await environment.readSecretFile(from);
    ways.push({ kind, name, value });
  }
  return ways;
}

function refuseContradictions({ texts }: Context, given: Given): void {
  const chosen: string[] = alone.filter(([option]) => given.text(option) !== undefined).map(([, flag]) => flag);
  if (given.off('credentials')) {
    chosen.push(...named.filter(({ option }) => given.texts(option) !== undefined).map(({ flag }) => flag));
    chosen.push('--no-credentials');
  }
  if (given.off('password') && given.text('passwordFile') !== undefined)
    chosen.push('--no-password', '--password-file');
  const [first, second] = chosen.slice(-2);
  if (first !== undefined && second !== undefined) {
    throw fail('usage/conflicting-options', texts.usage.conflict(first, second));
  }
  const files = secretFiles.map((option) => given.texts(option) ?? given.text(option)).flat();
  if (files.filter((file) => file === '-').length > 1) {
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
