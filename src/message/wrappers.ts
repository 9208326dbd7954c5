/** Where a link leads on to is written in one of these parameters. */
const inParameter: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] = [
  [/\.safelinks\.protection\.outlook\.com$/, /^/, ['url']],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, ['q', 'url']],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, ['u']],
  [/^(?:www\.)?linkedin\.com$/, /^\/redir\//, ['url']],
  [/^out\.reddit\.com$/, /^/, ['url']],
];

/** Links that lead to another through somebody's counter or filter: what they lead to, where that can be read off. */
export function unwrapped(link: string): string | null {
  const url = URL.parse(link);
  if (url === null) return null;
  if (/^urldefense(?:\.proofpoint)?\.com$/.test(url.hostname)) return defended(url, link);
  const row = inParameter.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname));
  return web(row?.[2].map((name) => url.searchParams.get(name)).find((value) => value !== null) ?? null);
}

/** Proofpoint's three versions: `u=` with its own escapes, and the link between `v3/__` and `__;`. */
function defended(url: URL, link: string): string | null {
  const u = url.searchParams.get('u');
  if (url.pathname.startsWith('/v1/')) return web(u);
  if (url.pathname.startsWith('/v2/') && u !== null) {
    return web(decoded(u.replaceAll('-', '%').replaceAll('_', '/')));
  }
  const v3 = /\/v3\/__(.+?)__;([^!]*)!/.exec(link);
  return v3 === null ? null : web(withCharacters(v3[1] ?? '', v3[2] ?? ''));
}

/** v3 puts `*` for characters that it keeps in base 64 behind the link, `**X` for runs of them. */
function withCharacters(text: string, kept: string): string {
  const characters = Buffer.from(kept, 'base64url').toString('utf8');
  let at = 0;
  return text
    .replaceAll(/\*\*?(.)?/g, (whole, run: string | undefined) => {
      if (!whole.startsWith('**') || run === undefined) {
        const one = characters.charAt(at);
        at += 1;
        return one + (run ?? '');
      }
      const length = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(run) + 2;
      const many = characters.slice(at, at + length);
      at += length;
      return many;
    })
    .replace(/^(https?:\/)(?!\/)/, '$1/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function web(link: string | null): string | null {
  return link !== null && /^(?:https?|ftp):\/\//i.test(link) ? link : null;
}
