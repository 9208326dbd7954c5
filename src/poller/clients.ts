import { Bearer } from '../auth/bearer.ts';
import { Tokens } from '../auth/tokens.ts';
import { Veil } from '../auth/veil.ts';
import type { Clock, Random } from '../base/clock.ts';
import type { RoutedSource, SourceKind, SourceSettings } from '../feed/source.ts';
import { proxyOf } from '../feed/proxy.ts';
import { secretsOf } from '../feed/secrets.ts';
import { defaultParseBudget, type ParseBudget, type Parser } from '../parse/session.ts';
import type { KnownSet } from '../feed/data-set.ts';
import { targetOf, type Line } from './line.ts';
import { lazySession } from './lazy-session.ts';
import { listClient } from './list-client.ts';
import type { OpenClient, SourceClient } from './ports.ts';
import { mispApi } from './misp-api.ts';
import { mispFeed } from './misp-feed.ts';
import { taxii1Client } from './taxii1-client.ts';
import { taxii2Client } from './taxii2-client.ts';
import { veiled, veiledObserver } from './veiled.ts';

/** What the clients of sources work with. */
export interface ClientsWorld {
  readonly parser: Parser;
  readonly ask: Line['ask'];
  readonly clock: Clock;
  readonly random: Random;
  readonly budget?: ParseBudget;
  /** Parts of a result, or pages of a walk, before it is called endless. Default 10,000. */
  readonly partBudget?: number;
  /** Those of this process; default: tokens of this opener alone. */
  readonly tokens?: Tokens;
  /** The data directory, out of which no list is read. Default: none. */
  readonly closed?: string | undefined;
  /** A source with its proxy found, as the profiles are now. @throws Failure `config/*` */
  readonly route: (settings: SourceSettings) => RoutedSource;
}

type Parts = Omit<Line, 'target'> & {
  readonly known: KnownSet | null;
  readonly random: Random;
  readonly partBudget?: number;
  readonly closed?: string | undefined;
};

const clients: Readonly<Record<SourceKind, (parts: Parts) => SourceClient>> = {
  taxii1: taxii1Client,
  taxii2: ({ partBudget, ...parts }) =>
    taxii2Client({ ...parts, ...(partBudget === undefined ? {} : { pageBudget: partBudget }) }),
  list: listClient,
  misp: ({ partBudget, ...parts }) =>
    parts.settings.misp?.form === 'api'
      ? mispApi({ ...parts, ...(partBudget === undefined ? {} : { pageBudget: partBudget }) })
      : mispFeed(parts),
};

/** Opens the client of a source's kind, with a parser session of its own for the poll. */
export function clientOpener({ parser, budget = defaultParseBudget, ...world }: ClientsWorld): OpenClient {
  const { clock, tokens = new Tokens(world), route } = world;
  return async ({ settings: configured, waiting, known, observer, signal, keys }) => {
    const settings = route(configured);
    // A secret that cannot be had is told before anybody is asked anything.
    for (const secret of secretsOf(settings)) secret.reveal();
    const { kind, observables, list } = settings;
    const open = () => parser.open({ kind, waiting, budget, assertPlainObservables: observables === 'all', list });
    const session = kind === 'list' ? lazySession(open) : await open();
    const veil = new Veil(settings.credentials, proxyOf(settings));
    const { credentials } = settings;
    const bearer = new Bearer({ credentials, source: targetOf(settings), tokens, veil, clock, signal });
    const watched = veiledObserver(observer, veil);
    const ask: Line['ask'] = keys === undefined ? world.ask : (request) => world.ask({ ...request, keys });
    return veiled(
      clients[kind]({ ...world, ask, settings, session, known, observer: watched, signal, veil, bearer }),
      veil,
    );
  };
}
