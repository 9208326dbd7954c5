import { quote } from '../base/text.ts';
import type { Command } from './command.ts';
import { fail } from './conditions.ts';
import { encodeFrame } from './frame.ts';
import {
  actions,
  commands,
  macroStages,
  newestVersion,
  oldestVersion,
  steps,
  type Action,
  type MacroStage,
  type Step,
} from './protocol.ts';

/** What a milter asks of the MTA when a connection opens. */
export interface Wants {
  readonly actions: readonly Action[];
  /** The body of messages; without it the MTA sends none. */
  readonly body: boolean;
  /**
   * `end`: only the end of a message is answered, which costs the least. `all`: every stage is. Over TCP an MTA that
   * waits for no answer and sends small packets runs into delayed acknowledgements, 40 ms a mail.
   */
  readonly answers: 'end' | 'all';
  /** Macros asked for, by stage; the MTA's own choice where nothing is named. */
  readonly macros: Partial<Readonly<Record<MacroStage, readonly string[]>>>;
}

/** What was agreed. */
export interface Agreement {
  readonly version: number;
  readonly actions: number;
  readonly steps: number;
  /** Goes to the MTA. */
  readonly reply: Uint8Array;
}

/** What is answered at each stage unless it was agreed that it is not. */
const quiet: readonly Step[] = [
  'quietConnect',
  'quietHelo',
  'quietMail',
  'quietRcpt',
  'quietData',
  'quietUnknown',
  'quietHeader',
  'quietEndOfHeaders',
  'quietBody',
];

/**
 * Answers an MTA's offer: the lower of both versions, what is both offered and wanted.
 * @throws Failure `milter/version` for protocol 1.
 */
export function negotiate(offer: Extract<Command, { kind: 'negotiate' }>, wants: Wants): Agreement {
  if (offer.version < oldestVersion)
    throw fail('milter/version', `the MTA speaks milter protocol ${offer.version}, ${oldestVersion} is the least`, {
      evidence: { version: offer.version },
    });
  const version = Math.min(offer.version, newestVersion);
  const wantedSteps = union(steps, [
    'noUnknown',
    'leadingSpace',
    ...(wants.body ? [] : (['noBody'] as const)),
    ...(wants.answers === 'end' ? quiet : []),
  ]);
  const wantsMacros = Object.keys(wants.macros).length > 0;
  const agreedActions =
    offer.actions & union(actions, [...wants.actions, ...(wantsMacros ? ['setMacros' as const] : [])]);
  const agreed = { version, actions: agreedActions >>> 0, steps: (offer.steps & wantedSteps) >>> 0 };
  return { ...agreed, reply: encodeAgreement(agreed, wants) };
}

/** Whether the MTA lets the milter do this. */
export function may(agreement: Agreement, action: Action): boolean {
  return (agreement.actions & actions[action]) !== 0;
}

/** @throws Failure `milter/action-not-offered` */
export function demand(agreement: Agreement, action: Action): void {
  if (!may(agreement, action))
    throw fail('milter/action-not-offered', `the MTA does not let a milter do ${quote(action)}`, {
      evidence: { action, offered: agreement.actions },
    });
}

/** Whether a stage is not to be answered. */
export function isQuiet(agreement: Agreement, step: Step): boolean {
  return (agreement.steps & steps[step]) !== 0;
}

function union<K extends string>(flags: Readonly<Record<K, number>>, names: readonly K[]): number {
  return names.reduce((all, name) => all | flags[name], 0);
}

function encodeAgreement(agreed: Omit<Agreement, 'reply'>, wants: Wants): Uint8Array {
  const setsMacros = (agreed.actions & actions.setMacros) !== 0;
  const lists = setsMacros ? Object.entries(wants.macros).map(([stage, names]) => encodeList(stage, names)) : [];
  const size = lists.reduce((sum, list) => sum + list.length, 12);
  const data = new Uint8Array(size);
  const view = new DataView(data.buffer);
  view.setUint32(0, agreed.version);
  view.setUint32(4, agreed.actions);
  view.setUint32(8, agreed.steps);
  let at = 12;
  for (const list of lists) {
    data.set(list, at);
    at += list.length;
  }
  return encodeFrame(commands.negotiate, data);
}

/** `{daemon_name}` needs its braces, `i` does not. */
function encodeList(stage: string, names: readonly string[]): Uint8Array {
  const text = names.map((name) => (name.length === 1 ? name : `{${name}}`)).join(' ');
  const bytes = new TextEncoder().encode(`\0\0\0\0${text}\0`);
  new DataView(bytes.buffer).setUint32(0, macroStages[stage as MacroStage]);
  return bytes;
}
