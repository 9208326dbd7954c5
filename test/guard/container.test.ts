import { globSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { systemDirectory } from '../../src/host/data-directory.ts';

/** No container engine is needed: what can be said of an image by reading how it is made. */
interface Instruction {
  readonly word: string;
  readonly rest: string;
}

const path = 'packaging/container/Containerfile';
const text = readFileSync(path, 'utf8');
const instructions: readonly Instruction[] = text
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const at = line.indexOf(' ');
    return { word: line.slice(0, at), rest: line.slice(at + 1) };
  });
const stages = instructions.reduce<Instruction[][]>((found, each) => {
  if (each.word === 'FROM') found.push([]);
  found.at(-1)?.push(each);
  return found;
}, []);
const [build = [], image = []] = stages;

function all(stage: readonly Instruction[], word: string): string[] {
  return stage.filter((each) => each.word === word).map(({ rest }) => rest);
}

/** What is copied out of the checkout. */
const copied = stages
  .flatMap((stage) => all(stage, 'COPY'))
  .filter((rest) => !rest.startsWith('--from='))
  .flatMap((rest) => rest.split(' ').slice(0, -1));

describe('the container image', () => {
  it('is made in two stages of instructions that exist, from bases with names and versions', () => {
    const known = 'FROM WORKDIR COPY RUN USER ENV VOLUME STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD'.split(' ');
    expect(instructions.map(({ word }) => word).filter((word) => !known.includes(word))).toEqual([]);
    expect(stages).toHaveLength(2);
    for (const base of stages.flatMap((stage) => all(stage, 'FROM')))
      expect(base).toMatch(/^docker\.io\/library\/[a-z]+:(?!latest)[\w.-]+(?: AS build)?$/);
    expect(all(image, 'COPY')[0]).toBe('--from=build /usr/lib/feedgate /usr/lib/feedgate');
  });
  it('is made of what is there, and of nothing else: .dockerignore lets in exactly what is copied', () => {
    expect(copied.filter((source) => statSync(source, { throwIfNoEntry: false }) === undefined)).toEqual([]);
    const ignore = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(ignore[0]).toBe('*');
    expect(ignore.slice(1).toSorted()).toEqual(copied.map((source) => `!${source}`).toSorted());
  });
  it('holds all that the npm package is made of', () => {
    const { files }: { files: string[] } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(files.filter((file) => file !== 'dist' && !copied.includes(file))).toEqual([]);
    const imported = globSync('scripts/{build,man-page,run}.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '\.\.\/([a-z]+)\//g)].map((match) => match[1] ?? ''),
    );
    expect(imported.filter((folder) => !copied.includes(folder))).toEqual([]);
  });
  it('keeps no secret in a layer', () => {
    expect(instructions.filter(({ word }) => word === 'ARG')).toEqual([]);
    expect(all(image, 'ENV')).toEqual([`FEEDGATE_DATA=${systemDirectory}`]);
    expect(text).not.toMatch(/npmrc|token|password|secret\b(?!s)/i);
  });
  it('runs the daemon as a user who is not root, with its data in a volume of that user', () => {
    expect(all(image, 'USER')).toEqual(['10001:10001']);
    const after = image.slice(image.findIndex(({ word }) => word === 'USER'));
    expect(after.map(({ word }) => word)).not.toContain('RUN');
    expect(all(image, 'VOLUME')).toEqual([JSON.stringify([systemDirectory])]);
    expect(all(image, 'RUN')[0]).toContain(`install -d -o 10001 -g 10001 -m 0700 ${systemDirectory}`);
    expect(all(image, 'ENTRYPOINT')).toEqual(['["feedgate"]']);
    expect(all(image, 'CMD')).toEqual(['["start"]']);
    expect(statSync('packaging/feedgate').mode & 0o111).toBe(0o111);
    expect(all(build, 'RUN').at(-1)).toContain('/usr/lib/feedgate/bin/node');
    expect(readFileSync('packaging/feedgate', 'utf8')).toContain('exec /usr/lib/feedgate/bin/node ');
  });
  it('asks the daemon how it is, by a command and an option that exist', () => {
    const [, words = '[]'] = /CMD (\[.*\])$/.exec(all(image, 'HEALTHCHECK')[0] ?? '') ?? [];
    const [program, name, ...options]: string[] = JSON.parse(words);
    expect(program).toBe('feedgate');
    const spec = commands.find((each) => each.path === name);
    expect(spec?.options?.map(({ flags }) => flags)).toEqual(expect.arrayContaining(options));
    expect(options).toEqual(['--daemon']);
  });
  it.each(['docs/operate/install.md', 'docs/ko/operate/install.md'])('is built as %s says', (page) => {
    expect(readFileSync(page, 'utf8')).toContain(`podman build -t feedgate -f ${path} .`);
  });
});
