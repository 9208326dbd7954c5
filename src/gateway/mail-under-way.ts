import type { Command } from '../milter/command.ts';
import { Gathered } from '../match/sink.ts';
import { fail } from '../milter/conditions.ts';
import { isOurs } from './headers.ts';
import type { Mail } from './inspection.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Bytes of recipients and forged headers of one message: of a hundred thousand recipients, say. */
const mostEnvelope = 8 * 1024 * 1024;
/** What one of them costs besides its text. */
const perItem = 50;

/** A mail as a milter hears of it, piece by piece. Keeps at most the given bytes of the message. */
export class MailUnderWay {
  readonly #most: number;
  #client: string | null = null;
  #helo: string | null = null;
  #sender: string | null = null;
  #recipients: string[] = [];
  #kept = new Gathered();
  #envelope = 0;
  #truncated = false;
  #subject: string | null = null;
  #ours = new Map<string, number>();
  #forged: { readonly name: string; readonly index: number }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Headers of ours that the mail came with, numbered from 1 by name. */
  get forged(): readonly { readonly name: string; readonly index: number }[] {
    return this.#forged;
  }

  /** The first subject, as it came. */
  get subject(): string | null {
    return this.#subject;
  }

  /** With their brackets, as the MTA knows them. */
  get recipientsAsSent(): readonly string[] {
    return this.#recipients;
  }

  /** @throws Failure `milter/bad-frame`: there are more recipients than a mail has. */
  follow(command: Command): void {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the other commands say nothing about the mail
    switch (command.kind) {
      case 'connect':
        this.#client = command.family === 'ipv4' || command.family === 'ipv6' ? command.address : null;
        this.#helo = null;
        break;
      case 'helo':
        this.#helo = command.name;
        break;
      case 'mail':
        this.#begin(command.address);
        break;
      case 'rcpt':
        this.#recipients.push(command.address);
        this.#grow(command.address);
        break;
      case 'header':
        this.#header(command.name, command.value);
        break;
      case 'end-of-headers':
        this.#keep(newline);
        break;
      case 'body':
      case 'end-of-message':
        this.#keep(command.bytes);
        break;
    }
  }

  mail({ user, queueId }: Pick<Mail, 'user' | 'queueId'>): Mail {
    return {
      front: 'milter',
      client: this.#client,
      helo: this.#helo,
      user,
      sender: this.#sender === null ? null : bareAddress(this.#sender),
      recipients: this.#recipients.map(bareAddress),
      message: this.#kept.bytes,
      truncated: this.#truncated,
      queueId,
    };
  }

  #begin(sender: string): void {
    this.#sender = sender;
    this.#recipients = [];
    this.#kept = new Gathered();
    this.#envelope = 0;
    this.#truncated = false;
    this.#subject = null;
    this.#ours = new Map();
    this.#forged = [];
  }

  #header(name: string, value: Uint8Array): void {
    if (isOurs(name)) this.#forge(name);
    if (this.#subject === null && name.toLowerCase() === 'subject') this.#subject = decoder.decode(value);
    this.#keep(encoder.encode(value[0] === space ? `${name}:` : `${name}: `));
    this.#keep(value);
    this.#keep(newline);
  }

  #forge(name: string): void {
    const key = name.toLowerCase();
    const index = (this.#ours.get(key) ?? 0) + 1;
    this.#ours.set(key, index);
    this.#forged.push({ name, index });
    this.#grow(name);
  }

  #grow(text: string): void {
    this.#envelope += text.length + perItem;
    if (this.#envelope <= mostEnvelope) return;
    throw fail('milter/bad-frame', `the recipients of a mail are more than ${mostEnvelope} bytes`, {
      evidence: { recipients: this.#recipients.length, forged: this.#forged.length },
    });
  }

  #keep(bytes: Uint8Array): void {
    const room = this.#most - this.#kept.length;
    if (bytes.length > room) this.#truncated = true;
    this.#kept.append(bytes.subarray(0, Math.max(room, 0)));
  }
}

const space = 0x20;
const newline = encoder.encode('\r\n');

/** `<User@Example.org>` as `user@example.org`; a source route is left out (RFC 5321, appendix C). */
export function bareAddress(text: string): string {
  const inner = text.trim().replace(/^<(.*)>$/s, '$1');
  return inner.replace(/^@[^:]*:/, '').toLowerCase();
}
