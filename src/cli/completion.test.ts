import { describe, expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { commands } from './commands.ts';

describe.each(['bash', 'zsh', 'fish'])('completion for %s', (shell) => {
  it('knows every command and every option', async () => {
    const { code, out } = await feedgate(['completion', shell]);
    expect(code).toBe(0);
    for (const { path, options = [] } of commands) {
      expect(out).toContain(path.split(' ').at(-1));
      for (const { flags } of options) {
        const long = /--([\w-]+)/.exec(flags)?.[1] ?? '?';
        expect(out).toMatch(new RegExp(`--${long}\\b|-l ${long}\\b`));
      }
    }
  });
  it('asks for the names of sources where one is wanted', async () => {
    expect((await feedgate(['completion', shell])).out).toContain('feedgate source list --quiet');
  });
});
