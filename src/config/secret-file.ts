import { createReadStream } from 'node:fs';
import { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import { errorCode } from '../host/error-code.ts';
import { fail } from './conditions.ts';

/** The longest secret, in bytes: a password, a token, a private key. */
const longestSecret = 65_536;

/** The secret in a file, without one line end at its end. @throws Failure `config/secret-unreadable` when it is missing, longer than 64 kB, or not UTF-8. */
export async function readSecretFile(path: string): Promise<Secret> {
  return readSecret(createReadStream(path), `file ${quote(path)}`);
}

/** The secret that comes from a stream such as standard input, under the same rules. */
export async function readSecret(stream: AsyncIterable<Uint8Array | string>, from = 'standard input'): Promise<Secret> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of stream) {
      const bytes = Buffer.from(part);
      length += bytes.length;
      if (length > longestSecret) break;
      parts.push(bytes);
    }
  } catch (error) {
    throw unreadable(from, errorCode(error));
  }
  if (length > longestSecret) throw unreadable(from, `it is longer than ${longestSecret} bytes`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return new Secret(text.replace(/\r?\n$/, ''));
  } catch {
    throw unreadable(from, 'it is not UTF-8 text');
  }
}

function unreadable(from: string, why: string): Error {
  return fail('config/secret-unreadable', `reading a secret from ${from}: ${why}`, { evidence: { from, why } });
}
