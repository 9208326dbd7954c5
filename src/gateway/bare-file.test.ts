import { describe, expect, it } from 'vitest';
import { asMessage } from './bare-file.ts';

describe('what came to be scanned', () => {
  it.each([
    'From: a@b.example\r\n\r\nhello',
    'Received: from x',
    'X-Odd_Name!: 1\n\n',
    'From a@b.example Mon\nTo: x\n',
    '',
  ])('is a message as it is: %j', (text) => {
    const bytes = Buffer.from(text);
    expect(asMessage(bytes)).toBe(bytes);
  });
  it.each([
    ['MZ\0\0 a program', ['application/octet-stream']],
    ['see https://bad.example/', ['text/plain', 'application/octet-stream']],
    ['<html><a href="x">', ['text/html', 'application/octet-stream']],
  ])('%j is a file, and a text where it is one', (text, types) => {
    const made = asMessage(Buffer.from(text)).toString('latin1');
    expect([...made.matchAll(/^Content-Type: ([^;\r]+); charset/gm)].map(([, type]) => type)).toEqual(types);
    expect(made.split(Buffer.from(text).toString('base64'))).toHaveLength(types.length + 1);
  });
});
