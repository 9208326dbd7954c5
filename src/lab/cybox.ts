import { escapeXml } from './xml-tree.ts';

/** Attributes of a value: how it is to be compared. */
export const equals = 'condition="Equals"';
/** One of a `##comma##` list. */
export const anyOf = 'condition="Equals" apply_condition="ANY"';

function properties(type: string, attributes: string, inner: string): string {
  return `<cybox:Properties xsi:type="${type}"${attributes}>${inner}</cybox:Properties>`;
}

export type AddressCategory = 'ipv4-addr' | 'ipv6-addr' | 'cidr' | 'e-mail';

/** Address object: IP address, network or sender. */
export function address(category: AddressCategory, value: string, attributes = equals): string {
  const inner = `<AddressObj:Address_Value ${attributes}>${escapeXml(value)}</AddressObj:Address_Value>`;
  return properties('AddressObj:AddressObjectType', ` category="${category}"`, inner);
}

export function domain(value: string, attributes = equals): string {
  const inner = `<DomainNameObj:Value ${attributes}>${escapeXml(value)}</DomainNameObj:Value>`;
  return properties('DomainNameObj:DomainNameObjectType', ' type="FQDN"', inner);
}

export function hostname(value: string): string {
  const inner = `<HostnameObj:Hostname_Value ${equals}>${escapeXml(value)}</HostnameObj:Hostname_Value>`;
  return properties('HostnameObj:HostnameObjectType', ' is_domain_name="true"', inner);
}

/** URI object; some producers write domains this way too, with the type `Domain Name`. */
export function uri(value: string, attributes = equals, type = 'URL'): string {
  const inner = `<URIObj:Value ${attributes}>${escapeXml(value)}</URIObj:Value>`;
  return properties('URIObj:URIObjectType', ` type="${type}"`, inner);
}

/** A hash with its name, `null` where the producer leaves it out. */
export type Hash = readonly [name: 'MD5' | 'SHA1' | 'SHA256' | 'SHA512' | null, value: string];

/** File object: all hashes are of the one file. */
export function file(name: string, hashes: readonly Hash[]): string {
  const written = hashes.map(([type, value]) => {
    const named =
      type === null ? '' : `<cyboxCommon:Type xsi:type="cyboxVocabs:HashNameVocab-1.0">${type}</cyboxCommon:Type>`;
    return `<cyboxCommon:Hash>${named}<cyboxCommon:Simple_Hash_Value ${equals}>${escapeXml(value)}</cyboxCommon:Simple_Hash_Value></cyboxCommon:Hash>`;
  });
  const inner = `<FileObj:File_Name>${escapeXml(name)}</FileObj:File_Name><FileObj:Hashes>${written.join('')}</FileObj:Hashes>`;
  return properties('FileObj:FileObjectType', '', inner);
}

/** E-mail message object. The recipient is the victim, never an indicator. */
export function message(fields: { readonly from?: string; readonly to?: string; readonly subject?: string }): string {
  const mailbox = (value: string, attributes: string): string =>
    `<AddressObj:Address_Value${attributes}>${escapeXml(value)}</AddressObj:Address_Value>`;
  const to =
    fields.to === undefined
      ? ''
      : `<EmailMessageObj:To><EmailMessageObj:Recipient category="e-mail">${mailbox(fields.to, '')}</EmailMessageObj:Recipient></EmailMessageObj:To>`;
  const from =
    fields.from === undefined
      ? ''
      : `<EmailMessageObj:From category="e-mail">${mailbox(fields.from, ` ${equals}`)}</EmailMessageObj:From>`;
  const subject =
    fields.subject === undefined
      ? ''
      : `<EmailMessageObj:Subject ${equals}>${escapeXml(fields.subject)}</EmailMessageObj:Subject>`;
  const inner = `<EmailMessageObj:Header>${to}${from}${subject}</EmailMessageObj:Header>`;
  return properties('EmailMessageObj:EmailMessageObjectType', '', inner);
}

export function mutex(name: string): string {
  return properties(
    'MutexObj:MutexObjectType',
    ' named="true"',
    `<MutexObj:Name ${equals}>${escapeXml(name)}</MutexObj:Name>`,
  );
}

export function registryKey(key: string): string {
  const inner = `<WinRegistryKeyObj:Key ${equals}>${escapeXml(key)}</WinRegistryKeyObj:Key><WinRegistryKeyObj:Hive>HKEY_LOCAL_MACHINE</WinRegistryKeyObj:Hive>`;
  return properties('WinRegistryKeyObj:WinRegistryKeyObjectType', '', inner);
}
