import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { tempDirectory } from '../../test/fakes/temp-directory.ts';

const files: readonly (readonly [name: string, good: string, says: string, bad: string])[] = [
  ['policy.yaml', 'mode: enforce\nrules: [{ name: all, do: reject }]\n', 'rules 1', 'mode: enforced\n'],
  ['guards.yaml', 'own: [example.org]\n', 'lists 0', 'owns: [example.org]\n'],
  ['proxies.yaml', 'profiles: { office: { host: proxy.example, port: 3128 } }\n', 'profiles 1', 'profile: {}\n'],
  ['trust.yaml', 'system: false\n', 'authorities 0', 'authorities: [no certificate]\n'],
  ['activation.yaml', '{}\n', 'activation', 'group: [1]\n'],
  [
    'node.yaml',
    'feedgate: 1\nsources: []\nguards: { own: [example.org] }\n',
    'sources 0 guards',
    'feedgate: 1\nsorces: []\n',
  ],
];

it.each(files)('%s is checked by itself, and with all others', async (name, good, says, bad) => {
  const data = tempDirectory();
  const file = join(data, name);
  writeFileSync(file, good);
  const { code, out, talk } = await feedgate(['config', 'check', file, '--data', data]);
  expect({ code, talk }).toEqual({ code: 0, talk: '' });
  expect(out).toContain(`${name}: ${says}`);
  writeFileSync(file, bad);
  const refused = await feedgate(['config', 'check', ...(name === 'node.yaml' ? [file] : []), '--data', data]);
  expect(refused.code).toBe(3);
  expect(refused.talk).toContain(`${name}:`);
});
