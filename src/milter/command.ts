import { quote } from '../base/text.ts';
import { fail } from './conditions.ts';
import { Fields } from './fields.ts';
import type { Frame } from './frame.ts';
import { commands } from './protocol.ts';

/** What an MTA tells or asks. Texts are decoded, the bytes of headers and bodies are not. */
export type Command =
  | { readonly kind: 'negotiate'; readonly version: number; readonly actions: number; readonly steps: number }
  /** Macros that belong to the command that follows; names without their braces. */
  | { readonly kind: 'macros'; readonly stage: number; readonly values: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'connect';
      /** The client's name as the MTA knows it, `[192.0.2.1]` where it has none. */
      readonly host: string;
      readonly family: 'ipv4' | 'ipv6' | 'unix' | 'unknown';
      /** `null` where the client's family is unknown. */
      readonly address: string | null;
      readonly port: number | null;
    }
  | { readonly kind: 'helo'; readonly name: string }
  /** `address` as sent, with its brackets; `parameters` are ESMTP's. */
  | { readonly kind: 'mail' | 'rcpt'; readonly address: string; readonly parameters: readonly string[] }
  /** The value as it came, folded lines with LF or CRLF. */
  | { readonly kind: 'header'; readonly name: string; readonly value: Uint8Array }
  | { readonly kind: 'body' | 'end-of-message'; readonly bytes: Uint8Array }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'data' | 'end-of-headers' | 'abort' | 'quit' | 'quit-new-connection' };

/** A macro's name and value are of the MTA's making; more than this of them is none of an MTA's. */
const mostMacros = 1000;

/** @throws Failure `milter/bad-frame`: the frame is no command, or ends too early. */
export function decodeCommand({ command, data }: Frame): Command {
  const letter = String.fromCharCode(command);
  const fields = new Fields(data, letter);
  switch (command) {
    case commands.negotiate:
      return { kind: 'negotiate', version: fields.uint32(), actions: fields.uint32(), steps: fields.uint32() };
    case commands.macro:
      return decodeMacros(fields);
    case commands.connect:
      return decodeConnect(fields);
    case commands.helo:
      return { kind: 'helo', name: fields.text() };
    case commands.mail:
      return { kind: 'mail', address: fields.text(), parameters: fields.texts() };
    case commands.rcpt:
      return { kind: 'rcpt', address: fields.text(), parameters: fields.texts() };
    case commands.header:
      return { kind: 'header', name: fields.text(), value: fields.bytes() };
    case commands.body:
      return { kind: 'body', bytes: data };
    case commands.endOfMessage:
      return { kind: 'end-of-message', bytes: data };
    case commands.unknown:
      return { kind: 'unknown', text: fields.text() };
    default:
      return bare(command, letter);
  }
}

const bareCommands: ReadonlyMap<number, 'data' | 'end-of-headers' | 'abort' | 'quit' | 'quit-new-connection'> = new Map(
  [
    [commands.data, 'data'],
    [commands.endOfHeaders, 'end-of-headers'],
    [commands.abort, 'abort'],
    [commands.quit, 'quit'],
    [commands.quitNewConnection, 'quit-new-connection'],
  ],
);

function bare(command: number, letter: string): Command {
  const kind = bareCommands.get(command);
  if (kind !== undefined) return { kind };
  throw fail('milter/bad-frame', `there is no milter command ${quote(letter)}`, { evidence: { command } });
}

function decodeMacros(fields: Fields): Command {
  const stage = fields.byte();
  const values: [string, string][] = [];
  while (!fields.over) {
    const name = fields.text();
    values.push([name.replace(/^\{(.*)\}$/, '$1'), fields.text()]);
    if (values.length > mostMacros)
      throw fail('milter/bad-frame', `more than ${mostMacros} macros came with one milter command`);
  }
  return { kind: 'macros', stage, values };
}

/** Sendmail writes IPv6 addresses with the `IPv6:` of SMTP's literals (RFC 5321 §4.1.3), Postfix without. */
function decodeConnect(fields: Fields): Command {
  const host = fields.text();
  const letter = String.fromCharCode(fields.byte());
  if (letter === 'U') return { kind: 'connect', host, family: 'unknown', address: null, port: null };
  const port = fields.uint16();
  const address = fields.text().replace(/^IPv6:/i, '');
  if (letter === 'L') return { kind: 'connect', host, family: 'unix', address, port: null };
  if (letter === '4') return { kind: 'connect', host, family: 'ipv4', address, port };
  if (letter === '6') return { kind: 'connect', host, family: 'ipv6', address, port };
  throw fail('milter/bad-frame', `there is no milter address family ${quote(letter)}`);
}
