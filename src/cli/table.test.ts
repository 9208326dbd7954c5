import { expect, it } from 'vitest';
import { paletteFor } from './palette.ts';
import { renderTable, type Column } from './table.ts';
import { displayWidth } from './width.ts';

const plain = paletteFor({ isTTY: false, noColor: true, env: {} });
const columns: Column[] = [
  { title: 'NAME', least: 6 },
  { title: '상태' },
  { title: 'N', align: 'right', spare: 1 },
  { title: 'KIND', spare: 2 },
];
const rows = [
  ['phish-urls', '✔ 정상', '12,841', 'taxii1'],
  ['긴이름의소스', '✖ 실패', '3', 'taxii1'],
];

it('aligns columns by what the terminal shows', () => {
  expect(renderTable(columns, rows, plain, null)).toEqual([
    'NAME          상태         N  KIND',
    'phish-urls    ✔ 정상  12,841  taxii1',
    '긴이름의소스  ✖ 실패       3  taxii1',
  ]);
});
it('cuts what may be cut, then leaves out what may be left out', () => {
  expect(renderTable(columns, rows, plain, 30)).toEqual([
    'NAME    상태         N  KIND',
    'phish…  ✔ 정상  12,841  taxii1',
    '긴이…   ✖ 실패       3  taxii1',
  ]);
  expect(renderTable(columns, rows, plain, 17)).toEqual(['NAME       상태', 'phish-ur…  ✔ 정상', '긴이름의…  ✖ 실패']);
  for (const width of [17, 25, 30, 40]) {
    for (const line of renderTable(columns, rows, plain, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
  }
});
it('colours a cell without counting the colour', () => {
  const colours = paletteFor({ isTTY: true, noColor: false, env: {} });
  const lines = renderTable(
    [{ title: 'A' }, { title: 'B' }],
    [[{ text: 'x', paint: colours.bad }, 'y']],
    colours,
    null,
  );
  expect(lines[1]).toBe('\u001b[31mx\u001b[39m  y');
});
