import { withIssuers } from '../config/activation-file.ts';
import { rewrite, standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';

/** `featurekey trust`: whose feature keys count here. */
export const featurekeyTrust: CommandSpec = {
  path: 'featurekey trust',
  takes: ['<ISSUER>'],
  run(context, given) {
    const { print, globals, texts } = context;
    const standing = standingOf(context);
    const issuers = [...new Set([...standing.activation.issuers, given.argument(0)])];
    rewrite(context, standing, withIssuers(standing.text, issuers));
    if (globals.json) print.out.json({ issuers });
    else if (!globals.quiet) print.out.line(`${print.out.palette.good('✔')} ${texts.service.trusted}`);
    return Promise.resolve(exits.ok);
  },
};
