import { quote } from '../base/text.ts';
import type { LevelSettings } from '../activation/activation.ts';
import { gatesOf, type Gates } from '../activation/gates.ts';
import {
  parseActivation,
  settingsAt,
  withLevel,
  type ActivationFile,
  type LevelName,
} from '../config/activation-file.ts';
import { textOf } from '../config/text-file.ts';
import { replaceFile } from '../host/atomic-file.ts';
import type { Given, OptionSpec } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';

export const levelOption: OptionSpec = { flags: '--level <level>', text: 'level' };

/** The file of activation of the data directory, and how the gates of this node stand. */
export interface Standing extends ActivationFile {
  readonly path: string;
  readonly text: string;
  readonly gates: Gates;
}

/** @throws Failure `config/file-bad` */
export function standingOf({ environment, globals }: Context): Standing {
  const path = environment.files(globals.data, undefined).paths.activation;
  return standingIn(path, textOf(path), environment.clock.now());
}

function standingIn(path: string, text: string, now: number): Standing {
  const file = parseActivation({ name: path, text });
  return { ...file, path, text, gates: gatesOf(file.activation, file.place, now) };
}

/** Writes the file anew, whole or not at all; a poller takes it over by itself. @throws Failure `config/file-bad` before anything is written */
export function rewrite({ environment }: Context, { path }: Standing, text: string): Standing {
  const after = standingIn(path, text, environment.clock.now());
  replaceFile(path, text);
  return after;
}

/** Changes what one level says; `change` is given what it says now. */
export function changeLevel(context: Context, at: LevelName, change: (now: LevelSettings) => LevelSettings): Standing {
  const standing = standingOf(context);
  return rewrite(context, standing, withLevel(standing.text, at, change(settingsAt(standing.activation, at))));
}

/** `cluster`, `group` or `group:NAME`, `node` or `node:NAME`; those of this node where no name is given. @throws Failure `usage/bad-value` */
export function levelNamed({ texts }: Context, { place }: Pick<Standing, 'place'>, text: string): LevelName {
  const [, kind, name] = /^(cluster|group|node)(?::([\w.-]{1,64}))?$/.exec(text) ?? [];
  if (kind === 'cluster' && name === undefined) return { kind };
  if (kind === 'group') return { kind, name: name ?? place.group };
  if (kind === 'node') return { kind, name: name ?? place.node };
  throw fail('usage/bad-value', texts.service.notALevel(quote(text)));
}

/** The level that `--level` names; this node where it was not given. */
export function levelGiven(context: Context, given: Given): LevelName {
  return levelNamed(context, standingOf(context), given.text('level') ?? 'node');
}

/** A level as it is shown: `node gw1`. */
export function levelText({ texts }: Context, at: LevelName): string {
  const word = texts.service.levels[at.kind];
  return at.kind === 'cluster' ? word : `${word} ${at.name}`;
}
