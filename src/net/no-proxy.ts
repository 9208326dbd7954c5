import { inNetwork, parseIp, parseNetwork } from './ip.ts';

/**
 * Whether a host is reached directly although a proxy is set: an exact name, `.suffix` (the name itself included),
 * an address, a network such as `10.0.0.0/8`, or `*` for every host. Names compare without case or final dot; a
 * network never matches a name, because names are not resolved for it.
 */
export function bypassesProxy(host: string, noProxy: readonly string[]): boolean {
  const address = parseIp(host);
  const name = canonical(host);
  return noProxy.some((entry) => {
    const pattern = canonical(entry);
    if (pattern === '') return false;
    if (pattern === '*') return true;
    if (address !== undefined) {
      const network = parseNetwork(pattern);
      return network !== undefined && inNetwork(address, network);
    }
    return pattern.startsWith('.') ? name === pattern.slice(1) || name.endsWith(pattern) : name === pattern;
  });
}

function canonical(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}
