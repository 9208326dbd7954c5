import { titleOf } from './complaint.ts';
import type { Code, Evidence, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { TrialStage } from '../feed/trial.ts';
import type { TestView } from '../service/service.ts';
import { showDuration, type Context } from './context.ts';
import { together } from './facts.ts';
import { formatBytes, formatNumber } from './format.ts';
import { isObject, plainText } from './json-value.ts';

/** Characters of a fact that stays on one line. */
const shortFact = 32;

/** A line of the staged trace. */
export interface Row {
  readonly name: string;
  readonly state: TrialStage['state'] | 'note' | 'fixed';
  readonly text: string;
  readonly ms: number | null;
}

/** The stages of a test in order, those of discovery before them. */
export function rowsOf(context: Context, view: TestView, notes: readonly string[]): Row[] {
  return [
    ...notes.map((text): Row => ({ name: 'url', state: 'note', text, ms: null })),
    ...discoveryRows(context, view),
    ...view.stages.map((stage) => stageRow(context, view, stage)),
  ];
}

function discoveryRows(context: Context, { discovery, url, collection }: TestView): Row[] {
  if (discovery === null) return [];
  const { rows } = context.texts.trial;
  const { settings, offer } = discovery;
  const moved = ['path', 'port', 'https'].some((name) => settings[name] !== undefined);
  const chosen = settings['collection'] === undefined ? null : `"${safeText(collection)}"`;
  const text = chosen === null ? rows.noCollections : rows.collections(formatNumber(offer.collections.length), chosen);
  return [
    ...(moved ? [{ name: 'poll', state: 'fixed' as const, text: rows.address(safeText(url, 300)), ms: null }] : []),
    ...(offer.collections.length === 0 && chosen === null && offer.versions.length === 0
      ? []
      : [{ name: 'collect', state: chosen === null ? ('note' as const) : ('fixed' as const), text, ms: null }]),
  ];
}

function stageRow(context: Context, view: TestView, stage: TrialStage): Row {
  const { state, ms } = stage;
  const text = state === 'failed' ? failedText(context, view) : textOf(context, view, stage);
  return { name: stage.stage, state, text, ms };
}

/** Messages are English; in another language the title of the condition stands for them, and the message below. */
function failedText(context: Context, { failure }: TestView): string {
  if (failure === null) return '';
  const title = context.globals.language === 'en' ? null : titleOf(context, failure.code);
  return safeText(title ?? failure.message, 500);
}

function textOf(context: Context, view: TestView, { stage, state, seen }: TrialStage): string {
  const { rows } = context.texts.trial;
  if (state === 'not-reached') return '';
  if (state === 'skipped') {
    const none: Readonly<Record<string, string>> = { proxy: rows.direct, tls: rows.plain, auth: rows.anonymous };
    return none[stage] ?? '';
  }
  return tellers[stage]?.(context, seen, view) ?? '';
}

type Teller = (context: Context, seen: Evidence, view: TestView) => string;

const tellers: Readonly<Record<string, Teller>> = {
  config: ({ texts }, { kind, url, collection }) =>
    texts.trial.rows.config(text(kind), text(url, 300), `"${text(collection)}"`),
  gate: (context, { suspended, polledBy, closed }, { source }) => {
    const { rows } = context.texts.trial;
    if (typeof closed === 'string')
      return rows.closed(safeText(titleOf(context, closed as Code) ?? closed), together('feedgate service status'));
    if (typeof polledBy === 'string') return rows.polling(together(`feedgate poll ${safeText(source)} --cancel`));
    return suspended === true ? rows.suspended(together(`feedgate source resume ${safeText(source)}`)) : rows.open;
  },
  dns: (_context, { host, addresses }) => `${text(host)} → ${list(addresses).join(', ')}`,
  tcp: ({ texts }, { address, port, attempts }) => {
    const tried = (Array.isArray(attempts) ? attempts : []).map((each) =>
      isObject(each) ? `${text(each['address'])} ${text(each['error'])}` : '',
    );
    const place = text(address).includes(':') ? `[${text(address)}]:${text(port)}` : `${text(address)}:${text(port)}`;
    return tried.length === 0 ? place : `${place}, ${texts.trial.rows.attempts(tried.join(', '))}`;
  },
  proxy: ({ texts }, { proxy }) => texts.trial.rows.tunnel(text(proxy)),
  tls: tlsText,
  http: httpText,
  auth: authText,
  taxii: taxiiText,
  content: ({ texts }, { received, parsed, supported, refused }) =>
    texts.trial.rows.content({
      received: figure(received),
      parsed: figure(parsed),
      supported: figure(supported),
      refused: figure(refused),
    }),
  guard: ({ texts }, { guarded }) => texts.trial.rows.guarded(figure(guarded)),
  store: ({ texts }, { wouldStore }) => texts.trial.rows.store(figure(wouldStore)),
};

function tlsText({ texts }: Context, { version, cipher, subject, issuer, daysLeft }: Evidence): string {
  const { rows } = texts.trial;
  return joined([
    ...(version === undefined ? [] : [text(version).replace('TLSv', 'TLS ')]),
    ...(cipher === undefined ? [] : [text(cipher)]),
    ...(subject === undefined ? [] : [rows.certificate(text(subject), text(issuer))]),
    ...(typeof daysLeft === 'number' ? [rows.daysLeft(daysLeft)] : []),
  ]);
}

function httpText(context: Context, seen: Evidence): string {
  const { rows } = context.texts.trial;
  const { statusLine, server, bytes, decodedBytes, clockSkewMs } = seen;
  const skew = typeof clockSkewMs === 'number' && Math.abs(clockSkewMs) > 60_000 ? clockSkewMs : null;
  return joined([
    text(statusLine).replace(/^HTTP\/[\d.]+ /, ''),
    ...(server === undefined ? [] : [text(server)]),
    ...(seen['content-type'] === undefined ? [] : [text(seen['content-type'])]),
    ...(typeof bytes === 'number' && bytes > 0
      ? [rows.bytes(formatBytes(bytes), formatBytes(typeof decodedBytes === 'number' ? decodedBytes : bytes))]
      : []),
    ...(skew === null ? [] : [rows.drift(showDuration(context, Math.abs(skew)), skew > 0)]),
  ]);
}

const ways: Readonly<Record<string, string>> = {
  basic: 'Basic',
  bearer: 'Bearer',
  header: 'Header',
  query: 'Query',
  oauth2: 'OAuth2',
  login: 'Login',
};

function authText({ texts }: Context, { sent, clientCertificate }: Evidence): string {
  const { rows } = texts.trial;
  const what = text(sent)
    .split(' + ')
    .map((way) => ways[way] ?? way)
    .join(' + ');
  return rows.accepted(clientCertificate === true ? `${what}, ${rows.clientCertificate}` : what);
}

function taxiiText({ texts }: Context, { version, segments, split, parts }: Evidence): string {
  const { rows } = texts.trial;
  return joined([
    ...(version === undefined ? [] : [`TAXII ${text(version)}`]),
    ...(segments === 0 ? [] : [rows.segments(figure(segments))]),
    rows.parts(figure(parts)),
    ...(typeof split === 'number' && split > 0 ? [rows.narrowed(figure(split))] : []),
  ]);
}

/** Facts side by side; a short one is not parted by the end of a line. */
function joined(facts: readonly string[]): string {
  return facts.map((fact) => (fact.length <= shortFact ? together(fact) : fact)).join(' · ');
}

function text(value: JsonValue | undefined, most = 120): string {
  return safeText(plainText(value), most);
}

function list(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map((each: JsonValue) => text(each)) : [];
}

function figure(value: JsonValue | undefined): string {
  return formatNumber(typeof value === 'number' ? value : 0);
}
