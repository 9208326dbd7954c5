import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { nearest } from '../base/nearest.ts';
import { quote } from '../base/text.ts';
import { frontsOn, parseAlertSettings, parseGatewaySettings } from '../config/gateway-settings.ts';
import { parseActivation } from '../config/activation-file.ts';
import { jsonSchema } from '../config/json-schema.ts';
import { parseGuards } from '../config/guards-file.ts';
import { parseExemptions, parsePolicy } from '../config/policy-file.ts';
import { parseProxies } from '../config/proxies-file.ts';
import { parseTrust } from '../config/trust-file.ts';
import { checkWhole, isWhole, parts } from '../config/whole-file.ts';
import type { FileText } from '../config/yaml-document.ts';
import { errorCode } from '../host/error-code.ts';
import type { CommandSpec } from './command.ts';
import { complain } from './complaint.ts';
import { fail } from './conditions.ts';
import { configOf, configOption } from './config-option.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';

/** `config check [FILE]`: reads the files of settings as the gateway does, and changes nothing. */
export const configCheck: CommandSpec = {
  path: 'config check',
  takes: ['[FILE]'],
  options: [configOption],
  async run(context, given) {
    const { environment, globals, print } = context;
    const { paths, settings } = environment.files(globals.data, configOf(given).config);
    const named = given.argument(0);
    const own = parts.map((part) => (part === 'settings' ? settings : paths[part]));
    const files = named === '' ? own : [resolve(environment.cwd, named)];
    const checked: { readonly file: string; readonly state: string; readonly failure: Failure | null }[] = [];
    for (const file of files) {
      const text = await textOf(file, context, named !== '');
      checked.push(text === null ? { file, state: 'absent', failure: null } : check(file, text, paths.root));
    }
    if (globals.json) print.out.json(checked);
    else for (const each of checked) tell(context, each);
    return checked.some(({ failure }) => failure !== null) ? exits.configuration : exits.ok;
  },
};

const schemaNames = ['settings', 'node', ...parts.filter((part) => part !== 'settings')] as const;

/** `config schema [FILE]`: what editors check a file by: that of settings, of a whole configuration (`node`), or another. */
export const configSchema: CommandSpec = {
  path: 'config schema',
  takes: ['[FILE]'],
  async run({ print, texts }, given) {
    const asked = given.argument(0).replace(/\.ya?ml$/, '');
    const name = asked === '' || asked === 'feedgate' ? 'settings' : schemaNames.find((each) => each === asked);
    if (name === undefined) {
      const near = nearest(asked, schemaNames);
      throw fail('usage/bad-value', texts.gateway.noSchema(quote(asked), schemaNames.join(', ')), {
        evidence: near === undefined ? {} : { nearest: near },
      });
    }
    print.out.json(jsonSchema(name));
    return exits.ok;
  },
};

function check(file: string, text: string, root: string) {
  try {
    return { file, state: stateOf({ name: file, text }, root), failure: null };
  } catch (error) {
    if (error instanceof Failure) return { file, state: 'bad', failure: error };
    throw error;
  }
}

/** What a file holds, told by its name, or of another name by what stands in it. @throws Failure `config/file-bad` */
function stateOf(file: FileText, root: string): string {
  const called = basename(file.name).replace(/\.(?:ya?ml|json)$/, '');
  const part = parts.find((each) => each === called);
  switch (part) {
    case 'policy':
      return `rules ${parsePolicy(file).rules.length}`;
    case 'exemptions':
      return `exemptions ${parseExemptions(file).length}`;
    case 'guards':
      return `lists ${parseGuards(file).lists.length}`;
    case 'proxies':
      return `profiles ${parseProxies(file).profiles.length}`;
    case 'trust':
      return `authorities ${parseTrust(file).authorities.length}`;
    case 'activation':
      parseActivation(file);
      return 'activation';
    case 'settings':
    case undefined: {
      if (isWhole(file.text)) {
        const whole = checkWhole(file, root);
        return ['sources', whole.sources, ...whole.parts].join(' ');
      }
      parseAlertSettings(file, root);
      return `fronts ${frontsOn(parseGatewaySettings(file, root)).join(', ')}`;
    }
  }
}

async function textOf(file: string, { texts }: Context, isNamed: boolean): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isNamed && errorCode(error) === 'ENOENT') return null;
    throw fail('usage/file-unreadable', texts.usage.unreadable(quote(file)), {
      evidence: { file, error: errorCode(error) },
    });
  }
}

function tell(
  context: Context,
  { file, state, failure }: { file: string; state: string; failure: Failure | null },
): void {
  const { out } = context.print;
  if (failure !== null) return complain(context, failure);
  const { good, dim } = out.palette;
  out.line(
    state === 'absent' ? `${dim('–')} ${file}: ${context.texts.gateway.absent}` : `${good('✔')} ${file}: ${state}`,
  );
}
