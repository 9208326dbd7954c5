import type { SourceSettings } from '../feed/source.ts';
import { hostOfUrl } from '../guard/subject.ts';
import { parseDomain } from '../observable/domain.ts';
import { parseIp } from '../observable/ip.ts';
import type { Observable, Refusal } from '../observable/observable.ts';
import { isPublicSuffix, registrableDomain } from '../observable/registrable.ts';
import { parseUrl } from '../observable/url.ts';
import type { ListingView } from './service.ts';

/** Something else that is in force and has to do with an asked value. */
export interface RelatedView extends Observable {
  /** `host` of a URL, `domain` of an address of mail, `parent` above a name, `variant`: written in another way. */
  readonly relation: 'host' | 'domain' | 'parent' | 'variant';
  /** Whether a mail that shows the asked value is matched by it: a parent, as far as its source lets it cover what lies below. */
  readonly covers: boolean;
  readonly sources: readonly ListingView[];
}

/** What may be looked up besides a value. */
export type Candidate = Omit<RelatedView, 'sources' | 'covers'> & { readonly below: string | null };

/** The most labels of a name that are looked at above it. */
const mostParents = 12;

/** What else may say something of a value: where it lies, what lies above, and how others write it. */
export function relatedTo(observable: Observable): readonly Candidate[] {
  const { kind, value } = observable;
  const host = kind === 'url' ? hostOfUrl(value) : kind === 'email' ? value.slice(value.lastIndexOf('@') + 1) : null;
  const named = host === null ? [] : [parseIp(host), parseDomain(host)].flatMap(parsed).slice(0, 1);
  const own = named.map((each): Candidate => ({ relation: kind === 'url' ? 'host' : 'domain', below: null, ...each }));
  const names = [
    ...(kind === 'domain' ? [value] : []),
    ...named.filter((each) => each.kind === 'domain').map(({ value: name }) => name),
  ];
  return [...own, ...names.flatMap(parentsOf), ...variantsOf(observable)];
}

function parsed(result: Observable | Refusal): Observable[] {
  return 'rule' in result ? [] : [result];
}

/** The names above a name down to what somebody registered, the nearest first. */
function parentsOf(name: string): Candidate[] {
  const labels = name.split('.');
  const parents = labels.slice(1, 1 + mostParents).map((_, i) => labels.slice(i + 1).join('.'));
  return parents
    .filter((parent) => parent.includes('.') && !isPublicSuffix(parent))
    .map((parent) => ({ relation: 'parent', kind: 'domain', value: parent, below: name }));
}

function variantsOf({ kind, value }: Observable): Candidate[] {
  const variants = kind === 'domain' ? [toggled(value, 'www.')] : kind === 'url' ? variantsOfUrl(value) : [];
  const read: (text: string) => Observable | Refusal = kind === 'url' ? parseUrl : parseDomain;
  const canonical = variants.flatMap((text) => parsed(read(text)));
  const distinct = new Map(canonical.filter((each) => each.value !== value).map((each) => [each.value, each]));
  return [...distinct.values()].map((each) => ({ relation: 'variant', below: null, ...each }));
}

function variantsOfUrl(value: string): string[] {
  const scheme = value.startsWith('https:') ? value.replace(/^https:/, 'http:') : value.replace(/^http:/, 'https:');
  const bare = value.replace(/[?#].*$/, '');
  return [scheme, bare, bare.endsWith('/') ? bare.slice(0, -1) : `${bare}/`];
}

function toggled(value: string, prefix: string): string {
  return value.startsWith(prefix) ? value.slice(prefix.length) : prefix + value;
}

/** Whether listings of these sources match a value that a candidate was found for. */
export function coversBy(candidate: Candidate, settings: readonly Pick<SourceSettings, 'subdomains'>[]): boolean {
  const { relation, below, kind, value } = candidate;
  // The host of a URL is matched as a name alone.
  if (relation === 'variant' || kind === 'ip') return false;
  if (below === null) return true;
  return settings.some(({ subdomains }) => {
    return subdomains === 'all' || (subdomains === 'registrable' && registrableDomain(below) === value);
  });
}
