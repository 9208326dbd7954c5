import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { parseSource } from '../config/source-settings.ts';
import { presets } from '../presets/catalogue.ts';
import type { JsonObject } from '../service/service.ts';

describe('the catalogue', () => {
  it('lists every preset', async () => {
    const { out, code } = await feedgate(['source', 'catalog']);
    expect(code).toBe(0);
    for (const { name } of presets) expect(out).toContain(name);
    expect(out).toContain('Anomali Limo: ended');
    const quiet = await feedgate(['source', 'catalog', '--quiet']);
    expect(quiet.out.trim().split('\n')).toEqual(presets.map(({ name }) => name));
  });
  it('tells all of one, in the language asked for', async () => {
    const { out } = await feedgate(['source', 'catalog', 'otx', '--lang', 'ko']);
    expect(out).toContain('https://otx.alienvault.com/taxii/poll');
    expect(out).toContain('무료 계정이 필요합니다');
    expect(out).toContain('feedgate source add otx --preset otx --key-file FILE');
  });
  it('is JSON with the settings that would be taken', async () => {
    const { out } = await feedgate(['source', 'catalog', 'mitre-attack', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      name: 'mitre-attack',
      leastInterval: '12h',
      settings: { kind: 'taxii2', url: 'https://attack-taxii.mitre.org/api/v21/', interval: '1d' },
      title: expect.stringContaining('ATT&CK') as string,
    });
    expect((JSON.parse((await feedgate(['source', 'catalog', '--json'])).out) as unknown[]).length).toBe(
      presets.length,
    );
  });
  it('says which name was meant', async () => {
    const { code, talk } = await feedgate(['source', 'catalog', 'otxx']);
    expect([code, talk]).toEqual([2, expect.stringContaining('did you mean "otx"?')]);
  });
});

describe('adding from the catalogue', () => {
  const add = async (argv: string[], setting = {}) => {
    const { service, talk, code } = await feedgate(['source', 'add', 'x', ...argv], setting);
    const input = service.calls.find(([method]) => method === 'addSource')?.[1] as JsonObject | undefined;
    if (input !== undefined) parseSource(input);
    return { input, talk, code };
  };
  const feed = ['https://feed.example/taxii2/', '--collection', 'c'];

  it('takes address and settings from the preset, and the key as a secret', async () => {
    const { input } = await add(['--preset', 'otx', '--key-file', 'k']);
    const value = `Basic ${Buffer.from('secret of k:').toString('base64')}`;
    expect(input).toEqual({
      name: 'x',
      kind: 'taxii1',
      url: 'https://otx.alienvault.com/taxii/poll',
      collection: 'user_AlienVault',
      confidence: 50,
      interval: '1h',
      segment: '1d',
      credentials: { kind: 'header', name: 'Authorization', value },
    });
  });
  it('lets every option win, and another address', async () => {
    const options = [
      '--preset',
      'otx',
      '--user',
      'u',
      '--no-password',
      '--interval',
      '2h',
      '--collection',
      'user_NAME',
    ];
    expect((await add([...options, '--host', 'feed.example'])).input).toMatchObject({
      host: 'feed.example',
      interval: '2h',
      collection: 'user_NAME',
      credentials: { kind: 'basic', user: 'u' },
    });
  });
  it.each(
    presets
      .filter(({ state, login, collection, kind }) => {
        const known = login.kind === 'none' || login.kind === 'key';
        return state === 'ready' && known && (collection !== null || !kind.startsWith('taxii'));
      })
      .map(({ name, login }) => [name, login.kind === 'key' ? ['--key-file', 'k'] : []] as const),
  )('needs nothing besides a key for %s', async (name, key) => {
    const { input, talk, code } = await add(['--preset', name, ...key]);
    expect([talk, code]).toEqual([expect.anything(), 0]);
    expect(input).toMatchObject({ name: 'x' });
  });
  it('asks for what is missing', async () => {
    const pulsedive = await add(['--preset', 'pulsedive'], { typed: 'indicators\n', secret: 'k' });
    expect(pulsedive.input).toMatchObject({
      collection: 'indicators',
      credentials: { kind: 'basic', user: 'taxii2', password: 'k' },
    });
    const eclecticiq = await add(['--preset', 'eclecticiq', ...feed], { typed: 'ann\n', secret: 'pw' });
    expect(eclecticiq.input).toMatchObject({
      credentials: { kind: 'login', url: '/management/auth', user: 'ann', password: 'pw' },
    });
  });
  it.each([
    [['--preset', 'otx'], 'preset otx needs --key-file FILE too'],
    [['--preset', 'pulsedive', '--key-file', 'k'], 'feedgate source discover https://pulsedive.com/taxii2/'],
    [['--preset', 'threatstream'], 'the address that the provider gave you (URL)'],
    [['--preset', 'threatstream', ...feed], '--user NAME --password-file FILE'],
    [['--preset', 'eclecticiq', ...feed], '--login-url /management/auth --user NAME --password-file FILE'],
    [['--preset', 'cisa-ais', ...feed], '--client-cert FILE'],
    [['--preset', 'opencti', ...feed], 'or --no-credentials'],
    [['--preset', 'limo'], 'limo cannot be added. Its last data are of 2020'],
    [['--preset', 'opencti', ...feed, '--key-file', 'k'], '--key-file is for presets that need a key'],
    [['--preset', 'otxx'], 'did you mean "otx"?'],
  ])('says what is missing where nobody can be asked: %j', async (argv, expected) => {
    const { code, talk, input } = await add(argv);
    expect([code, input]).toEqual([2, undefined]);
    expect(talk.replaceAll(/\s+/g, ' ')).toContain(expected);
  });
  it('warns where the provider wants to be asked less often', async () => {
    const { talk, input } = await add(['--preset', 'mitre-attack', '--interval', '1h']);
    expect(input).toMatchObject({ interval: '1h' });
    expect(talk).toContain('allows 12h at the least');
  });
});
