import { safeText } from '../base/text.ts';
import type { TestOutcome } from '../notify/send.ts';
import type { CommandSpec } from './command.ts';
import { explainCommand, titleOf } from './complaint.ts';
import { configOf, configOption } from './config-option.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { formatNumber } from './format.ts';

/** `alert test`: sends a test on every channel; exit 1 where one does not arrive. */
export const alertTest: CommandSpec = {
  path: 'alert test',
  options: [{ flags: '--channel <name>', text: 'alertChannel' }, configOption],
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const files = environment.files(globals.data, configOf(given).config);
    const outcomes: TestOutcome[] = [];
    for await (const outcome of environment.testAlerts(files, given.text('channel'))) {
      outcomes.push(outcome);
      if (globals.json) continue;
      for (const line of outcomeLines(context, outcome)) print.out.line(line);
      await print.out.flush();
    }
    if (globals.json) print.out.json(outcomes);
    if (outcomes.length === 0) {
      print.talk.line(texts.alert.noChannels);
      return exits.configuration;
    }
    return outcomes.every(({ failure, refused }) => failure === null && refused.length === 0)
      ? exits.ok
      : exits.problem;
  },
};

function outcomeLines(context: Context, { channel, kind, ms, refused, failure }: TestOutcome): string[] {
  const { palette } = context.print.out;
  const { alert: texts } = context.texts;
  const name = `${safeText(channel)} (${kind})`;
  if (failure === null)
    return [
      `${palette.good('✔')} ${texts.arrived(name, formatNumber(ms))}`,
      ...refused.map((each) => `    ${palette.bad('✖')} ${texts.notTo(safeText(each, 500))}`),
    ];
  const title = titleOf(context, failure.code);
  return [
    `${palette.bad('✖')} ${texts.failed(name)}${title === null ? '' : `: ${title}`} ${palette.dim(`[${safeText(failure.code)}]`)}`,
    `    ${safeText(failure.message, 500)}`,
    `    ${explainCommand(failure.code)}`,
  ];
}
