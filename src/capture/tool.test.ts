import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { droppedBy, failureOf, findTool, startTool } from './tool.ts';

/** A program in a directory of its own, in place of tcpdump. */
function program(script: string): { readonly directory: string; readonly file: string } {
  const directory = tempDirectory();
  const file = join(directory, 'tcpdump');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { directory, file };
}

describe('tcpdump', () => {
  it('is found by the path, and its absence is told', () => {
    const { directory, file } = program('true');
    expect(findTool(`relative::${directory}`, [])).toBe(file);
    expect(() => findTool('/nowhere:relative', [])).toThrow(expect.objectContaining({ code: 'capture/tool-missing' }));
  });

  it.each([
    ['echo "tcpdump: any: You don\'t have permission to capture on that device" >&2; exit 1', 'capture/not-permitted'],
    ['echo "tcpdump: can\'t parse filter expression: syntax error" >&2; exit 1', 'capture/tool-died'],
    ['kill -9 $$', 'capture/tool-died'],
  ])('that ends by itself after `%s` is %s', async (script, code) => {
    const { file } = program(script);
    expect(failureOf(await startTool(file, [], () => undefined).ended).code).toBe(code);
  });

  it('that may not be started is told as not permitted', async () => {
    const { file } = program('true');
    chmodSync(file, 0o644);
    expect(failureOf(await startTool(file, [], () => undefined).ended).code).toBe('capture/not-permitted');
  });

  it('gets nothing of our environment, gives what it writes, and is ended when it does not listen', async () => {
    const { file } = program(
      'trap "" INT; env; echo "3 packets dropped by kernel" >&2; while :; do /bin/sleep 1; done',
    );
    let told = '';
    const written = Promise.withResolvers<void>();
    const tool = startTool(file, [], (bytes) => {
      told += Buffer.from(bytes).toString();
      written.resolve();
    });
    await written.promise;
    tool.stop();
    const end = await tool.ended;
    expect(end.code).toBeNull();
    expect(droppedBy(end)).toBe(3);
    expect(told).not.toContain('HOME=');
  });
});
