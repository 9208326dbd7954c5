import { describe, expect, it } from 'vitest';
import { jsonSchema } from './json-schema.ts';
import { frontsOn, parseGatewaySettings } from './gateway-settings.ts';

const parse = (text: string) => parseGatewaySettings({ name: 'feedgate.yaml', text }, '/data');
const mistakes = (text: string): string => {
  try {
    parse(text);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('the settings of the gateway', () => {
  it('open nothing where nothing is said', () => {
    for (const text of ['', 'gateway: {}', 'gateway:\n  fronts: {}', 'gateway: { fronts: { milter: off } }'])
      expect(frontsOn(parse(text))).toEqual([]);
  });
  it('open a front with its defaults by one word', () => {
    const { fronts } = parse('gateway: { fronts: { milter: on, dnsbl: true, http: {} } }');
    expect(fronts.milter).toEqual({
      listen: { kind: 'unix', path: '/data/milter.sock', mode: 0o660 },
      failMode: 'accept',
      deadlineMs: 2000,
      messageBytes: 10 * 1024 * 1024,
      tokenFile: null,
    });
    expect(fronts.dnsbl).toMatchObject({
      listen: { host: '127.0.0.1', port: 9653 },
      zone: 'feedgate.internal',
      ttl: 60,
    });
    expect(fronts.http?.listen).toEqual({ kind: 'tcp', host: '127.0.0.1', port: 9651 });
    expect(fronts.policy).toBeNull();
  });
  it('let a front differ from all', () => {
    const { fronts } = parse(`gateway:
  failMode: tempfail
  deadline: 1s
  messageSize: 2 MiB
  fronts:
    milter: { listen: 'unix:/run/f/m.sock', mode: '0666', failMode: tag }
    policy: { listen: '[::1]:9000', deadline: 500ms }
`);
    expect(fronts.milter).toMatchObject({
      listen: { path: '/run/f/m.sock', mode: 0o666 },
      failMode: 'tag',
      deadlineMs: 1000,
    });
    expect(fronts.policy).toMatchObject({ listen: { host: '::1', port: 9000 }, failMode: 'tempfail', deadlineMs: 500 });
    expect(fronts.milter?.messageBytes).toBe(2 * 1024 * 1024);
  });
  it('answer DNS questions of the trusted networks', () => {
    const { fronts } = parse('gateway: { trustedNetworks: [192.0.2.0/24], fronts: { dnsbl: on } }');
    expect(fronts.dnsbl?.clients).toEqual(['127.0.0.0/8', '::1/128', '192.0.2.0/24']);
  });
  it.each([
    [
      'gateway:\n  fronts:\n    milter: { failmode: tag }',
      'feedgate.yaml:3:15: there is no setting "failmode"; did you mean failMode?',
    ],
    ['gateway:\n  front: {}', 'feedgate.yaml:2:3: there is no setting "front"; did you mean fronts?'],
    [
      'gateway:\n  deadline: 2',
      'feedgate.yaml:2:13: gateway.deadline must be a time from 50ms to 60s, with its unit (2s)',
    ],
    [
      'gateway:\n  fronts:\n    milter: { listen: 8891 }',
      'feedgate.yaml:3:23: gateway.fronts.milter.listen must be a value of type string',
    ],
    [
      'gateway:\n  fronts:\n    milter: { listen: nowhere }',
      'feedgate.yaml:3:23: gateway.fronts.milter.listen must be unix:/path, or an address with a port (127.0.0.1:9651)',
    ],
    [
      'gateway:\n  fronts:\n    dnsbl: { listen: unix:x }',
      'feedgate.yaml:3:22: gateway.fronts.dnsbl.listen must be an address with a port: DNS has no unix sockets',
    ],
    [
      'gateway:\n  fronts:\n    http: { listen: 0.0.0.0:9651 }',
      'feedgate.yaml:3:21: gateway.fronts.http.listen must be given a tokenFile, for others than this machine can reach it',
    ],
    [
      'gateway:\n  trustedNetworks: [10.0.0.0/33]',
      'feedgate.yaml:2:21: gateway.trustedNetworks.0 must be an address, or a network in CIDR',
    ],
  ])('refuse %j, and say where', (text, message) => {
    expect(mistakes(text)).toBe(message);
  });
  it('have a schema that editors can read', () => {
    expect(JSON.stringify(jsonSchema('settings'))).toContain('trustedNetworks');
  });
});
