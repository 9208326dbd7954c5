import type { Socket } from 'node:net';
import { ClamdSession, type ClamdStep, type ClamdVerdict } from '../clamd/session.ts';
import { Gathered } from '../match/sink.ts';
import { strength } from '../policy/verdict.ts';
import { asMessage } from './bare-file.ts';
import { canaryRule } from './canary.ts';
import { drained } from './drained.ts';
import type { Mail, Outcome } from './inspection.ts';
import type { Settler } from './settle.ts';

export interface ClamdFrontParts {
  readonly settler: Settler;
  /** Told by `VERSION`. */
  readonly version: string;
  /** Bytes of a message that are taken. Default 25 MiB. */
  readonly messageBytes?: number;
}

/** Serves one connection of a clamd client: the message only, or a file of it, no envelope. @throws Failure `clamd/bad-command` */
export async function serveClamd(socket: Socket, parts: ClamdFrontParts): Promise<void> {
  const { settler, version, messageBytes } = parts;
  const session = new ClamdSession({ version, ...(messageBytes === undefined ? {} : { messageBytes }) });
  let gathered = new Gathered();
  const follow = async (step: ClamdStep): Promise<void> => {
    if (step.kind === 'reply') socket.write(step.bytes);
    if (step.kind === 'begin') gathered = new Gathered();
    if (step.kind === 'piece') gathered.append(step.bytes);
    if (step.kind === 'end') socket.write(step.answer(verdictOf(await settler.settle(mailOf(gathered.bytes)))));
  };
  let passedOver: number | null = null;
  for await (const bytes of socket as AsyncIterable<Uint8Array>) {
    if (passedOver !== null) {
      passedOver += bytes.length;
      if (passedOver > mostPassedOver) return;
      continue;
    }
    for (const step of session.receive(bytes)) {
      await follow(step);
      await drained(socket);
      if (step.kind === 'close' && step.midway) {
        socket.end();
        passedOver = 0;
      } else if (step.kind === 'close' || (step.kind === 'end' && step.last)) return;
    }
  }
}

/**
 * Bytes that are read to no end after a message was refused as too long. A client that has not finished sending hears
 * the answer only then: who closes with bytes unread resets the connection.
 */
const mostPassedOver = 256 * 1024 * 1024;

function mailOf(bytes: Uint8Array): Mail {
  return {
    front: 'clamd',
    client: null,
    helo: null,
    user: null,
    sender: null,
    recipients: [],
    message: asMessage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    truncated: false,
    queueId: null,
  };
}

/** "Found" makes the client stop the mail: it is said only where the policy does more than write a header. */
function verdictOf(outcome: Outcome): ClamdVerdict {
  if (outcome.kind === 'undecided')
    return outcome.failMode === 'tempfail' ? { kind: 'error', reason: outcome.failure.code } : { kind: 'clean' };
  const { verdict, reference } = outcome.inspection;
  const { decisive, action } = verdict;
  const isCanary = decisive?.rule === canaryRule;
  if (decisive === null || (strength(action) <= strength('header') && !isCanary)) return { kind: 'clean' };
  const source = decisive.match.assertions[0]?.source ?? 'unknown';
  return { kind: 'found', name: `Feedgate.${decisive.match.listed.kind.toUpperCase()}.${source}.${reference}` };
}
