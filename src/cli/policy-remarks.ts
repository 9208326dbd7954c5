import { existsSync } from 'node:fs';
import { safeText } from '../base/text.ts';
import { reviewPolicy, type Remark } from '../policy/review.ts';
import type { Policy } from '../policy/rule.ts';
import type { SourceView } from '../service/service.ts';
import type { Context } from './context.ts';

/** The sources that there are; `null` where there is no data directory, which asking must not make. */
export async function sourcesNow(context: Context): Promise<readonly SourceView[] | null> {
  const { paths } = context.environment.files(context.globals.data, undefined);
  return existsSync(paths.root) ? (await context.service()).listSources() : null;
}

/** What of a policy was hardly meant, by the sources that there are; nothing is said where nobody knows them. */
export function remarksOn(policy: Policy, sources: readonly SourceView[] | null): readonly Remark[] {
  if (sources === null) return [];
  return reviewPolicy(policy, {
    sources: sources.map(({ name }) => name),
    tags: sources.flatMap(tagsOf),
  });
}

function tagsOf({ settings }: SourceView): string[] {
  const { tags } = settings;
  return Array.isArray(tags) ? tags.map(String) : [];
}

/** A line each. */
export function remarkLines(context: Context, remarks: readonly Remark[]): string[] {
  const { texts, print } = context;
  const { remarks: say } = texts.policy;
  return remarks.map((remark) => {
    const rule = safeText(remark.rule);
    const text =
      remark.kind === 'never-asked'
        ? say.neverAsked(rule, safeText(remark.by))
        : say[remark.kind](rule, safeText(remark.name), remark.nearest === undefined ? null : safeText(remark.nearest));
    return `${print.out.palette.warn('!')} ${text}`;
  });
}
