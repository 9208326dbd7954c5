import { joined } from '../base/bytes.ts';
import { safeText } from '../base/text.ts';
import { fail } from './conditions.ts';

/**
 * The clamd protocol as clients speak it (clamd(8), COMMANDS): `PING`, `VERSION`, `VERSIONCOMMANDS`, `STATS`,
 * `INSTREAM`, `IDSESSION`, `END`, each plain, as `n…\n` or as `z…\0`. What scans files of this machine is refused.
 */
export type ClamdStep =
  /** Goes to the client. */
  | { readonly kind: 'reply'; readonly bytes: Uint8Array }
  /** A message begins; its pieces and its end follow. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  /** The message is whole: `answer` makes what the client is told; after the `last` one the connection is closed. */
  | { readonly kind: 'end'; readonly last: boolean; readonly answer: (verdict: ClamdVerdict) => Uint8Array }
  /** Nothing more is to be read; close when what was sent is out. `midway`: the client is still sending a message. */
  | { readonly kind: 'close'; readonly midway: boolean };

export type ClamdVerdict =
  | { readonly kind: 'clean' }
  /** A signature name: letters, digits, `.`, `_`, `-`. */
  | { readonly kind: 'found'; readonly name: string }
  /** It could not be told; the text is for the client's log. */
  | { readonly kind: 'error'; readonly reason: string };

export interface ClamdOptions {
  /** Told by `VERSION`; clients parse `ClamAV …`. */
  readonly version: string;
  /** Bytes of one message; more ends in `INSTREAM size limit exceeded`, as clamd says it. Default 25 MiB. */
  readonly messageBytes?: number;
}

const longestCommand = 1024;
const encoder = new TextEncoder();
const decoder = new TextDecoder('latin1');

/** Commands that clients ask for before they use them. */
const known =
  'SCAN QUIT RELOAD PING CONTSCAN VERSIONCOMMANDS VERSION END SHUTDOWN MULTISCAN FILDES STATS IDSESSION INSTREAM';

/** One connection of a clamd client without its socket. */
export class ClamdSession {
  readonly #version: string;
  readonly #most: number;
  #held: Uint8Array = new Uint8Array(0);
  #state: 'command' | 'stream' | 'closed' = 'command';
  /** What ends a command and its answer: NUL for `z`, else a newline. */
  #delimiter = '\n';
  /** Requests of an `IDSESSION`, whose answers are numbered; `null` outside of one. */
  #requests: number | null = null;
  /** Bytes of the message announced so far, and those of the present piece that are still to come. */
  #taken = 0;
  #left = 0;

  constructor({ version, messageBytes = 25 * 1024 * 1024 }: ClamdOptions) {
    this.#version = version;
    this.#most = messageBytes;
  }

  /** Takes what the client sent, however it was split. @throws Failure `clamd/bad-command` */
  *receive(bytes: Uint8Array): Generator<ClamdStep> {
    this.#held = joined(this.#held, bytes);
    for (;;) {
      const before = this.#held.length;
      if (this.#state === 'command') yield* this.#command();
      else if (this.#state === 'stream') yield* this.#piece();
      if (this.#held.length === before || this.#state === 'closed') return;
    }
  }

  *#command(): Generator<ClamdStep> {
    const line = this.#line();
    if (line === null) return;
    if (this.#requests !== null && line !== 'END') this.#requests += 1;
    switch (line) {
      case 'PING':
        return yield* this.#tell('PONG');
      case 'VERSION':
        return yield* this.#tell(this.#version);
      case 'VERSIONCOMMANDS':
        return yield* this.#tell(`${this.#version}| COMMANDS: ${known}`);
      case 'STATS':
        return yield* this.#tell('POOLS: 1\n\nSTATE: VALID PRIMARY\nEND');
      case 'RELOAD':
        return yield* this.#tell('RELOADING');
      case 'IDSESSION':
        this.#requests = 0;
        return;
      case 'END':
        return yield* this.#close();
      case 'INSTREAM':
        this.#state = 'stream';
        this.#taken = 0;
        return yield { kind: 'begin' };
      default:
        return yield* this.#unknown(line);
    }
  }

  /** The next command, without its delimiter; `null` until it is whole. An empty line is passed over. */
  #line(): string | null {
    const first = this.#held[0];
    if (first === undefined) return null;
    const mark = String.fromCharCode(first);
    const marked = mark === 'z' || mark === 'n';
    const delimiter = mark === 'z' ? '\0' : '\n';
    const end = this.#held.indexOf(delimiter.charCodeAt(0));
    if (end < 0 && this.#held.length <= longestCommand) return null;
    if (end < 0 || end > longestCommand) {
      throw fail('clamd/bad-command', `a clamd command is longer than ${longestCommand} bytes`, {
        evidence: { begins: safeText(decoder.decode(this.#held.subarray(0, 40))) },
      });
    }
    this.#delimiter = delimiter;
    const line = decoder.decode(this.#held.subarray(marked ? 1 : 0, end)).replace(/\r$/, '');
    this.#held = this.#held.subarray(end + 1);
    return line;
  }

  *#unknown(line: string): Generator<ClamdStep> {
    const [word = '', path = ''] = line.split(' ', 2);
    if (/^(?:SCAN|CONTSCAN|MULTISCAN|ALLMATCHSCAN)$/.test(word)) {
      return yield* this.#tell(`${safeText(path)}: files of this machine are not scanned, use INSTREAM. ERROR`);
    }
    yield* this.#tell('UNKNOWN COMMAND');
    return yield* this.#close();
  }

  /** A piece of a message: its length in network order, its bytes as they come; zero ends the message. */
  *#piece(): Generator<ClamdStep> {
    if (this.#left === 0) return yield* this.#length();
    const bytes = this.#held.subarray(0, this.#left);
    this.#held = this.#held.subarray(bytes.length);
    this.#left -= bytes.length;
    if (bytes.length > 0) yield { kind: 'piece', bytes };
  }

  *#length(): Generator<ClamdStep> {
    if (this.#held.length < 4) return;
    this.#left = new DataView(this.#held.buffer, this.#held.byteOffset, 4).getUint32(0);
    this.#taken += this.#left;
    this.#held = this.#held.subarray(4);
    if (this.#taken > this.#most) {
      yield* this.#tell('INSTREAM size limit exceeded. ERROR');
      yield* this.#close(true);
    } else if (this.#left === 0) {
      this.#state = 'command';
      yield this.#end();
    }
  }

  #end(): ClamdStep {
    const prefix = this.#prefix();
    const delimiter = this.#delimiter;
    const answer = (verdict: ClamdVerdict) => encoder.encode(`${prefix}stream: ${said(verdict)}${delimiter}`);
    if (this.#requests === null) this.#state = 'closed';
    return { kind: 'end', answer, last: this.#requests === null };
  }

  *#tell(text: string): Generator<ClamdStep> {
    yield { kind: 'reply', bytes: encoder.encode(`${this.#prefix()}${text}${this.#delimiter}`) };
    if (this.#requests === null && this.#state === 'command') yield* this.#close();
  }

  *#close(midway = false): Generator<ClamdStep> {
    this.#state = 'closed';
    yield { kind: 'close', midway };
  }

  #prefix(): string {
    return this.#requests === null ? '' : `${this.#requests}: `;
  }
}

function said(verdict: ClamdVerdict): string {
  switch (verdict.kind) {
    case 'clean':
      return 'OK';
    case 'found':
      return `${verdict.name.replaceAll(/[^\w.-]/g, '_')} FOUND`;
    case 'error':
      return `${safeText(verdict.reason)} ERROR`;
  }
}
