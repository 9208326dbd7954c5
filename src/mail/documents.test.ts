import { createHash } from 'node:crypto';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compoundOf, tarOf, zipOf } from '../../test/fakes/archives.ts';
import { defaultBudget, type MailBudget } from './budget.ts';
import { factsOfMessage } from './facts.ts';

const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const clock = { monotonic: () => 0 };

async function read(content: Uint8Array, name: string, budget: MailBudget = defaultBudget) {
  const message = Buffer.from(
    `Content-Type: application/octet-stream; name="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`,
  );
  const { facts, reservations } = await factsOfMessage(message, { truncated: false, clock, budget });
  return { facts: facts.map(({ observable, where }) => `${where} ${observable.value}`), reservations };
}

const stream = (dictionary: string, content: Uint8Array | string) =>
  Buffer.concat([
    Buffer.from(`9 0 obj\n<< ${dictionary} /Length ${Buffer.byteLength(content)} >>\nstream\n`),
    Buffer.from(content),
    Buffer.from('\nendstream\nendobj\n'),
  ]);
const pdf = (...pieces: (string | Buffer)[]) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), ...pieces.map((each) => Buffer.from(each))]);
const packed = (dictionary: string, content: string) =>
  stream(`${dictionary} /Filter /FlateDecode`, deflateSync(content));

describe('links of a PDF', () => {
  const cmap = `beginbfrange\n<0003> <0004> <0061>\n<0005> <0006> [<002E> <006500780061006D0070006C0065>] endbfrange
    beginbfchar <0010> <003A002F002F> <0011> <00680074007400700073> <0012> <002F0078> endbfchar`;
  it.each([
    ['an action', pdf('1 0 obj << /A << /S /URI /URI (https://a.example/x) >> >>')],
    ['an action with escapes', pdf('<< /URI (ht\\164ps://a.exam\\\nple/\\x) >>')],
    [
      'hexadecimal digits',
      pdf(
        `<< /URI <${Buffer.from('https://a.example/x')
          .toString('hex')
          .replaceAll(/(.{9})/g, '$1\n')}> >>`,
      ),
    ],
    ['UTF-16', pdf(`<< /URI <FEFF${Buffer.from('https://a.example/x', 'utf16le').swap16().toString('hex')}> >>`)],
    ['a script', pdf('<< /S /JavaScript /JS (app.launchURL\\("https://a.example/x"\\)) >>')],
    ['a stream of objects', pdf(packed('/Type /ObjStm /N 1', '1 0 << /S /URI /URI (https://a.example/x) >>'))],
    ['text', pdf(packed('', 'BT /F1 12 Tf (see https://a.) Tj (example/x) Tj 0 -12 Td (next) Tj ET'))],
    ['kerned text', pdf(packed('', 'BT [(htt) -20 (ps://a.exam) 15 (ple/x) -400 (and)] TJ ET'))],
    [
      'base 85',
      pdf(stream('/Filter [ /ASCII85Decode /FlateDecode ]', ascii85(deflateSync('(https://a.example/x) Tj')))),
    ],
    [
      'hexadecimal streams',
      pdf(stream('/Filter /ASCIIHexDecode', Buffer.from('(https://a.example/x) Tj').toString('hex'))),
    ],
    [
      'text of a font with codes of its own',
      pdf(packed('', cmap), packed('', '[<00110010> -3 <00030005><00060012>] TJ')),
    ],
    ['a stream that does not end', pdf(packed('', '(https://a.example/x) Tj')).subarray(0, -20)],
    [
      'a stream whose length is elsewhere',
      Buffer.from(
        pdf(stream('', '(https://a.example/x) Tj'))
          .toString('latin1')
          .replace(/Length \d+/, 'Length 7 0 R'),
        'latin1',
      ),
    ],
  ])('are found in %s', async (what, content) => {
    const { facts, reservations } = await read(content, 'x.pdf');
    expect(facts, what).toContain('document https://a.example/x');
    expect(reservations).toEqual([]);
  });

  it('are in files that are embedded in it', async () => {
    const { facts } = await read(pdf(packed('/Type /EmbeddedFile', '<html><a href="https://a.example/x">')), 'x.pdf');
    expect(facts).toContain('archive https://a.example/x');
    expect(facts).toContain(`archive ${sha256('<html><a href="https://a.example/x">')}`);
  });

  it('are not known where it is encrypted, or too large', async () => {
    expect((await read(pdf('trailer << /Encrypt 5 0 R >>'), 'x.pdf')).reservations).toEqual([
      'mail/document-encrypted',
    ]);
    const bomb = pdf(stream('/Filter /FlateDecode', deflateSync(Buffer.alloc(20e6))));
    const budget = { ...defaultBudget, unpackedBytes: 10e6 };
    expect((await read(bomb, 'x.pdf', budget)).reservations).toEqual(['mail/document-too-large']);
  });
});

/** One group after the other, as `ASCII85Decode` reads it. */
function ascii85(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = bytes.subarray(at, at + 4);
    let number = Buffer.concat([group], 4).readUInt32BE();
    let digits = '';
    for (let i = 0; i < 5; i += 1) {
      digits = String.fromCharCode(33 + (number % 85)) + digits;
      number = Math.floor(number / 85);
    }
    text += group.length === 4 && digits === '!!!!!' ? 'z' : digits.slice(0, group.length + 1);
  }
  return `${text}~>`;
}

describe('links of documents of Office', () => {
  const types = { '[Content_Types].xml': '<Types/>' };
  it.each([
    [
      'a relationship',
      zipOf({
        ...types,
        'word/_rels/document.xml.rels':
          '<Relationships xmlns="http://schemas.example"><Relationship Id="r1" Target="https://a.example/x" TargetMode="External"/></Relationships>',
      }),
    ],
    [
      'a field over several runs',
      zipOf({
        ...types,
        'word/document.xml':
          '<w:p><w:r><w:instrText>HYPERLINK "https://a.exa</w:instrText></w:r><w:r><w:instrText>mple/x"</w:instrText></w:r></w:p>',
      }),
    ],
    ['a formula', zipOf({ ...types, 'xl/worksheets/sheet1.xml': '<f>HYPERLINK(&quot;https://a.example/x&quot;)</f>' })],
    [
      'ODF',
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml': '<text:a xlink:href="https://a.example/x">b</text:a>',
      }),
    ],
    ['RTF', Buffer.from('{\\rtf1{\\field{\\*\\fldinst HYPERLINK "https://a.exa\\\'6dple/{\\b x}" }}}')],
    [
      'an object in RTF',
      Buffer.from(`{\\rtf1{\\object{\\*\\objdata ${Buffer.from('\0https://a.example/x\0').toString('hex')}}}}`),
    ],
    [
      'a compound file',
      compoundOf({ WordDocument: Buffer.from('\x13HYPERLINK "https://a.example/x"\x14', 'utf16le') }),
    ],
    [
      'Hangul',
      compoundOf({
        FileHeader: Buffer.concat([Buffer.from('HWP Document File'.padEnd(36, '\0')), Buffer.of(1, 0, 0, 0)]),
        'BodyText/Section0': deflateRawSync(Buffer.from('\0링크 https://a.example/x', 'utf16le')),
      }),
    ],
    [
      'a link of Windows',
      Buffer.concat([Buffer.from('4c0000000114020000000000', 'hex'), Buffer.from('https://a.example/x\0', 'utf16le')]),
    ],
  ])('are found in %s', async (what, content) => {
    const { facts, reservations } = await read(content, 'x.bin');
    expect(facts, what).toContain('document https://a.example/x');
    expect(facts.join()).not.toContain('schemas.example');
    expect(reservations).toEqual([]);
  });

  it.each([
    ['of a compound file', compoundOf({ EncryptionInfo: 'x', EncryptedPackage: 'y' })],
    ['of ODF', zipOf({ mimetype: 'application/vnd.oasis', 'META-INF/manifest.xml': '<manifest:encryption-data/>' })],
    [
      'of Hangul',
      compoundOf({
        FileHeader: Buffer.concat([Buffer.from('HWP Document File'.padEnd(36, '\0')), Buffer.of(3, 0, 0, 0)]),
      }),
    ],
  ])('are not known where %s the contents are encrypted', async (_, content) => {
    expect((await read(content, 'x')).reservations).toEqual(['mail/document-encrypted']);
  });

  it('do not hide a file that is embedded', async () => {
    const { facts } = await read(zipOf({ ...types, 'word/embeddings/a.exe': 'malware' }), 'x.docx');
    expect(facts).toContain(`archive ${sha256('malware')}`);
  });
});

describe('a message of Outlook', () => {
  it('is read with its text, its page, its senders and its attachments', async () => {
    const wide = (text: string) => Buffer.from(text, 'utf16le');
    const message = compoundOf({
      '__properties_version1.0': 'p',
      '__substg1.0_007D001F': wide('From: a@from.example\r\n\r\n'),
      '__substg1.0_1000001F': wide('see <https://text.example/x>'),
      '__substg1.0_10130102': '<a href="https://html.example/x">',
      '__attach_version1.0_#00000000/__substg1.0_37010102': 'malware',
      '__attach_version1.0_#00000000/__substg1.0_3707001F': wide('a.exe'),
    });
    const { facts } = await read(message, 'x.msg');
    expect(facts).toEqual(
      expect.arrayContaining([
        'from a@from.example',
        'document https://text.example/x',
        'document https://html.example/x',
        `archive ${sha256('malware')}`,
      ]),
    );
  });
});

describe('files in archives', () => {
  const inside = 'malware';
  const long = `${'d/'.repeat(60)}a.exe`;
  it.each([
    ['zip', zipOf({ 'a.exe': inside })],
    ['gzip', gzipSync(inside)],
    ['tar', tarOf({ 'a.exe': inside })],
    ['tar with a long name', tarOf({ [long]: inside })],
    ['tar in gzip', gzipSync(tarOf({ b: 'other', 'a.exe': inside }))],
    ['zip in zip in tar', tarOf({ 'c.zip': zipOf({ 'b.zip': zipOf({ a: inside }) }) })],
    ['gzip that ends too early', gzipSync(inside).subarray(0, -8)],
  ])('are hashed in %s', async (_, content) => {
    expect(await read(content, 'x')).toMatchObject({
      facts: expect.arrayContaining([`archive ${sha256(inside)}`]),
      reservations: [],
    });
  });

  it.each([
    ['gzip', gzipSync('x'.repeat(100)).fill(0xff, 10, 20), 'mail/archive-damaged'],
    ['tar', tarOf({ a: 'x'.repeat(600) }).subarray(0, 1000), 'mail/archive-damaged'],
    ['gzip that is a bomb', gzipSync(Buffer.alloc(80e6)), 'mail/archive-too-large'],
    ['RAR', Buffer.from('Rar!\x1a\x07\x01\x00'), 'mail/archive-unread'],
    ['7-Zip', Buffer.from('377abcaf271c0004', 'hex'), 'mail/archive-unread'],
    ['a disk image', Buffer.alloc(100), 'mail/archive-unread'],
  ])('are not known in %s that cannot be read', async (_, content, expected) => {
    expect((await read(content, 'x.iso')).reservations).toEqual([expected]);
  });

  it('are read to their number, their depth and their size, all archives of a mail together', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`f${i}`, `${i}`])));
    expect((await read(many, 'x', { ...defaultBudget, members: 20 })).reservations).toEqual(['mail/archive-too-large']);
    let deep = zipOf({ a: 'x' });
    for (let i = 0; i < 40; i += 1) deep = zipOf({ a: deep });
    expect((await read(deep, 'x')).reservations).toEqual(['mail/too-deep']);
    const nested = zipOf({ a: gzipSync(Buffer.alloc(600e3)), b: gzipSync(Buffer.alloc(700e3)) });
    const budget = { ...defaultBudget, unpackedBytes: 1e6 };
    expect((await read(nested, 'x', budget)).reservations).toEqual(['mail/archive-too-large']);
  });
});

it('whatever is done to a file, reading it ends', { timeout: 60_000 }, async () => {
  const seeds: Buffer[] = [
    pdf(
      '<< /URI (https://a.example/x) >>',
      packed('/Type /ObjStm', '<< /URI (x) >>'),
      packed('', '[(a) -300 <00>] TJ'),
    ),
    compoundOf({ FileHeader: 'HWP Document File', 'a/b': 'c' }),
    zipOf({ '[Content_Types].xml': '<a/>', 'a.xml': '<a href="https://a.example">' }),
    gzipSync(tarOf({ a: 'b' })),
    tarOf({ a: 'b', [`${'d/'.repeat(60)}e`]: 'f' }),
    Buffer.from('{\\rtf1 \\u8364? \\objdata 00ff}'),
  ];
  const damage = fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds), damage, async (seed, changes) => {
      const content = Buffer.from(seed);
      for (const [at, value] of changes) if (at < content.length) content[at] = value;
      const { facts } = await read(content, 'x');
      expect(facts).toContain(`attachment ${sha256(content)}`);
    }),
    { numRuns: 600 },
  );
});
