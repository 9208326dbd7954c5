import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';
import { liveActivation, parseActivation, withLevel } from './activation-file.ts';

const parse = (text: string) => parseActivation({ name: 'activation.yaml', text });

describe('the file of activation', () => {
  it('is open and switched on where it is empty', () => {
    expect(parse('').activation).toMatchObject({ activation: 'open', terms: 'not-required', cluster: {} });
  });

  it('names the place of a mistake, and the key that was meant', () => {
    expect(() => parse('cluster:\n  enabeld: true\n')).toThrow(/activation.yaml:2:3.*enabled/);
  });

  it.each(['issuers: [short]', 'nodes: { "a b": {} }', 'cluster: { enabled: maybe }', 'activation: free'])(
    'refuses %s',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'config/file-bad' }));
    },
  );

  it('keeps comments and all else when a level is changed', () => {
    const text = '# ours\ncluster:\n  enabled: true # since May\n';
    const changed = withLevel(text, { kind: 'node', name: 'gw1' }, { enabled: false });
    expect(changed).toContain('# ours');
    expect(changed).toContain('# since May');
    expect(parse(changed).activation.nodes).toEqual({ gw1: { enabled: false } });
    const back = withLevel(changed, { kind: 'node', name: 'gw1' }, { enabled: undefined });
    expect(parse(back).activation.nodes).toEqual({ gw1: {} });
  });

  it('is read again when it changes', () => {
    const path = join(tempDirectory(), 'activation.yaml');
    const live = liveActivation(path);
    expect(live().activation.cluster).toEqual({});
    writeFileSync(path, 'cluster: { enabled: false }\n');
    expect(live().activation.cluster).toEqual({ enabled: false });
  });
});
