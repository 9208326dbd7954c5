import type { Observable } from '../observable/observable.ts';
import { exempts, inForce, type Exemption } from '../policy/exemption.ts';
import type { Envelope, Match } from '../policy/fact.ts';
import type { Context } from './context.ts';
import { exemptionsNow } from './policy.ts';

/**
 * The exemptions in force that let a value pass: by itself, by its network or name, as sender or recipient, and those of
 * a source among `sources`. @throws Failure `config/file-bad`
 */
export function exemptionsOf(context: Context, observable: Observable, sources: readonly string[] = []): Exemption[] {
  const address = observable.kind === 'email' ? [observable.value] : [];
  const envelope: Envelope = { direction: 'inbound', sender: address[0] ?? '', recipients: address, user: null };
  const match: Match = { fact: { observable, where: 'text', note: null }, listed: observable, assertions: [] };
  const now = context.environment.clock.now();
  return exemptionsNow(context).exemptions.filter(
    (each) => inForce(each, now) && (exempts(each, match, envelope) || isOfSource(each, sources)),
  );
}

function isOfSource({ what }: Exemption, sources: readonly string[]): boolean {
  return what.kind === 'source' && sources.includes(what.source);
}
