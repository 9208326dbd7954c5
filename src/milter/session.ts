import { decodeCommand, type Command } from './command.ts';
import { fail } from './conditions.ts';
import { FrameReader } from './frame.ts';
import { isQuiet, negotiate, type Agreement, type Wants } from './negotiate.ts';
import { commands, type Step } from './protocol.ts';

/** A step of the dialogue as the listener has to follow it. */
export interface MilterStep {
  readonly command: Exclude<Command, { kind: 'macros' }>;
  /** The MTA waits for an answer before it goes on. */
  readonly owed: boolean;
  /** Goes to the MTA at once: the answer to its offer. */
  readonly reply: Uint8Array | null;
}

type Kind = MilterStep['command']['kind'];

/** Where each command stands in a message; none may come before one that has been seen. */
const ranks: Partial<Readonly<Record<Kind, number>>> = {
  mail: 1,
  rcpt: 2,
  data: 3,
  header: 4,
  'end-of-headers': 5,
  body: 6,
  'end-of-message': 7,
};

const endRank = 7;

/** Commands that come once a message, besides its first and its last. */
const once: ReadonlySet<Kind> = new Set(['data', 'end-of-headers']);

/** Which agreement leaves a command unanswered; `null` for what never is answered. What is absent always is. */
const quietSteps: Partial<Readonly<Record<Kind, Step | null>>> = {
  connect: 'quietConnect',
  helo: 'quietHelo',
  mail: 'quietMail',
  rcpt: 'quietRcpt',
  data: 'quietData',
  unknown: 'quietUnknown',
  header: 'quietHeader',
  'end-of-headers': 'quietEndOfHeaders',
  body: 'quietBody',
  negotiate: null,
  abort: null,
  quit: null,
  'quit-new-connection': null,
};

/** Macros of one connection or message that are kept, and their bytes. */
const mostMacros = 1000;
const mostMacroBytes = 1024 * 1024;

/**
 * One MTA connection without its socket: bytes in, steps out, in the order in which they came. Keeps the macros and
 * refuses what the protocol does not allow; several messages and, by `quit-new-connection`, several clients may come.
 */
export class MilterSession {
  readonly #wants: Wants;
  readonly #frames = new FrameReader();
  readonly #ofConnection = new Map<string, string>();
  readonly #ofMessage = new Map<string, string>();
  #agreement: Agreement | null = null;
  #connected = false;
  /** Rank of the last command of the message under way; 0 between messages. */
  #rank = 0;

  constructor(wants: Wants) {
    this.#wants = wants;
  }

  /** What was agreed with the MTA; `null` before its offer. */
  get agreement(): Agreement | null {
    return this.#agreement;
  }

  /** A message has begun and not ended. */
  get inMessage(): boolean {
    return this.#rank > 0 && this.#rank < endRank;
  }

  /** A macro of this message or connection, its name without braces. */
  macro(name: string): string | undefined {
    return this.#ofMessage.get(name) ?? this.#ofConnection.get(name);
  }

  /**
   * Takes what the MTA sent, however it was split. Steps are made as they are asked for, so that macros are those of
   * the step at hand.
   * @throws Failure `milter/*`: the connection is of no more use.
   */
  *receive(bytes: Uint8Array): Generator<MilterStep> {
    for (const frame of this.#frames.push(bytes)) {
      const command = decodeCommand(frame);
      if (command.kind === 'macros') this.#keep(command.stage, command.values);
      else yield this.#step(command);
    }
  }

  #step(command: MilterStep['command']): MilterStep {
    this.#follow(command.kind);
    if (command.kind === 'negotiate') {
      this.#agreement = negotiate(command, this.#wants);
      return { command, owed: false, reply: this.#agreement.reply };
    }
    return { command, owed: this.#owed(command.kind), reply: null };
  }

  #owed(kind: Kind): boolean {
    const step = quietSteps[kind];
    if (step === undefined) return true;
    return step !== null && this.#agreement !== null && !isQuiet(this.#agreement, step);
  }

  /** Moves to where the command leads. @throws Failure `milter/out-of-order` */
  #follow(kind: Kind): void {
    if (kind === 'quit') return;
    const negotiated = this.#agreement !== null;
    if ((kind === 'negotiate') === negotiated) throw this.#outOfOrder(kind);
    const rank = ranks[kind];
    if (rank !== undefined) this.#advance(kind, rank);
    else if (kind === 'connect') this.#connect();
    else if (kind === 'abort') this.#forgetMessage();
    else if (kind === 'quit-new-connection') this.#forgetConnection();
    else if (kind === 'helo' && (!this.#connected || this.inMessage)) throw this.#outOfOrder(kind);
  }

  #advance(kind: Kind, rank: number): void {
    if (kind === 'mail') {
      // The message before this one ended with its last step, whose macros had to outlive it.
      if (this.#rank === endRank) this.#forgetMessage();
      if (!this.#connected || this.#rank > 0) throw this.#outOfOrder(kind);
    } else if (!this.inMessage || rank < this.#rank || (rank === this.#rank && once.has(kind))) {
      throw this.#outOfOrder(kind);
    }
    this.#rank = rank;
  }

  #connect(): void {
    if (this.#connected) throw this.#outOfOrder('connect');
    this.#connected = true;
  }

  #forgetMessage(): void {
    this.#rank = 0;
    this.#ofMessage.clear();
  }

  #forgetConnection(): void {
    this.#forgetMessage();
    this.#ofConnection.clear();
    this.#connected = false;
  }

  #keep(stage: number, values: readonly (readonly [string, string])[]): void {
    const lasting = stage === commands.connect || stage === commands.helo;
    // The macros of a new message come before its first command.
    if (stage === commands.mail && this.#rank === endRank) this.#forgetMessage();
    const kept = lasting ? this.#ofConnection : this.#ofMessage;
    for (const [name, value] of values) kept.set(name, value);
    let bytes = 0;
    for (const [name, value] of kept) bytes += name.length + value.length;
    if (kept.size > mostMacros || bytes > mostMacroBytes)
      throw fail('milter/bad-frame', 'more macros came on one connection than an MTA has', {
        evidence: { macros: kept.size, bytes },
      });
  }

  #outOfOrder(kind: Kind) {
    return fail('milter/out-of-order', `the milter command ${kind} came where it may not`, {
      evidence: { command: kind, connected: this.#connected, rank: this.#rank },
    });
  }
}
