/** Everything a terminal, a log viewer or a reader's eye could be fooled by: C0, C1, line and paragraph separators, bidi and zero-width marks, lone surrogates. */
const unsafe =
  // oxlint-disable-next-line no-control-regex -- they are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of a peer made safe to show on one line: control, bidi and zero-width characters become visible escapes
 * (`\n`, `\x1b`, `\u202e`), and what exceeds `max` characters (default 200) is cut with `…`.
 */
export function safeText(text: string, max = 200): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(unsafe, (char) => {
    const code = char.charCodeAt(0);
    return (
      short[char] ??
      (code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`)
    );
  });
}

/** `safeText` in double quotes: how peer text stands inside a message. */
export function quote(text: string, max = 200): string {
  return `"${safeText(text, max)}"`;
}
