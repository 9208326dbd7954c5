const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What a reference, without its `&` and `;`, stands for; `undefined` where XML 1.0 does not define it. */
export function referenced(body: string): string | undefined {
  if (!body.startsWith('#')) return entities.get(body);
  const hex = /^#x([\da-fA-F]+)$/.exec(body)?.[1];
  const decimal = /^#(\d+)$/.exec(body)?.[1];
  const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
  return isChar(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0 §2.2 [2]. */
function isChar(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
