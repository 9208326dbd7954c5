import { createHash } from 'node:crypto';
import type { Notice } from '../alert/book.ts';
import { wordsOf } from '../alert/text.ts';
import type { MailSettings } from '../config/alert-channels.ts';
import type { Place } from './world.ts';

/** Characters of an encoded word that hold text: with `=?utf-8?B?…?=` 75 at the most (RFC 2047 §2). */
const encodedBytes = 42;

/**
 * A notice as a mail (RFC 5322, UTF-8 in base64), lines ended by CRLF. Mails of one alert are one thread: they refer to
 * a message that names it.
 */
export function mailMessage(channel: MailSettings, notice: Notice, place: Place): string {
  const { subject, body } = wordsOf(notice, { ...place, language: channel.language });
  const domain = channel.from.slice(channel.from.lastIndexOf('@') + 1);
  const thread = createHash('sha256').update(`${notice.alert.key} ${notice.alert.openedAt}`).digest('hex').slice(0, 24);
  const urgent = notice.severity === 'critical' && notice.kind !== 'recovered' && notice.kind !== 'passed';
  const head = [
    `From: Feedgate <${channel.from}>`,
    `To: ${channel.to.join(',\r\n ')}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${new Date(notice.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${notice.id}.${idPart(place.node)}.${idPart(channel.name)}@${domain}>`,
    `References: <alert-${thread}@${domain}>`,
    // RFC 3834 §5.1: nobody answers it with an absence notice.
    'Auto-Submitted: auto-generated',
    ...(urgent ? ['Importance: high'] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const text = Buffer.from(`${body.replaceAll('\n', '\r\n')}\r\n`).toString('base64');
  return [...head, '', ...(text.match(/.{1,76}/g) ?? []), ''].join('\r\n');
}

/** Text of a header as encoded words, folded; as it is where it is short and ASCII. */
function headerText(text: string): string {
  if (/^[ -~]{1,60}$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const char of text) {
    if (Buffer.byteLength(word + char) > encodedBytes) {
      words.push(word);
      word = '';
    }
    word += char;
  }
  return [...words, word].map((each) => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}

function idPart(text: string): string {
  return text.replace(/[^\w.-]/g, '-').slice(0, 64);
}
