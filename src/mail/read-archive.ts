import { readGzip } from '../archive/gzip.ts';
import type { Member } from '../archive/member.ts';
import { readTar } from '../archive/tar.ts';
import { readZip } from '../archive/zip.ts';
import { hashFile } from './hash-file.ts';
import type { MailFile, Reading } from './reading.ts';

/** Facts of the files in a zip archive, or of the pieces of an office document, which is one too. */
export async function readZipFacts(reading: Reading, file: MailFile): Promise<void> {
  const { spending } = reading;
  if (!spending.mayNest(file.depth + 1)) return;
  const { content } = file;
  const read = isOffice(content) ? readPiece : readMember;
  for await (const member of readZip(content, () => spending.unpackable(content.length))) {
    if (!spending.takeMember()) return;
    if (member.kind === 'file') spending.takeUnpacked(member.content.length);
    await read(reading, member, file);
  }
}

/** Facts of the one file in gzip. */
export async function readGzipFacts(reading: Reading, file: MailFile): Promise<void> {
  const { spending } = reading;
  if (!spending.mayNest(file.depth + 1) || !spending.takeMember()) return;
  const member = await readGzip(file.content, spending.unpackable(file.content.length));
  if (member.kind === 'file') spending.takeUnpacked(member.content.length);
  const name = member.name === '' ? (/^(.+)\.gz$/i.exec(file.name ?? '')?.[1] ?? '') : member.name;
  await readMember(reading, { ...member, name }, file);
}

/** Facts of the files in a tar archive; they lie in it as they are, and cost nothing to unpack. */
export async function readTarFacts(reading: Reading, file: MailFile): Promise<void> {
  const { spending } = reading;
  if (!spending.mayNest(file.depth + 1)) return;
  for (const member of readTar(file.content)) {
    if (!spending.takeMember()) return;
    await readMember(reading, member, file);
  }
}

async function readMember(reading: Reading, member: Member, { depth }: MailFile): Promise<void> {
  if (member.kind !== 'file') return reading.spending.reserve(`mail/archive-${member.kind}`);
  const { name, content } = member;
  if (!hashFile(reading, content, 'archive', name)) return;
  await reading.file({ content, name, type: '', charset: '', where: 'archive', depth: depth + 1, base: null });
}

/** Whether a zip archive is a document: OOXML (ECMA-376 part 2), or ODF and its like, which begin with their type. */
function isOffice(content: Buffer): boolean {
  return content.toString('latin1', 30, 50) === 'mimetypeapplication/' || content.includes('[Content_Types].xml');
}

/** A piece of an office document: markup that leads on, or a file that is embedded. */
async function readPiece(reading: Reading, member: Member, file: MailFile): Promise<void> {
  const { spending } = reading;
  if (member.kind === 'encrypted') return spending.reserve('mail/document-encrypted');
  if (member.kind === 'too-large') return spending.reserve('mail/document-too-large');
  if (member.kind !== 'file' || !isMarkup(member.name)) return readMember(reading, member, file);
  const { content } = member;
  if (content.includes('encryption-data')) spending.reserve('mail/document-encrypted');
  const { name, depth } = file;
  const piece = { content, name, type: 'text/html', charset: '', where: 'document', base: null } as const;
  await reading.file({ ...piece, depth: depth + 1 });
}

function isMarkup(name: string): boolean {
  return /\.(?:xml|rels|vml|rdf|hpf)$/i.test(name);
}
