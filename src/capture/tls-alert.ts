/** An alert of TLS (RFC 8446 §6, RFC 5246 §7.2) that anybody on the way could read. */
export interface TlsAlert {
  readonly level: 'warning' | 'fatal';
  readonly number: number;
  /** As the RFCs call it; empty for a number that they do not know. */
  readonly name: string;
}

const names: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  22: 'record_overflow',
  40: 'handshake_failure',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  109: 'missing_extension',
  110: 'unsupported_extension',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
};

/** Kinds of records: change_cipher_spec, alert, handshake, application_data. */
const kinds = [20, 21, 22, 23];
const alert = 21;

/**
 * The alerts in clear among the records that begin where this data begins. An encrypted alert is longer than two bytes,
 * and is none here.
 */
export function alertsIn(data: Uint8Array): readonly TlsAlert[] {
  const found: TlsAlert[] = [];
  let at = 0;
  while (at + 5 <= data.length && kinds.includes(data[at] ?? 0) && data[at + 1] === 3) {
    const length = ((data[at + 3] ?? 0) << 8) | (data[at + 4] ?? 0);
    const content = data.subarray(at + 5, at + 5 + length);
    if (data[at] === alert && length === 2) found.push(...alertOf(content));
    at += 5 + length;
  }
  return found;
}

/** Nothing where it was cut off, or the level is none (RFC 8446 §6). */
function alertOf([level, number]: Uint8Array): TlsAlert[] {
  if (number === undefined || (level !== 1 && level !== 2)) return [];
  return [{ level: level === 1 ? 'warning' : 'fatal', number, name: names[number] ?? '' }];
}
