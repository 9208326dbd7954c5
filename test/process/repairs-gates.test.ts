import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { etf, issueKey, newIssuer, type Statement } from '../../src/activation/feature-key.ts';
import { startLab } from '../../src/lab/lab.ts';
import { Desk, expectRepaired, type Trouble } from './repairing.ts';

/** "The ETF service is either disabled or there is no valid feature key": each of its causes, told apart and mended. */

const reason = 'The ETF service is either disabled or there is no valid feature key for the service.';
const { issuer, secret } = newIssuer();

function key(changes: Partial<Statement> = {}): string {
  const statement = { feature: etf, holder: 'Example AG', node: null, from: '2020-01-01T00:00:00.000Z' };
  return issueKey({ ...statement, until: '2099-01-01T00:00:00.000Z', ...changes }, secret);
}

const past = { until: '2021-01-01T00:00:00.000Z' };
const keyed = ['activation: keyed', `issuers: ['${issuer}']`];

interface Closed extends Trouble {
  readonly cause: string;
  /** Lines of `activation.yaml`. */
  readonly activation: readonly string[];
  /** Commands that brought it about. */
  readonly before?: readonly string[];
}

const accepting = `--by 'A. Kim' --yes`;

const closed: readonly Closed[] = [
  {
    cause: 'the service is off at this node',
    activation: [],
    before: ['feedgate service disable'],
    code: 'gate/disabled',
    saying: ['level: node'],
  },
  {
    cause: 'the service is off at this node, while the cluster says on',
    activation: ['cluster: { enabled: true }', `nodes: { '${hostname()}': { enabled: false } }`],
    code: 'gate/disabled',
    saying: ['level: node'],
  },
  {
    cause: 'the service is off in the group, while the cluster says on',
    activation: ['group: branch', 'cluster: { enabled: true }', 'groups: { branch: { enabled: false } }'],
    code: 'gate/disabled',
    saying: ['level: group'],
  },
  {
    cause: 'the service is off in the whole cluster',
    activation: ['cluster: { enabled: false }'],
    code: 'gate/disabled',
    saying: ['level: cluster'],
  },
  {
    cause: 'nobody has accepted the terms',
    activation: ['terms: required'],
    code: 'gate/terms-not-accepted',
    answering: accepting,
  },
  {
    cause: 'the terms have changed since they were accepted',
    activation: [
      'terms: required',
      `cluster: { terms: { by: A. Kim, at: 2021-01-01T00:00:00Z, text: '${'0'.repeat(64)}' } }`,
    ],
    code: 'gate/terms-not-accepted',
    answering: accepting,
  },
  {
    cause: 'there is no feature key',
    activation: keyed,
    code: 'gate/key-missing',
    knowing: { FILE: 'the.key' },
  },
  {
    cause: 'the feature key is for another node',
    activation: [...keyed, `cluster: { keys: ['${key({ node: 'gw2' })}'] }`],
    code: 'gate/key-missing',
    knowing: { FILE: 'the.key' },
    saying: ['keyFor: ["gw2"]', `for the node ${hostname()}`],
  },
  {
    cause: 'the feature key stands at another level, in another group',
    activation: [...keyed, `groups: { branch: { keys: ['${key()}'] } }`],
    code: 'gate/key-missing',
    saying: ['keyLevel: group:branch'],
  },
  {
    cause: 'the feature key stands at another level, at another node',
    activation: [...keyed, `nodes: { gw2: { keys: ['${key()}'] } }`],
    code: 'gate/key-missing',
    saying: ['keyLevel: node:gw2'],
  },
  {
    cause: 'the feature key has expired',
    activation: [...keyed, `cluster: { keys: ['${key(past)}'] }`],
    code: 'gate/key-expired',
    knowing: { FILE: 'the.key' },
    saying: ['validTo: 2021-01-01'],
  },
  {
    cause: 'the feature key is of an issuer who is not trusted here',
    activation: ['activation: keyed', `cluster: { keys: ['${key()}'] }`],
    code: 'gate/key-invalid',
    knowing: { ISSUER: issuer },
  },
];

async function atDesk({ activation, before = [] }: Closed): Promise<Desk> {
  const lab = await startLab();
  onTestFinished(() => lab.close());
  const desk = new Desk({});
  await desk.done(
    `feedgate source add corp ${lab.url}/taxii/poll/ --collection practice.botnet --allow-private --attempts 1`,
  );
  mkdirSync(desk.data, { recursive: true });
  writeFileSync(join(desk.data, 'activation.yaml'), [...activation, ''].join('\n'));
  for (const line of before) await desk.done(line);
  return desk;
}

async function expectOpened(
  desk: Desk,
  { cause: _cause, activation: _activation, before: _before, ...trouble }: Closed,
) {
  // The key comes from the supplier, for this node.
  const file = join(desk.data, 'the.key');
  writeFileSync(file, `${key({ node: hostname() })}\n`, { mode: 0o600 });
  const knowing = trouble.knowing?.['FILE'] === undefined ? trouble.knowing : { FILE: file };
  await expectRepaired(desk, {
    ...trouble,
    ...(knowing === undefined ? {} : { knowing }),
    saying: [reason, ...(trouble.saying ?? [])],
  });
  expect((await desk.type('feedgate service status')).code).toBe(0);
}

describe('a closed gate is opened by the first command that a poll prints, where', { timeout: 120_000 }, () => {
  it.each(closed.map((each) => [each.cause, each] as const))('%s', async (_cause, each) => {
    await expectOpened(await atDesk(each), each);
  });
});

describe('with a daemon, a closed gate is opened likewise, where', { timeout: 180_000 }, () => {
  it.each(closed.filter((_, i) => [1, 4, 8, 10].includes(i)).map((each) => [each.cause, each] as const))(
    '%s',
    async (_cause, each) => {
      const desk = await atDesk(each);
      await desk.startDaemon();
      await expectOpened(desk, each);
    },
  );
});
