import type { Code, Evidence } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { KeyView, LockedView, SecretsView } from '../service/secrets.ts';
import type { CommandSpec } from './command.ts';
import { showMoment, type Context } from './context.ts';
import { remedyFacts } from './explain.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';

/** `secret status`: which key encrypts the secrets of sources and proxies, where it comes from, and what it cannot decrypt; exit 1 where there is such. */
export const secretStatus: CommandSpec = {
  path: 'secret status',
  async run(context) {
    const view = await (await context.service()).secrets();
    const { print, globals } = context;
    if (globals.json) print.out.json(view);
    else for (const line of statusLines(context, view)) print.out.line(line);
    return view.failure === null && view.locked.length === 0 ? exits.ok : exits.problem;
  },
};

function statusLines(context: Context, view: SecretsView): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels } = texts.secret;
  const { current, place, locked, failure } = view;
  const others = view.keys.filter((key) => key !== current && key.id !== current?.id);
  const bad = failure !== null || locked.length > 0;
  const inClear = view.inClear.map((profile) => texts.secret.inClear(safeText(profile)));
  const wrong: Fact[] = failure === null ? [] : [[labels.problem, `${failure.message} [${failure.code}]`]];
  const remedy = failure ?? remedyOf(view);
  const facts: Fact[] = [
    [labels.key, current === null ? texts.secret.noKey(view.secrets) : current.id],
    [labels.from, `${safeText(place.file, 500)} (${texts.secret.places[place.from]})`],
    ...(current === null ? [] : [[labels.made, showMoment(context, current.madeAt)] as const]),
    [labels.others, others.map((key) => keyLine(context, key))],
    ...wrong,
    [labels.locked, locked.map((each) => lockedLine(context, each))],
    [labels.inClear, inClear],
    ...(remedy === null ? [] : remedyFacts(context, remedy.code, remedy.evidence)),
  ];
  return [headline(context, view, bad), ...renderFacts(facts, measure, palette)];
}

function remedyOf({
  locked: [first],
  inClear: [profile],
  place,
}: SecretsView): { readonly code: Code; readonly evidence: Evidence } | null {
  if (first !== undefined) {
    const { source, key } = first;
    return { code: first.code as Code, evidence: { source, profile: first.profile, file: place.file, key } };
  }
  return profile === undefined ? null : { code: 'secret/in-clear', evidence: { profile } };
}

function headline({ texts, print }: Context, { secrets, locked, inClear }: SecretsView, bad: boolean): string {
  const { palette } = print.out;
  if (bad) return `${palette.bad('✖')} ${texts.secret.notAll(locked.length, secrets)}`;
  if (inClear.length > 0) return `${palette.warn('!')} ${texts.secret.notEncrypted(inClear.length)}`;
  return `${palette.good('✔')} ${texts.secret.all(secrets)}`;
}

/** A key that is not the current one, and what still needs it. */
function keyLine({ texts }: Context, { id, file, secrets }: KeyView): string {
  return `${id}: ${safeText(file, 500)}, ${texts.secret.uses(secrets)}`;
}

/** A secret that cannot be decrypted, and the key that it needs. */
export function lockedLine({ texts }: Context, { source, profile, field, key, code }: LockedView): string {
  const whose = source === null ? texts.secret.proxy(safeText(profile ?? '')) : safeText(source);
  return `${whose}: ${safeText(field)}, ${key === null ? texts.secret.damaged : texts.secret.needs(key)} [${code}]`;
}
