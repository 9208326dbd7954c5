import { systemRandom } from '../host/clock.ts';
import { rehearse } from '../gateway/rehearse.ts';
import { readGatewaySettings } from '../gateway/run.ts';
import { directions } from '../policy/fact.ts';
import type { CommandSpec } from './command.ts';
import { configOf, configOption } from './config-option.ts';
import { exits } from './exit.ts';
import { rehearsalLines, rehearsalView } from './match-lines.ts';
import { subjectOf } from './match-subject.ts';

/** `match`: what would be done with a mail, or is known of a value, and why; nothing is changed by asking. */
export const match: CommandSpec = {
  path: 'match',
  takes: ['<WHAT>'],
  options: [
    { flags: '--from <address>', text: 'matchFrom' },
    { flags: '--recipient <address>', text: 'matchRecipient', repeats: true },
    { flags: '--client <ip>', text: 'matchClient' },
    { flags: '--helo <name>', text: 'matchHelo' },
    { flags: '--user <name>', text: 'matchUser' },
    { flags: '--direction <way>', text: 'matchDirection', choices: directions },
    { flags: '--all', text: 'matchAll' },
    { flags: '--exit-code', text: 'matchExitCode' },
    configOption,
  ],
  async run(context, given) {
    const { environment, globals, print } = context;
    const { paths, settings } = environment.files(globals.data, configOf(given).config);
    const { clock, signal } = environment;
    const build = (directory: string): Promise<boolean> => environment.buildIndex(globals.data, directory);
    const parts = { paths, settings: readGatewaySettings(settings, paths.root), clock, random: systemRandom, build };
    const rehearsal = await rehearse(parts, await subjectOf(context, given), signal);
    if (globals.json) print.out.json(rehearsalView(rehearsal));
    else for (const line of rehearsalLines(context, rehearsal, given.on('all'))) print.out.line(line);
    const matched = rehearsal.inspection.verdict.rulings.length > 0;
    return given.on('exitCode') && matched ? exits.problem : exits.ok;
  },
};
