import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startLab } from '../../src/lab/lab.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';

/** With a daemon the network is the poller process's: what is asked goes there through both sockets, and so does Ctrl-C. */
describe('with a daemon, a source', { timeout: 120_000 }, () => {
  it('is tested, discovered and mended by the poller process, and given up at Ctrl-C', async () => {
    const data = join(tempDirectory(), 'data');
    await using lab = Object.assign(await startLab(), { [Symbol.asyncDispose]: () => lab.close() });
    const url = `${lab.url}/taxii/poll/`;
    const given = ['--collection', 'practice.botnt', '--allow-private', '--timeout-first-byte', '60s'];
    expect((await feedgate(data, ['source', 'add', 'practice', url, ...given])).code).toBe(0);
    expect((await feedgate(data, ['source', 'suspend', 'practice'])).code).toBe(0);
    const daemon = launch(data, ['start']);
    await until(async () => {
      const { stdout } = await feedgate(data, ['status', '--json']);
      return stdout.includes('"pid"') ? true : undefined;
    }, 'the daemon answers');

    const tested = await feedgate(data, ['source', 'test', 'practice', '--json']);
    expect(tested.code, tested.stderr).toBe(1);
    expect(JSON.parse(tested.stdout)).toMatchObject({ finding: { code: 'taxii/collection-not-found' } });
    const offered = await feedgate(data, ['source', 'discover', 'practice']);
    expect(offered.stdout).toContain('practice.botnet');
    const mended = await feedgate(data, ['source', 'fix', 'practice', '--yes']);
    expect(mended.code, mended.stderr).toBe(0);

    for (const command of ['test', 'discover']) {
      lab.setFault('silent');
      const before = lab.requests.length;
      const waiting = launch(data, ['source', command, 'practice']);
      await until(() => (lab.requests.length > before ? true : undefined), `source ${command} asks the server`);
      waiting.kill('SIGINT');
      await once(waiting, 'close');
      expect(waiting.exitCode).toBe(130);
    }
    lab.setFault();
    expect((await feedgate(data, ['source', 'test', 'practice'])).code).toBe(0);
    const { stdout } = await feedgate(data, ['log', 'tail', '-n', '500']);
    expect(stdout).not.toMatch(/poller process ended|the poller ends/);
    daemon.kill('SIGTERM');
    await once(daemon, 'close');
  });
});
