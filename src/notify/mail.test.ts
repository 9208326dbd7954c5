import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { channelOf, deliveryWorld, noticeOf, place, problem } from '../../test/fakes/alerting.ts';
import { closedPort } from '../../test/fakes/closed-port.ts';
import { pem, serveTcp, serveTls } from '../../test/fakes/loopback.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { sendNotice } from './send.ts';

/** What a server says to a command; by its first word, else 250. */
type Answers = Readonly<Record<string, string>>;

const usual: Answers = { DATA: '354 go on', STARTTLS: '220 go on' };

/** A mail server on one connection that writes the dialogue down. */
function speakSmtp(answers: Answers, heard: string[]): (socket: Duplex) => void {
  return (clear) => {
    let inMail = false;
    const speak = (socket: Duplex): void => {
      let text = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        for (;;) {
          const end = text.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
          if (end < 0) return;
          const line = text.slice(0, end);
          text = text.slice(end + (inMail ? 5 : 2));
          heard.push(line);
          const word = inMail ? 'MAIL-END' : (line.split(/[ :]/, 1)[0] ?? '');
          inMail = word === 'DATA';
          socket.write(`${answers[line] ?? answers[word] ?? usual[word] ?? '250 fine'}\r\n`);
          if (word !== 'STARTTLS' || answers['STARTTLS'] !== undefined) continue;
          socket.removeAllListeners('data');
          const secureContext = createSecureContext({
            cert: pem('good.pem') + pem('intermediate.pem'),
            key: pem('server.key'),
          });
          speak(new TLSSocket(socket, { isServer: true, secureContext }));
          return;
        }
      });
    };
    clear.write('220 mail.example ready\r\n');
    speak(clear);
  };
}

function mail(port: number, more: string): string {
  return `channels:\n  mail:\n    - { name: night, host: alerts.example, port: ${port}, from: feedgate@example.org, to: [ops@example.org, boss@example.net], ${more} }`;
}

describe('mail', () => {
  it('is one that any reader understands, in the language of the channel', async () => {
    const heard: string[] = [];
    const port = await serveTcp(speakSmtp({}, heard));
    const notice = noticeOf([problem('phish'), problem('malware', { severity: 'critical' })]);
    await sendNotice(channelOf(mail(port, 'tls: none, language: ko')), notice, place, deliveryWorld());
    expect(heard.slice(0, 5)).toEqual([
      'EHLO mx1',
      'MAIL FROM:<feedgate@example.org>',
      'RCPT TO:<ops@example.org>',
      'RCPT TO:<boss@example.net>',
      'DATA',
    ]);
    const parsed = await simpleParser(heard[5] ?? '');
    expect(parsed.subject).toBe('Feedgate 심각: 프록시가 연결을 거부했습니다 (소스 2개: malware, phish)');
    expect(parsed.from?.value).toEqual([{ name: 'Feedgate', address: 'feedgate@example.org' }]);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.date).toEqual(new Date('2026-11-22T12:00:00Z'));
    expect(parsed.text).toContain('원인 위치: 프록시 proxy.example:8080\n');
    expect(parsed.text).toContain('조치:\n1. ');
    expect((heard[5] ?? '').split('\r\n').every((line) => line.length <= 78 && /^[ -~]*$/.test(line))).toBe(true);
  });

  it('goes over TLS with a login, where the server is who it should be', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'ca.pem'), pem('root.pem'));
    writeFileSync(join(root, 'password'), 'quite secret\n');
    const heard: string[] = [];
    const answers = { EHLO: '250-mail.example\r\n250-STARTTLS\r\n250 AUTH LOGIN PLAIN', AUTH: '235 welcome' };
    const port = await serveTcp(speakSmtp(answers, heard));
    const more = 'caFile: ca.pem, user: feedgate, passwordFile: password';
    const world = deliveryWorld();
    const channel = channelOf(mail(port, more).replace('alerts.example', 'feed.example'), root);
    const known = { ...world, resolver: { resolve: () => world.resolver.resolve('alerts.example', world.signal) } };
    await sendNotice(channel, noticeOf([problem('phish')]), place, known);
    expect(heard.slice(0, 4)).toEqual([
      'EHLO mx1',
      'STARTTLS',
      'EHLO mx1',
      `AUTH PLAIN ${Buffer.from('\0feedgate\0quite secret').toString('base64')}`,
    ]);
    // Another name than the certificate's.
    const stranger = sendNotice(channelOf(mail(port, more), root), noticeOf([problem('phish')]), place, world);
    await expect(stranger).rejects.toMatchObject({
      code: 'alert/mail-unreachable',
      evidence: { reason: 'tls/name-mismatch' },
    });
  });

  it('goes over TLS from the start, without a protocol by name', async () => {
    const root = tempDirectory();
    writeFileSync(join(root, 'ca.pem'), pem('root.pem'));
    const heard: string[] = [];
    const port = await serveTls(['good', 'intermediate'], speakSmtp({}, heard), { ALPNProtocols: ['smtp'] });
    const world = deliveryWorld();
    const known = { ...world, resolver: { resolve: () => world.resolver.resolve('alerts.example', world.signal) } };
    const channel = channelOf(
      mail(port, 'tls: implicit, caFile: ca.pem').replace('alerts.example', 'feed.example'),
      root,
    );
    await sendNotice(channel, noticeOf([problem('phish')]), place, known);
    expect(heard[5]).toContain('Subject: ');
  });

  it('never goes in clear where TLS is wanted and not offered', async () => {
    const heard: string[] = [];
    const port = await serveTcp(speakSmtp({}, heard));
    const sending = sendNotice(channelOf(mail(port, '')), noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(sending).rejects.toMatchObject({ code: 'alert/mail-refused', evidence: { step: 'STARTTLS' } });
    expect(heard).toEqual(['EHLO mx1']);
  });

  it('takes nothing for private that came before TLS', async () => {
    const answers = { EHLO: '250-mail.example\r\n250 STARTTLS', STARTTLS: '220 go on\r\n250 AUTH PLAIN' };
    const port = await serveTcp(speakSmtp(answers, []));
    const sending = sendNotice(channelOf(mail(port, '')), noticeOf([problem('phish')]), place, deliveryWorld());
    await expect(sending).rejects.toMatchObject({ code: 'alert/mail-refused', evidence: { step: 'STARTTLS' } });
  });

  it('names the recipients that are not taken, where others are', async () => {
    const port = await serveTcp(speakSmtp({ 'RCPT TO:<boss@example.net>': '550 no \u001b[2Jsuch user' }, []));
    const sending = sendNotice(
      channelOf(mail(port, 'tls: none')),
      noticeOf([problem('phish')]),
      place,
      deliveryWorld(),
    );
    expect(await sending).toEqual(['boss@example.net: 550 "no \\x1b[2Jsuch user"']);
  });

  it.each([
    ['RCPT', { RCPT: '554 relay access denied' }, '554 "relay access denied"'],
    ['MAIL', { MAIL: '550-not\r\n550 you' }, '550 "not you"'],
    ['the mail', { 'MAIL-END': '451 later' }, '451 "later"'],
    ['EHLO', { EHLO: 'HTTP/1.1 400 Bad Request' }, 'not SMTP'],
  ])('that is refused at %s is a failure with what was said', async (step, answers, said) => {
    const port = await serveTcp(speakSmtp(answers, []));
    const sending = sendNotice(
      channelOf(mail(port, 'tls: none')),
      noticeOf([problem('phish')]),
      place,
      deliveryWorld(),
    );
    await expect(sending).rejects.toMatchObject({ code: 'alert/mail-refused', evidence: { step } });
    await expect(sending).rejects.toThrow(said);
  });

  it('to a server that is not there, that closes, or that never ends is a failure', async () => {
    const closed = channelOf(mail(await closedPort(), 'tls: none'));
    await expect(sendNotice(closed, noticeOf([problem('phish')]), place, deliveryWorld())).rejects.toMatchObject({
      code: 'alert/mail-unreachable',
      evidence: { reason: 'tcp/refused' },
    });
    const rude = channelOf(mail(await serveTcp((socket) => void socket.end('220 bye\r\n')), 'tls: none'));
    await expect(sendNotice(rude, noticeOf([problem('phish')]), place, deliveryWorld())).rejects.toMatchObject({
      code: 'alert/mail-unreachable',
    });
    const endless = await serveTcp((socket) => void socket.write('220-'.padEnd(100_000, 'x')));
    const sending = sendNotice(
      channelOf(mail(endless, 'tls: none')),
      noticeOf([problem('phish')]),
      place,
      deliveryWorld(),
    );
    await expect(sending).rejects.toThrow('an answer without an end');
  });
});
