import { createDecipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentTypes, damaged, fatalAlert, record, recordSplitter } from './records.ts';
import { sealedRecord } from './sealed-record.ts';

it('a stream is cut into the same records however it comes', () => {
  const records = fc.array(fc.tuple(fc.integer({ min: 20, max: 23 }), fc.uint8Array({ maxLength: 300 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 50 }), (given, size) => {
      const stream = Buffer.concat(given.map(([type, content]) => record(type, content)));
      const split = recordSplitter();
      const found = [];
      for (let at = 0; at < stream.length; at += size) found.push(...split(stream.subarray(at, at + size)));
      expect(found.map(({ type }) => type)).toEqual(given.map(([type]) => type));
      expect(Buffer.concat(found.map(({ bytes }) => bytes)).equals(stream)).toBe(true);
    }),
  );
});
it('a damaged record has its head and its length, and another last byte', () => {
  const bytes = record(contentTypes.handshake, Buffer.of(1, 2, 3));
  expect(damaged({ type: contentTypes.handshake, bytes }).toString('hex')).toBe('16030300030102fc');
});
it('a sealed record opens with the key and nonce that RFC 8448 §3 derives from its server traffic secret', () => {
  const secret = Buffer.from('a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643', 'hex');
  const key = Buffer.from('9f02283b6c9c07efc26bb9f2ac92e356', 'hex');
  const nonce = Buffer.from('cf782b88dd83549aadf1e984', 'hex');
  const bytes = sealedRecord(secret, contentTypes.alert, fatalAlert(48));
  const open = createDecipheriv('aes-128-gcm', key, nonce);
  open.setAAD(bytes.subarray(0, 5));
  open.setAuthTag(bytes.subarray(-16));
  const content = Buffer.concat([open.update(bytes.subarray(5, -16)), open.final()]);
  expect([...content]).toEqual([2, 48, contentTypes.alert]);
});
