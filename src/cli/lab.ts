import { startLab } from '../lab/lab.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { renderTable } from './table.ts';

/** Where the practice server listens when it is free. */
const usualPort = 9650;

/** `lab`: the practice server without a fault, until Ctrl-C. */
export const lab: CommandSpec = {
  path: 'lab',
  stopsItself: true,
  async run(context) {
    const { environment, globals, print, texts } = context;
    const { clock, signal } = environment;
    const options = { clock, taxii2: {} };
    const server = await startLab({ ...options, port: usualPort }).catch(() => startLab(options));
    try {
      const line = `feedgate source add practice ${server.url}/taxii/poll/ --collection practice.all --allow-private`;
      const newer = `feedgate source add practice2 ${server.url}/taxii2/ --collection practice --allow-private`;
      if (globals.json) {
        const collections = server.collections.map(({ name, description, blocks }) => ({
          name,
          description,
          blocks: blocks.length,
        }));
        print.out.json({ url: server.url, port: server.port, collections, add: line, addTaxii2: newer });
      } else {
        print.out.line(texts.lab.serving(server.url));
        const rows = server.collections.map(({ name, description, blocks }) => [
          name,
          formatNumber(blocks.length),
          description,
        ]);
        const { collection, blocks, about } = texts.lab.titles;
        const columns = [
          { title: collection },
          { title: blocks, align: 'right' as const },
          { title: about, least: 20 },
        ];
        for (const row of renderTable(columns, rows, print.out.palette, print.out.width)) print.out.line(`  ${row}`);
        print.out.line(texts.lab.tryIt);
        for (const each of [line, newer, 'feedgate poll practice', 'feedgate lab list']) print.out.line(`  ${each}`);
        print.out.line(texts.lab.untilStopped);
      }
      await print.out.flush();
      await aborted(signal);
    } finally {
      await server.close();
    }
    return exits.ok;
  },
};

/** Resolves once the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
