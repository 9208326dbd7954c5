import { withoutProfile } from '../config/proxies-file.ts';
import { inUse, profileNamed } from '../config/route.ts';
import type { CommandSpec } from './command.ts';
import { exits } from './exit.ts';
import { proxiesOf, usersOf, writeProxies } from './proxy-file.ts';

/** `proxy remove`: a profile that no source goes by; with --force one that some do, whose polls then fail or go directly. */
export const proxyRemove: CommandSpec = {
  path: 'proxy remove',
  takes: ['<NAME>'],
  options: [{ flags: '--force', text: 'proxyForce' }],
  async run(context, given) {
    const { print, globals, texts } = context;
    const file = proxiesOf(context);
    const name = profileNamed(file.proxies, given.argument(0)).profile;
    const users = usersOf(name, await (await context.service()).listSources());
    if (users.length > 0 && !given.on('force')) throw inUse(name, users);
    await writeProxies(context, file, withoutProfile(file.text, name));
    if (globals.json) print.out.json({ removed: name, sources: users });
    else if (!globals.quiet) print.talk.line(`${print.talk.palette.good('✔')} ${texts.proxy.removed(name, users)}`);
    return exits.ok;
  },
};
