import { fileURLToPath } from 'node:url';
import { fail } from '../conditions.ts';
import { hold, runScript, type Held } from './host-tools.ts';

/**
 * Two networks of our own: `near`, where a poll runs, and `far`, where a practice server stands, joined by one cable.
 * Each is a network namespace that a child process holds open; when that ends, with us or after us, the kernel takes
 * the namespace away with all that is in it. The network of this host is not touched.
 */
export interface Site {
  /** Put before a command, it runs on the near side. */
  readonly inside: readonly string[];
  /** What was done on either side, line by line. */
  readonly changes: readonly string[];
  close(): Promise<void>;
}

/** Addresses of the two ends; all from blocks that belong to documentation. */
export const near = { v4: '198.51.100.1', v6: '2001:db8:1::1' } as const;
export const far = { v4: '198.51.100.2', second: '198.51.100.3', v6: '2001:db8:1::2' } as const;

/** What a site is made for. */
export interface SitePlan {
  /** Shell lines, run in order. */
  readonly near: readonly string[];
  readonly far: readonly string[];
  /** Lines of the near side's hosts file: addresses of practice names. */
  readonly hosts: readonly string[];
  /** Ports that practice servers listen on, on the far side. */
  readonly ports: readonly number[];
  /** PEM, for the ports that speak TLS. */
  readonly https: { readonly ports: readonly number[]; readonly cert: string; readonly key: string } | null;
}

const nearCable = [
  'ip link set lo up',
  `ip addr add ${near.v4}/24 dev lab0`,
  `ip -6 addr add ${near.v6}/64 dev lab0 nodad`,
  // A host that does not answer is given up within a second, not three.
  'echo 200 > /proc/sys/net/ipv4/neigh/lab0/retrans_time_ms',
  'ip link set lab0 up',
  `ip route add 203.0.113.0/24 via ${far.v4}`,
];

const farCable = [
  'ip link set lo up',
  `ip addr add ${far.v4}/24 dev lab1`,
  `ip addr add ${far.second}/24 dev lab1`,
  `ip -6 addr add ${far.v6}/64 dev lab1 nodad`,
  'ip link set lab1 up',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  // ICMP errors are what is practised; the kernel would send one a second.
  'echo 0 > /proc/sys/net/ipv4/icmp_ratelimit',
];

const farModule = fileURLToPath(new URL(`./far${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/** Builds a site. @throws Failure `host/lab-network`; nothing is left then. */
export async function openSite(plan: SitePlan): Promise<Site> {
  const held: Held[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(held.toReversed().map((each) => each.close()));
  };
  try {
    const [nearSide, farSide] = await Promise.all([holdNamespace(['--mount']), holdNamespace([])]);
    held.push(nearSide, farSide);
    const inside = ['nsenter', `--target=${nearSide.pid}`, '--net', '--mount', '--'];
    const beyond = ['nsenter', `--target=${farSide.pid}`, '--net', '--'];
    await run(inside, [
      `ip link add lab0 type veth peer name lab1 netns ${farSide.pid}`,
      ...nearCable,
      ...ownFiles(plan),
    ]);
    await run(beyond, farCable);
    held.push(await hold([...beyond, process.execPath, farModule, JSON.stringify(serversOf(plan))]));
    await run(beyond, plan.far);
    await run(inside, plan.near);
    const changes = [...plan.near.map((line) => `near: ${line}`), ...plan.far.map((line) => `far: ${line}`)];
    return { inside, changes: changes.flatMap((change) => change.split('\n')), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A namespace, and the child that holds it until its input ends. */
function holdNamespace(also: readonly string[]): Promise<Held> {
  return hold(['unshare', '--net', ...also, '--', 'sh', '-c', 'echo ready; exec cat']);
}

async function run(prefix: readonly string[], lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const { code, said } = await runScript(prefix, `${lines.join('\n')}\n`);
  if (code === 0) return;
  throw fail('host/lab-network', `setting up a practice network: ${said}`, { evidence: { code, said } });
}

/** The near side's own hosts file, in place of this host's for that side alone; `/mnt` is its own as well. */
function ownFiles({ hosts }: SitePlan): string[] {
  const lines = ['127.0.0.1 localhost', ...hosts].map((line) => `'${line}'`);
  return [
    'mount --make-rprivate /',
    'mount -t tmpfs -o size=64k tmpfs /mnt',
    `printf '%s\\n' ${lines.join(' ')} > /mnt/hosts`,
    'mount --bind /mnt/hosts /etc/hosts',
  ];
}

/** What the far side's process is told: where to listen. */
export interface FarServers {
  readonly servers: readonly { readonly host: string; readonly port: number; readonly https: boolean }[];
  readonly cert: string;
  readonly key: string;
}

function serversOf({ ports, https }: SitePlan): FarServers {
  const everywhere = (port: number, secure: boolean) => [far.v4, far.v6].map((host) => ({ host, port, https: secure }));
  return {
    servers: [
      ...ports.flatMap((port) => everywhere(port, false)),
      ...(https?.ports ?? []).flatMap((port) => everywhere(port, true)),
    ],
    cert: https?.cert ?? '',
    key: https?.key ?? '',
  };
}
