import { describe, expect, it } from 'vitest';
import { pemOf } from '../../src/lab/pki/certificate.ts';
import { root as issueRoot } from '../../src/lab/pki/issue.ts';
import { worldAt } from '../../src/lab/tls/world.ts';
import { expectRepaired, type Trouble } from './repairing.ts';
import { practise, type Practised } from './practising.ts';

/** "CERTIFICATE_VERIFY_FAILED": each of its causes that somebody here can mend, told apart and mended. */

/** Certificates as their owners hand them over; the keys of the lab are the same every time. */
const given = {
  stranger: () => pemOf(issueRoot(Date.now(), 'Stranger Root', { subject: { o: 'Stranger', cn: 'Stranger Root' } })),
  practice: () => pemOf(worldAt(Date.now()).root),
  intermediate: () => pemOf(worldAt(Date.now()).middle),
  fortigate: () => {
    const subject = { o: 'Fortinet', cn: 'FortiGate CA SSL Inspection' };
    return pemOf(issueRoot(Date.now(), subject.cn, { subject }));
  },
} as const;

interface Distrusted extends Trouble {
  readonly exercise: string;
  readonly cause: string;
  /** The file that is handed over. */
  readonly file?: keyof typeof given;
}

const yes = '--yes';

const causes: readonly Distrusted[] = [
  {
    exercise: 'tls-unknown-root-sent',
    cause: 'a private authority, whose root the server shows',
    code: 'tls/unknown-root',
    answering: yes,
    saying: ['O=Stranger,'],
  },
  {
    exercise: 'tls-unknown-root',
    cause: 'a private authority, whose root the server keeps back',
    code: 'tls/unknown-root',
    file: 'stranger',
  },
  {
    exercise: 'tls-private-authority',
    cause: 'the authority of the company, which no list of this host has',
    code: 'tls/unknown-root',
    file: 'practice',
  },
  { exercise: 'tls-self-signed', cause: 'a certificate that signs itself', code: 'tls/self-signed' },
  {
    exercise: 'tls-inspection-fortigate',
    cause: 'a firewall that opens TLS and shows its authority',
    code: 'tls/inspection',
    answering: yes,
  },
  {
    exercise: 'tls-inspection-fortigate-alone',
    cause: 'a firewall that opens TLS and keeps its authority back',
    code: 'tls/inspection',
    file: 'fortigate',
  },
  {
    exercise: 'proxy-inspects',
    cause: 'a proxy that opens TLS, behind which alone it can be seen',
    code: 'tls/inspection',
    answering: yes,
  },
  {
    exercise: 'tls-missing-intermediate',
    cause: 'an intermediate that the server leaves out',
    code: 'tls/missing-intermediate',
    file: 'intermediate',
    saying: ['http://pki.practice.example/issuing-ca.cer'],
  },
  {
    exercise: 'tls-wrong-intermediate',
    cause: 'an intermediate that is not that of the certificate',
    code: 'tls/wrong-intermediate',
    file: 'intermediate',
  },
  {
    exercise: 'tls-pin-other',
    cause: 'a certificate that was renewed, the pin forgotten',
    code: 'tls/pin-mismatch',
  },
  {
    exercise: 'tls-address-asked',
    cause: 'an address in place of the name that the certificate has',
    code: 'tls/ip-in-url',
    answering: yes,
  },
  {
    exercise: 'tls-wildcard-deep',
    cause: 'a name that the certificate covers one level above',
    code: 'tls/wildcard-depth',
    knowing: { 'taxii.example.net': 'b.feed.practice.example' },
  },
  {
    exercise: 'tls-cross-signed-old-root',
    cause: 'a root that has expired in the list of this source',
    code: 'tls/expired-root-here',
    file: 'practice',
  },
  {
    exercise: 'tls-only-intermediate-trusted',
    cause: 'an intermediate that was imported in place of the root',
    code: 'config/ca-only-intermediate',
    file: 'practice',
  },
];

/** What is known, with the file where it was handed over. */
function knowing({ file }: Distrusted, practised: Practised): Pick<Trouble, 'knowing'> {
  return file === undefined ? {} : { knowing: { FILE: practised.file(`${file}.pem`, given[file]()) } };
}

async function expectTrusted(each: Distrusted, practised: Practised): Promise<void> {
  const { exercise: _exercise, cause: _cause, file: _file, ...trouble } = each;
  await expectRepaired(practised.desk, { ...trouble, ...knowing(each, practised) });
}

describe('with a daemon, a certificate that is not trusted is, likewise, where it is', () => {
  it.each([0, 5, 6].flatMap((i) => causes.slice(i, i + 1)).map((each) => [each.cause, each] as const))(
    '%s',
    { timeout: 120_000 },
    async (_cause, each) => {
      const practised = await practise(each.exercise);
      await practised.desk.startDaemon();
      await expectTrusted(each, practised);
    },
  );
});

describe('a certificate that is not trusted is, after the first command that a poll prints, where it is', () => {
  it.each(causes.map((each) => [each.cause, each] as const))('%s', { timeout: 120_000 }, async (_cause, each) => {
    await expectTrusted(each, await practise(each.exercise));
  });
});

describe('a certificate that is not trusted', () => {
  it('is refused where Node is told to take any', { timeout: 60_000 }, async () => {
    const { desk } = await practise('tls-unknown-root');
    const { code, told } = await desk.type('NODE_TLS_REJECT_UNAUTHORIZED=0 feedgate poll corp');
    expect([code, told]).toEqual([1, expect.stringContaining('[tls/unknown-root]')]);
  });
});
