import type { Evidence } from '../base/failure.ts';
import { alike } from './words.ts';
import { check, ok, problem, type Check, type Judgement } from './check.ts';

/** The oldest Node that Feedgate runs on (package.json, `engines`). */
const oldestNode = 24;

export interface BuildFacts extends Evidence {
  readonly feedgate: string;
  /** As `process.versions` has it: `24.21.0`. */
  readonly node: string;
  readonly sqlite: string;
  readonly openssl: string;
  readonly platform: string;
  readonly arch: string;
}

/** The versions of this process. */
export function buildFacts(feedgate: string): BuildFacts {
  const { node, sqlite = '', openssl } = process.versions;
  return { feedgate, node, sqlite, openssl, platform: process.platform, arch: process.arch };
}

export function judgeBuild(facts: BuildFacts): readonly Judgement[] {
  const { feedgate, node, platform, arch } = facts;
  const says = alike(`Feedgate ${feedgate}, Node ${node}, ${platform} ${arch}`);
  if (Number(node.split('.')[0]) >= oldestNode) return [ok(says, { evidence: facts })];
  return [problem('host/node-too-old', says, { evidence: facts })];
}

export function buildCheck(version: string): Check {
  return check({
    id: 'build',
    section: 'installation',
    title: { en: 'build', ko: '빌드' },
    gather: async () => buildFacts(version),
    judge: judgeBuild,
  });
}
