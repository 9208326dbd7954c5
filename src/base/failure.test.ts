import { expect, it } from 'vitest';
import { asFailure, failing, Failure } from './failure.ts';

const fail = failing({
  'tcp/refused': { stage: 'tcp', title: 'connection refused', fault: 'source', retry: 'soon' },
});

it('takes stage, fault and retry class from its row', () => {
  const failure = fail('tcp/refused', 'connection to 192.0.2.1:443 was refused', {
    evidence: { port: 443 },
    hop: 'origin',
  });
  expect(JSON.parse(JSON.stringify(failure))).toEqual({
    code: 'tcp/refused',
    stage: 'tcp',
    fault: 'source',
    retry: 'soon',
    hop: 'origin',
    message: 'connection to 192.0.2.1:443 was refused',
    evidence: { port: 443 },
  });
});
it('passes a failure through and calls anything else a bug, with the chain of causes', () => {
  const failure = fail('tcp/refused', 'refused');
  expect(asFailure(failure, 'poll')).toBe(failure);
  const cause = Object.assign(new Error('inner'), { code: 'EX' });
  const bug = asFailure(new TypeError('outer', { cause }), 'poll of "x"');
  expect(bug).toBeInstanceOf(Failure);
  expect(bug.code).toBe('bug/unknown');
  expect(bug.evidence).toEqual({ chain: ['TypeError: outer', 'Error[EX]: inner'] });
});
