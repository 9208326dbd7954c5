import { allOf, anyOf, type Found, merge, nothing, onlySkipped, skip } from '../../indicator/found.ts';
import { addresses, ends, readText } from '../../indicator/value.ts';
import type { Comparison, Observation, Qualifier, Test } from './ast.ts';
import { isReferencedType, subjectOf } from './subject.ts';

/**
 * The observables that a pattern surely names: each of them, met alone, is what the pattern looks for. What it says
 * beyond that is counted with a reason, never taken apart into values that the source did not mean.
 */
export function observablesOf(observation: Observation): Found {
  switch (observation.kind) {
    case 'observed':
      return ofTest(observation.test);
    case 'or':
      return anyOf(observation.operands.map(observablesOf));
    case 'and':
      return allOf(observation.operands.map(observablesOf));
    case 'followed-by':
      return onlySkipped('followed-by');
    case 'qualified': {
      const reason = qualifierReason(observation.qualifier);
      return reason === undefined ? observablesOf(observation.observation) : onlySkipped(reason);
    }
  }
}

/** Why a qualifier keeps one sighting from being enough. A time span says nothing about a single one. */
function qualifierReason(qualifier: Qualifier): string | undefined {
  switch (qualifier.kind) {
    case 'within':
      return undefined;
    case 'repeats':
      return Number(qualifier.times) <= 1 ? undefined : 'qualifier:REPEATS';
    case 'start-stop':
      return 'qualifier:START';
  }
}

function ofTest(test: Test): Found {
  switch (test.kind) {
    case 'comparison':
      return ofComparison(test);
    case 'exists':
      return onlySkipped('operator:EXISTS');
    case 'or':
      return anyOf(test.operands.map(ofTest));
    case 'and':
      return ofConjunction(test.operands.flatMap(conjuncts));
  }
}

function ofComparison(comparison: Comparison): Found {
  const subject = subjectOf(comparison.path);
  if ('reason' in subject) return onlySkipped(subject.reason);
  const reason = operatorReason(comparison) ?? (rangeless(comparison, subject.sort) ? 'operator:ISSUBSET' : undefined);
  if (reason !== undefined) return onlySkipped(reason);
  const found = nothing();
  for (const { kind, text } of comparison.literals) {
    if (kind === 'string') readText(text, subject.sort, found);
    else skip(found, 'unsupported-literal');
  }
  if (comparison.literals.length === 0) skip(found, 'empty-list');
  return found;
}

/** Why an operator names no values. */
function operatorReason({ operator, negated }: Comparison): string | undefined {
  if (negated || operator === '!=') return 'negated';
  return operator === '=' || operator === 'IN' || operator === 'ISSUBSET' ? undefined : `operator:${operator}`;
}

function rangeless({ operator }: Comparison, sort: unknown): boolean {
  return operator === 'ISSUBSET' && sort !== addresses && sort !== ends;
}

/** The operands of a chain of ANDs, whatever parentheses stand in it. */
function conjuncts(test: Test): readonly Test[] {
  return test.kind === 'and' ? test.operands.flatMap(conjuncts) : [test];
}

/**
 * All operands at once, of one object (STIX 2.1 §9: what an AND joins holds for the same object). Where an operand
 * names the object itself, a file by its hash or a domain by its name, the others merely narrow it, and the name
 * stands; several hashes name one content, each of them exactly. A connection or a message is not named by an address
 * that takes part in it: a sender is often forged, an address serves many ports.
 */
function ofConjunction(operands: readonly Test[]): Found {
  if (new Set(operands.flatMap(typesOf)).size > 1) return onlySkipped('and-composition');
  const parts = operands.map((test) => ({ test, found: ofTest(test) }));
  const naming = parts.filter(({ found }) => found.values.length > 0);
  const others = parts.filter(({ found }) => found.values.length === 0);
  if (naming.length === 0) return anyOf(parts.map(({ found }) => found));
  const names = naming.map(({ found }) => found);
  if (!naming.every(({ test }) => isIdentity(test))) return ofPart(names, others);
  if (others.some(({ test }) => excludes(test))) return onlySkipped('and-composition');
  const found = ofIdentities(names);
  if (found.values.length === 0) return found;
  for (const other of others) {
    if (other.found.refused > 0) merge(found, other.found);
    else skip(found, 'narrowed');
  }
  return found;
}

interface Part {
  readonly test: Test;
  readonly found: Found;
}

/** What only takes part stands where nothing but the type of the reference is said beside it. */
function ofPart(names: readonly Found[], others: readonly Part[]): Found {
  const restated = others.every(({ test }) => test.kind === 'comparison' && isReferencedType(test.path));
  const found = restated ? allOf(names) : nothing();
  return found.values.length > 0 ? found : onlySkipped('and-fields');
}

/** One operand may offer a choice; several must be hashes of different kinds, or one and the same. */
function ofIdentities(names: readonly Found[]): Found {
  const values = names.flatMap((name) => name.values);
  if (values.some(({ kind }) => kind === 'network')) return onlySkipped('and-composition');
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  const hashes = values.every(({ kind }) => /^(?:md5|sha\d+)$/.test(kind));
  const distinct = new Set(values.map(({ kind }) => kind)).size === values.length;
  const single = names.every((name) => name.values.length === 1);
  return hashes && distinct && single ? anyOf(names) : allOf(names);
}

function typesOf(test: Test): readonly string[] {
  switch (test.kind) {
    case 'comparison':
    case 'exists':
      return [test.path.type];
    case 'and':
    case 'or':
      return test.operands.flatMap(typesOf);
  }
}

function isIdentity(test: Test): boolean {
  switch (test.kind) {
    case 'comparison': {
      const subject = subjectOf(test.path);
      return 'reason' in subject || subject.role === 'identity';
    }
    case 'exists':
      return true;
    case 'and':
    case 'or':
      return test.operands.every(isIdentity);
  }
}

/** Whether a test may take values out again that another operand names: it looks at the same, and names nothing. */
function excludes(test: Test): boolean {
  switch (test.kind) {
    case 'comparison':
      return !('reason' in subjectOf(test.path)) && operatorReason(test) !== undefined;
    case 'exists':
      return false;
    case 'and':
    case 'or':
      return test.operands.some(excludes);
  }
}
