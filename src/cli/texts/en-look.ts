import type { PlainAnswer } from '../../probe/seen.ts';

/** What looking at a port says, in English. */
export const enLook = {
  labels: {
    name: 'Name',
    addresses: 'Addresses',
    speaks: 'Speaks',
    client: 'Client',
    chain: 'Chain',
    root: 'Root',
    trust: 'Trusted',
    next: 'Next',
  },
  resolved: (took: string) => `resolved in ${took}`,
  open: (address: string, took: string) => `${address}: open (${took})`,
  tongues: {
    tls: 'TLS',
    http: 'HTTP in clear',
    other: 'something that is neither TLS nor HTTP',
    nothing: 'nothing: it opens and says no word',
  },
  noTls: {
    http: 'HTTP in clear, no TLS',
    tls: 'TLS, but not with us',
    other: 'neither TLS nor HTTP',
    closed: 'nothing: it closes',
    silent: 'nothing: it opens and says no word',
  } satisfies Record<PlainAnswer, string>,
  trusted: 'yes: everything up to a root of this system verifies',
  inspect: (place: string) => `see the chain: feedgate trust inspect ${place}`,
  wantsClient: 'wants a client certificate',
  selfSigned: 'self-signed',
  issuedBy: (issuer: string) => `issued by ${issuer}`,
  linkedOnly: 'TLS 1.3 hides what was sent: this is what could be linked',
  badSignature: 'a certificate of the right name was sent above the last, but did not sign it',
  stranger: (subject: string) => `sent for nothing: ${subject}`,
  noRoot: 'unknown: no list of this system holds who issued the last',
  rootHere: (subject: string) => `${subject}, in the lists of this system`,
  rootElsewhere: (subject: string) => `${subject}, which is in none of the lists that apply`,
  notAPlace: (text: string) => `${text} is no place: write HOST:PORT, or a URL`,
};

/** Help of the commands, in English. */
export const enLookHelp: Readonly<
  Record<
    'net check' | 'trust inspect',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  'net check': {
    summary: 'Look at a port from here: every address by itself, and what speaks there',
    examples: [
      ['feedgate net check taxii.example.net 443', 'instead of telnet, netstat and openssl'],
      ['feedgate net check taxii.example.net 443 --via http://proxy.example.net:3128', 'through a proxy'],
      ['feedgate net check taxii.example.net 443 --via office', 'through a proxy profile'],
    ],
  },
  'trust inspect': {
    summary: 'Show the chain of certificates as a server sends it, and what of it is trusted here',
    examples: [
      ['feedgate trust inspect taxii.example.net:443', 'exit 1 where it is not trusted'],
      ['feedgate trust inspect taxii.example.net:443 --ca root.pem', 'with an authority more'],
    ],
  },
};

export const enLookOptions = {
  via: 'through this proxy: the name of a profile, http://host:port, https://…, socks4a://… or socks5://…',
  lookCa: 'authorities to trust besides those of the system, PEM',
};
