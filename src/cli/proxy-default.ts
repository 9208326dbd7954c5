import { withDefault } from '../config/proxies-file.ts';
import { profileNamed } from '../config/route.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { proxiesOf, writeProxies } from './proxy-file.ts';

/** `proxy default`: the profile of every source that says nothing else, or none. */
export const proxyDefault: CommandSpec = {
  path: 'proxy default',
  takes: ['<NAME|none>'],
  async run(context, given) {
    const { print, globals, texts } = context;
    const file = proxiesOf(context);
    const asked = given.argument(0);
    const name = asked === 'none' ? null : profileNamed(file.proxies, asked).profile;
    await writeProxies(context, file, withDefault(file.text, name));
    const sources = await (await context.service()).listSources();
    const moved = sources.filter(({ proxy }) => proxy.from === 'default').map((source) => source.name);
    if (globals.json) print.out.json({ default: name, sources: moved });
    else if (!globals.quiet) {
      const told = name === null ? texts.proxy.noDefault(moved.length) : texts.proxy.nowDefault(name, moved.length);
      print.out.line(`${print.out.palette.good('✔')} ${told}`);
    }
    return exits.ok;
  },
};
