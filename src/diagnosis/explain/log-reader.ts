import { mostUnreadable, type Change, type Explanation } from './episode.ts';
import { Ledger } from './ledger.ts';
import { readLine, type Piece } from './line.ts';
import { readOwnJson } from './own-json.ts';
import { classify, unknown } from './reason.ts';
import { readSentence } from './sentence.ts';

/** Lines that may be joined to a broken message, and characters of it. */
const mostJoined = 5;
const longestMessage = 4000;

interface Message {
  readonly time: string | null;
  text: string;
  readonly lines: number[];
}

/**
 * Reads a `threatfeeds` log line by line, of the reference product or of Feedgate (classic or JSON), damaged lines
 * included: glued lines are cut apart, broken ones joined. Memory is bounded; time is linear in the lines.
 */
export class LogReader {
  readonly #ledger: Ledger;
  /** The last message, which the next line may go on. */
  #open: Message | null = null;
  #lines = 0;
  #unreadable = 0;
  readonly #unreadableLines: number[] = [];

  /** `tell` hears what becomes of each episode; of the last message only once the next line or a pause has come. */
  constructor(tell?: (change: Change) => void) {
    this.#ledger = new Ledger(tell);
  }

  /** One line without its end, and its number from 1. Never throws. */
  push(line: string, number: number): void {
    this.#lines += 1;
    for (const piece of readLine(line)) this.#take(piece, number);
  }

  /** Nothing has come for a while: the last message is taken for whole. */
  pause(): void {
    this.#flush();
  }

  end(): Explanation {
    this.#flush();
    const { episodes, dropped, sources } = this.#ledger.end();
    const unreadable = { count: this.#unreadable, lines: this.#unreadableLines };
    return { episodes, dropped, unreadable, lines: this.#lines, sources };
  }

  #take(piece: Piece, number: number): void {
    switch (piece.kind) {
      case 'message':
        this.#flush();
        this.#open = { time: piece.time, text: piece.text, lines: [number] };
        break;
      case 'json':
        this.#flush();
        this.#takeJson(piece.value, number);
        break;
      case 'bare':
        this.#takeBare(piece.text, number);
        break;
      case 'prompt':
        this.#flush();
        break;
      case 'blank':
        break;
    }
  }

  #takeJson(value: Readonly<Record<string, unknown>>, number: number): void {
    const own = readOwnJson(value);
    if (own === undefined) this.#cannotRead(number);
    else if (own.happening !== undefined) this.#ledger.add(own.happening, { time: own.time, lines: [number] });
  }

  /** A line without a head: a message that lost it, the rest of the message before, or damage. */
  #takeBare(text: string, number: number): void {
    const open = this.#open;
    if (isSentence(text)) {
      this.#flush();
      this.#open = { time: null, text, lines: [number] };
    } else if (open !== null && goesOn(open, text)) {
      open.text = `${open.text} ${text}`.slice(0, longestMessage);
      open.lines.push(number);
    } else this.#cannotRead(number);
  }

  #flush(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const happening = readSentence(open.text);
    if (happening !== undefined) this.#ledger.add(happening, { time: open.time, lines: open.lines });
  }

  #cannotRead(number: number): void {
    this.#unreadable += 1;
    if (this.#unreadableLines.length < mostUnreadable) this.#unreadableLines.push(number);
  }
}

/** A message of its own, though its head is gone: one of the known sentences, or the banner. */
function isSentence(text: string): boolean {
  const happening = readSentence(text);
  return (
    happening !== undefined && !(happening.kind === 'failed' && happening.phase === 'note' && happening.named === null)
  );
}

/** Whether a line without a head belongs to the message before it. */
function goesOn(open: Message, text: string): boolean {
  if (open.lines.length >= mostJoined || open.text.length >= longestMessage) return false;
  if (text.length <= 200 && /^[a-z('"‘’“”[\],.)]/.test(text)) return true;
  const happening = readSentence(open.text);
  if (happening === undefined) return true;
  if (happening.kind !== 'failed' || happening.named !== null) return false;
  const { reason } = happening;
  return classify(reason).code === unknown.code || parentheses(reason) > 0;
}

/** Parentheses that are open at the end. */
function parentheses(text: string): number {
  let open = 0;
  for (const char of text) {
    if (char === '(') open += 1;
    else if (char === ')' && open > 0) open -= 1;
  }
  return open;
}

/** Explains a whole log; `lines` are without their ends. */
export async function explainLog(lines: AsyncIterable<string> | Iterable<string>): Promise<Explanation> {
  const reader = new LogReader();
  let number = 0;
  for await (const line of lines) {
    number += 1;
    reader.push(line, number);
  }
  return reader.end();
}
