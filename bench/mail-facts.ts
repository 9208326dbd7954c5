/**
 * What it takes to read a mail: `node bench/mail-facts.ts [rounds]` (default 2,000) prints the processor time of one
 * mail, median of blocks of 50, for four mails. Beside it two parsers of mails (mailparser, postal-mime), which take
 * a message apart and look for nothing in it: no links, no hashes, no archives.
 */
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { defaultBudget } from '../src/mail/budget.ts';
import { factsOfMessage } from '../src/mail/facts.ts';
import { rewriteMessage } from '../src/mail/rewrite.ts';

const rounds = Number(process.argv[2] ?? 2000);
const block = 50;
const clock = { monotonic: () => performance.now() };

const header = `Received: from mx.example.com (mx.example.com [192.0.2.5]) by mx2.example.org with ESMTPS; Mon, 23 Nov 2026 10:00:00 +0000
From: "Ann Example" <ann@example.com>
To: bob@example.org
Subject: =?utf-8?b?7JWI64WV7ZWY7IS47JqU?=
Date: Mon, 23 Nov 2026 10:00:00 +0000
Message-ID: <1@example.com>
MIME-Version: 1.0
`;

function alternative(paragraphs: number): string {
  const text =
    'Dear customer, your parcel could not be delivered.\nsee https://www.example.com/track?id=1 or www.example.net\n';
  const html = Array.from(
    { length: paragraphs },
    (_, i) =>
      `<p>Dear customer, your parcel could not be delivered. Please <a href=3D"https://www.example.com/=\ntrack?id=3D${i}&amp;lang=3Dko">see here</a> or visit shop${i % 20}.example.org today.</p>\n`,
  ).join('');
  return `Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8

${text.repeat(Math.ceil(paragraphs / 3))}
--inner
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><head><style>p { color: #333; background: url(https://img.example.com/bg.png) }</style></head><body>
${html}</body></html>
--inner--
`;
}

function withAttachment(bytes: number): string {
  const content = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i += 32) createHash('sha256').update(String(i)).digest().copy(content, i);
  const lines = content.toString('base64').replaceAll(/(.{76})/g, '$1\n');
  return `Content-Type: multipart/mixed; boundary="outer"

--outer
${alternative(5)}
--outer
Content-Type: application/octet-stream; name="a.bin"
Content-Disposition: attachment; filename="a.bin"
Content-Transfer-Encoding: base64

${lines}
--outer--
`;
}

const mails: Readonly<Record<string, Buffer>> = {
  text: Buffer.from(
    `${header}\n${'The quick brown fox jumps over the lazy dog, https://www.example.com/a.\n'.repeat(62)}`.replaceAll(
      '\n',
      '\r\n',
    ),
  ),
  'text and HTML': Buffer.from((header + alternative(17)).replaceAll('\n', '\r\n')),
  newsletter: Buffer.from((header + alternative(220)).replaceAll('\n', '\r\n')),
  attachment: Buffer.from((header + withAttachment(1024 * 1024)).replaceAll('\n', '\r\n')),
};

const shown = [{ kind: 'url', value: 'https://www.example.com/track?id=3&lang=ko' }] as const;

const ways: Readonly<Record<string, (mail: Buffer) => Promise<unknown>>> = {
  facts: (mail) => factsOfMessage(mail, { truncated: false, clock, budget: defaultBudget }),
  'facts, then a link defanged': async (mail) => {
    await factsOfMessage(mail, { truncated: false, clock });
    return rewriteMessage(mail, { truncated: false, clock, how: 'defang-url', shown, reference: 'R' });
  },
  mailparser: (mail) => simpleParser(mail),
  'postal-mime': (mail) => PostalMime.parse(mail),
};

/** Microseconds of the processor for one mail. */
async function cost(read: (mail: Buffer) => Promise<unknown>, mail: Buffer): Promise<number> {
  const count = Math.max(4 * block, Math.min(rounds, Math.ceil((rounds * 2000) / mail.length)));
  const blocks: number[] = [];
  for (let done = 0; done < count; done += block) {
    const before = process.cpuUsage();
    for (let i = 0; i < block; i += 1) await read(mail);
    const { user, system } = process.cpuUsage(before);
    blocks.push((user + system) / block);
  }
  // The first half is for the compiler.
  const settled = blocks.slice(blocks.length >> 1).sort((a, b) => a - b);
  return settled[settled.length >> 1] ?? 0;
}

for (const [name, mail] of Object.entries(mails)) {
  const { facts } = await factsOfMessage(mail, { truncated: false, clock });
  console.log(`${name}, ${(mail.length / 1000).toFixed(1)} kB, ${facts.length} facts`);
  for (const [way, read] of Object.entries(ways)) {
    const micros = await cost(read, mail);
    console.log(
      `  ${way.padEnd(32)}${micros.toFixed(0).padStart(9)} µs  ${(mail.length / micros).toFixed(0).padStart(6)} MB/s`,
    );
  }
}
