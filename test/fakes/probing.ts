import { readFileSync } from 'node:fs';
import { proofOf } from '../../src/auth/proof.ts';
import { Failure, type Code, type FailureRecord } from '../../src/base/failure.ts';
import type { JsonObject } from '../../src/config/plain.ts';
import { parseSource } from '../../src/config/source-settings.ts';
import type { RoutedSource, SourceSettings } from '../../src/feed/source.ts';
import { systemClock } from '../../src/host/clock.ts';
import { exchange } from '../../src/net/exchange.ts';
import { statusFailure as httpFailure } from '../../src/net/status.ts';
import type { Finding } from '../../src/feed/finding.ts';
import { probeFailure } from '../../src/probe/probe.ts';
import { Round, type ProbeDeps, type ProbeOptions } from '../../src/probe/round.ts';
import { pollRequest } from '../../src/taxii/encode.ts';
import { requestHeaders } from '../../src/taxii/names.ts';
import { TaxiiReader } from '../../src/taxii/reader.ts';
import { statusFailure, wrongReply } from '../../src/taxii/verdict.ts';
import { XmlDecoder } from '../../src/xml/decoder.ts';
import { XmlReader } from '../../src/xml/reader.ts';
import { names } from './loopback.ts';
import { withoutProfiles } from './profiles.ts';

/** A PEM file of `src/probe/testing`. */
export function probePem(name: string): string {
  return readFileSync(new URL(`../../src/probe/testing/${name}`, import.meta.url), 'utf8');
}

/** A source at loopback under the name `feed.example`. */
export function source(port: number, changes: JsonObject = {}): RoutedSource {
  return withoutProfiles(
    parseSource({
      name: 'probed',
      host: 'feed.example',
      port,
      https: false,
      path: '/taxii/poll/',
      collection: 'practice.all',
      allowPrivate: true,
      ...changes,
    }),
  );
}

export const deps: ProbeDeps = {
  clock: systemClock,
  resolver: names({ 'feed.example': ['127.0.0.1'], 'other.example': ['127.0.0.1'], 'canary.example': ['127.0.0.2'] }),
  neighbours: () => Promise.resolve(''),
};

/** Limits that keep a test short. */
export const limits = { connect: 300, answer: 1000 };

/** A failure as it would come out of a poll, where its evidence matters little. */
export function failed(code: Code, evidence: FailureRecord['evidence'] = {}): FailureRecord {
  return { code, stage: 'http', fault: 'source', retry: 'soon', message: code, evidence };
}

export function probed(
  failure: FailureRecord,
  settings: SourceSettings,
  options: ProbeOptions = {},
  world: Partial<ProbeDeps> = {},
): Promise<Finding> {
  return probeFailure(
    failure,
    withoutProfiles(settings),
    { ...deps, ...world },
    { ...options, limits: { ...limits, ...options.limits } },
  );
}

/** Polls the last thirty days as the poller does and gives the failure that this ends in. */
export async function pollFailure(settings: SourceSettings): Promise<Failure> {
  try {
    await poll(settings);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the poll did not fail');
}

/** A poll that is answered resolves. @throws Failure */
export async function poll(settings: SourceSettings): Promise<void> {
  const version = settings.taxiiVersion === '1.0' ? '1.0' : '1.1';
  const round = new Round(withoutProfiles(settings), deps, { limits });
  const now = systemClock.now();
  const xml = pollRequest({
    version,
    messageId: '1',
    collection: settings.collection,
    subscription: settings.subscription,
    begin: new Date(now - settings.age).toISOString(),
    end: new Date(now).toISOString(),
    responseType: 'FULL',
    allowAsynch: true,
    bindings: [],
  });
  try {
    const answer = await exchange(
      {
        target: round.target(round.own),
        method: 'POST',
        headers: [...requestHeaders(version, settings.https), ...proofOf(settings.credentials).headers],
        body: new TextEncoder().encode(xml),
      },
      deps,
    );
    const parts: Uint8Array[] = [];
    for await (const part of answer.body) parts.push(part);
    judge(settings, answer, Buffer.concat(parts), now);
  } finally {
    round.close();
  }
}

function judge(
  settings: SourceSettings,
  answer: Awaited<ReturnType<typeof exchange>>,
  body: Uint8Array,
  now: number,
): void {
  const { host, port, https, path, credentials, collection } = settings;
  const url = `${https ? 'https' : 'http'}://${host}:${port}${path}`;
  if (answer.status !== 200) {
    const asked = { url, method: 'POST', credentials: credentials.kind !== 'none', now };
    throw httpFailure({ ...answer, firstBytes: body }, asked);
  }
  const decoder = new XmlDecoder(null);
  const quiet = { open: () => undefined, text: () => undefined, close: () => undefined, end: () => undefined };
  const taxii = new TaxiiReader(() => quiet);
  const xml = new XmlReader(taxii);
  xml.write(decoder.write(body));
  xml.write(decoder.end());
  xml.end();
  const message = taxii.message();
  const context = { source: settings.name, url, collection };
  if (message.kind === 'status' && message.type !== 'SUCCESS') throw statusFailure(message, context);
  if (message.kind !== 'poll-response' && message.kind !== 'status') throw wrongReply(message, context);
}
