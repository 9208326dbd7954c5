import fc from 'fast-check';
import { expect, it } from 'vitest';
import { note, pollFetched } from './events.ts';
import { jsonLog } from './json.ts';
import type { LogEvent } from './event.ts';

const time = Date.parse('2021-09-08T16:15:26Z');

function lineOf(event: LogEvent): string {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), 'gw1.example.net').write(event);
  expect(lines).toHaveLength(1);
  return String(lines[0]);
}

it('has stable keys in a stable order', () => {
  const line = lineOf({ ...pollFetched(time, { source: '피드', mode: 'full', id: 'P1' }, 7), code: 'a/b' });
  expect(line).toBe(
    `{"level":"info","node":"gw1.example.net","pid":${process.pid},"time":"2021-09-08T16:15:26.000Z","event":"poll.fetched","code":"a/b","source":"피드","pollId":"P1","fields":{"mode":"full","observables":7},"text":"7 observables were fetched from the source: 피드"}`,
  );
});
it.each([
  ['Debug', 'debug'],
  ['Info', 'info'],
  ['Warning', 'warning'],
  ['Critical', 'critical'],
] as const)('maps %s', (level, expected) => {
  expect(JSON.parse(lineOf(note(time, level, 'x')))).toMatchObject({ level: expected, event: 'note', text: 'x' });
});
it('is one harmless line that parses to what was logged, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (source, seen) => {
      const line = lineOf(note(time, 'Info', seen, { source, fields: { seen } }));
      // oxlint-disable-next-line no-control-regex -- what must not be there
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
      expect(JSON.parse(line)).toMatchObject({ source, fields: { seen } });
    }),
  );
});
it('drops the fields of an event that is too long', () => {
  const line = lineOf(note(time, 'Info', 'long', { fields: { seen: 'x'.repeat(100_000) } }));
  expect(JSON.parse(line)).toMatchObject({ text: 'long', fields: { cut: true } });
});
