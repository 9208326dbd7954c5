const escape = /\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?|\\([^\r\n])/g;
const leading =
  /url\(\s*(?:"([^"]{1,4096})"|'([^']{1,4096})'|([^)"']{1,4096}))|@import\s+(?:"([^"]{1,4096})"|'([^']{1,4096})')/gi;

/** What a style leads to: `url(…)` and `@import`, with the escapes of CSS read. */
export function findStyleUrls(style: string): readonly string[] {
  if (!/url\(|@import|\\/i.test(style)) return [];
  const plain = style.replace(escape, (_, hex: string | undefined, char: string | undefined) =>
    hex === undefined ? (char ?? '') : String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  );
  return [...plain.matchAll(leading)].map(
    (match) =>
      match
        .slice(1)
        .find((each) => each !== undefined)
        ?.trim() ?? '',
  );
}
