import type { JsonValue } from '../base/failure.ts';
import type { JsonObject } from '../service/service.ts';
import { clientCertificateOf, readPem } from './client-certificate.ts';
import type { Given } from './command.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { credentialsOf } from './source-credentials.ts';
import { commaList, proxySetting, type Before } from './source-proxy.ts';

type Settings = Record<string, JsonValue>;

/** Option (as commander names it) and setting, for those that are taken over as they were typed. */
const plain: Readonly<Record<string, string>> = {
  kind: 'kind',
  host: 'host',
  port: 'port',
  path: 'path',
  collection: 'collection',
  collectionType: 'collectionType',
  observables: 'observables',
  taxiiVersion: 'taxiiVersion',
  tlsMinimum: 'tlsMinimum',
  interval: 'interval',
  age: 'age',
  segment: 'segment',
  reconcile: 'reconcile',
  overlap: 'overlap',
  attempts: 'attempts',
  mode: 'mode',
  subdomains: 'subdomains',
};

/** Those that `none` takes away. */
const removable = ['subscription', 'pin', 'confidence', 'shrinkLimit', 'growthLimit'] as const;

const timeouts: Readonly<Record<string, string>> = {
  timeoutConnect: 'connect',
  timeoutFirstByte: 'firstByte',
  timeoutStall: 'stall',
  timeoutRequest: 'request',
};

/** The settings that the options name and no others, secrets in clear, for `config/` to check. */
export async function settingsOf(context: Context, given: Given, before: Before | null = null): Promise<JsonObject> {
  return {
    ...plainSettings(given),
    ...listsAndFlags(given),
    ...listSettings(given),
    ...mispSettings(given),
    ...timeoutSettings(given),
    ...(await certificates(context, given)),
    ...(await proxySetting(context, given, before)),
    ...(await credentialsOf(context, given)),
  };
}

function plainSettings(given: Given): Settings {
  const settings: Settings = {};
  for (const [option, setting] of Object.entries(plain)) {
    const text = given.text(option);
    if (text !== undefined) settings[setting] = text;
  }
  for (const setting of removable) {
    const text = given.text(setting);
    if (text !== undefined) settings[setting] = text === 'none' ? null : text;
  }
  return settings;
}

function listsAndFlags(given: Given): Settings {
  const settings: Settings = {};
  const bindings = given.text('bindings');
  const tags = given.texts('tag');
  if (bindings !== undefined) settings['bindings'] = bindings === 'none' ? [] : commaList(bindings);
  if (tags !== undefined) settings['tags'] = tags.length === 1 && tags[0] === 'none' ? [] : tags;
  if (given.on('https') || given.off('https')) settings['https'] = given.on('https');
  if (given.on('systemCa') || given.off('systemCa')) settings['systemCa'] = given.on('systemCa');
  if (given.on('allowPrivate') || given.off('allowPrivate')) settings['allowPrivate'] = given.on('allowPrivate');
  return settings;
}

/** How a list is read; what is not told stays as it is. */
function listSettings(given: Given): Settings {
  const list: Settings = {};
  const format = given.text('listFormat');
  const header = given.text('listHeader');
  const wanted = given.text('listKinds');
  const delimiter = given.text('listDelimiter');
  const columns = given.text('listColumns');
  const mapping = given.text('listMapping');
  if (format !== undefined) list['format'] = format;
  if (header !== undefined) list['header'] = header;
  if (wanted !== undefined) list['kinds'] = wanted === 'all' ? null : commaList(wanted);
  if (delimiter !== undefined) list['delimiter'] = delimiter === 'auto' ? null : delimiter;
  if (mapping !== undefined) list['mapping'] = mapping === 'auto' ? null : mapping;
  if (columns !== undefined) list['columns'] = columns === 'auto' ? {} : columnsOf(columns);
  return Object.keys(list).length === 0 ? {} : { list };
}

/** What is asked of MISP; what is not told stays as it is. */
function mispSettings(given: Given): Settings {
  const misp: Settings = {};
  const form = given.text('mispForm');
  const tags = given.text('mispTags');
  const published = given.text('mispPublished');
  const warninglists = given.text('mispWarninglists');
  const sightings = given.text('mispSightings');
  if (form !== undefined) misp['form'] = form;
  if (tags !== undefined) misp['tags'] = tags === 'none' ? [] : commaList(tags);
  if (published !== undefined) misp['published'] = published === 'yes';
  if (warninglists !== undefined) misp['warninglists'] = warninglists === 'yes';
  if (sightings !== undefined) misp['sightings'] = sightings;
  return Object.keys(misp).length === 0 ? {} : { misp };
}

/** `value=2,confidence=score`; a column without a name is that of the values. Several of these are joined. */
function columnsOf(text: string): Settings {
  const columns: Record<string, string> = {};
  for (const item of commaList(text)) {
    const [, name = 'value', column = ''] = /^(?:([A-Za-z]+)=)?(.*)$/.exec(item) ?? [];
    const before = columns[name];
    columns[name] = before === undefined ? column : `${before},${column}`;
  }
  return columns;
}

function timeoutSettings(given: Given): Settings {
  const found: Settings = {};
  for (const [option, name] of Object.entries(timeouts)) {
    const text = given.text(option);
    if (text !== undefined) found[name] = text;
  }
  return Object.keys(found).length === 0 ? {} : { timeouts: found };
}

async function certificates(context: Context, given: Given): Promise<Settings> {
  const { environment, texts } = context;
  const settings: Settings = {};
  const ca = given.text('ca');
  if (ca !== undefined) settings['ca'] = ca === 'none' ? null : await readPem(context, ca);
  const certificate = given.text('clientCert');
  const key = given.text('clientKey');
  if (certificate === 'none') return { ...settings, clientCertificate: null };
  if (certificate === undefined && key === undefined) return settings;
  if (certificate === undefined)
    throw fail('usage/missing-argument', texts.usage.needs('--client-key', '--client-cert FILE'));
  const file = given.text('clientKeyPassphraseFile');
  const passphrase = async () => (file === undefined ? null : environment.readSecretFile(file));
  settings['clientCertificate'] = await clientCertificateOf(context, { certificate, key: key ?? null, passphrase });
  return settings;
}
