import { fail } from './conditions.ts';

const decoder = new TextDecoder();

/** Reads a frame's data field by field: NUL-terminated texts and numbers in network order. */
export class Fields {
  readonly #data: Uint8Array;
  readonly #command: string;
  #at = 0;

  constructor(data: Uint8Array, command: string) {
    this.#data = data;
    this.#command = command;
  }

  get over(): boolean {
    return this.#at >= this.#data.length;
  }

  byte(): number {
    const value = this.#data[this.#at];
    if (value === undefined) throw this.#short('a byte');
    this.#at += 1;
    return value;
  }

  uint16(): number {
    return this.byte() * 0x100 + this.byte();
  }

  uint32(): number {
    return this.uint16() * 0x1_0000 + this.uint16();
  }

  /** Bytes up to the next NUL, which is taken too. */
  bytes(): Uint8Array {
    const end = this.#data.indexOf(0, this.#at);
    if (end < 0) throw this.#short('a NUL');
    const value = this.#data.subarray(this.#at, end);
    this.#at = end + 1;
    return value;
  }

  /** A text: UTF-8 as RFC 6531 has it; other bytes become U+FFFD. */
  text(): string {
    return decoder.decode(this.bytes());
  }

  /** All texts to the end. */
  texts(): readonly string[] {
    const texts: string[] = [];
    while (!this.over) texts.push(this.text());
    return texts;
  }

  #short(missing: string) {
    return fail('milter/bad-frame', `the milter command ${this.#command} ends before ${missing}`, {
      evidence: { command: this.#command, bytes: this.#data.length },
    });
  }
}
