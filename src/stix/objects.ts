import type { Field } from './field.ts';
import { skip } from '../indicator/found.ts';
import { reasonName } from '../indicator/reason.ts';
import { addresses, domains, emails, hashes, type Reading, readValue, urls, word } from './value.ts';

type Read = (properties: Field, reading: Reading) => void;

/** Reads the properties of an object by the local name of its type; what no reader knows is counted by that name. */
export function readObject(type: string, properties: Field, reading: Reading): void {
  const read = readers.get(type);
  if (read === undefined) skip(reading.found, `unsupported-object:${reasonName(type)}`);
  else if (properties.tooLarge) skip(reading.found, 'object-too-large');
  else read(properties, reading);
}

function readAddress(properties: Field, reading: Reading): void {
  const value = properties.first('Address_Value');
  if (value === undefined) return;
  const category = word(properties, 'category');
  if (category === 'e-mail') readValue(value, emails, reading);
  else if (/^(?:ipv[46]-(?:addr|net)|cidr)$/.test(category)) readValue(value, addresses, reading);
  else if (category !== '') skip(reading.found, `unsupported-address:${reasonName(category)}`);
  // The schema's default is ipv4-addr, but whoever leaves the category out means any.
  else readValue(value, value.value.includes('@') ? emails : addresses, reading);
}

function readDomainName(properties: Field, reading: Reading): void {
  const value = properties.first('Value');
  if (value === undefined) return;
  if (word(properties, 'type') === 'tld') skip(reading.found, 'unsupported-domain:TLD');
  else readValue(value, domains, reading);
}

function readHostname(properties: Field, reading: Reading): void {
  const value = properties.first('Hostname_Value');
  if (value !== undefined) readValue(value, domains, reading);
}

function readUri(properties: Field, reading: Reading): void {
  const value = properties.first('Value');
  if (value === undefined) return;
  const type = word(properties, 'type');
  if (type === 'general urn') skip(reading.found, 'unsupported-uri:urn');
  else if (type === 'domain name') readValue(value, domains, reading);
  else readValue(value, type === 'url' || /[/:\\]/.test(value.value) ? urls : domains, reading);
}

/** Hash names that say that the value is no hash of the whole file, or not one that is matched. */
const otherHash = /^(?:ssdeep|sha-?224|sha-?384|sha-?3|imphash|pehash|tlsh|crc|md6|authentihash|vhash)/i;

/**
 * The hashes of one object describe one file; each names its content exactly, so each may stand for it alone (unlike
 * the operands of an AND). Only the object's own Hashes: those of byte runs, sections and archived files are not the
 * file's. The length tells the kind, since the stated type is often missing, free text or wrong.
 */
function readFile(properties: Field, reading: Reading): void {
  const found = properties.all('Hashes').flatMap((list) => list.all('Hash'));
  if (found.length === 0) skip(reading.found, 'file-without-hash');
  for (const hash of found) {
    const type = hash.first('Type')?.value.trim() ?? '';
    const value = hash.first('Simple_Hash_Value');
    if (value === undefined) skip(reading.found, 'unsupported-hash:fuzzy');
    else if (otherHash.test(type)) skip(reading.found, `unsupported-hash:${reasonName(type)}`);
    else readValue(value, hashes, reading);
  }
}

/** Header fields that name the sender. The recipients are the victims: never read. */
const senders: ReadonlyMap<string, typeof emails> = new Map([
  ['From', emails],
  ['Sender', emails],
  ['Reply_To', emails],
  ['X_Originating_IP', addresses],
]);

/**
 * Who sent the message. Several header fields describe one message, but each sender field names a bad sender by
 * itself. Everything else is counted: subjects and the like are no observables of ours, links and attachments are
 * what the message carries, not what the source asserts (a phishing mail links to the real bank, too).
 */
function readEmailMessage(properties: Field, reading: Reading): void {
  for (const field of properties.all('Header').flatMap((header) => header.children)) {
    const sort = senders.get(field.local);
    if (sort === undefined) {
      skip(reading.found, `email-field:${reasonName(field.local)}`);
      continue;
    }
    const value = field.first('Address_Value');
    if (value !== undefined) readValue(value, sort, reading);
  }
  for (const field of properties.children) {
    if (field.local !== 'Header') skip(reading.found, `email-field:${reasonName(field.local)}`);
  }
}

/** A socket that is only an address or a host; with a port it is narrower than the address alone. */
function readSocket(socket: Field, reading: Reading): void {
  const address = socket.first('IP_Address')?.first('Address_Value');
  const host = socket.first('Hostname')?.first('Hostname_Value');
  if (socket.first('Port') !== undefined) skip(reading.found, 'address-with-port');
  else if (address !== undefined && host !== undefined) skip(reading.found, 'and-fields');
  else if (address !== undefined) readValue(address, addresses, reading);
  else if (host !== undefined) readValue(host, domains, reading);
}

/** A connection of which nothing but one end is stated; more fields hold together, and none may stand alone. */
function readConnection(properties: Field, reading: Reading): void {
  const [only, ...others] = properties.children;
  const isEnd = only?.local === 'Destination_Socket_Address' || only?.local === 'Source_Socket_Address';
  if (only === undefined) return;
  if (others.length > 0) skip(reading.found, 'and-fields');
  else if (isEnd) readSocket(only, reading);
  else skip(reading.found, 'unsupported-object:NetworkConnectionObjectType');
}

const readers: ReadonlyMap<string, Read> = new Map([
  ['AddressObjectType', readAddress],
  ['DomainNameObjectType', readDomainName],
  ['HostnameObjectType', readHostname],
  ['URIObjectType', readUri],
  ['LinkObjectType', readUri],
  ['FileObjectType', readFile],
  ['ArchiveFileObjectType', readFile],
  ['ImageFileObjectType', readFile],
  ['PDFFileObjectType', readFile],
  ['UnixFileObjectType', readFile],
  ['WindowsFileObjectType', readFile],
  ['WindowsExecutableFileObjectType', readFile],
  ['ArtifactObjectType', readFile],
  ['EmailMessageObjectType', readEmailMessage],
  ['SocketAddressObjectType', readSocket],
  ['NetworkConnectionObjectType', readConnection],
]);
