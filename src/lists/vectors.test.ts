import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultListBudget } from './budget.ts';
import type { ListFormat } from './format.ts';
import { openListReader } from './reader.ts';

const text: ListFormat = { kind: 'text' };
const csv: ListFormat = { kind: 'csv', delimiter: null, header: 'auto', columns: { values: [] } };

const json: ListFormat = { kind: 'json', mapping: null };

/** What lists of the shapes that providers use say, with nothing but the format set. */
const lists: readonly (readonly [file: string, format: ListFormat, values: readonly string[], rest: object])[] = [
  [
    'urlhaus.csv',
    csv,
    ['url http://203.0.113.7:4000/bin.sh', 'url https://cdn.evil.example/a.exe?x=1,2'],
    { received: 9, refused: 1, skipped: { comment: 6 } },
  ],
  [
    'threatfox.csv',
    csv,
    [
      'ip 203.0.113.20',
      'domain c2.evil.example',
      'sha256 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
    ],
    { skipped: { comment: 6 } },
  ],
  [
    'malwarebazaar.csv',
    csv,
    [
      'sha256 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
      'md5 44d88612fea8a8f36de82e1278abb02f',
      'sha1 3395856ce81f2b7382dee72602f798b642f14140',
      'sha256 131f95c51cc819465fa1797f6ccacf9d494aaaff46fa3eac73ae63ffbdfd8267',
    ],
    { parsed: 2, supported: 4, refused: 0 },
  ],
  [
    'phishtank.csv',
    csv,
    ['url http://login.evil.example/bank/', 'url https://evil.example/a,b'],
    { skipped: { header: 1 } },
  ],
  ['feodo.csv', csv, ['ip 203.0.113.33', 'ip 203.0.113.34'], { skipped: { comment: 5, header: 1 } }],
  [
    'spamhaus-drop.txt',
    text,
    ['network 198.51.100.0/24', 'network 203.0.113.0/25', 'network 2001:db8:1::/48'],
    { skipped: { comment: 2 } },
  ],
  ['dshield.txt', text, ['network 198.51.100.0/24', 'network 203.0.113.0/24'], { refused: 1, skipped: { comment: 3 } }],
  [
    'hosts.txt',
    text,
    ['domain evil.example', 'domain ads.evil.example', 'domain track.evil.example'],
    { skipped: { comment: 1, 'own-host': 4 } },
  ],
  [
    'adblock.txt',
    text,
    ['domain evil.example', 'domain phish.example'],
    { skipped: { comment: 3, rule: 1, exception: 1 } },
  ],
  [
    'openphish.txt',
    text,
    [
      'url http://login.evil.example/',
      'url https://evil.example/secure/index.php?id=1&b=%20',
      'url http://203.0.113.9/a/b/',
    ],
    { skipped: {} },
  ],
  ['alienvault-reputation.txt', text, ['ip 203.0.113.40', 'ip 203.0.113.41'], { refused: 0 }],
  [
    'botvrij.txt',
    text,
    ['url http://evil.example/payload', 'domain evil.example', 'ip 203.0.113.50'],
    { skipped: { comment: 1 } },
  ],
  [
    'phishstats.csv',
    csv,
    ['url https://evil.example/login', 'url https://evil.example/other'],
    { skipped: { comment: 4 } },
  ],
  [
    'misp.csv',
    csv,
    ['domain evil.example', 'ip 203.0.113.70'],
    { skipped: { header: 1, 'not-for-detection': 1, 'unsupported-kind:email-dst': 1 } },
  ],
  ['headless.csv', csv, ['ip 198.51.100.7', 'ip 198.51.100.8'], { skipped: {} }],
  ['spreadsheet.csv', csv, ['domain evil.example'], { skipped: { header: 2 } }],
  ['utf16.txt', text, ['domain evil.example', 'domain xn--3e0b707e.example'], { refused: 0 }],
  [
    'spamhaus-drop.jsonl',
    { kind: 'jsonl', mapping: null },
    ['network 198.51.100.0/24', 'network 203.0.113.0/25'],
    { received: 3, skipped: { 'no-value': 1 } },
  ],
  ['threatfox.json', json, ['ip 203.0.113.20', 'domain c2.evil.example'], { received: 2 }],
  ['urlhaus.json', json, ['url http://203.0.113.7:4000/bin.sh', 'url https://cdn.evil.example/a.exe'], { received: 2 }],
  ['feodo.json', json, ['ip 203.0.113.33'], { refused: 0 }],
  ['phishtank.json', json, ['url http://login.evil.example/bank/'], { refused: 0 }],
  [
    'otx.json',
    json,
    ['domain evil.example', 'md5 44d88612fea8a8f36de82e1278abb02f'],
    { skipped: { 'unsupported-kind:CVE': 1, 'other-array:tags': 1 } },
  ],
  [
    'prefixes.json',
    json,
    ['network 198.51.100.0/24', 'network 2001:db8:2::/48', 'url http://evil.example/'],
    { refused: 0 },
  ],
  [
    'ctia-judgements.json',
    { kind: 'ctia' },
    ['ip 203.0.113.80'],
    {
      received: 5,
      skipped: { 'disposition:clean': 1, 'disposition:suspicious': 1, overruled: 1, 'unsupported-kind:file_name': 1 },
    },
  ],
  [
    'ctia-observables.json',
    { kind: 'ctia' },
    [
      'ip 203.0.113.81',
      'domain evil.example',
      'sha256 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
    ],
    { received: 3 },
  ],
  ['ctia-view.txt', { kind: 'ctia' }, ['ip 203.0.113.81', 'domain evil.example'], { received: 2 }],
];

describe('a list in the shape of', () => {
  it.each(lists)('%s is read', (file, format, values, rest) => {
    const reader = openListReader({ format, kinds: null, budget: defaultListBudget });
    const pushed = reader.push(readFileSync(`test/vectors/lists/${file}`));
    const { indicators, tally } = reader.end();
    const observables = [...pushed, ...indicators].flatMap((indicator) => indicator.observables);
    expect(observables.map(({ kind, value }) => `${kind} ${value}`)).toEqual(values);
    expect(tally).toMatchObject(rest);
  });
  it('ThreatFox tells id, threat and confidence', () => {
    const reader = openListReader({ format: csv, kinds: ['domain'], budget: defaultListBudget });
    const pushed = reader.push(readFileSync('test/vectors/lists/threatfox.csv'));
    expect([...pushed, ...reader.end().indicators]).toMatchObject([
      { id: '1300002', title: 'botnet_cc', confidence: 100, validFrom: null },
    ]);
  });
});
