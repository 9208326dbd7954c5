import { Bearer } from '../auth/bearer.ts';
import type { Tokens } from '../auth/tokens.ts';
import { Veil } from '../auth/veil.ts';
import type { Clock } from '../base/clock.ts';
import { quote } from '../base/text.ts';
import { proxyOf } from '../feed/proxy.ts';
import type { RoutedSource } from '../feed/source.ts';
import type { Sighting } from '../journal/sighting-queue.ts';
import { fail } from '../misp/conditions.ts';
import { readSightingAnswer, sightingBody } from '../misp/sighting.ts';
import { statusFailure } from '../net/status.ts';
import { targetUrl } from '../net/target.ts';
import { firstBytes, targetOf, type Ask } from '../poller/line.ts';
import { mispRefusal } from '../poller/misp-exchange.ts';

export interface TellWorld {
  readonly ask: Ask;
  readonly tokens: Tokens;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Adds one sighting to an attribute of a MISP server (`POST sightings/add/UUID`). False where the server does not know
 * the attribute. @throws Failure of any stage of a request, `misp/key`, `misp/role`, `misp/login-redirect`,
 * `misp/sighting-refused`; secrets are out of it.
 */
export async function tellSighting(
  settings: RoutedSource,
  attribute: string,
  { type, time }: Pick<Sighting, 'type' | 'time'>,
  world: TellWorld,
): Promise<boolean> {
  const veil = new Veil(settings.credentials, proxyOf(settings));
  try {
    return await told(settings, { path: `${settings.path}sightings/add/${attribute}`, type, time }, veil, world);
  } catch (error) {
    throw veil.failure(error);
  }
}

async function told(
  settings: RoutedSource,
  { path, type, time }: Pick<Sighting, 'type' | 'time'> & { readonly path: string },
  veil: Veil,
  { ask, tokens, clock, signal }: TellWorld,
): Promise<boolean> {
  const { credentials } = settings;
  const source = targetOf(settings);
  const { headers: proof } = await new Bearer({ credentials, source, tokens, veil, clock, signal }).proof();
  const target = { ...source, path };
  const url = targetUrl(target);
  const method = 'POST';
  const headers = [
    ['User-Agent', 'feedgate'],
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    ...proof,
  ] as const;
  const answer = await ask({
    target,
    method,
    headers,
    body: new TextEncoder().encode(sightingBody(type, time)),
    signal,
  });
  try {
    const page = await firstBytes(answer);
    const { status } = answer;
    const read = readSightingAnswer(new TextDecoder().decode(page));
    const good = status >= 200 && status < 300;
    if (good && read.kind === 'taken') return true;
    if (read.kind === 'unknown') return false;
    if (!good) {
      const asked = { url, method, credentials: credentials.kind !== 'none', now: clock.now() };
      throw mispRefusal(
        statusFailure({ ...answer, headers: veil.headers(answer.headers), firstBytes: page }, asked),
        page,
        url,
      );
    }
    const said = read.kind === 'refused' ? read.said.trim().slice(0, 200) : '';
    throw fail('misp/sighting-refused', `${quote(url)} did not take a sighting: ${quote(said, 200)}`, {
      evidence: { url, status, said },
    });
  } finally {
    answer.close();
  }
}
