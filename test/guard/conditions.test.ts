import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conditionTables } from '../../src/conditions.ts';

const rows = Object.entries(conditionTables).flatMap(([room, table]) =>
  Object.entries(table).map(([code, row]) => ({ room, code, row })),
);

describe('the conditions', () => {
  it('are joined from every room that has a table', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && readdirSync(`src/${entry.name}`).includes('conditions.ts'),
    );
    expect([...rooms.map((room) => room.name), 'base'].sort()).toEqual(Object.keys(conditionTables).sort());
    expect(rows.length).toBeGreaterThan(200);
  });
  it('have codes that can be a path, and short plain titles', () => {
    for (const { code, row } of rows) {
      expect(code).toMatch(/^[a-z0-9]+\/[a-z0-9][a-z0-9-]*$/);
      expect(row.title, code).toMatch(/^(?:[a-z]|[A-Z]{2,}).{3,90}[^.]$/);
    }
  });
  it('mean the same in every room that raises them', () => {
    const byCode = Map.groupBy(rows, ({ code }) => code);
    for (const [code, same] of byCode) {
      for (const { row, room } of same) {
        expect({ stage: row.stage, fault: row.fault, retry: row.retry }, `${code} in ${room}`).toEqual({
          stage: same[0]?.row.stage,
          fault: same[0]?.row.fault,
          retry: same[0]?.row.retry,
        });
      }
    }
  });
});
