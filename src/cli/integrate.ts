import { readGatewaySettings } from '../gateway/run.ts';
import { safeText } from '../base/text.ts';
import type { CommandSpec, Given } from './command.ts';
import { configOf, configOption } from './config-option.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { applyPostfix } from './integrate-postfix.ts';
import { proofLine, proveAll } from './canary-proofs.ts';
import { lookAtPostfix } from './postconf.ts';
import { integrationTargets, recipeFor, type HostFacts, type IntegrationTarget, type Recipe } from './recipe.ts';
import { fail } from './conditions.ts';

/**
 * `integrate TARGET`: the exact configuration for this host; with `--apply`, done for Postfix. `integrate check` asks
 * every front about the canary.
 */
export const integrate: CommandSpec = {
  path: 'integrate',
  takes: ['<TARGET>'],
  options: [
    { flags: '--print', text: 'print' },
    { flags: '--apply', text: 'apply' },
    { flags: '--dry-run', text: 'dryRun' },
    { flags: '--postfix-config <dir>', text: 'postfixConfig', completes: 'file' },
    configOption,
  ],
  async run(context, given) {
    const target = given.argument(0);
    if (target === 'check') return check(context, configOf(given).config);
    if (!isTarget(target)) throw badTarget(context, target);
    const facts = await factsOf(context, given, target);
    if (given.on('apply') && target === 'postfix') return applyPostfix(context, given, facts);
    if (given.on('apply')) throw fail('usage/conflicting-options', context.texts.integrate.onlyPostfix(target));
    const recipe = recipeFor(target, facts, context.texts);
    if (context.globals.json) context.print.out.json({ target, ...recipe });
    else tellRecipe(context, recipe, facts);
    return exits.ok;
  },
};

function isTarget(text: string): text is IntegrationTarget {
  return integrationTargets.some((target) => target === text);
}

function badTarget({ texts }: Context, target: string) {
  return fail(
    'usage/bad-value',
    texts.usage.notOneOf('TARGET', safeText(target, 60), [...integrationTargets, 'check'].join(', ')),
  );
}

async function factsOf({ environment, globals }: Context, given: Given, target: IntegrationTarget): Promise<HostFacts> {
  const { paths, settings: file } = environment.files(globals.data, configOf(given).config);
  // What Postfix would be asked, where there is none yet, is what it usually answers.
  const postfix = target === 'postfix' ? await lookAtPostfix(given.text('postfixConfig')).catch(() => null) : null;
  return {
    settings: readGatewaySettings(file, paths.root),
    file,
    queueDirectory: postfix?.queueDirectory ?? '/var/spool/postfix',
    milters: postfix?.milters ?? [],
  };
}

function tellRecipe(context: Context, recipe: Recipe, { settings }: HostFacts): void {
  const { out, talk } = context.print;
  const { texts } = context;
  const missing = recipe.fronts.filter((kind) => settings.fronts[kind] === null);
  recipe.steps.forEach(({ title, file, lines }, i) => {
    out.line(`${out.palette.strong(`# ${i + 1}. ${title}`)}${file === null ? '' : ` (${safeText(file, 500)})`}`);
    for (const line of lines) out.line(line);
    out.line();
  });
  if (missing.length > 0) talk.line(texts.integrate.missing(missing.join(', ')));
  talk.line(texts.integrate.proveIt);
}

/** Asks each front of the running gateway about the canary; exit 1 where one does not match. */
async function check(context: Context, config: string | undefined): Promise<number> {
  const { globals, print } = context;
  const proofs = await proveAll(context, config);
  if (globals.json) print.out.json(proofs);
  else for (const proof of proofs) print.out.line(proofLine(context, proof));
  if (proofs.length === 0 && !globals.json) print.out.line(context.texts.gateway.notRunning);
  return proofs.length > 0 && proofs.every(({ state }) => state === 'matches') ? exits.ok : exits.problem;
}
