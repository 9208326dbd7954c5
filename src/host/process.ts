import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names this process beyond its id, which the system uses again: `node/pid/start`. The start is the kernel's (boot and
 * clock ticks) where /proc exists; elsewhere it is `0`, and only the id is compared.
 */
export function processHolder(node: string = hostname(), pid: number = process.pid): string {
  return `${node}/${pid}/${startOf(pid) ?? '0'}`;
}

/**
 * Whether the process named by `processHolder` still lives. One of another node, or a text of another shape, counts as
 * alive: it cannot be judged from here, and its lease ends by time.
 */
export function processAlive(holder: string, node: string = hostname()): boolean {
  const parts = holder.split('/');
  const start = parts.pop();
  const pid = Number(parts.pop());
  if (parts.join('/') !== node || !Number.isSafeInteger(pid) || pid <= 0) return true;
  if (!signalReaches(pid)) return false;
  const now = startOf(pid);
  return start === '0' || now === undefined || now === start;
}

/** Signal 0 asks without touching; EPERM means that somebody is there. */
function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Boot (8 digits of its id) and start in ticks since it: proc(5), field 22 of `stat`, counted after the name in brackets. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
    return ticks === undefined ? undefined : `${boot}-${ticks}`;
  } catch {
    return undefined;
  }
}
