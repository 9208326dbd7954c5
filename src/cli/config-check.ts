import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { frontsOn, parseAlertSettings, parseGatewaySettings, settingsSchema } from '../config/gateway-settings.ts';
import { parseActivation } from '../config/activation-file.ts';
import { parseGuards } from '../config/guards-file.ts';
import { parseExemptions, parsePolicy } from '../config/policy-file.ts';
import { parseProxies } from '../config/proxies-file.ts';
import { parseTrust } from '../config/trust-file.ts';
import { parseWhole } from '../config/whole-file.ts';
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
    const own = [settings, paths.policy, paths.exemptions, paths.guards, paths.proxies, paths.trust, paths.activation];
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

/** `config schema`: what editors check the file of settings by. */
export const configSchema: CommandSpec = {
  path: 'config schema',
  async run({ print }) {
    print.out.json(settingsSchema());
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

/** What a file holds, in short: by its name, or a whole configuration by how it begins. @throws Failure `config/file-bad` */
function stateOf(file: FileText, root: string): string {
  if (/^feedgate:\s*\d/m.test(file.text)) {
    const { sources, parts } = parseWhole(file, root);
    return ['sources', sources.length, ...Object.keys(parts)].join(' ');
  }
  switch (basename(file.name).replace(/\.(?:ya?ml|json)$/, '')) {
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
    default:
      parseAlertSettings(file, root);
      return `fronts ${frontsOn(parseGatewaySettings(file, root)).join(', ')}`;
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
