import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/fakes/manual-clock.ts';
import { seededRandom } from '../../test/fakes/seeded-random.ts';
import { framingFaults } from './faults-framing.ts';
import { gateFaults } from './faults-gate.ts';
import { oddContentFaults, oddMessageFaults } from './faults-odd.ts';
import { startLab, type Lab } from './lab.ts';
import { poll11, talk, taxiiHeaders } from './testing.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ clock: new ManualClock(), random: seededRandom(7) });
});
afterAll(() => lab.close());

/** How each answer begins on the wire, or what its first 4,000 bytes hold. */
const shows: Readonly<Record<string, RegExp>> = {
  'credentials-refused': /^HTTP\/1.1 200 [^]*<taxii_11:Poll_Response/,
  'credentials-not-entitled': /^HTTP\/1.1 401 /,
  'redirect-clear': /^HTTP\/1.1 302 [^]*location: http:/,
  'xml-other': /<rss /,
  'status-not-found-other': /NOT_FOUND[^]*Tenant/,
  'status-subscription-ended': /NOT_FOUND[^]*subscription/,
  'status-asynch': /FAILURE[^]*allow_asynch/,
  'xml-attributes': /a0="1" a1="1"/,
  'xml-name-long': /<n{2000}/,
  'http-414': /^HTTP\/1.1 414 /,
  'http-417': /^HTTP\/1.1 417 /,
  'http-425': /^HTTP\/1.1 425 /,
  'http-426': /^HTTP\/1.1 426 [^]*upgrade: h2c/,
  'http-431': /^HTTP\/1.1 431 /,
  'http-501': /^HTTP\/1.1 501 /,
  'http-511': /^HTTP\/1.1 511 /,
  'http-521': /^HTTP\/1.1 521 [^]*cf-ray/,
  'http-525': /^HTTP\/1.1 525 [^]*cf-ray/,
  'http-526': /^HTTP\/1.1 526 [^]*cf-ray/,
  'http-999': /^HTTP\/1.1 999 /,
  'http-304': /^HTTP\/1.1 304 /,
  'http-429-date': /^HTTP\/1.1 429 [^]*retry-after: \w{3}, \d\d \w{3} 2\d{3}/,
  'http-503-limit': /^HTTP\/1.1 503 [^]*retry-after: 3600/,
  'waf-challenge': /^HTTP\/1.1 403 [^]*Just a moment/,
  'waf-akamai': /^HTTP\/1.1 403 [^]*Reference #/,
  'waf-incident': /^HTTP\/1.1 403 [^]*Incapsula incident/,
  'waf-page-200': /^HTTP\/1.1 200 [^]*FortiGuard/,
  'redirect-port': /^HTTP\/1.1 302 [^]*location: http:\/\/127.0.0.1:9651\/taxii\/poll\//,
  'redirect-308': /^HTTP\/1.1 308 [^]*location: \/v2\//,
  'redirect-unreadable': /^HTTP\/1.1 302 [^]*location: http:\/\/\[bad/,
  'redirect-file': /^HTTP\/1.1 302 [^]*location: file:/,
  'redirect-portal': /^HTTP\/1.1 302 [^]*location: http:\/\/portal.example/,
  'redirect-sso': /^HTTP\/1.1 303 [^]*location: https:\/\/id.example\/oauth2/,
  'page-any': /^HTTP\/1.1 200 [^]*Threat Portal/,
  'page-maintenance': /^HTTP\/1.1 200 [^]*maintenance/,
  'page-trace': /^HTTP\/1.1 200 [^]*Traceback/,
  'page-portal-login': /^HTTP\/1.1 200 [^]*type="password"/,
  'half-headers-stall': /^HTTP\/1.1 200 OK\r\ncontent-$/,
  'head-drip': /^H$/,
  'no-status-line': /^<html>/,
  'status-line-bad': /^HTTP\/1.1 OK\r\n/,
  'icy-status': /^ICY 200 OK/,
  'header-control': /\r\nx-note: a\u0001b\r\n/,
  'header-name-blank': /\r\nx note: b\r\n/,
  'line-feed-only': /^HTTP\/1.1 200 OK\ncontent-type/,
  'headers-large': /\r\ncontent-security-policy: a{3000}/,
  'headers-many': /\r\nx-0: 1\r\nx-1: 1\r\n/,
  'interim-hints': /^HTTP\/1.1 103 Early Hints\r\n[^]*\r\n\r\nHTTP\/1.1 200 OK\r\n/,
  'http-1.0': /^HTTP\/1.0 200 OK\r\ncontent-type: application\/xml\r\n\r\n</,
  'keep-alive-lie': /^HTTP\/1.1 200 OK\r\n[^]*keep-alive: timeout=5/,
  'length-and-chunks': /content-length: 5\r\ntransfer-encoding: chunked/,
  'length-bad': /content-length: abc/,
  'length-negative': /content-length: -1/,
  'length-short': /content-length: \d+/,
  'chunk-endless-size': /\r\n\r\n0{2000}/,
  'chunk-huge': /\r\n\r\nf{17}\r\n/,
  'transfer-unknown': /transfer-encoding: gzip[^]*\r\n\r\n\u001f\u008b/,
  'gzip-trailing': /content-encoding: gzip\r\n[^]*\r\n\r\n\u001f\u008b/,
  'gzip-twice': /content-encoding: gzip\r\n[^]*\r\n\r\n\u001f\u008b/,
  'gzip-stacked-12': /content-encoding: (?:gzip, ){11}gzip\r\n/,
  brotli: /content-encoding: br\r\n/,
  'brotli-corrupt': /content-encoding: br\r\n[^]*\r\n\r\n\u00ff{5}$/,
  'brotli-half': /content-encoding: br\r\n/,
  zstd: /content-encoding: zstd\r\n[^]*\r\n\r\n\u0028\u00b5\u002f\u00fd/,
};

describe('a fault of the gate or of the framing', () => {
  const all = [...gateFaults, ...framingFaults, ...oddMessageFaults, ...oddContentFaults];
  it('has a look here', () => {
    expect(Object.keys(shows).toSorted()).toEqual(all.map((fault) => fault.name).toSorted());
  });
  it.each(all.map((fault) => [fault.name, fault.title]))('%s %s', async (name) => {
    lab.setFault(name);
    const held = talk(lab.port, { body: poll11('practice.phishing'), headers: taxiiHeaders() });
    const look = shows[name] ?? /^$/;
    const matches = () => look.test(held.raw().toString('latin1').slice(0, 4000));
    for (let least = 1; !matches() && least < 4000; least = held.raw().length + 1)
      await Promise.race([held.atLeast(least), held.heard]);
    expect(matches(), held.raw().toString('latin1').slice(0, 300)).toBe(true);
    held.hangUp();
  });
});
