import { quote, safeText } from '../base/text.ts';
import { type Authority, readAuthorities } from '../config/authorities.ts';
import { withAuthorities } from '../config/trust-file.ts';
import { confirm } from './ask.ts';
import { readCertificates } from './client-certificate.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { showTime, type Context } from './context.ts';
import { exits } from './exit.ts';
import { lookGiven, viaOption } from './look-target.ts';
import { authorityView, ownTrust, trustOf, writeTrust } from './trust-file.ts';

/** `trust add`: authorities from a file, or the one that a server shows, for all sources or for one. */
export const trustAdd: CommandSpec = {
  path: 'trust add',
  takes: ['[FILE]'],
  options: [
    { flags: '--from <place>', text: 'trustFrom' },
    { flags: '--source <name>', text: 'trustSource' },
    viaOption,
  ],
  async run(context, given) {
    const { print, globals, texts } = context;
    const { authorities, left } = await wanted(context, given);
    const source = given.text('source');
    const added =
      source === undefined ? addForAll(context, authorities) : await addForOne(context, source, authorities);
    if (globals.json) print.out.json({ added: added.map(authorityView), for: source ?? null, left });
    else if (!globals.quiet) {
      const { good, warn } = print.talk.palette;
      for (const { subject, validTo } of added) {
        const until = showTime(context, new Date(validTo).toISOString());
        print.talk.line(`${good('✔')} ${texts.trust.added(safeText(subject, 200), until, source ?? null)}`);
      }
      if (added.length === 0) print.talk.line(`${good('✔')} ${texts.trust.nothingNew}`);
      for (const { subject, why } of left)
        print.talk.line(`${warn('!')} ${texts.trust.left[why](safeText(subject, 200))}`);
      if (source === undefined && !trustOf(context).trust.custom)
        print.talk.line(`${warn('!')} ${texts.trust.customOff}`);
    }
    return exits.ok;
  },
};

/** What is to be added. @throws Failure `config/ca-file-unusable`, `usage/*` */
async function wanted(context: Context, given: Given): Promise<ReturnType<typeof readAuthorities>> {
  const { environment, texts } = context;
  const file = given.argument(0);
  const place = given.text('from');
  if (file !== '' && place !== undefined)
    throw fail('usage/conflicting-options', texts.usage.conflict('FILE', '--from'));
  const now = environment.clock.now();
  if (place !== undefined) return readAuthorities(await shown(context, given, place), now);
  if (file === '') throw fail('usage/missing-argument', texts.trust.whatToAdd);
  return readAuthorities(await readCertificates(context, file), now);
}

/** The end of the chain that a server shows, once somebody has agreed to it: nothing proves that it is the right one. */
async function shown(context: Context, given: Given, place: string): Promise<Uint8Array> {
  const { environment, globals, texts, print } = context;
  const { target } = await lookGiven(context, given, place);
  const { chain } = await environment.look(target, environment.files(globals.data, undefined));
  const top = chain?.path.at(-1);
  const { host, port } = target;
  if (top === undefined) throw fail('usage/bad-value', texts.trust.noChain(quote(place), `${safeText(host)} ${port}`));
  // What stands below the root ends no chain: trusted alone it would be trusted in vain.
  if (!top.selfSigned)
    throw fail('usage/bad-value', texts.trust.noRoot(safeText(top.subject, 200), safeText(top.issuer, 200)));
  print.talk.line(texts.trust.shows(safeText(top.subject, 200), safeText(top.fingerprint256, 100)));
  const agreed = await confirm(context, texts.trust.isItRight);
  if (agreed !== true) throw fail('usage/missing-argument', texts.trust.notAgreed);
  return Buffer.from(top.pem);
}

function addForAll(context: Context, authorities: readonly Authority[]): readonly Authority[] {
  const file = trustOf(context);
  const known = new Set(file.trust.authorities.map(({ fingerprint }) => fingerprint));
  const added = authorities.filter(({ fingerprint }) => !known.has(fingerprint));
  if (added.length > 0) writeTrust(file, withAuthorities(file.text, added));
  return added;
}

/** @throws Failure `config/no-such-source` */
async function addForOne(
  context: Context,
  name: string,
  authorities: readonly Authority[],
): Promise<readonly Authority[]> {
  const service = await context.service();
  const { settings } = await service.getSource(name);
  const before = ownTrust(settings).ca ?? '';
  const added = authorities.filter(({ pem }) => !before.replaceAll('\r', '').includes(pem.trim()));
  const all = `${before === '' || before.endsWith('\n') ? before : `${before}\n`}${added.map(({ pem }) => pem).join('')}`;
  if (added.length > 0) await service.editSource(name, { ca: all }, null);
  return added;
}
