import { describe, expect, it } from 'vitest';
import { alertsOf } from '../../test/fakes/alerting.ts';
import { defaultRules } from '../alert/rules.ts';
import { parseGatewaySettings } from './gateway-settings.ts';

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
    - { name: chat, url: "https://chat.example/x" }`,
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
    ]);
  });

  it('do not stand in the way of the gateway, which reads the same file', () => {
    const text = 'alerts:\n  channels:\n    webhook:\n      - { name: ops, url: "https://alerts.example/" }\n';
    expect(parseGatewaySettings({ name: 'feedgate.yaml', text }, '/data').node).not.toBe('');
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
  ])('%s is refused by line and column', (text, expected) => {
    expect(() => alertsOf(text)).toThrowError(expected);
  });
});
