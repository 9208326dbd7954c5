/** First bytes of encodings that give themselves away (XML 1.0 appendix F.1). */
const signatures: readonly (readonly [bytes: RegExp, label: string])[] = [
  [/^efbbbf/, 'utf-8'],
  [/^fffe/, 'utf-16le'],
  [/^feff/, 'utf-16be'],
  [/^3c00..00/, 'utf-16le'],
  [/^003c00/, 'utf-16be'],
];

/** Names of encodings that the Encoding Standard does not know, as Windows and Java write them. */
const aliases: Readonly<Record<string, string>> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  'x-windows-949': 'euc-kr',
  uhc: 'euc-kr',
  euc_kr: 'euc-kr',
  euckr: 'euc-kr',
  cp932: 'shift_jis',
  'x-windows-932': 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
};

/** The label of a document's encoding by its first bytes; in lower case, perhaps of an encoding that does not exist. */
export function encodingOf(bytes: Uint8Array, header: string | null): string {
  const begins = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const signed = signatures.find(([mark]) => mark.test(begins));
  if (signed !== undefined) return signed[1];
  const declared = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(latin1(bytes))?.[1];
  const label = named(declared) ?? known(named(header)) ?? 'utf-8';
  // Bytes that could be read thus far are not UTF-16, whatever the declaration was copied from; and ASCII is UTF-8.
  return isWide(label) || label === 'us-ascii' || label === 'ascii' ? 'utf-8' : label;
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function named(label: string | null | undefined): string | undefined {
  const name = label?.trim().toLowerCase() ?? '';
  return name === '' ? undefined : (aliases[name] ?? name);
}

/** A header that names no encoding says nothing; a declaration that does is to be shown. */
function known(label: string | undefined): string | undefined {
  return label !== undefined && canonical(label) !== undefined ? label : undefined;
}

function isWide(label: string): boolean {
  return canonical(label)?.startsWith('utf-16') ?? false;
}

function canonical(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
