import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { nearest } from '../base/nearest.ts';
import { quote } from '../base/text.ts';
import type { Subject } from '../gateway/rehearse.ts';
import { errorCode } from '../host/error-code.ts';
import { observablesOfHost, observablesOfMailbox, observablesOfUrl } from '../mail/collector.ts';
import { parseEmail } from '../observable/email.ts';
import { parseIp } from '../observable/ip.ts';
import { isRefusal } from '../observable/refusal.ts';
import { parseAny } from '../observable/parse-any.ts';
import { refang } from '../observable/refang.ts';
import type { Observable } from '../observable/observable.ts';
import { directions, type Fact } from '../policy/fact.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';

/** A message that is longer is cut, as the gateway cuts it. */
const mostBytes = 64 * 1024 * 1024;

/** A file or `-` is a message, all else a value. @throws Failure `usage/bad-value`, `usage/file-unreadable` */
export async function subjectOf(context: Context, given: Given): Promise<Subject> {
  const what = given.argument(0);
  const path = resolve(context.environment.cwd, what);
  const direction = directions.find((each) => each === given.text('direction'));
  const way = direction === undefined ? {} : { direction };
  const isFile = what === '-' || what.endsWith('.eml') || (existsSync(path) && statSync(path).isFile());
  const envelope = envelopeOf(context, given);
  if (!isFile) return { ...way, mail: envelope, facts: factsOf(context, what, path) };
  const bytes = await messageOf(context, what, path);
  const message = bytes.subarray(0, mostBytes);
  return { ...way, mail: { ...envelope, message, truncated: bytes.length > mostBytes } };
}

/** @throws Failure `usage/bad-value`: what is not looked up because it cannot be read must not pass for clean. */
function envelopeOf({ texts }: Context, given: Given): Subject['mail'] {
  const client = given.text('client');
  const ip = client === undefined ? null : parseIp(refang(client));
  if (ip !== null && isRefusal(ip)) throw fail('usage/bad-value', texts.match.notAClient(quote(client ?? '')));
  const mailbox = (text: string): string => {
    const email = parseEmail(refang(text));
    if (isRefusal(email)) throw fail('usage/bad-value', texts.match.notAMailbox(quote(text), email.rule));
    return email.value.toLowerCase();
  };
  const from = given.text('from');
  return {
    front: 'match',
    client: ip?.value ?? null,
    helo: given.text('helo') ?? null,
    user: given.text('user') ?? null,
    // A bounce comes from nobody.
    sender: from === undefined ? null : ['', '<>'].includes(from) ? '' : mailbox(from),
    recipients: (given.texts('recipient') ?? []).map(mailbox),
    message: null,
    truncated: false,
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
    throw fail('usage/file-unreadable', texts.usage.unreadable(quote(path)), {
      evidence: { path, why, ...neighbour(path) },
      cause,
    });
  }
  return Buffer.concat(chunks);
}

/** The file beside it whose name was probably meant. */
function neighbour(path: string): { readonly nearest?: string } {
  try {
    const near = nearest(basename(path), readdirSync(dirname(path)).slice(0, 10_000));
    return near === undefined || near === basename(path) ? {} : { nearest: near };
  } catch {
    return {};
  }
}

/** What a value leads to, as it would in the text of a mail. */
function factsOf({ texts }: Context, text: string, path: string): readonly Fact[] {
  const parsed = parseAny(refang(text));
  if (isRefusal(parsed))
    throw fail('usage/bad-value', texts.match.notRead(quote(text), parsed.rule), { evidence: neighbour(path) });
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
