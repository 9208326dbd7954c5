import { nearest } from '../base/nearest.ts';
import { withMode } from '../config/policy-edit.ts';
import { replaceFile } from '../host/atomic-file.ts';
import { safeText } from '../base/text.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { policyNow } from './policy.ts';

const modes = ['monitor', 'enforce'] as const;

function notAMode({ texts }: Context, asked: string) {
  const near = nearest(asked, modes);
  return fail('usage/bad-value', texts.policy.notAMode, { evidence: near === undefined ? {} : { nearest: near } });
}

/** `policy mode`: whether the rules are obeyed; with `--source` whether one source is trusted to. Both have to say enforce. */
export const policyMode: CommandSpec = {
  path: 'policy mode',
  takes: ['<MODE>'],
  options: [{ flags: '--source <name>', text: 'policySource', completes: 'source' }],
  async run(context, given) {
    const { print, globals, texts } = context;
    const mode = modes.find((each) => each === given.argument(0));
    if (mode === undefined) throw notAMode(context, given.argument(0));
    const source = given.text('source');
    const service = await context.service();
    if (source !== undefined) await service.editSource(source, { mode }, null);
    else {
      const { path, text } = policyNow(context);
      replaceFile(path, withMode(text, mode));
    }
    const enforcing = (await service.listSources()).filter((each) => each.mode === 'enforce');
    const works = mode === 'enforce' && policyNow(context).policy.mode === 'enforce' && enforcing.length > 0;
    if (globals.json) print.out.json({ mode, source: source ?? null, enforced: works });
    else if (!globals.quiet) {
      const { palette } = print.out;
      print.out.line(
        `${palette.good('✔')} ${source === undefined ? texts.policy.modes[mode] : texts.policy.sourceMode(safeText(source), mode)}`,
      );
      if (mode === 'enforce' && !works)
        print.out.line(`  ${source === undefined ? texts.policy.noSourceEnforces : texts.policy.policyMonitors}`);
    }
    return exits.ok;
  },
};
