import { expect, it } from 'vitest';
import { feedgate } from '../../test/fakes/command-line.ts';
import { FakeService } from '../../test/fakes/fake-service.ts';
import { Failure } from '../base/failure.ts';

const failure = new Failure({
  code: 'config/file-bad',
  stage: 'config',
  fault: 'operator',
  retry: 'after-change',
  message: '/data/trust.yaml:1:1: there is no setting "sytem"; did you mean system?',
  evidence: { file: '/data/trust.yaml', problems: [] },
}).toJSON();

it.each(['en', 'ko'])('tells what became of every file, and a mistake by its place, in %s', async (lang) => {
  const service = new FakeService();
  service.reloaded = {
    files: [
      { file: '/data/policy.yaml', state: 'changed', failure: null },
      { file: '/data/trust.yaml', state: 'bad', failure },
    ],
  };
  const { code, out, talk } = await feedgate(['reload', '--lang', lang], { service });
  expect(code).toBe(3);
  expect(out).toMatch(/✔ \/data\/policy\.yaml: .+\n✖ \/data\/trust\.yaml: .+/);
  expect(talk).toContain('config/file-bad');
  if (lang === 'en') expect(talk).toContain('/data/trust.yaml:1:1');
  expect(JSON.parse((await feedgate(['reload', '--json'], { service })).out)).toEqual(service.reloaded);
});

it('is done where no file is bad', async () => {
  const service = new FakeService();
  service.reloaded = { files: [{ file: '/data/policy.yaml', state: 'unchanged', failure: null }] };
  expect(await feedgate(['reload'], { service })).toMatchObject({ code: 0, talk: '' });
});
