import type { Socket } from 'node:net';
import { encodePolicyAction, PolicyReader, type PolicyRequest } from '../postfix/policy.ts';
import { accessAction } from './access.ts';
import { drained } from './drained.ts';
import type { Mail } from './inspection.ts';
import { bareAddress } from './mail-under-way.ts';
import type { Settler } from './settle.ts';

export interface AccessFrontParts {
  readonly settler: Settler;
  /** Names this gateway in headers. */
  readonly node: string;
}

/** Serves one connection of Postfix's policy delegation: the envelope only. @throws Failure `postfix/bad-policy-request` */
export async function servePolicy(socket: Socket, { settler, node }: AccessFrontParts): Promise<void> {
  const reader = new PolicyReader();
  for await (const bytes of socket as AsyncIterable<Uint8Array>) {
    for (const request of reader.push(bytes)) {
      const outcome = await settler.settle(mailOf(request));
      socket.write(encodePolicyAction(accessAction(outcome, node) ?? 'DUNNO'));
      await drained(socket);
    }
  }
}

function mailOf(request: PolicyRequest): Mail {
  const value = (name: string): string | null => request.get(name) || null;
  const recipient = value('recipient');
  const client = value('client_address');
  return {
    front: 'policy',
    client: client === 'unknown' ? null : client,
    helo: value('helo_name'),
    user: value('sasl_username'),
    sender: bareAddress(request.get('sender') ?? ''),
    recipients: recipient === null ? [] : [bareAddress(recipient)],
    message: null,
    truncated: false,
    queueId: value('queue_id'),
  };
}
