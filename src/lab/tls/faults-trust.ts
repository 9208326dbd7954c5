import type { Evidence } from '../../base/failure.ts';
import { X509Certificate } from 'node:crypto';
import { pemOf } from '../pki/certificate.ts';
import { eras, validity } from '../pki/issue.ts';
import { revocationList } from '../pki/revocation-list.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { rightly, tlsServer } from './serve.ts';
import { worldAt, type World } from './world.ts';

/** The right server, and a source that was told something. */
function told(row: TlsRow, settings: (world: World) => Evidence): TlsFault {
  return tlsFault(row, tlsServer(rightly, settings));
}

const files: readonly TlsFault[] = [
  told(
    ['tls-ca-empty', 'is asked with an empty list of authorities', 'a file that was cut', 'config/ca-file-unusable'],
    () => ({ ca: '\n' }),
  ),
  told(
    [
      'tls-ca-der',
      'is asked with a list of authorities that is DER',
      'a certificate exported in the other format',
      'config/ca-file-unusable',
    ],
    // As it looks once it was read as text.
    ({ root }) => ({ ca: Buffer.from(root.der).toString('utf8').replaceAll('\0', '') }),
  ),
  told(
    [
      'tls-ca-junk',
      'is asked with a list of authorities that is a letter',
      'the wrong attachment',
      'config/ca-file-unusable',
    ],
    () => ({ ca: 'Dear customer, please find our certificate below.' }),
  ),
  told(
    [
      'tls-ca-damaged',
      'is asked with a list of authorities of which a line is damaged',
      'a certificate pasted through a chat',
      'config/ca-file-unusable',
    ],
    ({ root }) => ({ ca: pemOf(root).replace(/\n.{20}/, '\n!!!!') }),
  ),
];

const lists: readonly TlsFault[] = [
  told(
    ['tls-crl-good', 'is asked by a source with lists of what is revoked, and stands on none', 'a careful site', null],
    (world) => withLists(world, [middleList(world, false), rootList(world)]),
  ),
  told(
    [
      'tls-revoked',
      'shows a certificate that the list of its authority revokes',
      'a key that was stolen',
      'tls/revoked',
    ],
    (world) => withLists(world, [middleList(world, true), rootList(world)]),
  ),
  told(
    [
      'tls-crl-old',
      'is asked by a source whose list of what is revoked is out of date',
      'a list that nobody fetches any more',
      'tls/crl-old',
    ],
    (world) => withLists(world, [middleList(world, false, eras.past(world.now)), rootList(world)]),
  ),
  told(
    [
      'tls-crl-missing',
      'is asked by a source that has the list of the root, and not of the issuer',
      'half of the lists fetched',
      'tls/crl-missing',
    ],
    (world) => withLists(world, [rootList(world)]),
  ),
];

function withLists({ root }: World, crls: readonly string[]): Evidence {
  return { ca: [pemOf(root), ...crls].join('') };
}

function middleList(world: World, revokes: boolean, when = validity(world.now)): string {
  return revocationList(world.middle, { revoked: revokes ? [world.leaf] : [], ...when });
}

function rootList({ now, root }: World): string {
  return revocationList(root, { revoked: [], ...validity(now) });
}

const pins: readonly TlsFault[] = [
  told(['tls-pin', 'shows the certificate that the source was told to expect', 'a private feed', null], ({ leaf }) => ({
    ca: null,
    pin: new X509Certificate(leaf.der).fingerprint256,
  })),
  told(
    [
      'tls-pin-other',
      'shows another certificate than the source was told to expect',
      'a certificate renewed, the pin forgotten',
      'tls/pin-mismatch',
    ],
    ({ now }) => ({ pin: new X509Certificate(worldAt(now).leaf.der).fingerprint256 }),
  ),
];

/** What a source is told to trust. */
export const trustFaults: readonly TlsFault[] = [...files, ...lists, ...pins];
