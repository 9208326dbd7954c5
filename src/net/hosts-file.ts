import { readFile, stat } from 'node:fs/promises';
import { parseIp } from './ip.ts';

/** Addresses that the administrator of this host gave to a name. */
export interface HostsFile {
  /** In the order of the file; empty where the name is not in it or the file cannot be read. */
  addressesOf(name: string): Promise<readonly string[]>;
}

/** Reads `/etc/hosts` (or the file named) again whenever its modification time changes. At most 1 MiB of it. */
export function hostsFile(path = '/etc/hosts'): HostsFile {
  let readAt = -1;
  let table: ReadonlyMap<string, readonly string[]> = new Map();
  return {
    async addressesOf(name) {
      const modified = await stat(path).then(
        (stats) => stats.mtimeMs,
        () => undefined,
      );
      if (modified === undefined) return [];
      if (modified !== readAt) {
        table = parseHosts(await readFile(path, 'utf8').catch(() => ''));
        readAt = modified;
      }
      return table.get(name.toLowerCase().replace(/\.$/, '')) ?? [];
    },
  };
}

/** The lines of hosts(5): an address, then its names; `#` begins a comment, what is no address is passed over. */
function parseHosts(text: string): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const line of text.slice(0, 1 << 20).split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (parseIp(address) === undefined) continue;
    for (const name of names) {
      const known = table.get(name.toLowerCase()) ?? [];
      if (!known.includes(address)) table.set(name.toLowerCase(), [...known, address]);
    }
  }
  return table;
}
