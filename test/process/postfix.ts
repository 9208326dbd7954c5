import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Why a real Postfix cannot run here; `null` where it can. */
export function postfixObstacle(): string | null {
  if (process.getuid?.() !== 0) return 'it needs root, to give files to the users of Postfix';
  if (!existsSync('/usr/sbin/postfix')) return 'it is not installed (apt-get install postfix)';
  return null;
}

export interface PostfixOptions {
  /** A directory of its own, which others may enter. */
  readonly root: string;
  /** Where mail goes on to. */
  readonly next: number;
  /** Each listens on a port of its own. */
  readonly services: readonly Service[];
}

/** One smtpd. */
export interface Service {
  readonly port: number;
  readonly options: readonly string[];
}

/** An smtpd that asks a milter at a socket of ours; `ifFails` is what it does without one, else what main.cf says. */
export function milterService(port: number, socket = 'milter.sock', ifFails?: 'accept' | 'tempfail'): Service {
  const action = ifFails === undefined ? '' : `, default_action=${ifFails}`;
  const timeouts = 'connect_timeout=2s, command_timeout=2s, content_timeout=4s';
  return {
    port,
    options: [`{ smtpd_milters = { unix:feedgate/${socket}, ${timeouts}${action} } }`],
  };
}

/** An smtpd that asks our policy service. */
export function policyService(port: number): Service {
  return {
    port,
    options: [
      'smtpd_recipient_restrictions=check_policy_service,unix:feedgate/policy.sock',
      'smtpd_policy_service_timeout=3s',
      'smtpd_policy_service_max_idle=1s',
      'smtpd_policy_service_default_action=DUNNO',
    ],
  };
}

/** A Postfix of its own: configuration, queue and log in one directory, ports on loopback. */
export class Postfix {
  readonly #config: string;
  readonly queue: string;
  readonly log: string;

  constructor({ root, next, services }: PostfixOptions) {
    this.#config = join(root, 'etc');
    this.queue = join(root, 'queue');
    this.log = join(root, 'mail.log');
    chmodSync(root, 0o755);
    for (const each of ['etc', 'queue', 'data']) mkdirSync(join(root, each), { recursive: true, mode: 0o755 });
    chownSync(join(root, 'data'), idOf('passwd'), 0);
    writeFileSync(join(this.#config, 'main.cf'), mainOf(root, next));
    writeFileSync(join(this.#config, 'master.cf'), masterOf(services));
    const sockets = join(this.queue, 'feedgate');
    mkdirSync(sockets, { recursive: true });
    chownSync(sockets, 0, idOf('group'));
    chmodSync(sockets, 0o2750);
  }

  get config(): string {
    return this.#config;
  }

  start(): void {
    this.#run('postfix', 'start');
  }

  stop(): void {
    spawnSync('postfix', ['-c', this.#config, 'abort'], { env: { ...process.env, PATH: path } });
  }

  /** Changes its configuration while it runs. */
  async set(...parameters: string[]): Promise<void> {
    this.#run('postconf', '-e', ...parameters);
    this.#run('postfix', 'reload');
    // Processes that run already keep what they have read until they end.
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }

  /** What it answers for a key of a map; empty for nothing. */
  look(map: string, key: string): string {
    return spawnSync('postmap', ['-c', this.#config, '-q', key, map], {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    }).stdout.trim();
  }

  /** Sends its queue on: mail that is held stays. */
  flush(): void {
    this.#run('postqueue', '-f');
  }

  /** Ids of mails on hold. */
  get held(): readonly string[] {
    const list = this.#run('postqueue', '-p');
    return [...list.matchAll(/^([0-9A-Za-z]+)!/gm)].map(([, id = '']) => id);
  }

  /** Whether no mail is under way, deferred or held. */
  get isEmpty(): boolean {
    return this.#run('postqueue', '-p').includes('queue is empty');
  }

  get logged(): string {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8') : '';
  }

  #run(program: string, ...args: string[]): string {
    return execFileSync(program, ['-c', this.#config, ...args], {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** The number of the user or group `postfix`. */
function idOf(file: 'passwd' | 'group'): number {
  const line = /^postfix:[^:]*:(\d+):/m.exec(readFileSync(`/etc/${file}`, 'utf8'));
  return Number(line?.[1] ?? 0);
}

function mainOf(root: string, next: number): string {
  return `compatibility_level = 3.6
queue_directory = ${root}/queue
data_directory = ${root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.org
mydestination =
relay_domains = example.org
relay_transport = smtp:[127.0.0.1]:${next}
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_host_lookup = native
smtpd_peername_lookup = no
smtpd_authorized_xclient_hosts = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
smtpd_delay_reject = yes
maillog_file_prefixes = ${root}
maillog_file = ${root}/mail.log
notify_classes =
minimal_backoff_time = 1s
queue_run_delay = 1s
`;
}

function masterOf(services: readonly Service[]): string {
  const smtpd = services.map(({ port, options }) =>
    [`127.0.0.1:${port} inet n - y - - smtpd`, ...options.map((option) => `  -o ${option}`)].join('\n'),
  );
  return `${smtpd.join('\n')}
pickup unix n - y 60 1 pickup
cleanup unix n - y - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - y - - trivial-rewrite
bounce unix - - y - 0 bounce
defer unix - - y - 0 bounce
trace unix - - y - 0 bounce
verify unix - - y - 1 verify
flush unix n - y 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - y - - showq
error unix - - y - - error
retry unix - - y - - error
discard unix - - y - - discard
anvil unix - - y - 1 anvil
scache unix - - y - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}

/** A mail as it arrived. */
export interface Arrived {
  readonly sender: string;
  readonly recipients: readonly string[];
  /** As it came, without the dots of SMTP. */
  readonly message: string;
}

/** Takes mail, and keeps it. */
export class Sink {
  readonly mails: Arrived[] = [];
  readonly #server: Server;
  readonly #open = new Set<Socket>();

  constructor() {
    this.#server = createServer((socket) => {
      this.#open.add(socket);
      socket.on('error', () => undefined);
      this.#serve(socket);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
  }

  /** The mails whose subject or body holds a word. */
  with(word: string): readonly Arrived[] {
    return this.mails.filter(({ message }) => message.includes(word));
  }

  #serve(socket: Socket): void {
    let held = '';
    let mail: { sender: string; recipients: string[] } = { sender: '', recipients: [] };
    let reading = false;
    socket.setEncoding('latin1').write('220 sink.example.org ESMTP\r\n');
    const follow = (line: string): string => {
      const word = line.slice(0, 4).toUpperCase();
      if (word === 'MAIL') mail = { sender: /<(.*)>/.exec(line)?.[1] ?? '', recipients: [] };
      if (word === 'RCPT') mail.recipients.push(/<(.*)>/.exec(line)?.[1] ?? '');
      if (word === 'DATA') reading = true;
      return word === 'DATA' ? '354 go on\r\n' : word === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n';
    };
    socket.on('data', (text: string) => {
      held += text;
      for (;;) {
        const end = held.indexOf(reading ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        if (reading) {
          this.mails.push({
            ...mail,
            message: `${held.slice(0, end)}\r\n`.replaceAll(/^\.\./gm, '.'),
          });
          reading = false;
          held = held.slice(end + 5);
          socket.write('250 taken\r\n');
          continue;
        }
        socket.write(follow(held.slice(0, end)));
        held = held.slice(end + 2);
      }
    });
  }
}

export interface Sent {
  /** The last answer: that to the message, or to what was refused before. */
  readonly code: number;
  readonly text: string;
}

export interface Sending {
  readonly port: number;
  readonly client?: string;
  readonly helo?: string;
  readonly sender?: string;
  readonly recipient?: string;
  readonly message: string;
  /** Called half-way through the message. */
  readonly midway?: () => Promise<void>;
}

/** Sends a mail over SMTP, as a client of an address of one's choice (XCLIENT). */
export async function send(mail: Sending): Promise<Sent> {
  const { port, client = '198.51.100.1', helo = 'mta.example.com', sender = 'ann@example.com' } = mail;
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
  socket.on('error', () => undefined);
  const say = async (line: string): Promise<Sent> => {
    heard = '';
    socket.write(line);
    return answer();
  };
  const answer = async (): Promise<Sent> => {
    const last = () => /^(\d{3}) .*\r\n$/m.exec(heard);
    const late = AbortSignal.timeout(30_000);
    while (last() === null && !socket.destroyed && !socket.readableEnded)
      await Promise.race([once(socket, 'data', { signal: late }), once(socket, 'close', { signal: late })]);
    const line = last() ?? [];
    const text = (line[0] ?? '').trim();
    heard = '';
    return { code: Number(line[1] ?? 0), text };
  };
  try {
    await answer();
    const lines = [
      'EHLO localhost',
      `XCLIENT ADDR=${client} NAME=[UNAVAILABLE]`,
      `EHLO ${helo}`,
      `MAIL FROM:<${sender}>`,
      `RCPT TO:<${mail.recipient ?? 'bob@example.org'}>`,
      'DATA',
    ];
    for (const line of lines) {
      const said = await say(`${line}\r\n`);
      if (said.code >= 400 || said.code === 0) return said;
    }
    const dotted = mail.message.replaceAll(/^\./gm, '..');
    const half = Math.floor(dotted.length / 2);
    socket.write(dotted.slice(0, half));
    if (mail.midway !== undefined) await mail.midway();
    return await say(`${dotted.slice(half)}.\r\n`);
  } finally {
    socket.destroy();
  }
}
