import { safeText } from '../base/text.ts';
import type { FrontKind } from '../config/gateway-settings.ts';
import { parseListenAddress } from '../config/listen-address.ts';
import { readSecretFile } from '../config/secret-file.ts';
import { prove, type Proof } from '../gateway/prove.ts';
import { readGatewaySettings } from '../gateway/run.ts';
import { askStatus } from '../gateway/status.ts';
import type { Context } from './context.ts';

/** The canary, asked of every front, or of the named one. */
export async function proveAll({ environment, globals }: Context, only?: FrontKind): Promise<readonly Proof[]> {
  const { paths, settings } = environment.files(globals.data, undefined);
  const status = await askStatus(paths.gatewaySocket);
  const { fronts } = readGatewaySettings(settings, paths.root);
  const tokenFile = fronts.http?.tokenFile ?? null;
  const token = tokenFile === null ? null : (await readSecretFile(tokenFile)).reveal().trim();
  const asked = (status?.fronts ?? []).filter(({ kind }) => only === undefined || kind === only);
  return Promise.all(
    asked.map(async ({ kind, address, failure }) => {
      const parsed = parseListenAddress(address);
      if (failure !== null || parsed === undefined)
        return { kind, state: 'silent' as const, heard: failure?.code ?? '' };
      return prove(kind, parsed, { zone: fronts.dnsbl?.zone ?? '', token });
    }),
  );
}

export function proofLine({ texts, print }: Context, { kind, state, heard }: Proof): string {
  const { good, bad } = print.out.palette;
  const sign = state === 'matches' ? good('✔') : bad('✖');
  return `${sign} ${kind}: ${texts.integrate.proof[state]}${state === 'matches' ? '' : ` (${safeText(heard)})`}`;
}
