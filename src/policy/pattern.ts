/** Whether an address (bare, lower case) is meant by `user@example.org`, `@example.org` or `.example.org` (its subdomains). */
export function addressFits(pattern: string, address: string): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted.startsWith('@')) return address.endsWith(wanted);
  if (wanted.startsWith('.')) return address.slice(address.lastIndexOf('@') + 1).endsWith(wanted);
  return address === wanted;
}

/** Whether a domain name is the pattern's or, for one that begins with a dot, lies below it. */
export function nameFits(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  return wanted.startsWith('.') ? name.endsWith(wanted) || name === wanted.slice(1) : name === wanted;
}
