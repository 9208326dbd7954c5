import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startLab } from '../../src/lab/lab.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { descendants, feedgate, launch, until } from './feedgate.ts';

const secret = 'canary-4711-of-the-feed';

/** The processes below one, each by the module that it runs. */
function modules(pid: number): { readonly pid: number; readonly module: string }[] {
  return descendants(pid).map((each) => {
    const words = readFileSync(`/proc/${each}/cmdline`, 'utf8').split('\0');
    return { pid: each, module: basename(words.find((word) => /\.[tj]s$/.test(word)) ?? '').replace(/\.[tj]s$/, '') };
  });
}

/** Files of the data directory that a process holds open or has mapped. */
function filesOf(pid: number, data: string): string[] {
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const mapped = readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^.* (?=\/)/, ''));
  const own = [...open, ...mapped]
    .filter((path) => path.startsWith(`${data}/`))
    .map((path) => path.slice(data.length + 1));
  return [...new Set(own)].sort();
}

describe.skipIf(process.platform !== 'linux')('the processes of a daemon', { timeout: 120_000 }, () => {
  it('have what they need alone: no key and no database before mail, no secret in arguments or environments', async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { fronts: { milter: on } }\n');
    await using lab = Object.assign(await startLab({ password: secret }), { [Symbol.asyncDispose]: () => lab.close() });
    const daemon = launch(data, ['start']);
    const pid = daemon.pid ?? 0;
    const gateway = await until(
      async () => {
        await feedgate(data, ['status']);
        return modules(pid).find(({ module }) => module === 'gateway');
      },
      'a gateway',
      30_000,
    );
    const place = [`${lab.url}/taxii/poll/`, '--collection', 'practice.botnet', '--allow-private'];
    const added = await feedgate(
      data,
      ['source', 'add', 'corp', ...place, '--user', 'practice', '--password-file', '-'],
      secret,
    );
    expect(added.code, added.stderr).toBe(0);
    const polled = await feedgate(data, ['poll', 'corp']);
    expect(polled.code, polled.stderr).toBe(0);

    const all = modules(pid);
    expect(all.map(({ module }) => module)).toEqual(expect.arrayContaining(['gateway', 'poller']));
    const parser = all.filter(({ module }) => /pars|child/.test(module));
    expect(parser.length, JSON.stringify(all)).toBeGreaterThan(0);
    const closed = /\.key$|feedgate\.db|activation|proxies|trust/;
    expect(
      readdirSync(data).filter((name) => closed.test(name)),
      'there is something to keep apart',
    ).toEqual(expect.arrayContaining(['feedgate.db', 'secret.key']));
    expect(filesOf(gateway.pid, data).filter((path) => closed.test(path))).toEqual([]);
    for (const child of parser) expect(filesOf(child.pid, data), 'a parser has nothing of it').toEqual([]);
    expect(filesOf(all.find(({ module }) => module === 'poller')?.pid ?? 0, data)).toContain('feedgate.db');
    for (const each of [pid, ...all.map((one) => one.pid)]) {
      for (const file of ['cmdline', 'environ'])
        expect(readFileSync(`/proc/${each}/${file}`, 'utf8')).not.toContain(secret);
    }
  });
});
