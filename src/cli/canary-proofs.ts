import { safeText } from '../base/text.ts';
import type { FrontKind } from '../config/gateway-settings.ts';
import { examineGateway } from '../gateway/examine.ts';
import type { Proof } from '../gateway/prove.ts';
import type { Context } from './context.ts';

/** The canary, asked of every front that is on, or of the named one. */
export async function proveAll(
  context: Context,
  config: string | undefined,
  only?: FrontKind,
): Promise<readonly Proof[]> {
  const { paths, settings } = context.environment.files(context.globals.data, config);
  const { fronts } = await examineGateway(paths, settings, only);
  return fronts.map(({ kind, proof, failure }) => proof ?? { kind, state: 'silent', heard: failure?.code ?? '' });
}

export function proofLine({ texts, print }: Context, { kind, state, heard }: Proof): string {
  const { good, bad } = print.out.palette;
  const sign = state === 'matches' ? good('✔') : bad('✖');
  return `${sign} ${kind}: ${texts.integrate.proof[state]}${state === 'matches' ? '' : ` (${safeText(heard)})`}`;
}
