/** Content types of TLS records (RFC 8446 §5.1). */
const handshake = 22;

/** Handshake messages that travel in plain text and tell something (RFC 5246 §7.4). */
const certificateRequest = 13;

/** Whether bytes begin like a TLS record: a content type, then major version 3. */
export function looksLikeTls(bytes: Uint8Array): boolean {
  const [type = 0, major] = bytes;
  return type >= 20 && type <= 24 && (major === undefined || major === 3);
}

/**
 * Whether the server asked for a client certificate in plain text, as TLS 1.2 does. In TLS 1.3 the request is
 * encrypted, and the answer is always no.
 * @param sent what the server sent from its first byte on.
 */
export function askedForCertificate(sent: Uint8Array): boolean {
  const messages = handshakeBytes(sent);
  for (let at = 0; at + 4 <= messages.length;) {
    if (messages[at] === certificateRequest) return true;
    at += 4 + ((messages[at + 1] ?? 0) << 16) + ((messages[at + 2] ?? 0) << 8) + (messages[at + 3] ?? 0);
  }
  return false;
}

/** Payload of the handshake records up to the first record of another type. */
function handshakeBytes(sent: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; sent[at] === handshake && at + 5 <= sent.length;) {
    const length = ((sent[at + 3] ?? 0) << 8) + (sent[at + 4] ?? 0);
    parts.push(sent.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  return Buffer.concat(parts);
}
