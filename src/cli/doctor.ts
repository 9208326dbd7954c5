import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { reportOf } from '../doctor/report.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { writeBundle } from './doctor-bundle.ts';
import { doctorLines } from './doctor-lines.ts';
import { exits } from './exit.ts';
import { quote } from '../base/text.ts';

/** Looks at the whole installation; exit 1 where something is a problem. */
export const doctor: CommandSpec = {
  path: 'doctor',
  options: [
    { flags: '--no-network', text: 'noNetwork' },
    { flags: '--thorough', text: 'thorough' },
    { flags: '--bundle <file>', text: 'bundle', completes: 'file' },
  ],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const named = given.text('bundle');
    const bundle = named === undefined ? undefined : resolve(environment.cwd, named);
    // Before anything is looked at: an old bundle is never written over.
    if (bundle !== undefined && existsSync(bundle)) {
      throw fail('usage/bad-value', texts.doctor.bundleThere(quote(bundle)), { evidence: { file: bundle } });
    }
    const { clock } = environment;
    const at = clock.now();
    const began = clock.monotonic();
    const results = await environment.doctor(globals.data, {
      network: !given.off('network'),
      thorough: given.on('thorough'),
    });
    const facts = { feedgate: environment.version, at, ms: clock.monotonic() - began };
    const report = reportOf(results, facts, globals.language);
    if (globals.json) print.out.json(report);
    else for (const line of doctorLines(context, report)) print.out.line(line);
    if (bundle !== undefined) await writeBundle(context, bundle, { results, report });
    return report.state === 'problem' ? exits.problem : exits.ok;
  },
};
