import { readCapture } from '../capture/reading.ts';
import { capturesOf } from './capture-kept.ts';
import { captureLines } from './capture-lines.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';

/** `capture show`: what a capture shows, connection by connection. */
export const captureShow: CommandSpec = {
  path: 'capture show',
  takes: ['<ID>'],
  async run(context, given) {
    const { print, globals } = context;
    const kept = capturesOf(context);
    const record = kept.get(given.argument(0));
    const file = kept.fileOf(record.id);
    const reading = await readCapture(file, record.port);
    if (globals.json) print.out.json({ ...record, file, reading });
    else for (const line of captureLines(context, record, { file, reading, isNew: false })) print.out.line(line);
    return exits.ok;
  },
};
