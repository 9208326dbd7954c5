import { readFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { getCACertificates } from 'node:tls';
import { errorCode } from '../host/error-code.ts';
import type { RoutedSource } from '../feed/source.ts';
import { check, ok, problem, warning, type Both, type Check, type Judgement } from './check.ts';
import { environmentWays, type Env, type EnvironmentWays } from './environment-proxy.ts';
import { alike, plural } from './words.ts';

export interface EnvironmentFacts extends EnvironmentWays {
  /** Names of the variables that are set, never their values: a proxy's may hold a password. */
  readonly set: readonly string[];
  readonly insecure: boolean;
  /** What a file of authorities is good for; `fault` is why it is not. */
  readonly files: readonly { readonly name: string; readonly file: string; readonly fault: string | null }[];
}

/** Curl and Python heed them; Feedgate has the proxy in its own settings alone. */
const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_USE_ENV_PROXY'];
/** Curl and Python heed them; Node does not. */
const foreignCaVariables = ['CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE', 'PIP_CERT', 'GIT_SSL_CAINFO'];
/** Node heeds them when it starts: they add to what every source trusts, or say where the system's authorities are. */
const caVariables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

export async function gatherEnvironment(env: Env, sources: readonly RoutedSource[]): Promise<EnvironmentFacts> {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const set = [...proxyVariables.flatMap((name) => [name, name.toLowerCase()]), ...foreignCaVariables].filter(isSet);
  const files = await Promise.all(
    caVariables.filter(isSet).map(async (name) => {
      const file = env[name] ?? '';
      return { name, file, fault: await faultOf(file) };
    }),
  );
  return { set, files, ...environmentWays(env, sources), insecure: env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' };
}

/** The most that a file of authorities is read of. */
const longest = 4 * 1024 * 1024;

async function faultOf(file: string): Promise<string | null> {
  try {
    const text = (await readFile(file, 'latin1')).slice(0, longest);
    const block = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/.exec(
      text,
    )?.[0];
    if (block === undefined) return 'no PEM certificate';
    void new X509Certificate(block);
    return null;
  } catch (error) {
    return errorCode(error);
  }
}

/** Each thing that is set and not as somebody may think; one line where nothing is. */
export function judgeEnvironment(facts: EnvironmentFacts): readonly Judgement[] {
  const { set, insecure, files, direct, elsewhere } = facts;
  const found: Judgement[] = [];
  if (insecure) {
    const says = alike('NODE_TLS_REJECT_UNAUTHORIZED=0');
    found.push(problem('config/env-insecure', says, { evidence: { name: 'NODE_TLS_REJECT_UNAUTHORIZED' } }));
  }
  for (const { name, file, fault } of files) {
    if (fault === null) continue;
    const says = { en: `${name} names ${file}: ${fault}`, ko: `${name}이(가) 가리키는 ${file}: ${fault}` };
    found.push(problem('config/env-ca-unreadable', says, { evidence: { name, file, fault } }));
  }
  const proxies = set.filter((name) => proxyVariables.includes(name.toUpperCase()));
  if (direct + elsewhere > 0) {
    const evidence = { names: proxies, direct, elsewhere };
    found.push(warning('config/proxy-env-ignored', differing(proxies.join(', '), facts), { evidence }));
  }
  const foreign = set.filter((name) => foreignCaVariables.includes(name));
  if (foreign.length > 0) {
    found.push(warning('config/env-ca-ignored', alike(foreign.join(', ')), { evidence: { names: foreign } }));
  }
  if (found.length > 0) return found;
  return [
    judgeHarmless(
      files.map(({ name }) => name),
      proxies,
    ),
  ];
}

function differing(list: string, { direct, elsewhere }: EnvironmentWays): Both {
  const parts = [
    { count: direct, en: `${plural(direct, 'source')} without a proxy`, ko: `프록시 없는 소스 ${direct}개` },
    { count: elsewhere, en: `${plural(elsewhere, 'source')} by another`, ko: `다른 프록시를 쓰는 소스 ${elsewhere}개` },
  ].filter(({ count }) => count > 0);
  return {
    en: `${list}: ${parts.map(({ en }) => en).join(', ')}`,
    ko: `${list}: ${parts.map(({ ko }) => ko).join(', ')}`,
  };
}

function judgeHarmless(used: readonly string[], proxies: readonly string[]): Judgement {
  const evidence = { used, proxies };
  if (used.length > 0) {
    return ok({ en: `${used.join(', ')} in use`, ko: `${used.join(', ')} 사용 중` }, { evidence });
  }
  if (proxies.length > 0) {
    const list = proxies.join(', ');
    return ok(
      { en: `${list} set, and no source goes another way`, ko: `${list}: 다른 경로로 가는 소스 없음` },
      { evidence },
    );
  }
  return ok({ en: 'nothing set that would change a poll', ko: '폴링에 영향을 주는 변수 없음' });
}

export function environmentCheck(env: Env, sources: () => Promise<readonly RoutedSource[]>): Check {
  return check({
    id: 'environment',
    section: 'network',
    title: { en: 'environment', ko: '환경 변수' },
    gather: async () => gatherEnvironment(env, await sources()),
    judge: judgeEnvironment,
  });
}

export interface AuthorityFacts {
  /** Certificates in the store of this system, those that came with Node, and those of NODE_EXTRA_CA_CERTS. */
  readonly system: number;
  readonly bundled: number;
  readonly extra: number;
  /** Whether a source trusts them. */
  readonly wanted: boolean;
}

export function judgeAuthorities(facts: AuthorityFacts): readonly Judgement[] {
  const { system, bundled, extra, wanted } = facts;
  const more = extra === 0 ? '' : ` + ${extra}`;
  const says = {
    en: `${system} of this system, ${bundled}${more} of Node`,
    ko: `시스템 ${system}개, Node ${bundled}${more}개`,
  };
  const evidence = { ...facts };
  if (system === 0 && wanted) return [warning('tls/system-ca-empty', says, { evidence })];
  return [ok(says, { evidence })];
}

export function authorityCheck(wanted: () => Promise<boolean>): Check {
  return check({
    id: 'authorities',
    section: 'network',
    title: { en: 'CA store', ko: 'CA 저장소' },
    gather: async () => ({
      system: getCACertificates('system').length,
      bundled: getCACertificates('bundled').length,
      extra: getCACertificates('extra').length,
      wanted: await wanted(),
    }),
    judge: judgeAuthorities,
  });
}
