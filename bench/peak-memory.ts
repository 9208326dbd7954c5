import { readFileSync } from 'node:fs';

/** The most memory that a process has had at once (VmHWM of /proc/PID/status), bytes; 0 where it has ended. */
export function peakMemory(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): readonly number[] {
  return readIfThere(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** The highest peak that any of a process's children ever showed, looked at every 20 ms until `stop`. */
export function watchChildren(pid: number): { stop(): number } {
  let peak = 0;
  const look = (): void => {
    for (const child of childrenOf(pid)) peak = Math.max(peak, peakMemory(child));
  };
  const timer = setInterval(look, 20);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
