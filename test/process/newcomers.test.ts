import { describe, expect, it, onTestFinished } from 'vitest';
import type { Evidence } from '../../src/base/failure.ts';
import { systemClock } from '../../src/host/clock.ts';
import { exercises } from '../../src/lab/exercises.ts';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { clientLeaf, root as issueRoot } from '../../src/lab/pki/issue.ts';
import { keyPem } from '../../src/lab/pki/keys.ts';
import { openScratch } from '../../src/lab/scratch.ts';
import { worldAt } from '../../src/lab/tls/world.ts';
import { Desk, filled, firstCommand } from './repairing.ts';

/**
 * Somebody who has an address and nothing else: tests it, types what is printed, and again, until the line is printed
 * that adds the source; adds it, and polls it by the line that this prints.
 */

/** What nobody but the newcomer knows of a remedy: what its placeholders stand for, and what they agree to. */
interface Known {
  readonly knowing?: Readonly<Record<string, string>>;
  readonly answering?: string;
}

/** A practised fault, the line that tests its address, and a hand that writes files. */
async function newcomerAt(id: string) {
  const exercise = exercises.find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`no exercise ${id}`);
  const open = await exercise.open({ clock: systemClock });
  onTestFinished(() => open.close());
  const scratch = openScratch();
  onTestFinished(() => scratch.remove());
  const { host, port, path, collection, proxy } = open.settings as Readonly<Record<string, string>>;
  const through = proxyWords(proxy as unknown as Evidence | undefined, (text) => scratch.write('old', text));
  const line = `feedgate source test https://${host}:${port}${path} --collection ${collection} --allow-private${through}`;
  return { desk: new Desk(open), line, file: (name: string, text: string) => scratch.write(name, text) };
}

function proxyWords(proxy: Evidence | undefined, write: (text: string) => string): string {
  if (proxy === undefined) return '';
  const { kind, host, port, user, password } = proxy as Readonly<Record<string, string | undefined>>;
  const url = `${kind}://${user === undefined ? '' : `${user}@`}${host}:${port}`;
  return ` --proxy ${url}${password === undefined ? '' : ` --proxy-password-file ${write(password)}`}`;
}

/** Goes on until the test works, and meets each of the failures once; what of them is known stands at their codes. */
async function expectAdded(desk: Desk, line: string, known: Readonly<Record<string, Known>>): Promise<void> {
  const met: string[] = [];
  let tested = await desk.type(line);
  while (tested.code !== 0 && met.length < 4) {
    const code = /✖ .*\[(\w+\/[\w-]+)\]/.exec(tested.told)?.[1] ?? '';
    met.push(code);
    expect(Object.keys(known), tested.told).toContain(code);
    const { knowing = {}, answering = '' } = known[code] ?? {};
    const command = `${filled(firstCommand(tested.told), knowing)} ${answering}`;
    const done = await desk.type(command);
    // What changes the machine is done once; what tries the address otherwise tells by itself what comes next.
    tested = command.startsWith('feedgate source test') ? done : await desk.type(line);
  }
  expect(met.sort(), tested.told).toEqual(Object.keys(known).sort());
  const added = await desk.done(firstCommand(tested.told));
  expect(await desk.done(firstCommand(added))).toMatch(/✔ .* polled in/);
}

describe('a newcomer adds a source by what is printed', { timeout: 120_000 }, () => {
  it('behind a proxy that opens TLS', async () => {
    const { desk, line } = await newcomerAt('proxy-inspects');
    await expectAdded(desk, line, { 'tls/inspection': { answering: '--yes' } });
  });
  it('behind a proxy that refuses the password', async () => {
    const { desk, line, file } = await newcomerAt('proxy-407-wrong');
    await expectAdded(desk, line, {
      'proxy/auth-bad': { knowing: { FILE: file('password', 'correct horse') } },
      'tls/unknown-root': { knowing: { FILE: file('ca.pem', pemOf(worldAt(Date.now()).root)) } },
    });
  });
  it.each(['tls-unknown-root-sent', 'tls-unknown-root'])('at a server of a private authority: %s', async (id) => {
    const { desk, line, file } = await newcomerAt(id);
    await expectAdded(desk, line, { 'tls/unknown-root': { knowing: { FILE: file('ca.pem', strangerRoot()) } } });
  });
  it.each(['tls-client-none-13', 'tls-client-none-12'])(
    'at a server that lets nobody in without a client certificate: %s',
    async (id) => {
      const { desk, line, file } = await newcomerAt(id);
      const { now, root, middle } = worldAt(Date.now());
      const client = clientLeaf(now, middle);
      await expectAdded(desk, line, {
        'tls/unknown-root': { knowing: { FILE: file('ca.pem', pemOf(root)) } },
        'tls/client-cert-needed': {
          knowing: {
            'CERT-FILE': file('client.pem', pemOf(client, middle)),
            'KEY-FILE': file('client.key', keyPem(client.keys)),
          },
        },
      });
    },
  );
});

function strangerRoot(): string {
  return pemOf(issueRoot(Date.now(), 'Stranger Root', { subject: { o: 'Stranger', cn: 'Stranger Root' } }));
}
