import { expect, it } from 'vitest';
import { processAlive, processHolder } from './process.ts';

const node = 'gw1.example.net';

it('knows itself to be alive', () => {
  expect(processHolder(node)).toMatch(/^gw1\.example\.net\/\d+\/([0-9a-f]{8}-\d+|0)$/);
  expect(processAlive(processHolder(node), node)).toBe(true);
});
it('knows a process that is gone', () => {
  expect(processAlive(`${node}/2147483646/0`, node)).toBe(false);
});
it.runIf(process.platform === 'linux')('knows a process id that was used again', () => {
  expect(processAlive(`${node}/${process.pid}/00000000-1`, node)).toBe(false);
});
it('does not judge the processes of other nodes, nor what is no holder', () => {
  for (const holder of ['gw2.example.net/2147483646/0', '', 'gw1.example.net', `${node}/x/0`, `${node}/-1/0`]) {
    expect(processAlive(holder, node)).toBe(true);
  }
});
