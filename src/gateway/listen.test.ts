import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { listen } from './listen.ts';

const failed = (): void => undefined;
const serve = async (socket: { resume(): unknown }): Promise<void> => {
  socket.resume();
  await new Promise(() => undefined);
};

describe('a listener', () => {
  it('takes the place of a socket that was left behind, with its own mode', async () => {
    const path = join(tempDirectory(), 'a.sock');
    const first = await listen({ address: { kind: 'unix', path, mode: 0o600 }, serve, failed });
    const second = await listen({ address: { kind: 'unix', path, mode: 0o660 }, serve, failed });
    expect(statSync(path).mode & 0o777).toBe(0o660);
    await Promise.all([first.close(), second.close()]);
  });
  it('leaves a file alone that is no socket', async () => {
    const path = join(tempDirectory(), 'notes');
    writeFileSync(path, 'mine');
    const address = { kind: 'unix', path, mode: 0o600 } as const;
    await expect(listen({ address, serve, failed })).rejects.toMatchObject({ code: 'gateway/listen' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
  it('says where it cannot listen', async () => {
    const directory = join(tempDirectory(), 'd');
    mkdirSync(directory);
    const address = { kind: 'unix', path: directory, mode: 0o600 } as const;
    await expect(listen({ address, serve, failed })).rejects.toMatchObject({
      message: expect.stringContaining(`listening on unix:${directory}: E`),
    });
  });
  it('waits for what is under way as long as it is told, and no longer', async () => {
    const path = join(tempDirectory(), 'a.sock');
    const listener = await listen({ address: { kind: 'unix', path, mode: 0o600 }, serve, failed });
    const socket = connect(path);
    onTestFinished(() => void socket.destroy());
    await new Promise((resolve) => socket.once('connect', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await listener.close(20);
    await closed;
  });
});
