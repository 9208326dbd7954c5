import type { Evidence, FailureRecord, JsonValue } from '../base/failure.ts';
import { safeText } from '../base/text.ts';
import type { PollReport } from '../feed/report.ts';
import type { Result } from './check.ts';
import type { DoctorReport } from './report.ts';

/** A source as the service shows it. */
export interface BundledSource {
  readonly state: string;
  readonly listings: number;
  readonly failures: number;
  readonly failure: FailureRecord | null;
  readonly lastAttempt: string | null;
  readonly lastSuccess: string | null;
  readonly lastNewData: string | null;
  readonly nextDue: string | null;
  readonly cursor: string | null;
  readonly settings: Evidence;
}

export interface BundleParts {
  readonly report: DoctorReport;
  readonly results: readonly Result[];
  readonly sources: readonly BundledSource[];
  readonly polls: readonly PollReport[];
  /** Lines of the JSON log, oldest first. */
  readonly log: readonly string[];
  /** Codes of what could not be read for it. */
  readonly missing: readonly string[];
}

/** How a field has to be to go along: a word, a system's name for an error, a number, a flag, or a time. Everything else stays behind. */
type Shape = 'word' | 'errno' | 'number' | 'flag' | 'time';
type Fields = Readonly<Record<string, Shape>>;

/**
 * What a support needs, by allow-list: a field that no list here names is left out, whatever it is called. No secret
 * has a place in it, no user name, no path, query or address of a mail, no text that a peer has written.
 */
export function bundleOf(parts: BundleParts): Evidence {
  const { report, results, sources, polls, log, missing } = parts;
  return {
    bundle: 1,
    feedgate: report.feedgate,
    at: report.at,
    missing: [...missing],
    doctor: {
      state: report.state,
      ms: report.ms,
      counts: { ...report.counts },
      checks: results.map(checkOf),
    },
    sources: sources.map(sourceOf),
    polls: polls.map(pollOf),
    log: log.flatMap(eventOf),
  };
}

const figures: Fields = {
  bytes: 'number',
  walBytes: 'number',
  freeBytes: 'number',
  totalBytes: 'number',
  freeInodes: 'number',
  totalInodes: 'number',
  databaseBytes: 'number',
  listings: 'number',
  newPerDay: 'number',
  growthBytesPerDay: 'number',
  daysLeft: 'number',
  availableBytes: 'number',
  limitBytes: 'number',
  limit: 'number',
  open: 'number',
  slipMs: 'number',
  aside: 'number',
  system: 'number',
  bundled: 'number',
  extra: 'number',
  restarts: 'number',
  upMs: 'number',
  idleMs: 'number',
  locked: 'flag',
  node: 'word',
  sqlite: 'word',
  openssl: 'word',
  platform: 'word',
  arch: 'word',
  version: 'word',
  command: 'word',
  failures: 'number',
  received: 'number',
  supported: 'number',
  failingSince: 'time',
  lastSuccess: 'time',
  mode: 'word',
  owner: 'number',
  user: 'number',
};

function checkOf({ check, subject, grade, code, evidence, ms }: Result): Evidence {
  const seen = { ...chosen(evidence, figures), ...evidenceOf(evidence) };
  return { check, subject, state: grade, code, ms, seen };
}

const settingFields: Fields = {
  name: 'word',
  kind: 'word',
  host: 'word',
  port: 'number',
  https: 'flag',
  collectionType: 'word',
  observables: 'word',
  taxiiVersion: 'word',
  systemCa: 'flag',
  tlsMinimum: 'word',
  allowPrivate: 'flag',
  age: 'number',
  segment: 'word',
  overlap: 'number',
  attempts: 'number',
  mode: 'word',
  confidence: 'number',
  subdomains: 'word',
};
const sourceFields: Fields = {
  state: 'word',
  listings: 'number',
  failures: 'number',
  lastAttempt: 'time',
  lastSuccess: 'time',
  lastNewData: 'time',
  nextDue: 'time',
  cursor: 'time',
};
const proxyFields: Fields = { kind: 'word', host: 'word', port: 'number' };
const timeoutFields: Fields = { connect: 'number', firstByte: 'number', stall: 'number', request: 'number' };
const intervalFields: Fields = { kind: 'word', ms: 'number' };

function sourceOf(source: BundledSource): Evidence {
  const { settings, failure } = source;
  const isSet = (name: string): boolean => (settings[name] ?? null) !== null;
  return {
    ...chosen(source, sourceFields),
    settings: {
      ...chosen(settings, settingFields),
      segment: typeof settings['segment'] === 'number' ? settings['segment'] : 'auto',
      interval: chosen(objectOf(settings['interval']), intervalFields),
      timeouts: chosen(objectOf(settings['timeouts']), timeoutFields),
      path: pathShape(settings['path']),
      credentials: chosen(objectOf(settings['credentials']), { kind: 'word' }),
      clientCertificate: isSet('clientCertificate'),
      ca: isSet('ca'),
      pin: isSet('pin'),
      proxy: proxyFacts(settings['proxy']),
    },
    failure: failureOf(failure),
  };
}

/** `default`, `none`, that it is a profile, or where it is; and whether somebody logs in there. */
function proxyFacts(proxy: JsonValue | undefined): JsonValue {
  if (typeof proxy === 'string') return proxy === 'none' ? proxy : 'default';
  const fields = objectOf(proxy);
  return { ...chosen(fields, proxyFields), login: (fields['user'] ?? null) !== null };
}

/** What of a path may matter without a word of it: some feeds have the key in it. */
function pathShape(path: JsonValue | undefined): Evidence {
  const [way = '', query] = (typeof path === 'string' ? path : '').split('?');
  const segments = way.split('/').filter((segment) => segment !== '').length;
  return { segments, endsWithSlash: way.endsWith('/'), query: query !== undefined };
}

const pollFields: Fields = {
  id: 'word',
  source: 'word',
  mode: 'word',
  state: 'word',
  bytes: 'number',
  decodedBytes: 'number',
  startedAt: 'time',
  finishedAt: 'time',
};

function pollOf(report: PollReport): Evidence {
  const { window, segments, funnel, stages, attempts, warnings, failure, finding } = report;
  const states = [...new Set(segments.map(({ state }) => state))];
  const counted = states.map((state) => [state, segments.filter((segment) => segment.state === state).length]);
  return {
    ...chosen(report, pollFields),
    window: chosen(window, { begin: 'time', end: 'time' }),
    segments: Object.fromEntries(counted) as Evidence,
    parts: segments.reduce((sum, { parts }) => sum + parts, 0),
    funnel: { ...funnel },
    stages: stages.map(({ stage, ms }) => ({ stage, ms })),
    attempts: attempts.map(({ at, failure }) => ({ at, ...failureOf(failure) })),
    warnings: warnings.map(({ code }) => code),
    failure: failureOf(failure),
    finding: finding === undefined ? null : { code: finding.code, certainty: finding.certainty },
  };
}

/** Of a failure its name and what can be counted or measured; its message quotes the peer. */
function failureOf(failure: FailureRecord | null): Evidence | null {
  if (failure === null) return null;
  const { code, stage, fault, retry, hop, evidence } = failure;
  return { code, stage, fault, retry, hop: hop ?? null, seen: evidenceOf(evidence) };
}

const evidenceFields: Fields = {
  status: 'number',
  port: 'number',
  bytes: 'number',
  expected: 'number',
  ms: 'number',
  line: 'number',
  column: 'number',
  part: 'number',
  alert: 'number',
  error: 'errno',
  reset: 'flag',
  a: 'errno',
  aaaa: 'errno',
  sqlite: 'number',
};
const stageNames = ['dns', 'tcp', 'proxy', 'tls', 'head', 'body'];

function evidenceOf(evidence: Evidence): Evidence {
  const elapsed = objectOf(evidence['elapsed']);
  const certificate = objectOf(evidence['certificate']);
  const times = Object.fromEntries(stageNames.map((name) => [name, 'number' as const]));
  return {
    ...chosen(evidence, evidenceFields),
    ...nonEmpty('elapsed', chosen(elapsed, times)),
    ...nonEmpty('certificate', chosen(certificate, { validFrom: 'number', validTo: 'number' })),
  };
}

function nonEmpty(name: string, value: Evidence): Evidence {
  return Object.keys(value).length === 0 ? {} : { [name]: value };
}

const eventFields: Fields = {
  time: 'time',
  level: 'word',
  event: 'word',
  code: 'word',
  source: 'word',
  pollId: 'word',
};
const eventDetails: Fields = {
  mode: 'word',
  attempts: 'number',
  stage: 'word',
  fault: 'word',
  retry: 'word',
  observables: 'number',
  begin: 'time',
  end: 'time',
  certainty: 'word',
};

function eventOf(line: string): Evidence[] {
  try {
    const event = objectOf(JSON.parse(line) as JsonValue);
    const fields = objectOf(event['fields']);
    const seen = evidenceOf(objectOf(fields['evidence']));
    const told = { ...chosen(event, eventFields), ...chosen(fields, eventDetails), ...nonEmpty('seen', seen) };
    return Object.keys(told).length === 0 ? [] : [told];
  } catch {
    return [];
  }
}

/** The fields of a value that are on the list and of the shape that it names. */
function chosen(value: object, fields: Fields): Evidence {
  const kept = Object.entries(value).filter(([name, found]) => {
    const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return shape !== undefined && fits(found, shape);
  });
  return Object.fromEntries(kept);
}

function fits(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'time':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(?:Z|[+-]\d{2}:\d{2})$/.test(value);
    case 'errno':
      return typeof value === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(value);
    case 'word':
      // Names, codes, hosts and versions; nothing that has a blank, a quote, a query or a user in it.
      return (
        typeof value === 'string' && value.length <= 253 && /^[\w.:/+-]*$/.test(value) && safeText(value) === value
      );
  }
}

function objectOf(value: JsonValue | undefined): Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Evidence) : {};
}
