import { Failure, type Evidence, type JsonValue } from '../base/failure.ts';
import { eachOf, type Credential, type Credentials } from '../feed/credentials.ts';
import type { ProxySettings } from '../feed/proxy.ts';
import { Headers } from '../net/headers.ts';
import { basicLogin } from './proof.ts';
import { clientLogin } from './token-request.ts';

/** What is shorter is no secret worth the name, and would blot out ordinary words. */
const shortest = 6;

/** Who we are to a proxy. */
type ProxyLogin = Pick<ProxySettings, 'user' | 'password'>;

/**
 * Keeps what was sent to prove who asks out of everything that is told of the answer: servers repeat the address they
 * were asked for in redirects and error pages, and some repeat whole requests.
 */
export class Veil {
  #secrets: readonly string[] = [];
  /** Names of those that go with the query. */
  readonly #keys: ReadonlySet<string>;

  /** @param proxy what is shown to it is hidden too. */
  constructor(credentials: Credentials, proxy: ProxyLogin | null = null) {
    this.hide(...eachOf(credentials).flatMap((way) => secretsOf(way)), ...proxySecrets(proxy));
    this.#keys = new Set(eachOf(credentials).flatMap((way) => (way.kind === 'query' ? [way.name] : [])));
  }

  /** Hides more: tokens, which come later. */
  hide(...values: readonly string[]): void {
    const found = new Set([...this.#secrets, ...values.flatMap((each) => formsOf(each))]);
    // The longest first, so that no rest of one stays behind another.
    this.#secrets = [...found].filter(({ length }) => length >= shortest).sort((a, b) => b.length - a.length);
  }

  /** The text with `***` in the place of every secret, and of the beginning of one where the text was cut. */
  text(text: string): string {
    return this.#secrets.reduce((veiled, secret) => withoutEnd(veiled.replaceAll(secret, '***'), secret), text);
  }

  /** The fields of an answer; where it redirects to, without the key that every request carries anyhow. */
  headers(headers: Headers): Headers {
    if (this.#secrets.length === 0) return headers;
    const shown = (name: string, value: string): string =>
      this.text(name.toLowerCase() === 'location' ? this.#withoutKeys(value) : value);
    return new Headers([...headers].map(([name, value]) => [name, shown(name, value)]));
  }

  #withoutKeys(location: string): string {
    const [, place = '', query, rest = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(location) ?? [];
    if (query === undefined || this.#keys.size === 0) return location;
    const left = query.split('&').filter((pair) => !this.#keys.has(nameOf(pair)));
    return `${place}${left.length === 0 ? '' : `?${left.join('&')}`}${rest}`;
  }

  evidence(evidence: Evidence): Evidence {
    return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, this.#value(value)]));
  }

  /** The failure as it may be told; whatever is none comes back as it is. */
  failure<T>(thrown: T): T | Failure {
    if (!(thrown instanceof Failure) || this.#secrets.length === 0) return thrown;
    const record = thrown.toJSON();
    const told = { ...record, message: this.text(record.message), evidence: this.evidence(record.evidence) };
    return new Failure(told, { cause: thrown.cause });
  }

  #value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    return isList(value) ? value.map((each) => this.#value(each)) : this.evidence(value);
  }
}

/** The text without the beginning of a secret at its end. */
function withoutEnd(text: string, secret: string): string {
  for (let length = Math.min(secret.length - 1, text.length); length >= shortest; length -= 1)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  return text;
}

function proxySecrets(proxy: ProxyLogin | null): string[] {
  if (proxy === null || proxy.password === null) return [];
  return [proxy.password.reveal(), basicLogin(proxy.user ?? '', proxy.password)];
}

function nameOf(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? '';
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function secretsOf(way: Credential): string[] {
  switch (way.kind) {
    case 'basic':
      return [way.password.reveal(), basicLogin(way.user, way.password)];
    case 'bearer':
      return [way.token.reveal()];
    case 'header':
    case 'query':
      return [way.value.reveal()];
    case 'oauth2':
      return [way.clientSecret.reveal(), clientLogin(way)];
    case 'login':
      return [way.password.reveal()];
  }
}

/** As it is, as it stands in an address or a form, and as JSON and HTML write it. */
function formsOf(secret: string): string[] {
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inPage = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [secret, encodeURIComponent(secret), inForm, JSON.stringify(secret).slice(1, -1), inPage];
}
