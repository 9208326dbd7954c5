import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { settingsCodec } from '../fakes/sealing.ts';
import { askStatus } from '../../src/gateway/status.ts';
import { systemClock } from '../../src/host/clock.ts';
import { day, indicator, ingest, leaseOf, settings } from '../contract/store-fixtures.ts';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate, launch, until } from './feedgate.ts';
import { publish } from './listed.ts';
import { askMilter, type MilterAnswer } from './milter-client.ts';

const mail = {
  sender: 'bounce@sender.example',
  recipient: 'ann@example.org',
  headers: [
    ['From', 'someone <a@sender.example>'],
    ['Subject', 'pay'],
  ],
  body: 'https://login.bad.example.com/pay\r\n',
} as const;

/** A data directory whose gateway has a milter, and how to hand it the mail until it answers in some way. */
async function scene() {
  const data = join(tempDirectory(), 'data');
  mkdirSync(data, { mode: 0o700 });
  await publish(data, [['domain', 'bad.example.com']]);
  writeFileSync(join(data, 'feedgate.yaml'), 'gateway: { fronts: { milter: on } }\n');
  launch(data, ['gateway']);
  await until(async () => {
    const status = await askStatus(join(data, 'gateway.sock')).catch(() => null);
    return status?.fronts[0]?.address;
  }, 'the front is open');
  const ends = (what: string, fits: (answer: MilterAnswer) => boolean) =>
    until(async () => {
      const answer = await askMilter(join(data, 'milter.sock'), mail);
      return fits(answer) ? answer : undefined;
    }, what);
  const run = async (...argv: readonly string[]) => {
    const ran = await feedgate(data, [...argv]);
    expect(ran.code, ran.stderr).toBe(0);
    return ran.stdout;
  };
  const json = async (...argv: readonly string[]) => JSON.parse(await run(...argv, '--json'));
  /** A mail of the journal, where verdicts come half a second later. */
  const message = (reference: string) =>
    until(async () => {
      const { code, stdout } = await feedgate(data, ['message', 'show', reference, '--json']);
      return code === 0 ? JSON.parse(stdout) : undefined;
    }, `the mail ${reference} is in the journal`);
  const file = (name: string, text: string) => {
    writeFileSync(join(data, name), text);
    return join(data, name);
  };
  return { ends, run, json, message, file };
}

const result = ({ headers }: MilterAnswer) => headers.find((each) => each.startsWith('X-Feedgate-Result')) ?? '';
const referenceIn = (text: string) => /(?:id=|ref )([0-9A-Z]{26})/.exec(text)?.[1] ?? '';

it(
  'watches, says what enforcing would do, refuses in the session, and lets pass what is exempted',
  { timeout: 120_000 },
  async () => {
    const { ends, run, json, message, file } = await scene();

    const watched = await ends('watched', (answer) => result(answer).includes('action=header'));
    expect(watched.verdict).toBe('accept');
    expect(result(watched)).toContain('would=quarantine');
    expect(await message(referenceIn(result(watched)))).toMatchObject({ mode: 'monitor' });

    const next = file('new.yaml', 'rules:\n  - { name: links, when: { where: [text] }, do: reject }\n');
    const simulated = await json('policy', 'simulate', next, '--enforce');
    expect(simulated).toMatchObject({ stopped: { was: 0, would: simulated.all }, rules: { links: simulated.all } });
    expect(await json('policy', 'simulate', next, '--enforce', '--now')).toMatchObject({
      stopped: { would: simulated.all },
      index: { observables: 1 },
    });

    expect(await run('policy', 'apply', next, '--yes')).toContain('in force within a second');
    await run('policy', 'mode', 'enforce');
    const { verdict: stopped } = await ends('refused', ({ verdict }) => verdict.startsWith('550'));
    expect(stopped).toMatch(/^550 5\.7\.1 Message refused by threat feed policy \(ref [0-9A-Z]{26}\)$/);
    expect(await message(referenceIn(stopped))).toMatchObject({
      action: 'reject',
      rule: 'links',
      mode: 'enforce',
    });

    const who = ['--reason', 'a partner', '--owner', 'kim', '--days', '1'];
    await run('exemption', 'add', 'bad.example.com', '--below', ...who);
    const passed = await ends('passed', ({ verdict }) => verdict === 'accept');
    const shown = await message(referenceIn(result(passed)));
    expect(shown.matches).toMatchObject([{ value: 'bad.example.com', exemption: expect.any(String), done: 'none' }]);
    expect(await run('exemption', 'list')).toMatch(/domain \.bad\.example\.com +kim +a partner .* [1-9]\d* /);

    await run('exemption', 'remove', 'bad.example.com');
    await ends('refused again', ({ verdict }) => verdict.startsWith('550'));
    await run('exemption', 'add', '--rule', 'links', ...who);
    await ends('not decided by the rule', ({ verdict }) => verdict === 'accept');
  },
);

it(
  'matches by the store where nothing has been published, and leaves nothing behind',
  { timeout: 60_000 },
  async () => {
    const data = join(tempDirectory(), 'data');
    mkdirSync(data, { mode: 0o700 });
    const store = await openSqliteStore({ file: join(data, 'feedgate.db'), codec: settingsCodec, clock: systemClock });
    const source = await store.sources.add(settings('phish'), Date.now());
    await ingest(store, await leaseOf(store, source.id), [indicator('i', ['bad.example.com'])], {
      seenAt: Date.now(),
      age: day,
    });
    await store.close();
    const made = () => readdirSync(tmpdir()).filter((name) => name.startsWith('feedgate-index-'));
    const before = made();
    const { code, stdout } = await feedgate(data, ['match', 'bad.example.com', '--json', '--exit-code']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      matches: [{ listed: { value: 'bad.example.com' }, assertions: [{ source: 'phish' }] }],
      index: { from: 'store', observables: 1 },
    });
    expect(existsSync(join(data, 'index'))).toBe(false);
    expect(made().filter((name) => !before.includes(name))).toEqual([]);
  },
);
