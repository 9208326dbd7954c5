import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemRandom } from '../host/clock.ts';
import { errorCode } from '../host/error-code.ts';
import { quote } from '../base/text.ts';
import { rehearse, type Subject } from '../gateway/rehearse.ts';
import { readGatewaySettings } from '../gateway/run.ts';
import { observablesOfHost, observablesOfMailbox, observablesOfUrl } from '../mail/collector.ts';
import { isRefusal } from '../observable/refusal.ts';
import { parseAny } from '../observable/parse-any.ts';
import { refang } from '../observable/refang.ts';
import type { Observable } from '../observable/observable.ts';
import type { Fact } from '../policy/fact.ts';
import { directions } from '../policy/fact.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { configOf, configOption } from './config-option.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { rehearsalLines, rehearsalView } from './match-lines.ts';

/** A message that is longer is cut, as the gateway cuts it. */
const mostBytes = 64 * 1024 * 1024;

/** `match`: what would be done with a mail, or is known of a value, and why; nothing is changed by asking. */
export const match: CommandSpec = {
  path: 'match',
  takes: ['<WHAT>'],
  options: [
    { flags: '--from <address>', text: 'matchFrom' },
    { flags: '--recipient <address>', text: 'matchRecipient', repeats: true },
    { flags: '--client <ip>', text: 'matchClient' },
    { flags: '--helo <name>', text: 'matchHelo' },
    { flags: '--user <name>', text: 'matchUser' },
    { flags: '--direction <way>', text: 'matchDirection', choices: directions },
    { flags: '--all', text: 'matchAll' },
    { flags: '--exit-code', text: 'matchExitCode' },
    configOption,
  ],
  async run(context, given) {
    const { environment, globals, print } = context;
    const { paths, settings } = environment.files(globals.data, configOf(given).config);
    const { clock, signal } = environment;
    const parts = { paths, settings: readGatewaySettings(settings, paths.root), clock, random: systemRandom };
    const rehearsal = await rehearse(parts, await subjectOf(context, given), signal);
    if (globals.json) print.out.json(rehearsalView(rehearsal));
    else for (const line of rehearsalLines(context, rehearsal, given.on('all'))) print.out.line(line);
    const matched = rehearsal.inspection.verdict.rulings.length > 0;
    return given.on('exitCode') && matched ? exits.problem : exits.ok;
  },
};

/** A file or `-` is a message, all else a value. @throws Failure `usage/bad-value`, `usage/file-unreadable` */
async function subjectOf(context: Context, given: Given): Promise<Subject> {
  const what = given.argument(0);
  const path = resolve(context.environment.cwd, what);
  const direction = directions.find((each) => each === given.text('direction'));
  const way = direction === undefined ? {} : { direction };
  const isFile = what === '-' || what.endsWith('.eml') || (existsSync(path) && statSync(path).isFile());
  if (isFile) return { ...way, mail: envelopeOf(given, await messageOf(context, what, path)) };
  return { ...way, mail: envelopeOf(given, null), facts: factsOf(context, what) };
}

function envelopeOf(given: Given, message: Uint8Array | null): Subject['mail'] {
  return {
    front: 'match',
    client: given.text('client') ?? null,
    helo: given.text('helo') ?? null,
    user: given.text('user') ?? null,
    sender: given.text('from')?.toLowerCase() ?? null,
    recipients: (given.texts('recipient') ?? []).map((each) => each.toLowerCase()),
    message: message === null ? null : message.subarray(0, mostBytes),
    truncated: message !== null && message.length > mostBytes,
    queueId: null,
  };
}

async function messageOf({ environment, texts }: Context, what: string, path: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let left = mostBytes + 1;
  try {
    for await (const chunk of what === '-' ? environment.stdin : createReadStream(path)) {
      const bytes = Buffer.from(chunk as string | Buffer);
      chunks.push(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) break;
    }
  } catch (cause) {
    const why = errorCode(cause);
    throw fail('usage/file-unreadable', texts.usage.unreadable(quote(path)), { evidence: { path, why }, cause });
  }
  return Buffer.concat(chunks);
}

/** What a value leads to, as it would in the text of a mail. */
function factsOf({ texts }: Context, text: string): readonly Fact[] {
  const parsed = parseAny(refang(text));
  if (isRefusal(parsed)) throw fail('usage/bad-value', texts.match.notRead(quote(text), parsed.rule));
  return observablesOf(parsed).map((observable) => ({ observable, where: 'text', note: null }));
}

function observablesOf(observable: Observable): readonly Observable[] {
  switch (observable.kind) {
    case 'url':
      return observablesOfUrl(observable.value, false);
    case 'email':
      return observablesOfMailbox(observable.value);
    case 'domain':
    case 'ip':
      return observablesOfHost(observable.value);
    case 'network':
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return [observable];
  }
}
