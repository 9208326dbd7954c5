import { Resolver } from 'node:dns/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { FrontKind } from '../config/gateway-settings.ts';
import type { ListenAddress } from '../config/listen-address.ts';
import { errorCode } from '../host/error-code.ts';
import { encodeFrame } from '../milter/frame.ts';
import { actions, commands, steps } from '../milter/protocol.ts';
import { canary } from './canary.ts';

/** Whether a front lists the canary: it does, it answers without, or it does not answer. */
export interface Proof {
  readonly kind: FrontKind;
  readonly state: 'matches' | 'misses' | 'silent';
  /** What was heard instead, or the system's word for it; at most 200 characters, a peer's words among them. */
  readonly heard: string;
}

export interface ProveOptions {
  /** The zone of the DNS front. */
  readonly zone: string;
  /** What the HTTP front asks for. */
  readonly token: string | null;
}

const longestMs = 3000;
const sender = `canary@${canary.domain}`;

/** Asks a front as its client does about the canary, which no source lists. Never throws. */
export async function prove(kind: FrontKind, address: ListenAddress, options: ProveOptions): Promise<Proof> {
  try {
    const heard = await heardFrom(kind, address, options);
    const state = signs[kind].test(heard) ? 'matches' : 'misses';
    return { kind, state, heard: heard.slice(0, 200) };
  } catch (error) {
    return { kind, state: 'silent', heard: errorCode(error) };
  }
}

/** What a front that matches says. */
const signs: Readonly<Record<FrontKind, RegExp>> = {
  milter: /X-Feedgate-Result\0.*verdict=match/s,
  policy: /^action=PREPEND X-Feedgate-Result: .*verdict=match/s,
  socketmap: /OK PREPEND X-Feedgate-Result: .*verdict=match/s,
  clamd: /Feedgate\..* FOUND/s,
  dnsbl: /^127\.0\.\d+\.[24]$/,
  http: /"verdict":"match"/,
};

function heardFrom(kind: FrontKind, address: ListenAddress, { zone, token }: ProveOptions): Promise<string> {
  switch (kind) {
    case 'milter':
      return converse(address, milterDialogue(), signs.milter);
    case 'policy':
      return converse(address, bytes(policyRequest), /\n\n/);
    case 'socketmap':
      return converse(address, bytes(netstring(`helo ${canary.domain}`)), /^\d+:.*,$/s);
    case 'clamd':
      return converse(address, clamdDialogue(), /\0/);
    case 'dnsbl':
      return resolve(address, `${canary.domain}.dom.${zone}`);
    case 'http':
      return scan(address, token);
  }
}

/** Says everything at once and hears until the end, or until the front hangs up. */
function converse(address: ListenAddress, said: Uint8Array, end: RegExp): Promise<string> {
  const socket = address.kind === 'unix' ? connect(address.path) : connect(address.port, address.host);
  return new Promise((done, refuse) => {
    let heard = '';
    socket.setTimeout(longestMs, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
      if (end.test(heard)) socket.end();
    });
    // Who says something else first and hangs up has been heard all the same.
    socket.once('error', (error) => (heard === '' ? refuse(error) : done(heard)));
    socket.once('close', () => done(heard));
    socket.write(said);
  });
}

const message = `From: <${sender}>\r\nSubject: canary\r\n\r\n${canary.url}\r\n`;

function milterDialogue(): Uint8Array {
  const all = (flags: Readonly<Record<string, number>>): number => Object.values(flags).reduce((a, b) => a | b, 0);
  const offer = Buffer.alloc(12);
  offer.writeUInt32BE(6, 0);
  offer.writeUInt32BE(all(actions) >>> 0, 4);
  offer.writeUInt32BE(all(steps) >>> 0, 8);
  return Buffer.concat([
    encodeFrame(commands.negotiate, offer),
    encodeFrame(commands.connect, bytes('localhost\x004\x00\x00127.0.0.1\0')),
    encodeFrame(commands.helo, bytes(`${canary.domain}\0`)),
    encodeFrame(commands.mail, bytes(`<${sender}>\0`)),
    encodeFrame(commands.rcpt, bytes('<postmaster@localhost>\0')),
    encodeFrame(commands.header, bytes(`From\0 <${sender}>\0`)),
    encodeFrame(commands.endOfHeaders),
    encodeFrame(commands.body, bytes(`${canary.url}\r\n`)),
    encodeFrame(commands.endOfMessage),
  ]);
}

const policyRequest = `request=smtpd_access_policy\nclient_address=127.0.0.1\nhelo_name=${canary.domain}\nsender=${sender}\n\n`;

function netstring(text: string): string {
  return `${text.length}:${text},`;
}

function clamdDialogue(): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([bytes('zINSTREAM\0'), length, bytes(message), Buffer.alloc(4)]);
}

async function resolve(address: ListenAddress, name: string): Promise<string> {
  if (address.kind === 'unix') return '';
  const resolver = new Resolver({ timeout: longestMs, tries: 1 });
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  resolver.setServers([`${host}:${address.port}`]);
  const [first = ''] = await resolver.resolve4(name);
  return first;
}

function scan(address: ListenAddress, token: string | null): Promise<string> {
  const headers = { 'x-feedgate-sender': sender, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const where = address.kind === 'unix' ? { socketPath: address.path } : { host: address.host, port: address.port };
  return new Promise((done, refuse) => {
    const asked = request({ ...where, method: 'POST', path: '/v1/scan', headers, timeout: longestMs }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.once('end', () => done(text));
      answer.once('error', refuse);
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    asked.once('error', refuse);
    asked.end(message);
  });
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
