import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { fail } from './conditions.ts';

/** What a feature key states. */
export interface Statement {
  /** `etf`: the service of external threat feeds. */
  readonly feature: string;
  readonly holder: string;
  /** The node it is for; `null` for any. */
  readonly node: string | null;
  /** RFC 3339, UTC; included. */
  readonly from: string;
  /** Not included. */
  readonly until: string;
}

export const etf = 'etf';

const prefix = 'FGK1';
const longest = 4000;

/** The beginnings of DER that Ed25519 keys stand after (RFC 8410 §4, §7). */
const publicDer = Buffer.from('302a300506032b6570032100', 'hex');
const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A pair to issue feature keys with: `issuer` is published, `secret` is kept. Each base64url of 32 bytes. */
export function newIssuer(): { readonly issuer: string; readonly secret: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ format: 'der', type }).subarray(-32);
  return {
    issuer: bytes(publicKey, 'spki').toString('base64url'),
    secret: bytes(privateKey, 'pkcs8').toString('base64url'),
  };
}

/** A feature key: `FGK1.STATEMENT.SIGNATURE`, the statement as it is signed. @throws Failure `gate/key-invalid` for a secret that is none. */
export function issueKey(statement: Statement, secret: string): string {
  const { feature, holder, node, from, until } = statement;
  const text = Buffer.from(JSON.stringify({ feature, holder, node, from, until })).toString('base64url');
  const signature = sign(null, Buffer.from(`${prefix}.${text}`), keyOf(secret, 'secret'));
  return `${prefix}.${text}.${signature.toString('base64url')}`;
}

/**
 * What a feature key states, once one of the issuers is seen to have signed it.
 * @throws Failure `gate/key-invalid`
 */
export function readKey(key: string, issuers: readonly string[]): Statement {
  const [head, text = '', signature = '', more] = key.trim().slice(0, longest).split('.');
  if (head !== prefix || more !== undefined) throw invalid('it does not look like one (FGK1.….…)');
  const statement = statementOf(text);
  const signed = Buffer.from(`${prefix}.${text}`);
  const known = issuers.some((issuer) =>
    verify(null, signed, keyOf(issuer, 'issuer'), Buffer.from(signature, 'base64url')),
  );
  if (!known) throw invalid('none of the issuers that are trusted here has signed it', { issuers: issuers.length });
  return statement;
}

/** Whether a text is the public key of an issuer. */
export function isIssuer(text: string): boolean {
  return /^[\w-]{43}$/.test(text) && Buffer.from(text, 'base64url').length === 32;
}

function statementOf(text: string): Statement {
  try {
    const statement: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isStatement(statement)) return statement;
  } catch {
    // Told below.
  }
  throw invalid('what it states cannot be read');
}

function isStatement(value: unknown): value is Statement {
  if (typeof value !== 'object' || value === null) return false;
  const { feature, holder, node, from, until } = value as Partial<Statement>;
  return (
    typeof feature === 'string' &&
    typeof holder === 'string' &&
    (node === null || typeof node === 'string') &&
    isDate(from) &&
    isDate(until)
  );
}

function isDate(text: string | undefined): text is string {
  return typeof text === 'string' && !Number.isNaN(Date.parse(text));
}

function keyOf(text: string, what: 'issuer' | 'secret'): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64url');
  if (bytes.length !== 32) throw invalid(`its ${what} is not 32 bytes in base64url`);
  return what === 'issuer'
    ? createPublicKey({ key: Buffer.concat([publicDer, bytes]), format: 'der', type: 'spki' })
    : createPrivateKey({ key: Buffer.concat([privateDer, bytes]), format: 'der', type: 'pkcs8' });
}

function invalid(why: string, evidence = {}): Error {
  return fail('gate/key-invalid', `reading a feature key: ${why}`, { evidence: { problem: why, ...evidence } });
}
