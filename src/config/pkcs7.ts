/** A value of DER (X.690 §8.1): its tag, and where its content lies. */
interface Value {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
  /** Where its tag stands. */
  readonly start: number;
}

const sequence = 0x30;
const objectId = 0x06;
const context0 = 0xa0;

/** 1.2.840.113549.1.7.2, signedData (RFC 5652 §5.1). */
const signedData = '2a864886f70d010702';

/**
 * The certificates in a PKCS#7 bundle (`.p7b`, `.p7c`: RFC 5652 §5.1, SignedData without a signature), each as DER;
 * `null` for bytes that are no such bundle.
 */
export function certificatesInPkcs7(bytes: Uint8Array): readonly Uint8Array[] | null {
  const outer = valueAt(bytes, 0, bytes.length);
  if (outer?.tag !== sequence) return null;
  const [type, content] = valuesIn(bytes, outer);
  if (type?.tag !== objectId || hexOf(bytes, type) !== signedData || content?.tag !== context0) return null;
  const [signed] = valuesIn(bytes, content);
  const set = signed === undefined ? undefined : valuesIn(bytes, signed).find(({ tag }) => tag === context0);
  if (set === undefined) return null;
  // An attribute certificate has another tag, and is passed over.
  return valuesIn(bytes, set)
    .filter(({ tag }) => tag === sequence)
    .map(({ start, to }) => bytes.subarray(start, to));
}

/** The values that stand in another one; what follows a damaged one is not read. */
function valuesIn(bytes: Uint8Array, { from, to }: Value): readonly Value[] {
  const values: Value[] = [];
  for (let at = from; at < to;) {
    const value = valueAt(bytes, at, to);
    if (value === null) break;
    values.push(value);
    at = value.to;
  }
  return values;
}

/** The value at a place, of definite length within its bounds; `null` where there is none. */
function valueAt(bytes: Uint8Array, start: number, end: number): Value | null {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > end) return null;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > 4) return null;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < more; i += 1) length = length * 256 + (bytes[start + 2 + i] ?? 0);
  const from = start + 2 + more;
  return from + length > end ? null : { tag, from, to: from + length, start };
}

function hexOf(bytes: Uint8Array, { from, to }: Value): string {
  return Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
