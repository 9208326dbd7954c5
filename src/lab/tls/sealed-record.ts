import { createCipheriv, createHmac } from 'node:crypto';
import { contentTypes, record } from './records.ts';

const keyBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * The first record that a server of TLS 1.3 sends under its traffic secret, with TLS_AES_128_GCM_SHA256 (RFC 8446
 * §5.2, §7.3). No TLS library says what it is told to.
 */
export function sealedRecord(secret: Uint8Array, type: number, message: Uint8Array): Buffer {
  const content = Buffer.concat([message, Buffer.of(type)]);
  const head = record(contentTypes.applicationData, Buffer.alloc(0), content.length + tagBytes);
  const cipher = createCipheriv('aes-128-gcm', expand(secret, 'key', keyBytes), expand(secret, 'iv', nonceBytes));
  cipher.setAAD(head);
  return Buffer.concat([head, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** HKDF-Expand-Label with an empty context, for at most one block (RFC 8446 §7.1). */
function expand(secret: Uint8Array, label: string, bytes: number): Buffer {
  const name = `tls13 ${label}`;
  const info = Buffer.concat([Buffer.of(0, bytes, name.length), Buffer.from(name), Buffer.of(0, 1)]);
  return createHmac('sha256', secret).update(info).digest().subarray(0, bytes);
}
