import { safeText } from '../base/text.ts';
import { proxyUrl } from '../config/proxy-url.ts';
import type { Proxies, ProxyProfile } from '../feed/proxy.ts';
import type { SourceView } from '../service/service.ts';
import type { CommandSpec } from './command.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';
import { profileView, proxiesOf, usersOf } from './proxy-file.ts';
import { renderTable, type Cell, type Column } from './table.ts';

/** `proxy list`: the profiles, which is the default, and how many sources go by each. */
export const proxyList: CommandSpec = {
  path: 'proxy list',
  async run(context) {
    const { print, globals, texts } = context;
    const { proxies, path } = proxiesOf(context);
    const { profiles } = proxies;
    if (globals.quiet) for (const { profile } of profiles) print.out.line(profile);
    else {
      const sources = await (await context.service()).listSources();
      if (globals.json) print.out.json({ file: path, default: proxies.default, profiles: views(proxies, sources) });
      else if (profiles.length === 0) print.talk.line(texts.proxy.noneYet);
      else for (const line of table(context, proxies, sources)) print.out.line(line);
    }
    return exits.ok;
  },
};

function views(proxies: Proxies, sources: readonly SourceView[]): object[] {
  return proxies.profiles.map((profile) => ({
    ...profileView(profile, proxies),
    sources: usersOf(profile.profile, sources),
  }));
}

function table(context: Context, proxies: Proxies, sources: readonly SourceView[]): string[] {
  const { titles } = context.texts.proxy;
  const columns: Column[] = [
    { title: titles.name },
    { title: titles.address, least: 16 },
    { title: titles.user, least: 8, spare: 2 },
    { title: titles.except, least: 10, spare: 3 },
    { title: titles.sources, align: 'right' },
    { title: '' },
  ];
  const { palette, width } = context.print.out;
  const rows = proxies.profiles.map((profile) => row(context, profile, { proxies, sources }));
  return renderTable(columns, rows, palette, width);
}

function row(
  { texts, print }: Context,
  profile: ProxyProfile,
  { proxies, sources }: { readonly proxies: Proxies; readonly sources: readonly SourceView[] },
): Cell[] {
  const { user, noProxy } = profile;
  const isDefault = proxies.default === profile.profile;
  return [
    profile.profile,
    safeText(proxyUrl(profile), 300),
    user === null ? '–' : safeText(user),
    noProxy.length === 0 ? '–' : safeText(noProxy.join(', '), 300),
    formatNumber(usersOf(profile.profile, sources).length),
    isDefault ? { text: texts.proxy.isDefault, paint: print.out.palette.good } : '',
  ];
}
