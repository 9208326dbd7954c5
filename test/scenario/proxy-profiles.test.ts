import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { tryProxy } from '../../src/probe/try-proxy.ts';
import { clock } from '../../src/assemble.ts';
import { hearConnect, reply } from '../../src/lab/proxy/serve.ts';
import { passOn, standTcp } from '../../src/lab/stand.ts';
import { feedgate, type Run } from '../fakes/command-line.ts';
import { names } from '../fakes/loopback.ts';
import { startDiagnosing, type Diagnosing } from './diagnosing.ts';

/** A proxy of a company before the practice server: it takes one user with one password. */
async function companyProxy(lab: number) {
  const asked: string[] = [];
  const right = `Basic ${Buffer.from('gw1:correct horse').toString('base64')}`;
  const stand = await standTcp((socket) =>
    hearConnect(socket, ({ port, authorization }) => {
      asked.push(authorization ?? 'nobody');
      if (authorization === right && port === lab) {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        passOn(socket, port);
      } else socket.end(reply('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="company"\r\n'));
    }),
  );
  return {
    asked,
    address: `127.0.0.1:${stand.port}`,
    [Symbol.asyncDispose]: () => stand.close(),
  };
}

/** The command line with files of secrets. */
function typing(product: Diagnosing): (...argv: readonly string[]) => Promise<Run> {
  const files = { wrong: 'battery staple', right: 'correct horse' };
  const resolver = names({ 'feed.example': ['127.0.0.1'] });
  return (...argv) =>
    feedgate([...argv, '--data', product.root], {
      openService: () => Promise.resolve(product.service),
      files,
      tryProxy: (proxy, end) => tryProxy(proxy, end, { clock, resolver }, new AbortController().signal),
    });
}

/** The one command of a remedy that begins so, as it stands there. */
function remedyIn(talk: string, begin: string): string {
  const joined = talk.replaceAll(/\n\s+/g, ' ');
  const [found = ''] = new RegExp(`${begin} \\S+ --password-file FILE`).exec(joined) ?? [];
  return found;
}

describe('a proxy profile', { timeout: 60_000 }, () => {
  it('with a wrong password is told precisely, and mended as the remedy says, by the command line alone', async () => {
    await using product = await startDiagnosing();
    const type = typing(product);
    await using company = await companyProxy(product.lab.port);
    const { asked, address } = company;
    await type('proxy', 'add', 'office', `http://gw1@${address}`, '--password-file', 'wrong', '--default');
    await product.add({ host: 'feed.example' });
    expect((await type('source', 'show', 'practice')).out).toContain(`http://${address}, profile office, the default`);

    const failed = await type('poll', 'practice');
    expect([failed.code, failed.talk]).toEqual([1, expect.stringContaining('[proxy/auth-bad]')]);
    expect(asked, 'once: no account is locked').toHaveLength(1);
    const remedy = remedyIn(failed.talk, 'feedgate proxy edit');
    expect(remedy).toBe('feedgate proxy edit office --password-file FILE');
    expect(remedyIn((await type('poll', 'practice', '--lang', 'ko')).talk, 'feedgate proxy edit')).toBe(remedy);
    expect(failed.talk).not.toContain('source edit');
    const tried = await type('proxy', 'test', 'office');
    expect([tried.code, tried.out]).toEqual([1, expect.stringContaining('✖ tunnel')]);
    expect(remedyIn(tried.out, 'feedgate proxy edit')).toBe(remedy);

    const words = remedy.replace('FILE', 'right').split(' ').slice(1);
    expect((await type(...words)).code).toBe(0);
    expect((await type('proxy', 'test', 'office')).code).toBe(0);
    expect((await type('poll', 'practice')).code).toBe(0);
    expect((await type('source', 'show', 'practice')).out).toContain('✔ ok');
    expect(JSON.stringify(product.log)).not.toMatch(/correct horse|battery staple/);
  });

  it('that changes is taken up by the schedule without a restart', async () => {
    await using product = await startDiagnosing();
    const type = typing(product);
    await using company = await companyProxy(product.lab.port);
    const { address } = company;
    await type('proxy', 'add', 'office', `http://gw1@${address}`, '--password-file', 'wrong');
    await product.add({ proxy: 'profile office' });
    const over = new AbortController();
    const running = product.schedule(over.signal);
    const state = async () => (await product.service.getSource('practice')).state;
    const until = async (wanted: string) => {
      for (let i = 0; i < 200 && (await state()) !== wanted; i += 1) await wait(50);
      return state();
    };
    expect(await until('failing')).toBe('failing');
    await type('proxy', 'edit', 'office', '--password-file', 'right');
    expect(await until('ok')).toBe('ok');
    over.abort();
    await running;
  });

  it('that is gone stops the sources that name it, and nothing goes directly', async () => {
    await using product = await startDiagnosing();
    const type = typing(product);
    const refused = await type(
      'source',
      'add',
      'x',
      'http://127.0.0.1/',
      '--collection',
      'c',
      '--no-credentials',
      '--proxy',
      'office',
    );
    expect(refused.talk).toContain('[config/proxy-unknown]');
    await using company = await companyProxy(product.lab.port);
    const { address } = company;
    await type('proxy', 'add', 'office', `http://gw1@${address}`, '--password-file', 'right');
    await product.add({ proxy: 'office' });
    expect((await type('poll', 'practice')).code).toBe(0);
    const inUse = await type('proxy', 'remove', 'office');
    expect(inUse.talk).toContain('"practice"');
    await type('proxy', 'remove', 'office', '--force');
    const failed = await type('poll', 'practice');
    expect([failed.code, failed.talk]).toEqual([1, expect.stringContaining('[config/proxy-unknown]')]);
    expect(failed.talk).toContain('feedgate proxy add office http://proxy.example.net:3128');
    const tested = await product.test();
    expect(tested).toMatchObject({ result: 'fails', failure: { code: 'config/proxy-unknown', stage: 'config' } });
    expect((await type('source', 'show', 'practice')).out).toContain('cannot be found');
    await type('source', 'edit', 'practice', '--proxy', 'none');
    expect((await type('poll', 'practice')).code).toBe(0);
  });

  it('file with a mistake stops who needs it, with its line, and nobody else', async () => {
    await using product = await startDiagnosing();
    const type = typing(product);
    await product.add({ host: 'feed.example' });
    await product.add({ name: 'direct', proxy: 'none' });
    await product.add({ name: 'here' });
    appendFileSync(join(product.root, 'proxies.yaml'), 'profiles:\n  office: { host: proxy.example }\n');
    const failed = await type('poll', 'practice');
    expect(failed.talk).toMatch(/proxies\.yaml:2:\d+: profiles\.office\.port is missing.*\[config\/file-bad\]/s);
    for (const name of ['direct', 'here']) expect((await type('poll', name)).code).toBe(0);
  });
});
