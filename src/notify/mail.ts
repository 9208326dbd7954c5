import { Failure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import type { Notice } from '../alert/book.ts';
import type { MailSettings } from '../config/alert-channels.ts';
import { connectTo, startTls, type Connection } from '../net/connect.ts';
import { authority, type Target } from '../net/target.ts';
import { Trace } from '../net/trace.ts';
import { authoritiesOf, secretOf } from './channel-files.ts';
import { fail } from './conditions.ts';
import { mailMessage } from './mail-message.ts';
import { SmtpTalk } from './smtp.ts';
import { patience, type DeliveryWorld, type Place } from './world.ts';

/**
 * Hands a notice to a mail server, which may be at a private address: most are. Returns the recipients that it does not
 * take, where it takes others.
 * @throws Failure `alert/mail-unreachable`, `alert/mail-refused`, `alert/channel-unusable`.
 */
export async function sendMail(
  channel: MailSettings,
  notice: Notice,
  place: Place,
  world: DeliveryWorld,
): Promise<readonly string[]> {
  const { clock, signal } = world;
  const password = await secretOf(channel.name, channel.passwordFile);
  const target = await targetOf(channel);
  const trace = new Trace(clock, `mail server ${authority(target.host, target.port)}`);
  const options = { clock, resolver: world.resolver, trace, signal };
  const reached = <T>(way: Promise<T>): Promise<T> =>
    way.catch((error: unknown) => {
      throw unreachable(channel, error);
    });
  const talk = new SmtpTalk(await reached(connectTo(target, options)), { clock, signal, channel: channel.name });
  try {
    await talk.open(place.node);
    const upgrade = (clear: Connection): Promise<Connection> => reached(startTls(clear, target, options));
    if (channel.tls === 'starttls') await talk.startTls(place.node, upgrade);
    if (channel.user !== null && password !== null) await talk.logIn(channel.user, password);
    return await talk.send({ from: channel.from, to: channel.to, message: mailMessage(channel, notice, place) });
  } finally {
    talk.close();
  }
}

async function targetOf({ name, host, port, tls, caFile }: MailSettings): Promise<Target> {
  return {
    host,
    port,
    https: tls === 'implicit',
    path: '/',
    allowPrivate: true,
    // Servers of mail know no protocol by name; some refuse those that offer one.
    tls: {
      ca: await authoritiesOf(name, caFile),
      systemCa: true,
      pin: null,
      minimum: '1.2',
      clientCertificate: null,
      alpn: [],
    },
    proxy: null,
    timeouts: patience,
  };
}

function unreachable({ name, host, port }: MailSettings, error: unknown): Failure {
  const reason = error instanceof Failure ? error.code : 'an error of no known kind';
  const said = error instanceof Failure ? `: ${error.message}` : '';
  return fail('alert/mail-unreachable', `mail of channel ${name} to ${quote(host)} port ${port}: ${reason}${said}`, {
    evidence: { channel: name, host, port, reason },
    cause: error,
  });
}
