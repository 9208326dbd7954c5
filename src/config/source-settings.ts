import { quote } from '../base/text.ts';
import { eachOf, tokenWay, type Credential } from '../feed/credentials.ts';
import { limits, taxiiVersions, type SourceSettings } from '../feed/source.ts';
import { expandAddress } from './expand.ts';
import { formatDuration } from './duration.ts';
import { checkAuthorities, checkClientCertificate, checkClientDates } from './pem.ts';
import { certificateInArchive } from './pkcs12.ts';
import { inClear, type JsonObject } from './plain.ts';
import { asMisp } from './misp-schema.ts';
import { proxyProblems } from './proxy-problems.ts';
import { problem, problemsOf, problemsOfCheck, refusal, type Problem } from './problems.ts';
import { isRecord, sourceSchema } from './schema.ts';

/**
 * The settings of a source from what an operator gave: the fields of `SourceSettings`, where `url` (any pasted
 * address) may stand for `host`, `port`, `https` and `path`; durations may be texts such as `1h`, the interval a cron
 * expression, the proxy a URL or `profile NAME`, a PKCS#12 archive the client certificate. What is not given takes its default.
 * @param now milliseconds since 1970: a client certificate that has expired by then is refused.
 * @throws Failure `config/*` that tells every problem at once (evidence `problems`: `code`, `field`, `message`, `nearest`).
 */
export function parseSource(input: JsonObject, now: number | null = null): SourceSettings {
  const { input: expanded, problems } = expandAddress(input);
  return checked(expanded, problems, now);
}

/**
 * The settings with the given ones changed. Objects are replaced whole, but for `timeouts`, `list`,
 * `misp` and the address of a `proxy`; a new `url` or `https`
 * takes along the port that it implies.
 * @throws Failure `config/*`, as `parseSource`.
 */
export function mergeSource(settings: SourceSettings, changes: JsonObject, now: number | null = null): SourceSettings {
  const { input: expanded, problems } = expandAddress(changes, settings);
  const timeouts = isRecord(changes['timeouts']) ? { timeouts: { ...settings.timeouts, ...changes['timeouts'] } } : {};
  // A secret that is replaced need not be one that can be had.
  const kept = Object.entries(settings).filter(([key]) => !Object.hasOwn(expanded, key));
  const before: Readonly<Record<string, unknown>> = { ...inClear(Object.fromEntries(kept)), ...expanded };
  const own = {
    ...partAfter('list', settings, changes, before['kind']),
    ...partAfter('misp', settings, changes, before['kind']),
    ...proxyAfter(settings, changes),
  };
  // One that expired in use must not stand in the way of other changes.
  const day = changes['clientCertificate'] === undefined ? null : now;
  return checked({ ...before, ...timeouts, ...own }, problems, day);
}

/** Fields of a proxy alone change the address that the source has; with a host or a kind they are another one. */
function proxyAfter({ proxy }: SourceSettings, { proxy: given }: JsonObject): Readonly<Record<string, unknown>> {
  const isPart = isRecord(given) && given['host'] === undefined && given['kind'] === undefined;
  const isOwn = typeof proxy !== 'string' && proxy.kind !== 'profile';
  return isPart && isOwn ? { proxy: { ...proxy, ...given } } : {};
}

/** How a kind is read has a place in the settings of that kind alone. */
function partAfter(
  part: 'list' | 'misp',
  settings: SourceSettings,
  changes: JsonObject,
  kind: unknown,
): Readonly<Record<string, unknown>> {
  const given = changes[part];
  if (isRecord(given)) return { [part]: { ...settings[part], ...given } };
  return given === undefined && kind !== part ? { [part]: null } : {};
}

function checked(
  input: Readonly<Record<string, unknown>>,
  before: readonly Problem[],
  now: number | null,
): SourceSettings {
  const result = sourceSchema.safeParse(ofKind(input), { reportInput: true });
  const shape = result.success ? [] : problemsOf(result.error.issues);
  // An address that could not be read has been told; that its parts are missing is no news.
  const told = new Set(before.map((each) => each.field));
  const addressLost = told.has('url') || told.has('host');
  const found = [...before, ...shape.filter(({ field }) => !(addressLost && field === 'host') && !told.has(field))];
  const settings = result.success ? result.data : undefined;
  const [first, ...rest] = settings === undefined ? found : [...found, ...together(settings, now)];
  if (first !== undefined) throw refusal(input['name'], [first, ...rest]);
  if (settings === undefined) throw refusal(input['name'], [problem('config/value-bad', 'settings', 'cannot be read')]);
  return settings;
}

/** What follows from the kind. */
function ofKind(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return input['kind'] === 'misp' ? asMisp(input) : asList(input);
}

/** A list has no collection but its own name, and is always read whole. */
function asList(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { kind, host, path } = input;
  if (kind !== 'list') return input;
  const file = typeof path === 'string' ? /([^/]+)\/*$/.exec(path.replace(/\?.*$/s, ''))?.[1] : undefined;
  const collection = file ?? (typeof host === 'string' && host !== '' ? host : 'list');
  return { ...input, collection, collectionType: 'set', list: input['list'] ?? {} };
}

/** What fields may not mean together, and what stands in certificates. */
function together(settings: SourceSettings, now: number | null): Problem[] {
  return [
    ...versionProblems(settings),
    ...mispProblems(settings),
    ...kindProblems(settings),
    ...segmentProblems(settings),
    ...trustProblems(settings, now),
    ...(typeof settings.proxy === 'string' || settings.proxy.kind === 'profile' ? [] : proxyProblems(settings.proxy)),
    ...credentialProblems(settings),
  ];
}

/** Two ways must not go to the same place, and no secret in clear where the source itself is asked over https. */
function credentialProblems({ credentials, https }: SourceSettings): Problem[] {
  const inClear = tokenWay(credentials)?.url.startsWith('http://') === true && https;
  if (inClear)
    return [
      problem('config/scheme', 'credentials', 'would send a secret in clear: the address of the token must be https'),
    ];
  const places = eachOf(credentials).map((way) => placeOf(way));
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  return twice === undefined
    ? []
    : [problem('config/value-bad', 'credentials', `put two things into ${quote(twice, 140)}`)];
}

function placeOf(way: Credential): string {
  switch (way.kind) {
    case 'header':
      return `header ${way.name.toLowerCase()}`;
    case 'query':
      return `query ${way.name}`;
    case 'basic':
    case 'bearer':
    case 'oauth2':
    case 'login':
      return 'header authorization';
  }
}

function versionProblems({ kind, taxiiVersion }: SourceSettings): Problem[] {
  const versions: readonly string[] = ['auto', ...taxiiVersions[kind]];
  if (versions.includes(taxiiVersion)) return [];
  return [problem('config/value-bad', 'taxiiVersion', `of ${kind} must be one of ${versions.join(', ')}`)];
}

function mispProblems({ kind, misp }: SourceSettings): Problem[] {
  if (misp === null) return [];
  if (kind !== 'misp') return [problem('config/value-bad', 'misp', 'is for sources of the kind misp')];
  if (misp.form === 'api' || misp.sightings === 'none') return [];
  return [problem('config/value-bad', 'misp.sightings', 'need the API: a feed takes nothing')];
}

function kindProblems({ kind, host, path, list, credentials }: SourceSettings): Problem[] {
  if (kind !== 'list' && list !== null) return [problem('config/value-bad', 'list', 'is for sources of the kind list')];
  if (host !== '') return [];
  if (kind !== 'list') return [problem('config/host-bad', 'host', 'must be a host name or an IP address')];
  if (credentials.kind !== 'none') return [problem('config/value-bad', 'credentials', 'have no place with a file')];
  return /^\/.*[^/]$/.test(path) && !path.includes('?') ? [] : [problem('config/url-bad', 'path', 'must name a file')];
}

function segmentProblems({ segment, age }: SourceSettings): Problem[] {
  if (segment === 'auto') return [];
  if (segment > age) {
    const message = `${formatDuration(segment)} must be at most the age, ${formatDuration(age)}`;
    return [problem('config/out-of-range', 'segment', message)];
  }
  const count = Math.ceil(age / segment);
  if (count <= limits.segment.maxCount) return [];
  const least = formatDuration(Math.ceil(age / limits.segment.maxCount / 60_000) * 60_000);
  return [
    problem(
      'config/too-many-segments',
      'segment',
      `cuts a full poll into ${count} segments, ${limits.segment.maxCount} is the most: make it at least ${least}`,
    ),
  ];
}

function trustProblems({ ca, pin, systemCa, clientCertificate }: SourceSettings, now: number | null): Problem[] {
  const problems: Problem[] = [];
  if (!systemCa && ca === null && pin === null) {
    problems.push(problem('config/value-bad', 'systemCa', 'false leaves nothing to trust: give ca or pin'));
  }
  if (ca !== null) problems.push(...problemsOfCheck('ca', () => checkAuthorities(ca, !systemCa)));
  if (clientCertificate !== null) {
    const { form, certificate, key, passphrase } = clientCertificate;
    const secret = passphrase?.reveal() ?? null;
    const check = (): void => {
      if (form === 'pkcs12') certificateInArchive(key.reveal(), secret);
      else checkClientCertificate(certificate, key.reveal(), secret);
      if (now !== null) checkClientDates(certificate, now);
    };
    problems.push(...problemsOfCheck('clientCertificate', check));
  }
  return problems;
}
