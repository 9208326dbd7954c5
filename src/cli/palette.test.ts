import { expect, it } from 'vitest';
import { paletteFor } from './palette.ts';

const coloured = (question: Partial<Parameters<typeof paletteFor>[0]>): boolean =>
  paletteFor({ isTTY: true, noColor: false, env: {}, ...question }).bad('x') !== 'x';

it('colours a terminal and nothing else', () => {
  expect(coloured({})).toBe(true);
  expect(coloured({ isTTY: false })).toBe(false);
  expect(coloured({ env: { TERM: 'dumb' } })).toBe(false);
});
it('obeys --no-color, NO_COLOR and FORCE_COLOR', () => {
  expect(coloured({ noColor: true, env: { FORCE_COLOR: '1' } })).toBe(false);
  expect(coloured({ env: { NO_COLOR: '1' } })).toBe(false);
  expect(coloured({ env: { NO_COLOR: '' } })).toBe(true);
  expect(coloured({ isTTY: false, env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(coloured({ env: { FORCE_COLOR: '0' } })).toBe(false);
});
