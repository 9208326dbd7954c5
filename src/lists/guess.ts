import { parseDomain } from '../observable/domain.ts';
import { parseIp } from '../observable/ip.ts';
import type { Kind, Observable, Refusal } from '../observable/observable.ts';
import { parseAny } from '../observable/parse-any.ts';
import { isRefusal } from '../observable/refusal.ts';

const plainName = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.[A-Za-z][A-Za-z0-9-]*$/;
const addressAndPort = /^(?:(\d+(?:\.\d+){3})|\[([0-9a-f:.]+)\]):\d{1,5}$/i;
const bracketed = /^\[([0-9a-f:.]{2,45})\]$/i;

/**
 * An observable of a list that says no kind, defanged or not. Of `192.0.2.1:8080` it is the address. Of a URL never
 * its host: only what the list asserts.
 */
export function guess(text: string): Observable | Refusal {
  if (plainName.test(text)) return parseDomain(text);
  const address = addressAndPort.exec(text) ?? bracketed.exec(text);
  if (address !== null) return parseIp(address[1] ?? address[2] ?? '');
  return parseAny(text);
}

/** Kinds that stand for one thing written in several ways. */
const families: Readonly<Record<Kind, string>> = {
  ip: 'address',
  network: 'address',
  domain: 'name',
  url: 'url',
  email: 'email',
  md5: 'hash',
  sha1: 'hash',
  sha256: 'hash',
  sha512: 'hash',
};

/** Whether a further text is an observable of the same sort as those before it: what is not, is a note on them. */
export function isLike(first: readonly Observable[], answer: Observable | Refusal): answer is Observable {
  return !isRefusal(answer) && first.every(({ kind }) => families[kind] === families[answer.kind]);
}
