import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { launch, until } from './feedgate.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(socketPath: string, path: string, token?: string): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const headers = { connection: 'close', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const asked = request({ socketPath, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}

it('a daemon tells monitoring that it lives, that it is ready, and its figures to who has the token', async () => {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(data, 'monitoring.token'), 'sesame\n', { mode: 0o600 });
  writeFileSync(
    join(data, 'feedgate.yaml'),
    'monitoring:\n  listen: unix:monitoring.sock\n  tokenFile: monitoring.token\n',
    { mode: 0o600 },
  );
  launch(data, ['start']);
  const socket = join(data, 'monitoring.sock');
  const alive = await until(() => ask(socket, '/healthz'), 'the daemon lives', 40_000);
  expect(alive).toMatchObject({ status: 200 });
  expect(await ask(socket, '/metrics')).toMatchObject({ status: 401 });
  expect(await ask(socket, '/readyz', 'other')).toMatchObject({ status: 401 });
  const ready = async () => {
    const answer = await ask(socket, '/readyz', 'sesame');
    return answer?.status === 200 ? answer : undefined;
  };
  expect(JSON.parse((await until(ready, 'the daemon is ready', 40_000)).text)).toEqual({ ready: true, why: [] });
  const figures = await ask(socket, '/metrics', 'sesame');
  expect(figures?.text).toContain('\nfeedgate_poller_up 1\n');
  expect(figures?.text).toContain('\nfeedgate_sources 0\n');
}, 120_000);
