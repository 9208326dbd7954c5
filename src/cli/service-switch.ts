import { changeLevel, levelGiven, levelOption, levelText } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { gateLines } from './service-status.ts';

/** `service enable`, `service disable`: polls may run, or may not, as a level says. */
export const serviceEnable: CommandSpec = switchCommand('service enable', true);
export const serviceDisable: CommandSpec = switchCommand('service disable', false);

function switchCommand(path: 'service enable' | 'service disable', enabled: boolean): CommandSpec {
  return {
    path,
    options: [levelOption],
    run(context, given) {
      const { print, globals, texts } = context;
      const at = levelGiven(context, given);
      const { gates } = changeLevel(context, at, () => ({ enabled }));
      if (globals.json)
        print.out.json({ level: at, enabled, effective: gates.enabled, closed: gates.closed?.code ?? null });
      else if (!globals.quiet) {
        const { palette } = print.out;
        const says = enabled ? texts.service.enabled : texts.service.disabled;
        print.out.line(`${palette.good('✔')} ${says(levelText(context, at))}`);
        // A more specific level may say otherwise, or another gate be closed.
        if (enabled && gates.closed !== null) for (const line of gateLines(context, gates)) print.out.line(line);
      }
      return Promise.resolve(exits.ok);
    },
  };
}
