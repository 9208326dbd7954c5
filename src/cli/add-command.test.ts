import { describe, expect, it } from 'vitest';
import { addCommand, movedUrl, nameFor } from './add-command.ts';
import { Given } from './command.ts';
import { flagsOf } from './setting-flags.ts';
import { shellWord } from './shell.ts';

const url = 'https://taxii.example.net/taxii/poll/';
const nothing = new Given([], {});

describe('a command that is printed to be pasted', () => {
  it('quotes what a server wrote for the shell, and leaves out what cannot be quoted', () => {
    const named = (collection: string): string =>
      addCommand(nothing, url, { name: nameFor(collection), url, settings: { collection } });
    expect(named("x'; rm -rf ~ #")).toBe(`feedgate source add x-rm--rf ${url} --collection 'x'\\''; rm -rf ~ #'`);
    expect(named('--data=/etc')).toBe(`feedgate source add data-etc ${url} --collection VALUE`);
    expect(named('a\u001b[2J')).toMatch(/ --collection VALUE$/);
    expect(shellWord('$(reboot)`reboot`', 'X')).toBe("'$(reboot)`reboot`'");
  });
  it('has the options that were typed, once, and never a secret', () => {
    const given = new Given([], {
      user: 'alice',
      passwordFile: 'pw',
      interval: '30m',
      tag: ['a', 'b c'],
      https: false,
      allowPrivate: true,
      collection: 'typed',
    });
    const pasted = `curl -u bob:sesame ${url}`;
    const line = addCommand(given, pasted, { name: null, url, settings: { collection: 'found' } });
    expect(line).toBe(
      `feedgate source test ${url} --collection found --user alice --password-file pw --allow-private --interval 30m --tag a --tag 'b c'`,
    );
    expect(addCommand(nothing, pasted, { name: 'p', url, settings: {} })).toBe(
      `feedgate source add p ${url} --user bob`,
    );
    const key = `curl -H 'Auth-Key: sesame' ${url}`;
    expect(addCommand(nothing, key, { name: 'p', url, settings: {} })).toMatch(/ --header Auth-Key$/);
  });
  it('says every setting that probes propose as an option, but what only a file can give', () => {
    const flags = flagsOf({
      path: '/taxii/poll/',
      https: false,
      port: 80,
      segment: 4 * 86_400_000,
      taxiiVersion: '1.0',
      credentials: { kind: 'none' },
      proxy: { kind: 'http', host: 'proxy.example', port: 3128, user: null, noProxy: [] },
      systemCa: true,
      ca: 'PEM',
    });
    expect(flags.map(({ flag }) => flag)).toEqual([
      '--path /taxii/poll/',
      '--no-https',
      '--port 80',
      '--segment 4d',
      '--taxii-version 1.0',
      '--no-credentials',
      '--proxy http://proxy.example:3128',
      '--system-ca',
      null,
    ]);
    expect(flagsOf({ proxy: 'none' })).toEqual([{ setting: 'proxy', flag: '--proxy none' }]);
    expect(flagsOf({ proxy: null })).toEqual([{ setting: 'proxy', flag: '--proxy default' }]);
    const profile = { proxy: { kind: 'profile', name: 'office' } };
    expect(flagsOf(profile)).toEqual([{ setting: 'proxy', flag: '--proxy office' }]);
  });
});

it('an address with other parts keeps the rest', () => {
  expect(movedUrl('http://feed.example:8080/a?b=c', { path: '/poll/' })).toBe('http://feed.example:8080/poll/');
  expect(movedUrl('http://feed.example/a?b=c', { https: true, port: 443 })).toBe('https://feed.example/a?b=c');
  expect(movedUrl('https://feed.example:8443/a', { port: 443 })).toBe('https://feed.example/a');
});
