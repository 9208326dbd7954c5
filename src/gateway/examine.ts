import { asFailure, type FailureRecord } from '../base/failure.ts';
import type { Clock } from '../base/clock.ts';
import { frontsOn, type GatewaySettings } from '../config/gateway-settings.ts';
import { parseListenAddress } from '../config/listen-address.ts';
import { readSecretFile } from '../config/secret-file.ts';
import type { DataPaths } from '../host/paths.ts';
import { prove, type Proof } from './prove.ts';
import { readGatewaySettings } from './run.ts';
import { askStatus, type FrontStatus, type GatewayStatus } from './status.ts';

/** A front, and what came of asking it about the test value; `null` for one that does not listen. */
export interface ProvenFront extends FrontStatus {
  readonly proof: Proof | null;
}

/** A gateway as seen from outside. */
export interface Examined {
  readonly wanted: readonly string[];
  /** Why settings or gateway cannot be read. */
  readonly failure: FailureRecord | null;
  readonly status: GatewayStatus | null;
  readonly fronts: readonly ProvenFront[];
}

/** Looks at the gateway of a data directory, and asks its fronts (or the named one) about the test value. Never throws. */
export function examineGateway(paths: DataPaths, settingsFile: string, only?: string): Promise<Examined> {
  return examined(paths, settingsFile, (fronts, settings) =>
    proveAll(
      fronts.filter(({ kind }) => only === undefined || kind === only),
      settings,
    ),
  );
}

type Prover = (fronts: readonly FrontStatus[], settings: GatewaySettings) => Promise<readonly ProvenFront[]>;

async function examined(paths: DataPaths, settingsFile: string, proven: Prover): Promise<Examined> {
  let wanted: readonly string[] = [];
  try {
    const settings = readGatewaySettings(settingsFile, paths.root);
    wanted = frontsOn(settings);
    const status = await askStatus(paths.gatewaySocket);
    const fronts = await proven(status?.fronts ?? [], settings);
    return { wanted, failure: status?.settingsFailure ?? null, status, fronts };
  } catch (error) {
    return { wanted, failure: asFailure(error, 'looking at the gateway').toJSON(), status: null, fronts: [] };
  }
}

async function proveAll(fronts: readonly FrontStatus[], settings: GatewaySettings): Promise<readonly ProvenFront[]> {
  const { dnsbl, http } = settings.fronts;
  const file = http?.tokenFile ?? null;
  const token = file === null ? null : (await readSecretFile(file)).reveal().trim();
  return Promise.all(
    fronts.map(async (front) => {
      const address = parseListenAddress(front.address);
      const asked = front.failure === null && address !== undefined;
      return { ...front, proof: asked ? await prove(front.kind, address, { zone: dnsbl?.zone ?? '', token }) : null };
    }),
  );
}

/** The same, as a doctor takes it. */
export async function gatewayFacts(paths: DataPaths, settingsFile: string, clock: Clock) {
  return factsOf(await examineGateway(paths, settingsFile), clock);
}

/** The same without a question to any front, which would count as one that was asked. */
export async function watchedGateway(paths: DataPaths, settingsFile: string, clock: Clock) {
  const unasked: Prover = async (fronts) => fronts.map((front) => ({ ...front, proof: null }));
  return factsOf(await examined(paths, settingsFile, unasked), clock);
}

function factsOf({ wanted, failure, status, fronts }: Examined, clock: Clock) {
  const running =
    status === null
      ? null
      : {
          pid: status.pid,
          since: Date.parse(status.since),
          indexBuiltAt: status.index === null ? null : Date.parse(status.index.builtAt),
          fronts,
        };
  return { now: clock.now(), wanted, failure, running };
}
