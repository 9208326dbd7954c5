import { basename, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../base/failure.ts';
import { parseProxies } from '../config/proxies-file.ts';
import { storedPasswords } from '../config/proxies-sealed.ts';
import { profileNamed } from '../config/route.ts';
import { textOf } from '../config/text-file.ts';
import {
  clearPart,
  parseWhole,
  partOf,
  parts,
  partText,
  publicPart,
  sourceChanges,
  type Part,
  type SourceChange,
  type Whole,
} from '../config/whole-file.ts';
import type { Proxies } from '../feed/proxy.ts';
import type { Plan } from '../service/applying.ts';
import type { Given } from './command.ts';
import { configOf } from './config-option.ts';
import type { Context } from './context.ts';
import { isObject, plainText } from './json-value.ts';

/** The file of a part, as it lies in the data directory. */
function fileOf({ environment, globals }: Context, given: Given, part: Part): string {
  const { paths, settings } = environment.files(globals.data, configOf(given).config);
  return part === 'settings' ? settings : paths[part];
}

/** The configuration as it stands; secrets are `***` unless they are wanted. */
export async function wholeNow(context: Context, given: Given, secrets: boolean): Promise<Whole> {
  const service = await context.service();
  const shown = (await service.listSources()).map(({ settings, suspended }) => ({
    ...settings,
    ...(suspended ? { suspended } : {}),
  }));
  const sources = secrets ? await service.exportSources() : shown;
  const found: Partial<Record<Part, JsonValue>> = {};
  for (const part of parts) {
    const value = partOf(
      part,
      await (secrets ? openedText(context, given, part) : textOf(fileOf(context, given, part))),
    );
    if (value !== undefined) found[part] = secrets ? value : publicPart(part, value);
  }
  return { sources, parts: found };
}

/** The text of a part's file with its secrets in clear. @throws Failure `secret/*` */
async function openedText(context: Context, given: Given, part: Part): Promise<string> {
  const text = textOf(fileOf(context, given, part));
  if (part !== 'proxies' || storedPasswords(text).length === 0) return text;
  return (await context.service()).openProxies(text);
}

/** What a file would change. */
export interface WholePlan extends Plan {
  readonly files: readonly { readonly part: Part; readonly path: string; readonly text: string }[];
}

/** What has to be done so that all is as a file has it; nothing is done. @throws Failure `config/file-bad` */
export async function planOf(context: Context, given: Given, path: string): Promise<WholePlan> {
  const { environment, globals } = context;
  const full = resolve(environment.cwd, path);
  const file = { name: basename(full), text: textOf(full, true) };
  const whole = parseWhole(file, environment.files(globals.data, undefined).paths.root);
  const current = await (await context.service()).exportSources();
  const sources = sourceChanges(file, whole, { current, prune: given.on('prune') });
  const changed: { part: Part; path: string; text: string }[] = [];
  for (const part of parts) {
    const told = whole.parts[part];
    if (told === undefined) continue;
    const before = partOf(part, await openedText(context, given, part));
    const value = clearPart(part, told, before);
    if (isDeepStrictEqual(value, before)) continue;
    const text = partText(part, value);
    const stored = part === 'proxies' ? await (await context.service()).sealProxies(text) : text;
    changed.push({ part, path: fileOf(context, given, part), text: stored });
  }
  const { paths } = environment.files(globals.data, undefined);
  const text = changed.find(({ part }) => part === 'proxies')?.text ?? textOf(paths.proxies);
  checkProxies(sources, parseProxies({ name: paths.proxies, text }));
  return { sources, files: changed };
}

/** Every profile that a source is to name has to be there. @throws Failure `config/proxy-unknown` */
function checkProxies(sources: readonly SourceChange[], proxies: Proxies): void {
  for (const change of sources) {
    const after = change.kind === 'add' ? change.settings : change.kind === 'edit' ? change.changes : {};
    const { proxy } = after;
    if (isObject(proxy) && proxy['kind'] === 'profile') profileNamed(proxies, plainText(proxy['name']));
  }
}
