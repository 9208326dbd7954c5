import type { Gates, KeyState } from '../activation/gates.ts';
import type { Level } from '../activation/activation.ts';
import { safeText } from '../base/text.ts';
import { standingOf } from './activation.ts';
import type { CommandSpec } from './command.ts';
import { titleOf } from './complaint.ts';
import { showTime, type Context } from './context.ts';
import { remedyFacts } from './explain.ts';
import { exits } from './exit.ts';
import { renderFacts, type Fact } from './facts.ts';

/** `service status`: every gate of this node, what it says, and which level says so; exit 1 where polls are stopped. */
export const serviceStatus: CommandSpec = {
  path: 'service status',
  run(context) {
    const { gates, activation } = standingOf(context);
    const { print, globals } = context;
    if (globals.json)
      print.out.json({ ...gates, activation: activation.activation, closed: gates.closed?.code ?? null });
    else for (const line of gateLines(context, gates)) print.out.line(line);
    return Promise.resolve(gates.closed === null ? exits.ok : exits.problem);
  },
};

/** The gates, a line each, and what opens the one that is closed. */
export function gateLines(context: Context, gates: Gates): string[] {
  const { texts, print } = context;
  const { palette, measure } = print.out;
  const { labels, ...say } = texts.service;
  const { node, group, enabled, closed } = gates;
  const facts: Fact[] = [
    [labels.node, `${safeText(node)} (${say.levels.group} ${safeText(group)})`],
    [labels.enabled, `${enabled.value ? say.on : say.off} (${fromText(context, enabled.from)})`],
    [labels.terms, termsText(context, gates)],
    [labels.key, keyTexts(context, gates)],
    ...(closed === null ? [] : remedyFacts(context, closed.code, closed.evidence)),
  ];
  const headline =
    closed === null
      ? `${palette.good('✔')} ${say.open}`
      : `${palette.bad('✖')} ${say.closed(safeText(titleOf(context, closed.code) ?? closed.code))} ${palette.dim(`[${closed.code}]`)}`;
  return [headline, ...renderFacts(facts, measure, palette)];
}

function fromText({ texts }: Context, from: Level | 'default'): string {
  const { levels, byDefault } = texts.service;
  return from === 'default' ? byDefault : levels[from];
}

function termsText(context: Context, { terms }: Gates): string {
  const { notRequired, accepted, notAccepted } = context.texts.service;
  if (terms.accepted !== null) {
    const { value, from } = terms.accepted;
    return accepted(safeText(value.by), showTime(context, value.at), fromText(context, from));
  }
  return terms.required ? notAccepted : notRequired;
}

function keyTexts(context: Context, { key }: Gates): string[] {
  const { notRequired, noKey } = context.texts.service;
  if (key.keys.length === 0) return [key.required ? noKey : notRequired];
  return key.keys.map((each) => keyText(context, each));
}

/** A key in a line: whether it counts, for whom, until when, and where it stands. */
export function keyText(context: Context, { state, statement, from }: Omit<KeyState, 'key'>): string {
  const { states, keyFor, anyNode } = context.texts.service;
  if (statement === null) return `${states[state]} (${fromText(context, from)})`;
  const { holder, node, from: begins, until } = statement;
  const named = { holder: safeText(holder), node: node === null ? anyNode : safeText(node) };
  const dates = { from: showTime(context, begins), until: showTime(context, until) };
  return `${states[state]}: ${keyFor({ ...named, ...dates })} (${fromText(context, from)})`;
}
