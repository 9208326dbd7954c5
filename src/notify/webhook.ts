import { createHmac } from 'node:crypto';
import { Veil } from '../auth/veil.ts';
import { Failure } from '../base/failure.ts';
import type { Secret } from '../base/secret.ts';
import { quote } from '../base/text.ts';
import type { Notice } from '../alert/book.ts';
import { documentOf } from '../alert/document.ts';
import type { WebhookSettings } from '../config/alert-channels.ts';
import { parseProxyUrl } from '../config/proxy-url.ts';
import { exchange, type Response } from '../net/exchange.ts';
import { retryAfterMs } from '../net/retry-after.ts';
import type { Proxy, Target } from '../net/target.ts';
import { authoritiesOf, secretOf, unusable } from './channel-files.ts';
import { fail } from './conditions.ts';
import { patience, type DeliveryWorld, type Place } from './world.ts';

/** How much of a refusal is read and told. */
const mostHeard = 4096;

/**
 * Posts a notice as JSON, signed where there is a secret (Standard Webhooks: `webhook-id`, `webhook-timestamp`,
 * `webhook-signature: v1,…` over `id.timestamp.body` with HMAC-SHA256). Any 2xx is success; redirects are not followed.
 * @throws Failure `alert/webhook-unreachable`, `alert/webhook-status`, `alert/channel-unusable`.
 */
export async function sendWebhook(
  channel: WebhookSettings,
  notice: Notice,
  place: Place,
  world: DeliveryWorld,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(documentOf(notice, { ...place, language: channel.language })));
  const target = await targetOf(channel);
  const secret = await secretOf(channel.name, channel.secretFile);
  const id = `${place.node}.${notice.id}`;
  const headers = [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', `feedgate/${world.version}`],
    ...(secret === null ? [] : signature(secret, { id, body, now: world.clock.now() })),
  ] as const;
  const answer = await exchange({ target, method: 'POST', headers, body, signal: world.signal }, world).catch(
    (error: unknown) => {
      throw unreachable(channel, target, error);
    },
  );
  try {
    if (answer.status < 200 || answer.status > 299) throw await refused(channel, target, answer, world.clock.now());
  } finally {
    answer.close();
  }
}

/** A secret that begins with `whsec_` is base64, as the standard has it; any other is its own bytes. */
function signature(
  secret: Secret,
  { id, body, now }: { readonly id: string; readonly body: Buffer; readonly now: number },
): (readonly [string, string])[] {
  const text = secret.reveal();
  const key = text.startsWith('whsec_') ? Buffer.from(text.slice(6), 'base64') : Buffer.from(text);
  const seconds = String(Math.floor(now / 1000));
  const digest = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest('base64');
  return [
    ['webhook-id', id],
    ['webhook-timestamp', seconds],
    ['webhook-signature', `v1,${digest}`],
  ];
}

async function targetOf(channel: WebhookSettings): Promise<Target> {
  const { name, urlFile, allowPrivate } = channel;
  const text = channel.url ?? (await secretOf(name, urlFile))?.reveal() ?? '';
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '')
    throw unusable(name, urlFile ?? '', new TypeError('it holds no http or https address'));
  const https = url.protocol === 'https:';
  return {
    host: url.hostname,
    port: url.port === '' ? (https ? 443 : 80) : Number(url.port),
    https,
    path: url.pathname + url.search,
    allowPrivate,
    tls: {
      ca: await authoritiesOf(name, channel.caFile),
      systemCa: true,
      pin: null,
      minimum: '1.2',
      clientCertificate: null,
    },
    proxy: await proxyOf(channel),
    timeouts: patience,
  };
}

async function proxyOf({ name, proxy, proxyFile }: WebhookSettings): Promise<Proxy | null> {
  const text = proxy ?? (await secretOf(name, proxyFile))?.reveal();
  if (text === undefined) return null;
  try {
    return parseProxyUrl(text);
  } catch (error) {
    throw unusable(name, proxyFile ?? '', error);
  }
}

/** The path may be a secret: it is told nowhere. */
function placeOf({ host, port }: Target) {
  return { host, port };
}

/** Hides the address in what its server says, and who we are to the proxy. */
function hidden({ path, proxy }: Target): Veil {
  const veil = new Veil({ kind: 'none' }, proxy);
  const url = new URL(path, 'http://localhost');
  veil.hide(path, ...url.pathname.split('/').map((part) => decoded(part)), ...url.searchParams.values());
  return veil;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unreachable(channel: WebhookSettings, target: Target, error: unknown): Failure {
  const why = error instanceof Failure ? error : null;
  const reason = why === null ? 'an error of no known kind' : why.code;
  return fail('alert/webhook-unreachable', `posting to channel ${channel.name} at ${quote(target.host)}: ${reason}`, {
    evidence: { channel: channel.name, ...placeOf(target), reason },
    cause: error,
  });
}

async function refused(channel: WebhookSettings, target: Target, answer: Response, now: number): Promise<Failure> {
  const { status, headers } = answer;
  const heard = hidden(target).text(await beginning(answer));
  const said = heard === '' ? '' : `: ${quote(heard)}`;
  return fail(
    'alert/webhook-status',
    `posting to channel ${channel.name} at ${quote(target.host)}: the server answered ${status}${said}`,
    {
      evidence: { channel: channel.name, ...placeOf(target), status, heard },
      retryAfterMs: retryAfterMs(headers.get('retry-after'), now),
    },
  );
}

async function beginning(answer: Response): Promise<string> {
  let heard = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of answer.body) {
      heard += decoder.decode(part, { stream: true });
      if (heard.length >= mostHeard) break;
    }
  } catch {
    // The status is the news; a body that breaks off adds nothing to it.
  }
  return heard.trim().slice(0, 200);
}
