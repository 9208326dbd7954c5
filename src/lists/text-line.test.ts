import { describe, expect, it } from 'vitest';
import { isList, readLine } from './text-line.ts';

/** What a line says, in a word each. */
function told(line: string): string {
  const read = readLine(line);
  if (isList(read)) return read.map(({ kind, value }) => `${kind} ${value}`).join(', ');
  return 'skipped' in read ? read.skipped : `! ${read.rule}`;
}

describe('a line of a plain list', () => {
  it.each([
    ['evil.example', 'domain evil.example'],
    ['  Evil.Example.\t', 'domain evil.example'],
    ['*.evil.example', 'domain evil.example'],
    ['198.51.100.0/24 ; SBL1', 'network 198.51.100.0/24'],
    ['198.51.100.7 # seen at search.example', 'ip 198.51.100.7'],
    ['198.51.100.7 search.example', 'ip 198.51.100.7'],
    ['evil.example phishing 2026-11-01 12:30', 'domain evil.example'],
    ['evil.example#note', 'domain evil.example'],
    ['evil.example // note', 'domain evil.example'],
    ['"evil.example",', 'domain evil.example'],
    ['http://evil.example/a,b;c(d)|e', 'url http://evil.example/a,b;c(d)|e'],
    ['http://evil.example/a a note', 'url http://evil.example/a'],
    ['evil.example/path', 'url http://evil.example/path'],
    ['Bad Guy <bad@evil.example>', 'email bad@evil.example'],
    ['d41d8cd98f00b204e9800998ecf8427e *file.exe', 'md5 d41d8cd98f00b204e9800998ecf8427e'],
    ['나쁜.example # 피싱 사이트', 'domain xn--910b021a.example'],
    ['피싱 사이트 evil.example', '! no-dot'],
    ['Request limit exceeded', '! no-dot'],
    ['evil.example\0', '! control-character'],
    ['-', '! no-dot'],
  ])('%j has its first word as value', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
  it.each([
    ['a.example,b.example c.example', 'domain a.example, domain b.example, domain c.example'],
    ['203.0.113.5|203.0.113.6', 'ip 203.0.113.5, ip 203.0.113.6'],
    ['203.0.113.5; 198.51.100.0/24', 'ip 203.0.113.5, network 198.51.100.0/24'],
    ['http://a.example/,http://b.example/', 'url http://a.example/, url http://b.example/'],
    ['http://a.example/ hxxps://b[.]example/', 'url http://a.example/, url https://b.example/'],
  ])('%j has several values of one sort', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
  it.each([
    ['192.0.2.1-192.0.2.2', 'ip 192.0.2.1, ip 192.0.2.2'],
    ['192.0.2.0 - 192.0.2.3 , 0 , note', 'network 192.0.2.0/30'],
    ['Some range:192.0.2.0-192.0.2.3', 'network 192.0.2.0/30'],
    ['2001:db8::2 - 2001:db8::3', 'network 2001:db8::2/127'],
    ['192.0.2.9-192.0.2.1', '! backwards'],
    ['198.51.100.0\t198.51.100.255\t24\t1999', 'network 198.51.100.0/24'],
    ['192.0.2.0 255.255.255.0', 'network 192.0.2.0/24'],
    ['192.0.2.0/255.255.255.0', 'network 192.0.2.0/24'],
    ['192.0.2.1:8080', 'ip 192.0.2.1'],
    ['[2001:db8::1]:443', 'ip 2001:db8::1'],
    ['2001:db8::/32 note', 'network 2001:db8::/32'],
    ['dead-beef.cafe', 'domain dead-beef.cafe'],
    ['0.0.0.0/0', '! too-wide'],
  ])('%j is of addresses', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
  it.each([
    ['hxxps://evil[.]example/a', 'url https://evil.example/a'],
    ['evil [.] example', 'domain evil.example'],
    ['198[.]51[.]100[.]7 botnet', 'ip 198.51.100.7'],
    ['bad[at]evil(dot)example', 'email bad@evil.example'],
  ])('%j is defanged', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
  it.each([
    ['0.0.0.0 evil.example ads.example # x', 'domain evil.example, domain ads.example'],
    ['127.0.0.1\tevil.example', 'domain evil.example'],
    ['127.0.0.1 localhost', 'own-host'],
    ['::1 ip6-localhost ip6-loopback', 'own-host'],
    ['0.0.0.0 0.0.0.0', 'own-host'],
    ['||evil.example^', 'domain evil.example'],
    ['||198.51.100.7^$important', 'ip 198.51.100.7'],
    ['||evil.example^$third-party', 'rule'],
    ['||evil.example/path^', 'rule'],
    ['@@||good.example^', 'exception'],
    ['[Adblock Plus 2.0]', 'comment'],
  ])('%j is in the manner of hosts files and ad blockers', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
  it.each([
    ['', 'blank'],
    [' \u00a0\t', 'blank'],
    ['# evil.example', 'comment'],
    ['; evil.example', 'comment'],
    ['// evil.example', 'comment'],
    ['! evil.example', 'comment'],
    ['ip_address', 'header'],
    ['"url"', 'header'],
  ])('%j holds nothing', (line, expected) => {
    expect(told(line)).toBe(expected);
  });
});
