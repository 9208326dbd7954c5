import { asFailure, type FailureRecord } from '../base/failure.ts';
import { sourceRoute } from '../config/route.ts';
import type { Proxies } from '../feed/proxy.ts';
import type { SourceSettings } from '../feed/source.ts';
import { check, ok, problem, skipped, type Check, type Judgement } from './check.ts';
import { plural } from './words.ts';

/** What a source says of its proxy. */
export type SourceWay = Pick<SourceSettings, 'name' | 'proxy' | 'host'>;

export interface ProxyFacts {
  readonly default: string | null;
  readonly profiles: readonly string[];
  /** Sources whose profile does not exist. */
  readonly lost: readonly { readonly source: string; readonly profile: string; readonly failure: FailureRecord }[];
}

async function gatherProxies(read: () => Proxies, ways: () => Promise<readonly SourceWay[]>): Promise<ProxyFacts> {
  const proxies = read();
  const lost = (await ways()).flatMap((way) => {
    const { name: source, proxy } = way;
    try {
      sourceRoute(way, () => proxies);
      return [];
    } catch (error) {
      const profile = typeof proxy === 'object' && proxy.kind === 'profile' ? proxy.name : '';
      return [{ source, profile, failure: asFailure(error, `the proxy of "${source}"`).toJSON() }];
    }
  });
  return { default: proxies.default, profiles: proxies.profiles.map(({ profile }) => profile), lost };
}

export function judgeProxies({ default: name, profiles, lost }: ProxyFacts): readonly Judgement[] {
  const gone = lost.map(({ source, profile, failure: { code, evidence, message } }) => {
    const says = { en: `profile ${profile} does not exist`, ko: `프로필 ${profile} 없음` };
    const more = { subject: source, evidence: { ...evidence, source }, message, cause: `profile ${profile}` };
    return problem(code, says, more);
  });
  if (gone.length > 0) return gone;
  if (profiles.length === 0) return [skipped({ en: 'no profiles', ko: '프로필 없음' })];
  const says = {
    en: `${plural(profiles.length, 'profile')}, ${name === null ? 'no default' : `${name} the default`}`,
    ko: `프로필 ${profiles.length}개, ${name === null ? '기본 없음' : `기본 ${name}`}`,
  };
  return [ok(says, { evidence: { profiles: [...profiles], default: name } })];
}

/** Whether the profiles can be read and every source finds its own. @throws what `read` throws: `config/file-bad`. */
export function proxiesCheck(read: () => Proxies, ways: () => Promise<readonly SourceWay[]>): Check {
  return check({
    id: 'proxies',
    section: 'network',
    title: { en: 'proxies', ko: '프록시' },
    gather: () => gatherProxies(read, ways),
    judge: judgeProxies,
  });
}
