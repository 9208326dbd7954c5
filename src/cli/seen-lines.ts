import type { Evidence, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import { showDuration, showTime, type Context } from './context.ts';
import { isObject, plainText } from './json-value.ts';

/** Evidence that is told elsewhere: by the stages, by the steps, or by the headline. */
const toldElsewhere: ReadonlySet<string> = new Set([
  'elapsed',
  'probes',
  'url',
  'method',
  'port',
  'status',
  'hop',
  'problems',
  'source',
  'headers',
  'tls',
  'triedMs',
  'workedMs',
  'clientCertificateSent',
  'error',
  'listed',
  'reset',
  'credentials',
]);

/** Probes whose question does not say what was asked. */
const unnamed: ReadonlySet<string> = new Set(['neighbour', 'dns']);

const mostItems = 10;
const mostText = 300;

/** How much is shown of a page that came instead of a feed. */
const mostOfPage = 120;
const pages: ReadonlySet<string> = new Set(['body', 'begins']);

/** Headers that are looked at when something is wrong. */
const telling = ['server', 'via', 'location', 'allow', 'retry-after', 'www-authenticate', 'content-type', 'cf-ray'];

/** What was seen, a line a thing, in words; peer text made safe. */
export function seenLines(context: Context, evidence: Evidence): string[] {
  const { names } = context.texts.trial.finding;
  const known: Readonly<Record<string, string>> = names;
  const lines = Object.entries(evidence)
    .filter(([name, value]) => !toldElsewhere.has(name) && !saysNothing(value))
    .filter(([name]) => name !== 'body' || evidence['title'] === undefined)
    .map(([name, value]) => `${known[name] ?? words(name)}: ${seenText(context, name, value)}`);
  return [...lines, ...headerLines(evidence)];
}

/** What was asked and answered, a line a probe. */
export function askedLines(context: Context, { probes }: Evidence): string[] {
  if (!Array.isArray(probes)) return [];
  const { answered } = context.texts.trial.finding;
  return probes.filter(isObject).map(({ probe, asked, answered: answer, ms }) => {
    const took = showDuration(context, typeof ms === 'number' ? ms : 0);
    const what = unnamed.has(plainText(probe)) ? `${plainText(probe)} ${plainText(asked)}` : plainText(asked);
    return answered(safeText(what), safeText(plainText(answer)), took);
  });
}

/** The headers that tell something, and have not told it under a name of their own. */
function headerLines({ headers, ...evidence }: Evidence): string[] {
  if (headers === undefined || !isObject(headers)) return [];
  return telling.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' && evidence[name] === undefined ? [`${name}: ${safeText(value, mostText)}`] : [];
  });
}

function seenText(context: Context, name: string, value: JsonValue): string {
  if (name === 'clockDriftMs' && typeof value === 'number') {
    return context.texts.trial.rows.drift(showDuration(context, Math.abs(value)), value > 0);
  }
  if (Array.isArray(value)) return listText(context, value);
  return isObject(value)
    ? objectText(context, value)
    : safeText(plainText(value), pages.has(name) ? mostOfPage : mostText);
}

function listText(context: Context, values: readonly JsonValue[]): string {
  const shown = values.slice(0, mostItems).map((value) => seenText(context, '', value));
  const rest = values.length - shown.length;
  const { and } = context.texts.trial.finding;
  return [...shown, ...(rest > 0 ? [and(String(rest))] : [])].join(values.some(isObject) ? '; ' : ', ');
}

/** A certificate by whom it is for, who issued it and until when; an attempt by address and error; else by fields. */
function objectText(context: Context, value: Evidence): string {
  const { subject, issuer, validTo, address, error } = value;
  if (typeof address === 'string' && typeof error === 'string') return safeText(`${address} ${error}`);
  if (typeof subject === 'string' && typeof issuer === 'string') {
    const until = typeof validTo === 'number' ? ` → ${showTime(context, new Date(validTo).toISOString())}` : '';
    return context.texts.trial.rows.certificate(safeText(subject), safeText(issuer)) + until;
  }
  return Object.entries(value)
    .filter(([, each]) => !saysNothing(each))
    .map(([name, each]) => `${safeText(name, 40)} ${seenText(context, '', each)}`)
    .join(' ');
}

function saysNothing(value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === false || value === '';
}

/** `parentExists` as `parent exists`. */
function words(name: string): string {
  return safeText(name, 40).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
