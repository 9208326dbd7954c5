import type { Code, FailureRecord } from '../base/failure.ts';
import { kindsOf } from '../feed/credentials.ts';
import type { SourceSettings } from '../feed/source.ts';
import { targetUrl } from '../net/target.ts';
import type { ServiceInstance } from '../taxii/message.ts';
import { type Verdict, why } from '../feed/finding.ts';
import { certain, likely, oneOf } from './finding.ts';
import { placeOf, placeProposal, pollPlace, relationOf } from './places.ts';
import type { Place } from './round.ts';
import type { FoundTaxii2 } from './ask-taxii2.ts';
import type { Heard, TaxiiHeard } from './seen.ts';

/** Something other than a poll service answered. `null`: not asked, or nothing found. */
export interface PathSeen {
  /** The poll again, its path with the final slash toggled. */
  readonly slash: { readonly place: Place; readonly heard: TaxiiHeard | null };
  /** Discovery at the configured address. */
  readonly here: TaxiiHeard | null;
  /** What a discovery elsewhere on the host lists. */
  readonly elsewhere: readonly ServiceInstance[] | null;
  readonly taxii2: FoundTaxii2 | null;
}

/** What a path is called that lacks its slash, by how its refusal is called. */
const slashCodes: Readonly<Record<string, Code>> = { 'http/404': 'http/404-path', 'http/405': 'http/405-slash' };

/** The address is not that of the poll service, or not quite. */
export function decidePath(failure: FailureRecord, seen: PathSeen, settings: SourceSettings): Verdict {
  if (answersPolls(seen.slash.heard)) {
    const { place } = seen.slash;
    const proposal = placeProposal(place, settings, 'answered-at');
    return certain(slashCodes[failure.code] ?? failure.code, { evidence: { location: targetUrl(place) }, proposal });
  }
  const here = seen.here?.message;
  if (here?.kind === 'discovery-response') {
    return certain('taxii/wrong-service', { ...listed(here.services, settings) });
  }
  if (seen.elsewhere !== null) {
    const details = listed(seen.elsewhere, settings);
    const moved = details.proposal !== null;
    return failure.code === 'http/404' && moved ? certain('http/404-path', details) : likely(failure.code, details);
  }
  if (seen.taxii2 !== null) return otherVersion(seen.taxii2);
  return failure.code === 'http/500-slash' || failure.code === 'http/redirect-slash'
    ? likely(failure.code, { proposal: placeProposal(seen.slash.place, settings, 'server-names') })
    : likely(failure.code);
}

/** Whether a poll service said this: a result, or any status but that this is another service. */
function answersPolls(heard: TaxiiHeard | null): boolean {
  if (heard === null) return false;
  const { message, root, code } = heard;
  if (message === null) return root === 'Poll_Response' && code === null;
  return message.kind === 'poll-response' || (message.kind === 'status' && code !== 'taxii/wrong-service');
}

function listed(
  services: readonly ServiceInstance[],
  settings: SourceSettings,
): Required<Pick<Verdict, 'evidence' | 'proposal'>> {
  const polls = services.filter(({ type }) => type === 'POLL').map(({ address }) => address);
  const place = pollPlace(services, settings);
  const proposal = place === null ? null : placeProposal(place, settings, 'poll-service-listed-at');
  const location = place === null ? {} : { location: targetUrl(place) };
  return { evidence: { polls: polls.slice(0, 20), ...location }, proposal };
}

/** The server says where it has moved to. Only a place on the same host is proposed. */
export function decideRedirect(failure: FailureRecord, settings: SourceSettings): Verdict {
  const location = failure.evidence['location'];
  const place = typeof location === 'string' ? placeOf(location) : null;
  if (place === null) return certain(failure.code);
  const relation = relationOf(place, settings);
  const safe = relation !== 'other-host' && (place.https || !settings.https);
  const proposal = safe ? placeProposal(place, settings, 'redirects-to') : null;
  return certain(failure.code, { evidence: { location: targetUrl(place), relation }, proposal });
}

/** The credentials were refused. `anonymous`: the same request without them. */
export function decideCredentials(
  failure: FailureRecord,
  anonymous: TaxiiHeard | null,
  settings: Pick<SourceSettings, 'credentials'>,
): Verdict {
  return decideRefused(failure, anonymous, answered(anonymous), settings);
}

/** The same of any request. `open`: it was answered without credentials. */
export function decideRefused(
  failure: FailureRecord,
  anonymous: Heard | null,
  open: boolean,
  settings: Pick<SourceSettings, 'credentials'>,
): Verdict {
  if (settings.credentials.kind === 'none') return certain(failure.code);
  if (open) {
    const proposal = { patch: { credentials: { kind: 'none' } }, why: why('answers-without-credentials') };
    return certain('http/401-not-needed', { proposal });
  }
  const wants = schemes(anonymous);
  const evidence = { sent: kindsOf(settings.credentials), ...(wants.length === 0 ? {} : { wants }) };
  if (failure.code === 'http/403') return decideForbidden(anonymous, evidence);
  return anonymous === null ? likely(failure.code, { evidence }) : certain(failure.code, { evidence });
}

/** Who is asked for credentials and is forbidden with them is known, and not entitled. */
function decideForbidden(anonymous: Heard | null, evidence: Verdict['evidence']): Verdict {
  const wanted = anonymous?.code === 'http/401-no-credentials' || anonymous?.code === 'taxii/unauthorized';
  return wanted
    ? likely('http/403-not-entitled', { evidence, alternatives: ['http/403'] })
    : oneOf('http/403', ['http/403-not-entitled', 'http/403-waf'], { evidence });
}

function answered(heard: TaxiiHeard | null): boolean {
  return heard !== null && heard.code === null && (heard.message !== null || heard.root === 'Poll_Response');
}

/** The schemes of `WWW-Authenticate`, lower case. */
function schemes(heard: Heard | null): readonly string[] {
  return [...new Set((heard?.challenge ?? []).map((each) => (each.split(/\s/, 1)[0] ?? '').toLowerCase()))];
}

/** The answer is not of the version that was asked in, or not TAXII at all. */
export function decideVersion(
  failure: FailureRecord,
  seen: { readonly taxii2: FoundTaxii2 | null; readonly in10: TaxiiHeard | null },
  { taxiiVersion }: Pick<SourceSettings, 'taxiiVersion'>,
): Verdict {
  if (seen.taxii2 !== null) return otherVersion(seen.taxii2);
  const { message = null, code = null } = seen.in10 ?? {};
  // The same refusal in TAXII 1.0 tells nothing of the version.
  if (message?.version === '1.0' && code !== 'taxii/version-unsupported' && code !== failure.code) {
    const proposal = { patch: { taxiiVersion: '1.0' }, why: why('speaks-taxii', { version: '1.0' }) };
    return certain('taxii/version-unsupported', {
      evidence: { speaks: '1.0' },
      proposal: taxiiVersion === '1.0' ? null : proposal,
    });
  }
  return likely(failure.code);
}

function otherVersion({ version, kind, title, apiRoots, path }: FoundTaxii2): Verdict {
  return certain('taxii/version-unsupported', {
    evidence: { speaks: version, kind, title, apiRoots: [...apiRoots] },
    proposal: {
      patch: { kind: 'taxii2', path, taxiiVersion: 'auto' },
      why: why('speaks-taxii', { version }),
    },
  });
}
