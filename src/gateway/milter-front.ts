import type { Socket } from 'node:net';
import { demand, isQuiet, may, type Wants } from '../milter/negotiate.ts';
import type { Action as MilterAction } from '../milter/protocol.ts';
import { encodeChange, encodeVerdict, type Change, type Verdict } from '../milter/reply.ts';
import { MilterSession } from '../milter/session.ts';
import { drained } from './drained.ts';
import { resultHeaders, type Header } from './headers.ts';
import type { HeaderChange, Outcome } from './inspection.ts';
import { MailUnderWay } from './mail-under-way.ts';
import { replyOf } from './reply.ts';
import type { Settler } from './settle.ts';

export interface MilterFrontParts {
  readonly settler: Settler;
  /** Names this gateway in headers. */
  readonly node: string;
  /** `end` over a unix socket, `all` over TCP (see `Wants.answers`). */
  readonly answers: Wants['answers'];
  /** Bytes of a message that are kept. Default 10 MiB. */
  readonly messageBytes?: number;
}

const offered: readonly MilterAction[] = [
  'addHeaders',
  'changeHeaders',
  'changeBody',
  'addRecipients',
  'deleteRecipients',
  'quarantine',
];

/** Few macros, for an MTA looks each of them up for each mail. */
const macros: Wants['macros'] = { connect: [], helo: [], mail: ['i', 'auth_authen'], rcpt: [], endOfMessage: ['i'] };

const carryOn = encodeVerdict({ kind: 'continue' });

/** Serves one connection of an MTA. @throws Failure `milter/*` when what comes is no milter dialogue. */
export async function serveMilter(socket: Socket, parts: MilterFrontParts): Promise<void> {
  const session = new MilterSession({ actions: offered, body: true, answers: parts.answers, macros });
  const mail = new MailUnderWay(parts.messageBytes ?? 10 * 1024 * 1024);
  for await (const bytes of socket as AsyncIterable<Uint8Array>) {
    for (const step of session.receive(bytes)) {
      if (step.command.kind === 'quit') return;
      if (step.reply !== null) socket.write(step.reply);
      mail.follow(step.command);
      if (step.command.kind === 'end-of-message') await answerMail(socket, session, { mail, parts });
      else if (step.owed) socket.write(carryOn);
      await drained(socket);
    }
  }
}

/** Answers the end of a message, where alone all is known and something can be changed. */
async function answerMail(
  socket: Socket,
  session: MilterSession,
  { mail, parts }: { readonly mail: MailUnderWay; readonly parts: MilterFrontParts },
): Promise<void> {
  const whole = mail.mail({ user: session.macro('auth_authen') ?? null, queueId: session.macro('i') ?? null });
  const outcome = await parts.settler.settle(whole);
  const { changes, verdict } = possible(answerOf(outcome, mail, parts.node), session, (missing) =>
    answerOf(parts.settler.undecided(whole, missing), mail, parts.node),
  );
  socket.cork();
  const spaced = session.agreement !== null && isQuiet(session.agreement, 'leadingSpace');
  for (const change of changes)
    for (const frame of encodeChange(spaced ? withSpace(change) : change)) socket.write(frame);
  socket.write(encodeVerdict(verdict));
  socket.uncork();
}

/** An MTA that hands headers over with the space after their colon writes none of its own. */
function withSpace(change: Change): Change {
  return 'value' in change && change.value !== '' ? { ...change, value: ` ${change.value}` } : change;
}

interface MilterAnswer {
  readonly changes: readonly Change[];
  readonly verdict: Verdict;
}

/** What an outcome means to the MTA. */
export function answerOf(outcome: Outcome, mail: MailUnderWay, node: string): MilterAnswer {
  const reference = outcome.kind === 'inspected' ? outcome.inspection.reference : outcome.reference;
  const action = outcome.kind === 'inspected' ? outcome.inspection.verdict.action : outcome.failMode;
  const refusal = replyOf(action, reference);
  if (refusal !== null) return { changes: [], verdict: { kind: 'reply', ...refusal } };
  if (action === 'discard') return { changes: [], verdict: { kind: 'discard' } };
  const marks = action === 'accept' ? [] : resultHeaders(outcome, node);
  return {
    changes: [...withoutForged(mail), ...inserted(marks), ...changesOf(outcome, mail)],
    verdict: { kind: 'accept' },
  };
}

/** Takes our headers out that somebody else wrote; the last one first, so that the numbers of the others stay. */
function withoutForged(mail: MailUnderWay): Change[] {
  return mail.forged.toReversed().map(({ name, index }) => ({ kind: 'change-header', name, index, value: '' }));
}

function inserted(headers: readonly Header[]): Change[] {
  return headers.toReversed().map(({ name, value }) => ({ kind: 'insert-header', index: 0, name, value }));
}

function changesOf(outcome: Outcome, mail: MailUnderWay): Change[] {
  if (outcome.kind === 'undecided') return [];
  const { verdict, reference, subjectTag, body, bodyHeaders, redirectTo } = outcome.inspection;
  const { action } = verdict;
  if (action === 'tag-subject') return [tagged(mail, subjectTag)];
  if (action === 'quarantine') return [{ kind: 'quarantine', reason: `threat feed policy (ref ${reference})` }];
  if (action === 'redirect' && redirectTo !== null) return redirected(mail, redirectTo);
  if (body === null) return [];
  return [...bodyHeaders.map(changeOf), { kind: 'replace-body', body }];
}

/** An empty value takes a header out; the first of a name is the one that counts. */
function changeOf({ name, value }: HeaderChange): Change {
  return { kind: 'change-header', name, index: 1, value: value ?? '' };
}

function tagged(mail: MailUnderWay, tag: string): Change {
  const { subject } = mail;
  if (subject === null) return { kind: 'add-header', name: 'Subject', value: tag.trim() };
  return { kind: 'change-header', index: 1, name: 'Subject', value: `${tag}${subject.trimStart()}` };
}

function redirected(mail: MailUnderWay, to: string): Change[] {
  const away: Change[] = mail.recipientsAsSent.map((address) => ({ kind: 'delete-recipient', address }));
  return [{ kind: 'add-recipient', address: `<${to}>` }, ...away];
}

const needed = {
  'add-header': 'addHeaders',
  'insert-header': 'addHeaders',
  'change-header': 'changeHeaders',
  'replace-body': 'changeBody',
  'add-recipient': 'addRecipients',
  'delete-recipient': 'deleteRecipients',
  quarantine: 'quarantine',
} as const satisfies Record<Change['kind'], MilterAction>;

/** A mark that the MTA takes no headers for is done without; an action that it does not offer is a failure. */
function possible(
  answer: MilterAnswer,
  session: MilterSession,
  instead: (missing: unknown) => MilterAnswer,
): MilterAnswer {
  const { agreement } = session;
  if (agreement === null) return answer;
  const offers = ({ kind }: Change): boolean => may(agreement, needed[kind]);
  try {
    for (const change of answer.changes) if (!isMark(change)) demand(agreement, needed[change.kind]);
    return { ...answer, changes: answer.changes.filter(offers) };
  } catch (missing) {
    const other = instead(missing);
    return { ...other, changes: other.changes.filter(offers) };
  }
}

/** What describes the body has to change with it, or nobody can read it. */
function isMark(change: Change): boolean {
  return change.kind === 'insert-header' || (change.kind === 'change-header' && !/^content-/i.test(change.name));
}
