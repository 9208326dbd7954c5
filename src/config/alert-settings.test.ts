import { describe, expect, it } from 'vitest';
import { alertsOf } from '../../test/fakes/alerting.ts';
import { defaultRules } from '../alert/rules.ts';
import { parseAlertSettings, parseGatewaySettings } from './gateway-settings.ts';

describe('the alerts of a file of settings', () => {
  it('have rules and no channels where nothing is said', () => {
    const { channels, rules, node } = alertsOf('{}');
    expect({ channels, node }).toEqual({ channels: [], node: 'mx1' });
    expect(rules).toEqual(defaultRules);
  });

  it('are read with their units, zone and paths', () => {
    const { channels, rules, zone } = alertsOf(
      `language: ko
zone: Asia/Seoul
quietHours: { from: "22:00", to: "7:30" }
rules: { failingAfter: 3, staleAfter: 2d, certificateDays: 14, remindAfter: 12h }
channels:
  webhook:
    - { name: ops, urlFile: hook.url, secretFile: /etc/feedgate/hook.secret, minimumSeverity: critical, language: en }
    - { name: chat, url: "https://chat.example/x" }
  mail:
    - { name: night, host: smtp.example, from: a@b.example, to: [c@d.example] }
    - { name: day, host: smtp.example, tls: implicit, user: u, passwordFile: p, from: a@b.example, to: [c@d.example] }
  syslog:
    - { name: siem, host: siem.example, transport: tls, facility: local3, format: cef }
    - { name: local, transport: unix, path: /run/log.sock }`,
      '/data',
    );
    expect(zone).toBe('Asia/Seoul');
    expect(rules).toMatchObject({
      failingAfter: 3,
      staleAfter: 172_800_000,
      certificateDays: 14,
      remindAfter: 43_200_000,
      quietHours: { from: 1320, to: 450, zone: 'Asia/Seoul' },
    });
    expect(channels).toMatchObject([
      { name: 'ops', urlFile: '/data/hook.url', secretFile: '/etc/feedgate/hook.secret', language: 'en' },
      { name: 'chat', url: 'https://chat.example/x', language: 'ko', minimumSeverity: 'warning', allowPrivate: false },
      { kind: 'mail', port: 587, tls: 'starttls', user: null },
      { kind: 'mail', port: 465, user: 'u', passwordFile: '/data/p' },
      { kind: 'syslog', port: 6514, facility: 19, format: 'cef' },
      { kind: 'syslog', path: '/run/log.sock', facility: 3 },
    ]);
  });

  it('do not stand in the way of the gateway, which reads the same file', () => {
    const text = 'alerts:\n  channels:\n    webhook:\n      - { name: ops, url: "https://alerts.example/" }\n';
    expect(parseGatewaySettings({ name: 'feedgate.yaml', text }, '/data').node).not.toBe('');
    const wrong = { name: 'feedgate.yaml', text: `${text}  rules: { failingAfter: never }\n` };
    expect(parseGatewaySettings(wrong, '/data').node).not.toBe('');
    expect(() => parseAlertSettings(wrong, '/data')).toThrowError('feedgate.yaml:5:26: alerts.rules.failingAfter');
  });

  it.each([
    ['rules: { failingafter: 3 }', '3:12: there is no setting "failingafter"; did you mean failingAfter?'],
    ['rules: { staleAfter: 3 }', '3:24: alerts.rules.staleAfter must be'],
    ['zone: Asia/Soul', '3:9: alerts.zone must be a time zone'],
    ['quietHours: { from: "25:00", to: "07:00" }', '3:23: alerts.quietHours.from must be a time of the day'],
    ['channels:\n  webhook:\n    - { name: a, secret: x, url: "https://a.example/" }', 'there is no setting "secret"'],
    ['channels:\n  webhook:\n    - { name: a }', '5:9: alerts.channels.webhook.0 must be given either a url or'],
    ['channels:\n  webhook:\n    - { name: a, url: "ftp://a.example/" }', '5:25: alerts.channels.webhook.0.url'],
    [
      'channels:\n  webhook:\n    - { name: a, url: "https://a.example/", proxy: "http://u:p@p.example:8080" }',
      'one with a password goes into proxyFile',
    ],
    [
      'channels:\n  webhook:\n    - { name: a, url: "https://a.example/" }\n    - { name: a, url: "https://b.example/" }',
      'every channel has a name of its own',
    ],
    [
      'channels:\n  mail:\n    - { name: a, host: m.example, from: "a b@c.example", to: [] }',
      'alerts.channels.mail.0.from',
    ],
    [
      'channels:\n  mail:\n    - { name: a, host: m.example, tls: none, user: u, passwordFile: p, from: a@b.c, to: [a@b.c] }',
      'a password over TLS alone',
    ],
    [
      'channels:\n  mail:\n    - { name: a, host: m.example, user: u, from: a@b.c, to: [a@b.c] }',
      'user and passwordFile together',
    ],
    ['channels:\n  syslog:\n    - { name: a, transport: unix, host: s.example }', 'a path for transport unix'],
    ['channels:\n  syslog:\n    - { name: a, transport: tcp }', 'given a host'],
  ])('%s is refused by line and column', (text, expected) => {
    expect(() => alertsOf(text)).toThrowError(expected);
  });
});
