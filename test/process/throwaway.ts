import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';

/** Mounts this system under a layer in memory that takes every change, says so, and ends with its standard input. */
const mounting = `
mount -t tmpfs -o size=700m,mode=0755 none "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
mount -t proc proc "$1/root/proc"
mount --rbind /dev "$1/root/dev"
test -s "$1/root/var/lib/dpkg/status"
echo ready
exec cat
`;

function mountingArgs(directory: string): string[] {
  return ['--mount', '--propagation', 'private', 'sh', '-euc', mounting, 'sh', directory];
}

/** Why a Debian package cannot be installed and removed here without a trace; `null` where it can. */
export function throwawayObstacle(): string | null {
  if (process.getuid?.() !== 0) return 'it needs root, to install packages';
  if (!existsSync('/usr/bin/dpkg-deb') || !existsSync('/usr/sbin/adduser')) return 'this is no Debian with adduser';
  const tried = spawnSync('unshare', mountingArgs(tempDirectory()), { input: '', encoding: 'utf8' });
  return tried.stdout.startsWith('ready') ? null : `no layer can be mounted over this system: ${tried.stderr.trim()}`;
}

/** A copy of this system that takes every change and is gone with the test: nothing reaches the system itself. */
export class Throwaway {
  readonly #holder: ChildProcess;
  readonly #root: string;

  private constructor(holder: ChildProcess, root: string) {
    this.#holder = holder;
    this.#root = root;
  }

  static async start(): Promise<Throwaway> {
    const directory = tempDirectory();
    const holder = spawn('unshare', mountingArgs(directory), { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(async () => {
      const ended = once(holder, 'exit');
      holder.stdin.end();
      await ended;
    });
    await once(holder.stdout, 'data');
    return new Throwaway(holder, `${directory}/root`);
  }

  /** What starts a command in it, as root or as a user of it. */
  within(user?: string): readonly string[] {
    const entered = ['nsenter', `--mount=/proc/${this.#holder.pid ?? 0}/ns/mnt`, 'chroot', this.#root];
    if (user === undefined) return entered;
    return [...entered, 'setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
  }

  /** Runs a shell line in it as root and answers what it printed. */
  run(line: string, input: string | Uint8Array = ''): string {
    const [first = '', ...rest] = this.within();
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' };
    const done = spawnSync(first, [...rest, 'sh', '-euc', line], { input, env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${line}: exit ${done.status}: ${done.stdout}${done.stderr}`);
    return done.stdout;
  }
}
