import { safeText, quote } from '../base/text.ts';
import { withoutAuthorities } from '../config/trust-file.ts';
import type { CommandSpec } from './command.ts';
import { fail } from './conditions.ts';
import { exits } from './exit.ts';
import { authorityView, trustOf, writeTrust } from './trust-file.ts';

/** `trust remove`: an authority of the node's own list, by the beginning of its fingerprint or by its subject. */
export const trustRemove: CommandSpec = {
  path: 'trust remove',
  takes: ['<SHA-256|SUBJECT>'],
  async run(context, given) {
    const { print, globals, texts } = context;
    const file = trustOf(context);
    const asked = given.argument(0);
    const { authorities } = file.trust;
    const places = authorities.flatMap((each, place) => (isMeant(each, asked) ? [place] : []));
    if (places.length !== 1) {
      const named = places.map((place) => authorities[place]?.fingerprint.slice(0, 16) ?? '').join(', ');
      throw fail('usage/bad-value', texts.trust.notOne(quote(asked, 200), places.length, named));
    }
    writeTrust(file, withoutAuthorities(file.text, places));
    const [removed] = authorities.filter((_, place) => places.includes(place));
    if (globals.json) print.out.json({ removed: removed === undefined ? null : authorityView(removed) });
    else if (!globals.quiet)
      print.talk.line(`${print.talk.palette.good('✔')} ${texts.trust.removed(safeText(removed?.subject ?? '', 200))}`);
    return exits.ok;
  },
};

function isMeant(
  { fingerprint, subject }: { readonly fingerprint: string; readonly subject: string },
  asked: string,
): boolean {
  const hex = asked.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{8,64}$/.test(hex)) return fingerprint.startsWith(hex);
  return asked !== '' && subject.toLowerCase().includes(asked.toLowerCase());
}
