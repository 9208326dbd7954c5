import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { run } from './run.ts';

/** Programs that some tests need, and the Debian packages that bring them. */
const tools: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  nft: 'nftables',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  postfix: 'postfix',
  dig: 'bind9-dnsutils',
  tcpdump: 'tcpdump',
  python3: 'python3',
  'systemd-analyze': 'systemd',
  rspamd: 'rspamd',
  miltertest: 'miltertest',
  adduser: 'adduser',
  'update-ca-certificates': 'ca-certificates',
  'deb-systemd-helper': 'init-system-helpers',
  swaks: 'swaks',
  zsh: 'zsh',
  fish: 'fish',
  clamdscan: 'clamdscan',
};

const places = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'];

function isThere(tool: string): boolean {
  return places.some((place) => {
    try {
      accessSync(`${place}/${tool}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isDebian(): boolean {
  try {
    return /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Answers a question of an installation before it is put. */
function answer(line: string): void {
  spawnSync('debconf-set-selections', { input: line });
}

/** Installs what is missing with apt-get, as root on Debian; elsewhere says loudly what will be skipped. Never fails. */
export function provision(): void {
  const missing = Object.keys(tools).filter((tool) => !isThere(tool));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => tools[tool] ?? tool))];
  if (process.getuid?.() !== 0 || !isDebian()) {
    console.warn(
      `SKIPPED: faults of the network and a real Postfix need ${missing.join(', ')}; on Debian: apt-get install ${packages.join(' ')}`,
    );
    return;
  }
  // Postfix asks what it should be when it is installed; the tests bring configurations of their own.
  process.env['DEBIAN_FRONTEND'] = 'noninteractive';
  if (missing.includes('postfix')) answer('postfix postfix/main_mailer_type select No configuration\n');
  console.warn(`provisioning: apt-get install ${packages.join(' ')}`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const done =
    run('apt-get', ...install) === 0 || (run('apt-get', 'update', '-qq') === 0 && run('apt-get', ...install) === 0);
  if (!done) console.warn(`SKIPPED: ${packages.join(' ')} could not be installed; what needs them will not be tested`);
}
