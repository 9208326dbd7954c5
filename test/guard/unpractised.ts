/**
 * Why a condition has no exercise of the lab. By code, or by the beginning of codes where one reason holds for all of
 * them; a code that an exercise raises needs none.
 */
export const unpractised: readonly (readonly [reason: string, codes: readonly string[]])[] = [
  ['a bug of Feedgate: no peer can raise it', ['bug/']],
  ['raised by a command line, before anything is asked of anybody', ['usage/']],
  ['raised by settings or by the environment of a process, when they are read', ['config/', 'list/mapping']],
  [
    'needs a broken or full disk, or a database that was damaged',
    [
      'host/db-',
      'host/disk-',
      'host/inodes-low',
      'host/log-',
      'host/schema-skew',
      'host/wal-large',
      'host/output-unwritable',
    ],
  ],
  [
    'needs another state of this machine or of its data directory',
    [
      'host/data-',
      'host/path-too-long',
      'host/node-too-old',
      'host/clock-unset',
      'host/memory-low',
      'host/fd-limit',
      'host/fd-limit-low',
      'host/check-stalled',
      'host/lab-network',
      'host/service-',
    ],
  ],
  [
    'needs a child process that dies, hangs or grows: test/process kills and starves them',
    ['host/parser-', 'host/poller-died'],
  ],
  ['a state of the daemon or of a poll, not of a server', ['gate/']],
  ['raised by tcpdump of this machine and by the limits of a capture: no server takes part', ['capture/']],
  ['raised by files of this host: no server takes part', ['backup/', 'secret/', 'list/file-']],
  ['a state of a source over several polls', ['source/', 'data/']],
  [
    'raised by the mail side: its clients are mail servers, not feeds',
    ['milter/', 'clamd/', 'postfix/', 'dnsbl/', 'gateway/', 'policy/', 'mail/', 'archive/', 'journal/', 'front/'],
  ],
  ["raised by channels of alerts: their servers are the operator's own, not feeds", ['alert/']],
  ['raised by the index of matches: it reads files of its own', ['match/']],
  [
    'raised by sources of other kinds than TAXII 1.x, which the practice server does not serve',
    ['json/', 'taxii2/', 'stix2/', 'misp/', 'ctia/', 'body/xml', 'body/not-json', 'body/too-big', 'guard/'],
  ],
  [
    'seen by the doctor, which compares with what was the day before',
    ['dns/slow', 'dns/hosts-override', 'tls/expires-soon', 'tls/system-ca-empty'],
  ],
  [
    'what is left when an error has a name that nobody has seen yet',
    ['dns/failed', 'tcp/failed', 'tls/failed', 'tls/verify-failed'],
  ],
  ['needs a reset between the two packets of a handshake, which no program can send', ['tcp/reset']],
  ['needs a second source with a proxy that works', ['tcp/proxy-required']],
  ['needs a root in the store of this machine that the source does not use', ['tls/in-os-store-only']],
  ['needs more time or bytes than an exercise may take', ['http/too-long', 'taxii/too-long']],
];
