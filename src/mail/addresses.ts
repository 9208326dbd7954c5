const between = /[\s<>(),;:"[\]\\@]/;

/** Every address of a field, those in names too: that is where readers see them. */
export function findAddresses(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && !between.test(text.charAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at < 256 && !between.test(text.charAt(end))) end += 1;
    if (start < at && end > at + 1) found.push(text.slice(start, end).replace(/^['*.]+|['*.]+$/g, ''));
  }
  return found;
}

/** The address that a server says it was given a message by: what stands in brackets before `by` (RFC 5321 §4.4). */
export function receivedFrom(field: string): string | null {
  const by = field.search(/\sby\s/i);
  const from = by < 0 ? field : field.slice(0, by);
  return /^\s*from\b/i.test(from) ? (/\[(?:IPv6:)?([\da-f:.]{3,45})\]/i.exec(from)?.[1] ?? null) : null;
}
