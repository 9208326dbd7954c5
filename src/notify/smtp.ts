import type { Clock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import type { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import type { Connection } from '../net/connect.ts';
import { within } from '../net/within.ts';
import { fail } from './conditions.ts';

/** What a server answered (RFC 5321 §4.2): its code, and its lines without it. */
interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** Bytes of one answer. */
const longestReply = 64 * 1024;
/** Milliseconds for one answer; a server may look at a mail for a while. */
const replyMs = 60_000;

/** What a mail is sent with. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  /** Lines ended by CRLF, ASCII. */
  readonly message: string;
}

export interface SmtpOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The channel, for messages. */
  readonly channel: string;
}

/** One conversation with a mail server (RFC 5321), a command at a time. What a server says that is no success is a failure. */
export class SmtpTalk {
  readonly #options: SmtpOptions;
  #connection: Connection;
  #heard = '';
  #offers: readonly string[] = [];

  constructor(connection: Connection, options: SmtpOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** Waits for the greeting and says who we are. @throws Failure `alert/mail-refused`, `alert/mail-unreachable` */
  async open(node: string): Promise<void> {
    await this.#expect('greeting', 220);
    await this.#greet(node);
  }

  /** Makes the conversation private; `upgrade` does TLS. @throws Failure `alert/mail-refused` where the server offers none. */
  async startTls(node: string, upgrade: (clear: Connection) => Promise<Connection>): Promise<void> {
    if (!this.#offers.includes('STARTTLS')) throw this.#refused('STARTTLS', 'it offers no STARTTLS');
    await this.#say('STARTTLS', 'STARTTLS', 220);
    // What came before TLS was not private: nothing of it may count afterwards.
    if (this.#heard !== '') throw this.#refused('STARTTLS', 'it said more than it was asked before TLS');
    this.#connection = await upgrade(this.#connection);
    await this.#greet(node);
  }

  /** @throws Failure `alert/mail-refused` */
  async logIn(user: string, password: Secret): Promise<void> {
    const ways = this.#offers.filter((each) => /^AUTH[ =]/.test(each)).flatMap((each) => each.slice(5).split(' '));
    if (ways.includes('PLAIN')) {
      const proof = base64(`\u0000${user}\u0000${password.reveal()}`);
      await this.#say('AUTH', `AUTH PLAIN ${proof}`, 235);
    } else if (ways.includes('LOGIN')) {
      await this.#say('AUTH', 'AUTH LOGIN', 334);
      await this.#say('AUTH', base64(user), 334);
      await this.#say('AUTH', base64(password.reveal()), 235);
    } else throw this.#refused('AUTH', `it offers no login by PLAIN or LOGIN, but ${quote(ways.join(' '))}`);
  }

  /**
   * Hands over a mail. Returns the recipients that the server does not take, with what it said, where it takes others.
   * @throws Failure `alert/mail-refused` where it takes none, or not the mail.
   */
  async send({ from, to, message }: Envelope): Promise<readonly string[]> {
    await this.#say('MAIL', `MAIL FROM:<${from}>`, 250);
    const refused: string[] = [];
    for (const each of to) {
      const reply = await this.#ask(`RCPT TO:<${each}>`);
      if (reply.code !== 250 && reply.code !== 251) refused.push(`${each}: ${told(reply)}`);
    }
    if (refused.length === to.length) throw this.#refused('RCPT', refused.join('; '));
    await this.#say('DATA', 'DATA', 354);
    // A line that begins with a dot gets a second one (RFC 5321 §4.5.2).
    await this.#say('the mail', `${message.replace(/^\./gm, '..')}.`, 250);
    this.#write('QUIT\r\n');
    return refused;
  }

  close(): void {
    this.#connection.wire.close();
  }

  async #greet(node: string): Promise<void> {
    const { lines } = await this.#say('EHLO', `EHLO ${/^[\w.-]{1,255}$/.test(node) ? node : '[127.0.0.1]'}`, 250);
    this.#offers = lines.slice(1).map((line) => line.toUpperCase());
  }

  async #say(step: string, line: string, wanted: number): Promise<Reply> {
    this.#write(`${line}\r\n`);
    return this.#expect(step, wanted);
  }

  async #ask(line: string): Promise<Reply> {
    this.#write(`${line}\r\n`);
    return this.#reply(line);
  }

  async #expect(step: string, wanted: number): Promise<Reply> {
    const reply = await this.#reply(step);
    if (reply.code !== wanted) throw this.#refused(step, told(reply), reply.code);
    return reply;
  }

  #write(text: string): void {
    this.#connection.wire.write(Buffer.from(text, 'latin1'));
  }

  async #reply(step: string): Promise<Reply> {
    const { clock, signal } = this.#options;
    const expired = (): Failure => this.#lost(step, 'no answer in a minute');
    return within({ clock, ms: replyMs, expired }, signal, async () => {
      for (;;) {
        const reply = this.#takeReply(step);
        if (reply !== null) return reply;
        const bytes = await this.#read(step);
        this.#heard += Buffer.from(bytes).toString('latin1');
        if (this.#heard.length > longestReply) throw this.#lost(step, 'an answer without an end');
      }
    });
  }

  async #read(step: string): Promise<Uint8Array> {
    const bytes = await this.#connection.wire.read().catch((error: unknown) => {
      throw this.#connection.asTlsFailure(error) ?? this.#lost(step, 'the connection broke');
    });
    if (bytes === null) throw this.#lost(step, 'the server closed the connection');
    return bytes;
  }

  /** The next answer that is whole; its last line has a blank after the code. @throws Failure for what is no SMTP. */
  #takeReply(step: string): Reply | null {
    const lines: string[] = [];
    let at = 0;
    for (;;) {
      const end = this.#heard.indexOf('\n', at);
      if (end < 0) return null;
      const line = this.#heard.slice(at, end).replace(/\r$/, '');
      const [, code, more, text = ''] = /^([2-5]\d\d)([ -]?)(.*)$/s.exec(line) ?? [];
      if (code === undefined) throw this.#refused(step, `what it says is not SMTP: ${quote(line)}`);
      lines.push(Buffer.from(text, 'latin1').toString('utf8'));
      at = end + 1;
      if (more === '-') continue;
      this.#heard = this.#heard.slice(at);
      return { code: Number(code), lines };
    }
  }

  #refused(step: string, why: string, code: number | null = null): Failure {
    const { channel } = this.#options;
    return fail('alert/mail-refused', `mail of channel ${channel}, ${step}: ${why}`, {
      evidence: { channel, step, reply: code, why },
    });
  }

  #lost(step: string, why: string): Failure {
    const { channel } = this.#options;
    return fail('alert/mail-unreachable', `mail of channel ${channel}, ${step}: ${why}`, {
      evidence: { channel, step, reason: why },
    });
  }
}

function told({ code, lines }: Reply): string {
  return `${code} ${quote(lines.join(' '), 300)}`;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
