import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeKeptList, encodeKeptList } from './kept-list.ts';
import { readGuardList } from './read-list.ts';

const entries = (text: string, most = 100) => readGuardList(text, most)?.entries;

describe('a list of guards', () => {
  it('has an entry a line, ranks and comments aside', () => {
    const text = '# top\r\n1,Example.COM\r\n2,bücher.example\n\n192.0.2.0/24 ; ours\n*.cdn.example\n';
    expect(entries(text)).toEqual(['example.com', 'xn--bcher-kva.example', '192.0.2.0/24', 'cdn.example']);
    expect(entries('d41d8cd98f00b204e9800998ecf8427e  empty.txt')).toEqual(['d41d8cd98f00b204e9800998ecf8427e']);
  });
  it('may be a warning list of MISP, or an array', () => {
    const list = { name: 'x', type: 'cidr', version: 3, list: ['192.0.2.0/24', '2001:db8::/32'] };
    expect(entries(JSON.stringify(list))).toEqual(list.list);
    expect(entries('["a.example","a.example"]')).toEqual(['a.example']);
  });
  it.each(['{"type":"regex","list":["/x/"]}', '{"error":"no"}', '{', '[1'])('is not %s', (text) => {
    expect(readGuardList(text, 10)).toBeNull();
  });
  it('counts what it cannot read, and takes no more than asked for', () => {
    expect(readGuardList('<html>\n<body>\na.example\n', 10)).toEqual({
      entries: ['a.example'],
      unread: 2,
      firstUnread: '<html>',
    });
    expect(entries('a.example\nb.example\nc.example', 2)).toEqual(['a.example', 'b.example']);
  });
  it('is read in a bounded time, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const read = readGuardList(text, 50);
        expect(read?.entries.length ?? 0).toBeLessThanOrEqual(50);
      }),
    );
  });
  it('is kept as it was, and a file that was cut is none', () => {
    const kept = {
      from: 'https://lists.example/top.csv',
      updatedAt: '2026-11-23T00:00:00Z',
      entries: ['a.example', 'b'],
    };
    expect(decodeKeptList(encodeKeptList(kept))).toEqual(kept);
    expect(decodeKeptList(encodeKeptList({ ...kept, entries: [] }))).toEqual({ ...kept, entries: [] });
    expect(decodeKeptList(encodeKeptList(kept).slice(0, -2))).toBeNull();
    expect(decodeKeptList('a.example\n')).toBeNull();
  });
});
