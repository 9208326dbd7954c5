/** What is written around URLs by mail gateways and counters of clicks, as far as it can be undone without asking them. */

/** Where the URL stands in a parameter of the query. */
const byParameter: readonly (readonly [host: RegExp, path: RegExp, parameters: readonly string[]])[] = [
  [/(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us)$/, /^\//, ['url']],
  [/^urldefense(?:\.proofpoint)?\.com$/, /^\/v1\/url/, ['u']],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/(?:url|imgres|amp\/s)/, ['q', 'url', 'imgurl']],
  [/^(?:l|lm)\.(?:facebook|instagram|messenger|threads)\.(?:com|net)$/, /^\//, ['u']],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:redir|safety)\//, ['url']],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect/, ['q']],
  [/^linkprotect\.cudasvc\.com$/, /^\/url/, ['a']],
  [/^clicktime\.symantec\.com$/, /^\//, ['u']],
  [/^(?:[\w-]+\.)?vk\.com$/, /^\/away/, ['to']],
  [/^slack-redir\.net$/, /^\/link/, ['url']],
  [/^(?:www\.)?steamcommunity\.com$/, /^\/linkfilter/, ['u', 'url']],
  [/^(?:[\w-]+\.)*(?:naver|daum|kakao)\.(?:com|net)$/, /^\//, ['u', 'url']],
  [/^(?:www\.)?mimecast\.com$|\.mimecast\.com$/, /^\//, ['url']],
];

const absolute = /^(?:https?|ftp):\/\//i;

/** Quicker to ask than to take each URL apart. */
const wrapperHost =
  /^[a-z]+:\/\/[^/]*(?:outlook|office365|urldefense|google|facebook|instagram|messenger|threads|linkedin|youtube|cudasvc|symantec|vk\.com|slack|steam|naver|daum|kakao|mimecast|cisco|sophos|bing)/;

/** The URL inside a wrapper, given canonical; `null` where there is none or it cannot be told. */
export function unwrapped(wrapper: string): string | null {
  if (!wrapperHost.test(wrapper)) return null;
  const url = URL.parse(wrapper);
  if (url === null) return null;
  const inside = ownWay(url) ?? parameterOf(url);
  return inside !== null && absolute.test(inside) ? inside : null;
}

/** The domain alone, where a wrapper tells no more. */
export function unwrappedDomain(wrapper: string): string | null {
  if (!wrapperHost.test(wrapper)) return null;
  const url = URL.parse(wrapper);
  if (url?.hostname.endsWith('.mimecast.com') === true) return url.searchParams.get('domain');
  return url?.hostname.endsWith('.protection.sophos.com') === true ? url.searchParams.get('d') : null;
}

function parameterOf({ hostname, pathname, searchParams }: URL): string | null {
  for (const [host, path, parameters] of byParameter) {
    if (!host.test(hostname) || !path.test(pathname)) continue;
    const found = parameters.map((name) => searchParams.get(name)).find((value) => value !== null && value !== '');
    return found ?? null;
  }
  return null;
}

function ownWay(url: URL): string | null {
  const { hostname, pathname } = url;
  if (/^urldefense(?:\.proofpoint)?\.com$/.test(hostname)) return proofpoint(url);
  if (hostname === 'secure-web.cisco.com') return escaped(/\/(https?%3A.*)$/i.exec(pathname)?.[1] ?? '');
  const u = url.searchParams.get('u') ?? '';
  if (hostname.endsWith('.protection.sophos.com')) return base64(u);
  return hostname === 'www.bing.com' && u.startsWith('a1') ? base64(u.slice(2)) : null;
}

function proofpoint(url: URL): string | null {
  if (url.pathname.startsWith('/v2/')) return proofpoint2(url);
  return url.pathname.startsWith('/v3/') ? proofpoint3(url) : null;
}

/** `-` stands for `%`, `_` for `/`. */
function proofpoint2({ searchParams }: URL): string | null {
  return escaped((searchParams.get('u') ?? '').replaceAll('-', '%').replaceAll('_', '/'));
}

const runLengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `__URL__;CHARS!!…`: a `*` stands for the next of CHARS (base64), `**A` for two of them, `**B` for three. */
function proofpoint3({ href }: URL): string | null {
  const [, body, chars] = /\/v3\/__(.+?)__;(.*?)!/.exec(href) ?? [];
  if (body === undefined) return null;
  const replaced = Buffer.from(chars ?? '', 'base64url').toString('utf8');
  let at = 0;
  const take = (count: number): string => replaced.slice(at, (at += count));
  const plain = body.replace(/\*(?:\*(.))?/g, (_, run: string | undefined) =>
    take(run === undefined ? 1 : runLengths.indexOf(run) + 2),
  );
  // A slash of the scheme is lost on the way.
  return plain.replace(/^(https?|ftp):\/(?!\/)/i, '$1://');
}

function escaped(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text);
  } catch {
    return null;
  }
}

function base64(text: string): string | null {
  return text === '' ? null : Buffer.from(text, 'base64url').toString('utf8');
}
