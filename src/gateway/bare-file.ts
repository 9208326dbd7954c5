/** How a message begins: with a header field (RFC 5322 §2.2), or with the line of an mbox. */
const message = /^(?:From [^\n]*\r?\n|[!-9;-~]{1,100}[ \t]*:)/;

const boundary = '=_feedgate-bare-file';

/**
 * What came to be scanned, as a message: some clients take a mail apart themselves, and send its files one by one. Such
 * a file becomes the attachment of a message that holds nothing else, and its text where it is one, so that links in
 * it, its hash and what is packed in it are seen as they would be in the mail.
 */
export function asMessage(bytes: Buffer): Buffer {
  const head = bytes.subarray(0, 4096).toString('latin1');
  if (bytes.length === 0 || message.test(head)) return bytes;
  const text = head.includes('\0')
    ? []
    : [part(/<(?:!doctype|html|body|a|p|div)\b/i.test(head) ? 'text/html' : 'text/plain', bytes)];
  const parts = [...text, part('application/octet-stream', bytes)];
  const header = `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;
  return Buffer.concat([Buffer.from(header), ...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

function part(type: string, bytes: Buffer): Buffer {
  const lines = bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const disposition = type.startsWith('text/') ? '' : 'Content-Disposition: attachment\r\n';
  return Buffer.from(
    `--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\n${disposition}Content-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`,
    'latin1',
  );
}
