import { describe, it } from 'vitest';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { clientLeaf } from '../../src/lab/pki/issue.ts';
import { keyPem } from '../../src/lab/pki/keys.ts';
import { worldAt } from '../../src/lab/tls/world.ts';
import { practise, type Practised } from './practising.ts';
import { expectRepaired } from './repairing.ts';

/** Proxies and servers that let in only whom they know: who is not known says who they are, as a poll tells them to. */

/** The password of the practice proxies, as their administrator hands it over. */
const password = 'correct horse';

interface Refused {
  readonly exercise: string;
  readonly what: string;
  readonly code: string;
  readonly knowing: (at: Practised) => Readonly<Record<string, string>>;
}

const rightPassword = ({ file }: Practised) => ({ FILE: file('right', password) });
const rightUser = (at: Practised) => ({ USER: 'practice', ...rightPassword(at) });

function rightCertificate({ file }: Practised) {
  const { now, middle } = worldAt(Date.now());
  const client = clientLeaf(now, middle);
  return {
    'CERT-FILE': file('right.pem', pemOf(client, middle)),
    'KEY-FILE': file('right.key', keyPem(client.keys)),
  };
}

const refusals: readonly Refused[] = [
  {
    exercise: 'proxy-407',
    what: 'a proxy that wants a user, and has none',
    code: 'proxy/auth-needed',
    knowing: rightUser,
  },
  {
    exercise: 'proxy-407-wrong',
    what: 'a proxy that is told a wrong password',
    code: 'proxy/auth-bad',
    knowing: rightPassword,
  },
  {
    exercise: 'proxy-socks-password',
    what: 'a SOCKS proxy that is told a wrong password',
    code: 'proxy/auth-bad',
    knowing: rightPassword,
  },
  {
    exercise: 'tls-client-none-13',
    what: 'a server that wants a client certificate, and is shown none',
    code: 'tls/client-cert-needed',
    knowing: rightCertificate,
  },
  {
    exercise: 'tls-client-stranger-13',
    what: 'a server that is shown the certificate of a stranger',
    code: 'tls/client-cert-rejected',
    knowing: rightCertificate,
  },
];

describe('a source is let in, after the first command that its poll prints, by', { timeout: 120_000 }, () => {
  it.each(refusals.map((each) => [each.what, each] as const))('%s', async (_what, { exercise, code, knowing }) => {
    const at = await practise(exercise);
    await expectRepaired(at.desk, { code, knowing: knowing(at) });
  });
});

/** The proxy of the exercise as a profile, which the source takes for it is the default. */
async function asProfile({ desk, open, file }: Practised): Promise<void> {
  const { host, port, user } = open.settings['proxy'] as Readonly<Record<string, string>>;
  const login = user === undefined ? '' : `${user}@`;
  const secret = user === undefined ? '' : ` --password-file ${file('wrong', 'wrong')}`;
  await desk.done(`feedgate proxy add office http://${login}${host}:${port}${secret} --default`);
  await desk.done('feedgate source edit corp --proxy default');
}

describe('a proxy that is a profile lets a source in, likewise', { timeout: 120_000 }, () => {
  it.each([
    ['proxy-407', 'proxy/auth-needed', rightUser],
    ['proxy-407-wrong', 'proxy/auth-bad', rightPassword],
  ] as const)('%s', async (exercise, code, knowing) => {
    const at = await practise(exercise);
    await asProfile(at);
    await expectRepaired(at.desk, { code, knowing: knowing(at) });
  });
  it('with a daemon', async () => {
    const at = await practise('proxy-407-wrong');
    await asProfile(at);
    await at.desk.startDaemon();
    await expectRepaired(at.desk, { code: 'proxy/auth-bad', knowing: rightPassword(at) });
  });
});
