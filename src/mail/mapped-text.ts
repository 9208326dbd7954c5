import { entity, entityText } from './entities.ts';
import type { Markup } from './html.ts';
import { visible } from './invisible.ts';

/** A text that was made of another, and where each of its code units stands in that. */
export interface MappedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

class Mapping implements MappedText {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i += 1) {
      this.starts.push(start);
      this.ends.push(end);
    }
    this.text += text;
  }
}

/** A text as a person takes it (`visible`), character by character. */
export function mapVisible(source: string): MappedText {
  const mapping = new Mapping();
  let at = 0;
  for (const char of source) {
    mapping.add(char, at, at + char.length);
    at += char.length;
  }
  return withoutInvisible(mapping);
}

/** The text of markup as a person takes it. */
export function mapMarkup(source: string, { runs }: Markup): MappedText {
  const mapping = new Mapping();
  for (let i = 0; i < runs.length; i += 2) {
    const start = runs[i] ?? -1;
    if (start < 0) mapping.add('\n', 0, 0);
    else mapRun(mapping, source, start, runs[i + 1] ?? start);
  }
  return withoutInvisible(mapping);
}

function mapRun(mapping: Mapping, source: string, from: number, to: number): void {
  const run = source.slice(from, to);
  let at = 0;
  const plain = (end: number): void => {
    for (; at < end; at += 1) mapping.add(run.charAt(at), from + at, from + at + 1);
  };
  for (const match of run.matchAll(entity)) {
    const [whole, ...groups] = match;
    plain(match.index);
    at += whole.length;
    mapping.add(entityText(whole, ...groups), from + match.index, from + at);
  }
  plain(run.length);
}

/** Each character is judged alone, but dots between their neighbours. */
function withoutInvisible(mapped: MappedText): MappedText {
  const shown = visible(mapped.text);
  if (shown === mapped.text) return mapped;
  const mapping = new Mapping();
  let at = 0;
  for (const char of mapped.text) {
    const start = mapped.starts[at] ?? 0;
    at += char.length;
    if (visible(char) !== '') mapping.add(char, start, mapped.ends[at - 1] ?? start);
  }
  return { text: shown, starts: mapping.starts, ends: mapping.ends };
}
