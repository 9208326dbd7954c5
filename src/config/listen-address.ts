import { isAbsolute } from 'node:path';

/** Where a front listens: a unix socket with its file mode, or a TCP port. */
export type ListenAddress =
  | { readonly kind: 'unix'; readonly path: string; readonly mode: number }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** `sun_path` holds 108 bytes on Linux and 104 on the BSDs, with the closing NUL. */
const longestPath = 103;

/** `unix:/path`, `unix:name` (in the data directory), `127.0.0.1:9651`, `[::1]:9651`; `undefined` for anything else. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  if (text.startsWith('unix:')) {
    const path = text.slice(5);
    const fits = /^[^\0\n]+$/.test(path) && (isAbsolute(path) || !path.includes('/'));
    return fits && Buffer.byteLength(path) <= longestPath ? { kind: 'unix', path, mode: 0o660 } : undefined;
  }
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  const host = bracketed ?? plain;
  return host === undefined || port > 65_535 ? undefined : { kind: 'tcp', host, port };
}

/** What `parseListenAddress` reads back. */
export function formatListenAddress(address: ListenAddress): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  const { host, port } = address;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether only this machine can reach an address. */
export function isLocal(address: ListenAddress): boolean {
  return address.kind === 'unix' || address.host === 'localhost' || /^127\.|^::1$/.test(address.host);
}
