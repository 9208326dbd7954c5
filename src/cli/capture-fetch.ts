import { resolve } from 'node:path';
import { safeText } from '../base/text.ts';
import { capturesOf } from './capture-kept.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { formatBytes } from './format.ts';

/** `capture fetch`: the packets in a new file, for Wireshark and its like. */
export const captureFetch: CommandSpec = {
  path: 'capture fetch',
  takes: ['<ID>'],
  options: [{ flags: '--to <file>', text: 'captureTo', completes: 'file' }],
  run(context, given) {
    const { print, globals, texts, environment } = context;
    const named = given.text('to');
    if (named === undefined) throw fail('usage/missing-argument', texts.usage.needs('capture fetch', '--to FILE'));
    const kept = capturesOf(context);
    const record = kept.get(given.argument(0));
    const file = resolve(environment.cwd, named);
    const shown = safeText(file, 500);
    if (!kept.copy(record, file)) throw fail('usage/bad-value', texts.capture.isThere(shown));
    const keys = `${file}.keys`;
    const copied = kept.copyKeys(record, keys);
    if (copied === false) throw fail('usage/bad-value', texts.capture.isThere(safeText(keys, 500)));
    const keyFile = copied === null ? null : keys;
    if (globals.json) print.out.json({ id: record.id, file, bytes: record.bytes, keys: keyFile });
    else if (!globals.quiet) {
      print.out.line(`${print.out.palette.good('✔')} ${texts.capture.fetched(shown, formatBytes(record.bytes))}`);
      if (keyFile !== null) print.out.line(`  ${texts.capture.keys(safeText(keyFile, 500))}`);
      print.out.line(`  ${texts.capture.warning}`);
    }
    return Promise.resolve(exits.ok);
  },
};
