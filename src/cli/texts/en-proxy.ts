/** What the proxies say, in English. */
export const enProxy = {
  titles: { name: 'Profile', address: 'Address', user: 'User', except: 'Not for', sources: 'Sources' },
  labels: {
    way: 'Stages',
    reached: 'Reached',
    certificate: 'Shows',
    to: 'Leads to',
    remark: 'Note',
    cause: 'Cause',
    seen: 'Seen',
  },
  stages: { dns: 'dns', tcp: 'tcp', tls: 'tls', tunnel: 'tunnel' },
  isDefault: 'default',
  noneYet: 'there are no proxy profiles yet: feedgate proxy add NAME http://host:port',
  kept: (name: string, url: string, isDefault: boolean) =>
    `proxy profile ${name} is ${url}${isDefault ? ', the default' : ''}; the next poll goes by it`,
  tryIt: (name: string) => `try it: feedgate proxy test ${name} --to HOST:PORT`,
  askPassword: (user: string) => `Password of ${user} at the proxy:`,
  removed: (name: string, sources: readonly string[]) =>
    sources.length === 0
      ? `proxy profile ${name} is gone`
      : `proxy profile ${name} is gone; look after ${sources.slice(0, 10).join(', ')}${sources.length > 10 ? ' …' : ''}`,
  nowDefault: (name: string, sources: number) =>
    `${name} is the default: ${sources} source${sources === 1 ? '' : 's'} that name${sources === 1 ? 's' : ''} no proxy go${sources === 1 ? 'es' : ''} by it from the next poll on`,
  noDefault: (sources: number) =>
    `there is no default: ${sources} source${sources === 1 ? '' : 's'} that name${sources === 1 ? 's' : ''} no proxy go${sources === 1 ? 'es' : ''} directly from the next poll on`,
  noEnd: (command: string) => `nowhere: no source goes by it; name a place: ${command}`,
  passedBy: 'the no-proxy list has this host: it is reached directly',
  ways: {
    own: (url: string) => `${url}, its own setting`,
    profile: (url: string, profile: string) => `${url}, profile ${profile}, which it names`,
    default: (url: string, profile: string) => `${url}, profile ${profile}, the default of this node`,
    none: (_url: string) => 'none, its own setting',
  } as const,
  goneWay: (why: string) => `cannot be found: ${why}`,
};

/** Help of the commands, in English. */
export const enProxyHelp: Readonly<
  Record<
    'proxy add' | 'proxy edit' | 'proxy list' | 'proxy test' | 'proxy remove' | 'proxy default',
    { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
  >
> = {
  'proxy add': {
    summary: 'Keep a proxy under a name, for many sources; one of that name is replaced',
    examples: [
      ['feedgate proxy add office http://proxy.example.net:3128 --default', 'for every source that names no proxy'],
      ['feedgate proxy add office http://gw1@proxy.example.net:3128 --password-file FILE', 'with a user and password'],
      ['feedgate proxy add dmz socks5://192.0.2.7:1080 --no-proxy .example.net,10.0.0.0/8', 'but not for these hosts'],
      ['feedgate proxy add tls https://proxy.example.net:3129 --ca root.pem', 'spoken to in TLS, with its authority'],
    ],
  },
  'proxy edit': {
    summary: 'Change a profile; what is not given stays as it is',
    examples: [
      ['feedgate proxy edit office --password-file FILE', 'another password'],
      ['feedgate proxy edit office http://proxy2.example.net:3128', 'another address, the same user'],
    ],
  },
  'proxy list': {
    summary: 'List the proxy profiles, and how many sources go by each',
    examples: [['feedgate proxy list', 'the default is marked']],
  },
  'proxy test': {
    summary: 'Have a profile lead to a place, stage by stage; where it fails, why and what to do',
    examples: [
      ['feedgate proxy test office', 'to the server of the first source that goes by it'],
      ['feedgate proxy test office --to taxii.example.net:443', 'exit 1 where it does not lead there'],
    ],
  },
  'proxy remove': {
    summary: 'Remove a profile that no source goes by',
    examples: [
      ['feedgate proxy remove office', 'names the sources where some go by it'],
      ['feedgate proxy remove office --force', 'all the same'],
    ],
  },
  'proxy default': {
    summary: 'Say which profile the sources go by that name none',
    examples: [
      ['feedgate proxy default office', 'from the next poll on'],
      ['feedgate proxy default none', 'they go directly'],
    ],
  },
};

export const enProxyOptions = {
  proxyUser: 'user at the proxy; or in the address: http://USER@host:port',
  proxyNoPassword: 'the user has no password',
  proxyCa: 'authorities to trust for an https proxy besides those of the system, PEM ("none" removes them)',
  proxyDefault: 'make it the default, for every source that names no proxy',
  proxyTo: 'place that the proxy is to lead to: HOST:PORT',
  proxyForce: 'also where sources go by it: they fail, or go directly',
};
