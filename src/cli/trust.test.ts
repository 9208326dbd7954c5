import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedgate, type Setting } from '../../test/fakes/command-line.ts';
import { FakeService, sourceView } from '../../test/fakes/fake-service.ts';
import { clientCertificate, exampleRoot } from '../../test/fakes/pem.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';

let root = '';
beforeEach(() => {
  root = tempDirectory();
  writeFileSync(join(root, 'root.pem'), exampleRoot);
  writeFileSync(join(root, 'both.pem'), exampleRoot + clientCertificate);
});

const run = (argv: readonly string[], setting: Setting = {}) =>
  feedgate(['trust', ...argv, '--data', root], { cwd: root, ...setting });
const file = () => readFileSync(join(root, 'trust.yaml'), 'utf8');
const corp = () => Object.assign(new FakeService(), { sources: [sourceView({ name: 'corp' })] });

describe('trust add', () => {
  it('keeps an authority for all sources, once, in a file that nobody else can write', async () => {
    const first = await run(['add', 'root.pem']);
    expect([first.code, first.talk]).toEqual([
      0,
      expect.stringContaining('CN=Example Root is trusted for all sources'),
    ]);
    expect(statSync(join(root, 'trust.yaml')).mode & 0o777).toBe(0o600);
    const again = await run(['add', 'both.pem']);
    expect(again.talk).toMatch(/nothing was new[^]*left out, for it is no authority: CN=client\.example/);
    expect(file().match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
  });
  it('adds it to one source alone', async () => {
    const { service, code } = await run(['add', 'root.pem', '--source', 'corp'], { service: corp() });
    expect(code).toBe(0);
    const edit = service.calls.find(([method]) => method === 'editSource');
    expect(edit?.[2]).toEqual({ ca: expect.stringContaining('BEGIN CERTIFICATE') as string });
    expect(() => file()).toThrow(/ENOENT/);
  });
  it('says what a file is that holds none, and what is missing', async () => {
    writeFileSync(join(root, 'page'), '<html>');
    expect(await run(['add', 'page'])).toMatchObject({
      code: 3,
      talk: expect.stringContaining('it is a web page') as string,
    });
    expect(await run(['add'])).toMatchObject({ code: 2, talk: expect.stringContaining('--from HOST:PORT') as string });
  });
  it('takes what a server shows once its fingerprint is agreed to', async () => {
    const certificate = {
      subject: 'CN=Shown',
      issuer: 'CN=Shown',
      validFrom: 0,
      validTo: 1,
      names: [],
      fingerprint256: 'AB:CD',
    };
    const path = [{ ...certificate, selfSigned: true, authority: true, pem: exampleRoot, issuerAt: null }];
    const looked = { chain: { view: 'sent', path, strangers: [], badSignature: false, root: null } } as const;
    const refused = await run(['add', '--from', 'feed.example:443'], { looked });
    expect([refused.code, refused.talk]).toEqual([
      2,
      expect.stringMatching(/ends in CN=Shown, SHA-256 AB:CD[^]*nothing was added/),
    ]);
    expect((await run(['add', '--from', 'feed.example:443', '--yes'], { looked })).code).toBe(0);
    expect(file()).toContain('BEGIN CERTIFICATE');
    const nothing = await run(['add', '--from', 'feed.example:443', '--yes']);
    expect(nothing.talk).toMatch(/shows no certificate; see why: feedgate net check feed\.example 443/);
  });
  it('does not take the end of a chain that is no root: it would be trusted in vain', async () => {
    const below = { subject: 'CN=Middle', issuer: 'CN=Top', validFrom: 0, validTo: 1, names: [], fingerprint256: 'AB' };
    const path = [{ ...below, selfSigned: false, authority: true, pem: exampleRoot, issuerAt: null }];
    const looked = { chain: { view: 'sent', path, strangers: [], badSignature: false, root: null } } as const;
    const refused = await run(['add', '--from', 'feed.example:443', '--yes'], { looked });
    expect([refused.code, refused.talk]).toEqual([2, expect.stringContaining('Get the certificate of CN=Top')]);
    expect(() => file()).toThrow(/ENOENT/);
  });
});

describe('trust list', () => {
  it('tells the lists, the own authorities, those of sources, and pins', async () => {
    await run(['add', 'root.pem']);
    const sources = [sourceView({ name: 'corp', settings: { ca: exampleRoot, pin: 'ab'.repeat(32) } })];
    const service = Object.assign(new FakeService(), { sources });
    const { out } = await run(['list'], { service });
    expect(out).toMatch(/System list +on[^]*Own list +on \(1\)[^]*Pins +corp: abababababababab…/);
    expect(out).toMatch(/CN=Example Root .*all sources[^]*CN=Example Root .*corp/);
    const json = JSON.parse((await run(['list', '--json'], { service })).out) as object;
    expect(json).toMatchObject({
      system: true,
      custom: true,
      authorities: [{ subject: 'CN=Example Root' }],
      pins: [{ source: 'corp' }],
    });
  });
});

describe('trust remove, system and custom', () => {
  it('take out the one that is meant, and switch lists', async () => {
    await run(['add', 'root.pem']);
    expect((await run(['remove', 'nobody'])).talk).toContain('no authority of the own list is "nobody"');
    expect((await run(['system', 'off'])).talk).toContain('does not count');
    expect((await run(['custom', 'off'])).talk).toContain('nobody is trusted now');
    expect((await run(['custom', 'perhaps'])).code).toBe(2);
    expect((await run(['remove', 'example root'])).talk).toContain('is not trusted any more');
    expect(file()).not.toContain('BEGIN');
    expect((await run(['list', '--lang', 'ko'])).out).toContain('꺼짐');
  });
});
