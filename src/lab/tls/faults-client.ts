import type { Code, Evidence } from '../../base/failure.ts';
import { pemOf, type Certified } from '../pki/certificate.ts';
import { clientLeaf, eras, root } from '../pki/issue.ts';
import { keyPair, keyPem } from '../pki/keys.ts';
import { passOn } from '../stand.ts';
import { tlsFault, type TlsFault, type TlsRow } from './fault.ts';
import { refuseClient } from './interject.ts';
import { rightly, tlsServer } from './serve.ts';
import type { World } from './world.ts';

/** The client's certificate as a source has it. */
function shown(certified: Certified, ...above: readonly Certified[]): Evidence {
  return { clientCertificate: { certificate: pemOf(certified, ...above), key: keyPem(certified.keys) } };
}

const right = ({ now, middle }: World): Evidence => shown(clientLeaf(now, middle), middle);
const expired = ({ now, middle }: World): Evidence => shown(clientLeaf(now, middle, eras.past(now)), middle);
const stranger = ({ now }: World): Evidence => shown(clientLeaf(now, root(now, 'Stranger Root')));
const none = (): Evidence => ({});

/** A server that lets in whoever has a certificate of the practice authority, and cuts off whoever has not. */
function demands(row: TlsRow, settings: (world: World) => Evidence, version?: 'TLSv1.2' | 'TLSv1.3'): TlsFault {
  const only = version === undefined ? {} : { minVersion: version, maxVersion: version };
  return tlsFault(
    row,
    tlsServer(
      (world) => ({ ...rightly(world), ...only, requestCert: true, rejectUnauthorized: true, ca: pemOf(world.root) }),
      settings,
    ),
  );
}

/** In TLS 1.3 the request for a certificate is encrypted, so that hanging up tells nothing until somebody asks again. */
function hungUp(version: 'TLSv1.2' | 'TLSv1.3'): readonly [Code, Code] {
  const rejected = 'tls/client-cert-rejected';
  return [version === 'TLSv1.2' ? rejected : 'http/no-answer-closed', rejected];
}

const demanded: readonly TlsFault[] = [
  demands(
    ['tls-client-good', 'demands a client certificate, and gets the right one', 'a feed for members', null],
    right,
  ),
  ...(['TLSv1.3', 'TLSv1.2'] as const).flatMap((version) => {
    const digits = version.slice('TLSv'.length);
    const id = digits.replace('.', '');
    return [
      demands(
        [
          `tls-client-none-${id}`,
          `demands a client certificate in TLS ${digits}, and gets none`,
          'a feed for members, the certificate not entered',
          'tls/client-cert-needed',
        ],
        none,
        version,
      ),
      demands(
        [
          `tls-client-stranger-${id}`,
          `demands a client certificate in TLS ${digits}, gets one of another authority, and hangs up`,
          'a feed for members, the certificate of another service entered',
          ...hungUp(version),
        ],
        stranger,
        version,
      ),
    ];
  }),
  demands(
    [
      'tls-client-expired',
      'demands a client certificate, gets one that has expired, and hangs up',
      'a membership that was not renewed',
      ...hungUp('TLSv1.3'),
    ],
    expired,
  ),
];

/** Alerts with which a server refuses a certificate (RFC 8446 §6.2). */
const refusals: readonly (readonly [id: string, why: string, alert: number, settings: (world: World) => Evidence])[] = [
  ['unknown-ca', 'that it is of an unknown authority', 48, stranger],
  ['expired', 'that it has expired', 45, expired],
  ['revoked', 'that it is revoked', 44, right],
  ['bad', 'that it is damaged', 42, right],
  ['denied', 'that access is denied', 49, right],
];

const refused: readonly TlsFault[] = [
  ...(['TLSv1.3', 'TLSv1.2'] as const).flatMap((version) => {
    const digits = version.slice('TLSv'.length);
    return refusals.map(([id, why, alert, settings]) =>
      tlsFault(
        [
          `tls-client-alert-${id}-${digits.replace('.', '')}`,
          `takes a client certificate in TLS ${digits} and says ${why}`,
          'a feed for members that says why it refuses one',
          'tls/client-cert-rejected',
        ],
        refuseClient(version, alert, settings),
      ),
    );
  }),
  tlsFault(
    [
      'tls-client-alert-required-13',
      'asks for a client certificate in TLS 1.3 and says after the handshake that it needs one',
      'a feed for members, the certificate not entered',
      'tls/client-cert-needed',
    ],
    refuseClient('TLSv1.3', 116, none),
  ),
];

type Said = readonly [id: string, status: string, title: string, server: string, Code, (world: World) => Evidence];

/** How web servers say it after the handshake. */
const said: readonly Said[] = [
  ['none', '400 Bad Request', 'No required SSL certificate was sent', 'nginx', 'tls/client-cert-needed', none],
  ['wrong', '400 Bad Request', 'The SSL certificate error', 'nginx', 'tls/client-cert-rejected', stranger],
  [
    'apache',
    '403 Forbidden',
    'Reason: Cannot perform Post-Handshake Authentication.',
    'Apache',
    'tls/client-cert-needed',
    none,
  ],
  ['iis', '403 Forbidden', '403.7 - Client certificate required', 'IIS', 'tls/client-cert-needed', none],
  [
    'iis-wrong',
    '403 Forbidden',
    '403.16 - Client certificate is untrusted',
    'IIS',
    'tls/client-cert-rejected',
    stranger,
  ],
];

const pages: readonly TlsFault[] = said.map(([id, status, title, server, code, shownTo]) =>
  tlsFault(
    [
      `tls-client-page-${id}`,
      `answers ${status.slice(0, 3)} with a page that says "${title.replace(/\.$/, '')}"`,
      `${server} that demands a client certificate`,
      code,
    ],
    tlsServer(
      (world) => ({ ...rightly(world), requestCert: true, rejectUnauthorized: false }),
      shownTo,
      (socket) => {
        const page = `<html><head><title>${title}</title></head></html>`;
        const head = `HTTP/1.1 ${status}\r\nServer: ${server}\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n`;
        socket.once('data', () => socket.end(`${head}Connection: close\r\n\r\n${page}`));
      },
    ),
  ),
);

/** In TLS 1.2 a server may shake hands again once it knows what is asked for. */
const again = tlsFault(
  [
    'tls-client-again',
    'asks for a client certificate once more by a second handshake after the request',
    'IIS that demands certificates for some paths',
    null,
  ],
  tlsServer(
    (world) => ({ ...rightly(world), maxVersion: 'TLSv1.2', requestCert: true, ca: pemOf(world.root) }),
    right,
    (socket, { lab }) =>
      socket.once('data', (request) => {
        socket.renegotiate({ requestCert: true, rejectUnauthorized: true }, () => passOn(socket, lab, request));
      }),
  ),
);

/** What the settings are refused for before anything is asked. */
const settings: readonly TlsFault[] = [
  demands(
    [
      'tls-client-key-other',
      'is asked with a key that does not belong to the certificate',
      'the wrong one of two files',
      'config/client-key-mismatch',
    ],
    ({ now, middle }) => ({
      clientCertificate: { certificate: pemOf(clientLeaf(now, middle)), key: keyPem(keyPair('other client')) },
    }),
  ),
  ...(
    [
      ['none', 'no passphrase', null],
      ['wrong', 'the wrong passphrase', 'not this one'],
    ] as const
  ).map(([id, what, passphrase]) =>
    demands(
      [
        `tls-client-passphrase-${id}`,
        `is asked with a locked key and ${what}`,
        'a key file as the provider sent it',
        'config/client-key-passphrase',
      ],
      ({ now, middle }) => ({
        clientCertificate: {
          certificate: pemOf(clientLeaf(now, middle)),
          key: keyPem(keyPair('client'), 'opensesame'),
          passphrase,
        },
      }),
    ),
  ),
  demands(
    [
      'tls-client-junk',
      'is asked with a client certificate that is no PEM',
      'a text file saved under the wrong name',
      'config/client-cert-not-pem',
    ],
    () => ({ clientCertificate: { certificate: 'see attachment', key: keyPem(keyPair('client')) } }),
  ),
];

/** Client certificates: wanted, wrong, refused. */
export const clientFaults: readonly TlsFault[] = [...demanded, ...refused, ...pages, again, ...settings];
