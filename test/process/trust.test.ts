import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { spawnFeedgate } from './feedgate.ts';

/** A practice server that is set up, and the command line in front of it. */
async function before(id: string) {
  const exercise = exercises.find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`no exercise ${id}`);
  const open = await exercise.open({ clock: systemClock });
  const data = tempDirectory();
  const { host, port, path, collection, proxy } = open.settings as Readonly<Record<string, string | number>>;
  const type = async (...words: readonly string[]) => {
    const child = spawnFeedgate(data, words, open.environment);
    let told = '';
    child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.stdin?.end();
    await once(child, 'close');
    return { code: child.exitCode, told };
  };
  const through = proxy as unknown as { kind: string; host: string; port: number } | undefined;
  const via = through === undefined ? [] : [`${through.kind}://${through.host}:${through.port}`];
  const place = `${host}:${port}`;
  const own = ['--collection', String(collection), '--allow-private', '--attempts', '1'];
  const added = await type(
    'source',
    'add',
    'corp',
    `https://${place}${path}`,
    ...own,
    ...via.flatMap((url) => ['--proxy', url]),
  );
  expect(added.code, added.told).toBe(0);
  return {
    ...open,
    data,
    type,
    place,
    via: via.flatMap((url) => ['--via', url]),
    [Symbol.asyncDispose]: () => open.close(),
  };
}

it('a private authority is trusted for all sources, taken back, and trusted for one', { timeout: 90_000 }, async () => {
  await using server = await before('tls-unknown-root-sent');
  const { type, place } = server;
  expect(await type('poll', 'corp')).toMatchObject({
    code: 1,
    told: expect.stringContaining('[tls/unknown-root]') as string,
  });
  expect(await type('trust', 'add', '--from', place, '--yes')).toMatchObject({ code: 0 });
  expect(await type('trust', 'inspect', place)).toMatchObject({ code: 0 });
  expect(await type('poll', 'corp')).toMatchObject({ code: 0 });
  expect(await type('trust', 'remove', 'Stranger Root')).toMatchObject({ code: 0 });
  expect(await type('poll', 'corp')).toMatchObject({ code: 1 });
  expect(await type('trust', 'add', '--from', place, '--source', 'corp', '--yes')).toMatchObject({ code: 0 });
  expect(await type('poll', 'corp')).toMatchObject({ code: 0 });
  expect((await type('trust', 'list')).told).toMatch(/Stranger Root .*corp/);
});

it('a proxy that opens TLS is trusted by the authority that it shows', { timeout: 90_000 }, async () => {
  await using server = await before('proxy-inspects');
  const { type, place, via } = server;
  expect(await type('poll', 'corp')).toMatchObject({
    code: 1,
    told: expect.stringContaining('[tls/inspection]') as string,
  });
  expect(await type('trust', 'add', '--from', place, ...via, '--yes')).toMatchObject({ code: 0 });
  const polled = await type('poll', 'corp');
  expect(polled.code, polled.told).toBe(0);
});

it('a client certificate is set up from files', { timeout: 90_000 }, async () => {
  await using server = await before('tls-client-good');
  const { type, settings, data } = server;
  const { ca, clientCertificate } = settings as unknown as {
    readonly ca: string;
    readonly clientCertificate: { readonly certificate: string; readonly key: string };
  };
  for (const [name, text] of Object.entries({
    'ca.pem': ca,
    'client.pem': clientCertificate.certificate,
    'client.key': clientCertificate.key,
  }))
    writeFileSync(join(data, name), text, { mode: 0o600 });
  expect(await type('trust', 'add', join(data, 'ca.pem'))).toMatchObject({ code: 0 });
  expect(await type('poll', 'corp')).toMatchObject({
    code: 1,
    told: expect.stringContaining('[tls/client-cert-needed]') as string,
  });
  const files = ['--client-cert', join(data, 'client.pem'), '--client-key', join(data, 'client.key')];
  expect(await type('source', 'edit', 'corp', ...files)).toMatchObject({ code: 0 });
  expect(await type('poll', 'corp')).toMatchObject({ code: 0 });
});
