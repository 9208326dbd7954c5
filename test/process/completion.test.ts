import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tempDirectory } from '../fakes/temp-directory.ts';
import { feedgate } from './feedgate.ts';

/** What is typed before the tab, and what each shell offers, sorted. */
const lines: readonly (readonly [typed: string, offered: readonly string[]])[] = [
  ['feedgate sour', ['source']],
  ['feedgate source a', ['add']],
  ['feedgate source show ', ['mal-ware', 'phish']],
  ['feedgate poll ph', ['phish']],
  ['feedgate --lang ', ['en', 'ko']],
  ['feedgate --lang ko source add x --kind ', ['list', 'misp', 'taxii1', 'taxii2']],
  ['feedgate source add x --kin', ['--kind']],
  ['feedgate completion ', ['bash', 'fish', 'zsh']],
];

/** A line at a time to zsh's own completion, in a terminal; what it offers comes between angles. */
const zshOffers = `
zmodload zsh/zpty
setup() {
  PROMPT=
  fpath=($1 $fpath)
  autoload -Uz compinit
  compinit -D -u
  compadd() {
    if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
      builtin compadd "$@"
      return
    fi
    local -a hits
    builtin compadd -A hits "$@"
    for hit in $hits; do print -r -- "<$hit>"; done
  }
  finish() { exit }
  zle -C offer list-choices _main_complete
  comppostfuncs=(finish)
  bindkey '^I' offer
}
zpty shell zsh -f -i
zpty -w shell "$(functions setup); setup \${(q)1}; print READY"
zpty -r -m shell line '*READY'$'\\r\\n'
zpty -w -n shell "$2"$'\\t'
while zpty -r shell line; do print -r -n -- $line; done
`;

const bashOffers = `
source "$1/_feedgate"
read -ra COMP_WORDS <<<"$2"
[[ $2 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_feedgate
printf '<%s>\\n' "\${COMPREPLY[@]}"
`;

const fishOffers = `
source "$argv[1]/_feedgate"
for each in (complete -C "$argv[2]")
    echo "<"(string split -f1 \\t -- $each)">"
end
`;

interface Shell {
  readonly name: string;
  /** Arguments that end where the directory and the line come. */
  readonly args: readonly string[];
}

const shells: readonly Shell[] = [
  { name: 'bash', args: ['--norc', '-c', bashOffers, 'bash'] },
  { name: 'zsh', args: ['-f', '-c', zshOffers, 'zsh'] },
  { name: 'fish', args: ['--no-config', '-c', fishOffers] },
];

/** A home with two sources, the command on the path, and what completes it. */
async function homeFor(shell: string): Promise<Readonly<Record<'place' | 'data', string>>> {
  const place = tempDirectory();
  const data = join(place, 'data');
  for (const name of ['phish', 'mal-ware']) {
    const added = await feedgate(data, ['source', 'add', name, 'https://taxii.example.net/poll/', '--collection', 'c']);
    expect(added.code, added.stderr).toBe(0);
  }
  writeFileSync(join(place, '_feedgate'), (await feedgate(data, ['completion', shell])).stdout);
  mkdirSync(join(place, 'bin'));
  symlinkSync(resolve('bin/feedgate'), join(place, 'bin', 'feedgate'));
  return { place, data };
}

for (const { name, args } of shells) {
  const program = ['/bin', '/usr/bin', '/usr/local/bin'].map((place) => `${place}/${name}`).find(existsSync);
  if (program === undefined)
    console.warn(`SKIPPED: completion in ${name}: it is not installed (apt-get install ${name})`);
  it.skipIf(program === undefined)(
    `${name} completes commands, options, their values and names of sources`,
    async () => {
      const { place, data } = await homeFor(name);
      const env = {
        PATH: `${place}/bin:${dirname(process.execPath)}:/usr/bin:/bin`,
        HOME: place,
        FEEDGATE_DATA: data,
        LANG: 'C.UTF-8',
        TERM: 'xterm',
      };
      for (const [typed, offered] of lines) {
        const done = spawnSync(program ?? '', [...args, place, typed], { env, encoding: 'utf8', timeout: 60_000 });
        const found = [...done.stdout.matchAll(/<([^<>\n]+)>/g)].map((match) => match[1] ?? '');
        expect.soft([...new Set(found)].toSorted(), `${typed}: ${done.stdout}${done.stderr}`).toEqual(offered);
      }
    },
  );
}
