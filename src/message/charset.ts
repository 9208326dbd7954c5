type Decoder = InstanceType<typeof TextDecoder>;

const decoders = new Map<string, Decoder | null>();
const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('windows-1252');

/** Bytes as text: by the charset that is named if the platform knows it, else as UTF-8, else as Windows-1252. Never fails. */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const named = charset === null || charset === '' ? null : decoderFor(charset.toLowerCase());
  if (named !== null) return named.decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return latin.decode(bytes);
  }
}

function decoderFor(charset: string): Decoder | null {
  const known = decoders.get(charset);
  if (known !== undefined) return known;
  if (decoders.size > 100) decoders.clear();
  const made = makeDecoder(charset);
  decoders.set(charset, made);
  return made;
}

/** ASCII is what mails say that are UTF-8; iso-2022-kr is not a web encoding and is read as what it wraps. */
function makeDecoder(charset: string): Decoder | null {
  const name = /^(?:us-ascii|ascii|ansi_x3\.4-1968|utf-8|utf8|unknown-8bit)$/.test(charset) ? null : charset;
  if (name === null) return null;
  try {
    return new TextDecoder(name === 'ks_c_5601-1987' || name === 'cp949' ? 'euc-kr' : name);
  } catch {
    return null;
  }
}
