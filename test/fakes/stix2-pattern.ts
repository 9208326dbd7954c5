import fc from 'fast-check';
import type { Literal, ObjectPath, Observation, Operator, Qualifier, Step, Test } from '../../src/stix2/pattern/ast.ts';

/** A tree as the text of a pattern: what is within something else stands in parentheses. */
export function printPattern(observation: Observation): string {
  switch (observation.kind) {
    case 'observed':
      return `[${printTest(observation.test)}]`;
    case 'qualified':
      return `${inParentheses(observation.observation)} ${printQualifier(observation.qualifier)}`;
    case 'and':
    case 'or':
    case 'followed-by': {
      const word = observation.kind === 'followed-by' ? 'FOLLOWEDBY' : observation.kind.toUpperCase();
      return observation.operands.map(inParentheses).join(` ${word} `);
    }
  }
}

function inParentheses(observation: Observation): string {
  const printed = printPattern(observation);
  return observation.kind === 'observed' || observation.kind === 'qualified' ? printed : `(${printed})`;
}

function printQualifier(qualifier: Qualifier): string {
  switch (qualifier.kind) {
    case 'within':
      return `WITHIN ${qualifier.seconds} SECONDS`;
    case 'repeats':
      return `REPEATS ${qualifier.times} TIMES`;
    case 'start-stop':
      return `START t'${qualifier.start}' STOP t'${qualifier.stop}'`;
  }
}

function printTest(test: Test): string {
  switch (test.kind) {
    case 'comparison': {
      const { operator, literals, negated, path } = test;
      const values = literals.map(printLiteral).join(', ');
      const right = operator === 'IN' ? `(${values})` : values;
      return `${printPath(path)}${negated ? ' NOT' : ''} ${operator} ${right}`;
    }
    case 'exists':
      return `${test.negated ? 'NOT ' : ''}EXISTS ${printPath(test.path)}`;
    case 'and':
    case 'or':
      return test.operands
        .map((operand) =>
          operand.kind === 'and' || operand.kind === 'or' ? `(${printTest(operand)})` : printTest(operand),
        )
        .join(` ${test.kind.toUpperCase()} `);
  }
}

export function printPath({ type, steps }: ObjectPath): string {
  const printed = steps.map((step, i) => {
    if (typeof step !== 'string') return `[${step === null ? '*' : step}]`;
    const name = /^[A-Za-z_]\w*$/.test(step) ? step : quoted(step);
    return i === 0 ? name : `.${name}`;
  });
  return `${type}:${printed.join('')}`;
}

export function printLiteral({ kind, text }: Literal): string {
  switch (kind) {
    case 'string':
      return quoted(text);
    case 'hex':
    case 'binary':
    case 'timestamp':
      return `${kind.charAt(0)}'${text}'`;
    case 'integer':
    case 'float':
    case 'boolean':
      return text;
  }
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
}

const keywords =
  /^(?:AND|OR|NOT|FOLLOWEDBY|LIKE|MATCHES|ISSUPERSET|ISSUBSET|EXISTS|LAST|IN|START|STOP|SECONDS|TRUE|FALSE|WITHIN|REPEATS|TIMES|true|false)$/;
const word = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/).filter((text) => !keywords.test(text));
const typeName = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((text) => !keywords.test(text));
const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("it's", '\\', "\\'", '한글', '//', '/*', ']', ''));
const step: fc.Arbitrary<Step> = fc.oneof(word, text, fc.integer({ min: -9, max: 999 }), fc.constant(null));
const path: fc.Arbitrary<ObjectPath> = fc
  .tuple(typeName, fc.oneof(word, text), fc.array(step, { maxLength: 4 }))
  .map(([type, first, more]) => ({ type, steps: [first, ...more] }));

const stringLiteral: fc.Arbitrary<Literal> = text.map((value) => ({ kind: 'string', text: value }));
const number: fc.Arbitrary<Literal> = fc.oneof(
  fc.integer().map((value) => ({ kind: 'integer' as const, text: String(value) })),
  fc.tuple(fc.integer(), fc.nat(999)).map(([whole, part]) => ({ kind: 'float' as const, text: `${whole}.${part}` })),
);
const timestamp = fc
  .date({ noInvalidDate: true, min: new Date('1000-01-01'), max: new Date('9999-01-01') })
  .map((date) => date.toISOString());
const ordered: fc.Arbitrary<Literal> = fc.oneof(
  stringLiteral,
  number,
  fc.uint8Array({ maxLength: 6 }).map((bytes) => ({ kind: 'hex' as const, text: Buffer.from(bytes).toString('hex') })),
  fc.base64String({ maxLength: 12 }).map((value) => ({ kind: 'binary' as const, text: value })),
  timestamp.map((value) => ({ kind: 'timestamp' as const, text: value })),
);
const literal: fc.Arbitrary<Literal> = fc.oneof(
  ordered,
  fc.boolean().map((value) => ({ kind: 'boolean' as const, text: String(value) })),
);

function operand(operators: readonly Operator[], literals: fc.Arbitrary<readonly Literal[]>): fc.Arbitrary<Test> {
  return fc.record({
    kind: fc.constant('comparison' as const),
    path,
    negated: fc.boolean(),
    operator: fc.constantFrom(...operators),
    literals,
  });
}

const one = (kind: fc.Arbitrary<Literal>) => kind.map((value) => [value]);
const comparison: fc.Arbitrary<Test> = fc.oneof(
  operand(['=', '!='], one(literal)),
  operand(['<', '<=', '>', '>='], one(ordered)),
  operand(['LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET'], one(stringLiteral)),
  operand(['IN'], fc.array(literal, { maxLength: 4 })),
  fc.record({ kind: fc.constant('exists' as const), negated: fc.boolean(), path }),
);

const { test } = fc.letrec<{ test: Test }>((tie) => ({
  test: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'test' },
    comparison,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('test'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

const qualifier: fc.Arbitrary<Qualifier> = fc.oneof(
  fc.nat(9999).map((seconds) => ({ kind: 'within' as const, seconds: String(seconds) })),
  fc.nat(9999).map((times) => ({ kind: 'repeats' as const, times: String(times) })),
  fc.record({ kind: fc.constant('start-stop' as const), start: timestamp, stop: timestamp }),
);

/** Any pattern as a tree. */
export const { observation: anyObservation } = fc.letrec<{ observation: Observation }>((tie) => ({
  observation: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'observation' },
    fc.record({ kind: fc.constant('observed' as const), test }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const, 'followed-by' as const),
      operands: fc.array(tie('observation'), { minLength: 2, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('qualified' as const), observation: tie('observation'), qualifier }),
  ),
}));
