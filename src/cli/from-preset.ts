import type { JsonValue } from '../base/failure.ts';
import { parseDuration } from '../config/duration.ts';
import type { SourceKind } from '../feed/source.ts';
import { presetNamed, presetSettings } from '../presets/catalogue.ts';
import type { Preset } from '../presets/preset.ts';
import type { JsonObject } from '../service/service.ts';
import { ask, askSecret } from './ask.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import { canAsk, type Context } from './context.ts';

/** What was typed besides the name of the preset. */
interface Typed {
  readonly url: string;
  readonly settings: JsonObject;
}

/**
 * The settings of the preset that was asked for, with what it needs and nobody typed, asked for; none without a preset.
 * @throws Failure `usage/missing-argument` where something is missing and nobody can be asked, `usage/bad-value` for a
 *   preset that is no more.
 */
export async function fromPreset(context: Context, given: Given, typed: Typed): Promise<JsonObject> {
  const { texts } = context;
  const preset = presetNamed(given.text('preset') ?? '');
  const keyFile = given.text('keyFile');
  if (keyFile !== undefined && preset?.login.kind !== 'key')
    throw fail('usage/conflicting-options', texts.catalog.noKey);
  if (preset === undefined) return {};
  if (preset.state === 'retired')
    throw fail('usage/bad-value', texts.catalog.retired(preset.name, preset[context.globals.language].notes.join(' ')));
  noteInterval(context, preset, typed.settings['interval']);
  const { url, ...settings } = presetSettings(preset);
  const elsewhere = typed.url !== '' || typed.settings['host'] !== undefined;
  return {
    ...settings,
    ...(elsewhere ? {} : { url: url ?? (await missing(context, preset, 'url')) }),
    ...(await collection(context, preset, typed)),
    ...(await credentials(context, preset, typed, keyFile)),
  };
}

function noteInterval(
  { print, texts }: Context,
  { name, leastInterval }: Preset,
  interval: JsonValue | undefined,
): void {
  const every = typeof interval === 'string' ? parseDuration(interval) : undefined;
  const least = leastInterval === null ? undefined : parseDuration(leastInterval);
  if (leastInterval === null || every === undefined || least === undefined || every >= least) return;
  print.talk.line(`${print.talk.palette.warn('!')} ${texts.catalog.tooOften(name, leastInterval)}`);
}

/** An answer that somebody types. */
async function missing(context: Context, preset: Preset, what: 'url' | 'collection'): Promise<string> {
  const { catalog } = context.texts;
  const question = what === 'url' ? catalog.askUrl(preset[context.globals.language].title) : catalog.askCollection;
  const answer = await ask(context, question);
  if (answer !== null && answer !== '') return answer;
  const discover = `feedgate source discover ${preset.url ?? 'URL'}`;
  throw lacks(context, preset, what === 'url' ? catalog.whatUrl : catalog.whatCollection(discover));
}

function lacks({ texts }: Context, { name }: Preset, what: string): Error {
  return fail('usage/missing-argument', texts.catalog.missing(name, what));
}

async function collection(context: Context, preset: Preset, { settings }: Typed): Promise<JsonObject> {
  if (preset.collection !== null || settings['collection'] !== undefined || !hasCollections(preset.kind)) return {};
  return { collection: await missing(context, preset, 'collection') };
}

/** Whether a source of this kind reads one of several collections of its server. */
export function hasCollections(kind: SourceKind): boolean {
  return kind === 'taxii1' || kind === 'taxii2';
}

async function credentials(
  context: Context,
  preset: Preset,
  { settings, url }: Typed,
  keyFile: string | undefined,
): Promise<JsonObject> {
  const { login } = preset;
  if (settings['credentials'] !== undefined || /^curl\s|@/.test(url)) return {};
  switch (login.kind) {
    case 'none':
      return {};
    case 'key':
      return { credentials: keyed(login, await keyOf(context, preset, keyFile)) };
    case 'user':
      return { credentials: await userOf(context, preset, '') };
    case 'token':
      return { credentials: await userOf(context, preset, login.url) };
    case 'certificate':
    case 'any': {
      const what = login.kind === 'any' ? context.texts.catalog.whatAny : '--client-cert FILE';
      if (settings['clientCertificate'] === undefined) throw lacks(context, preset, what);
      return {};
    }
  }
}

async function keyOf(context: Context, preset: Preset, file: string | undefined): Promise<string> {
  if (file !== undefined) return context.environment.readSecretFile(file);
  if (canAsk(context)) return askSecret(context, context.texts.catalog.askKey(preset.name));
  throw lacks(context, preset, '--key-file FILE');
}

/** A key that is the user would be shown as a user is: it goes into the header as a secret instead (RFC 7617). */
function keyed(login: Extract<Preset['login'], { kind: 'key' }>, key: string): JsonObject {
  if (login.as === 'header') return { kind: 'header', name: login.name, value: key };
  if (login.as === 'password') return { kind: 'basic', user: login.user, password: key };
  const value = `Basic ${Buffer.from(`${key}:`, 'utf8').toString('base64')}`;
  return { kind: 'header', name: 'Authorization', value };
}

async function userOf(context: Context, preset: Preset, tokenUrl: string): Promise<JsonObject> {
  const { catalog, ask: asks } = context.texts;
  const user = await ask(context, catalog.askUser);
  if (user === null || user === '') {
    const login = tokenUrl === '' ? '' : `--login-url ${tokenUrl} `;
    throw lacks(context, preset, `${login}--user NAME --password-file FILE`);
  }
  const password = await askSecret(context, asks.password(user));
  return tokenUrl === '' ? { kind: 'basic', user, password } : { kind: 'login', url: tokenUrl, user, password };
}
