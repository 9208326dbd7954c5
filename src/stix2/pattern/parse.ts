import { anyElement, type Literal, type ObjectPath, type Observation, type Operator } from './ast.ts';
import type { Qualifier, Step, Test } from './ast.ts';
import { Lexer, PatternFault } from './lexer.ts';

/** What one pattern may cost. */
const budget = {
  /** Characters. */
  length: 1024 * 1024,
  /** Parentheses within each other. */
  depth: 100,
  /** Comparisons and values of lists. */
  values: 100_000,
} as const;

/** Why a text is no pattern. */
export interface PatternRefusal {
  /** The rule that broke, in stable words: `too-long`, `too-deep`, `too-many`, `character`, `operator` … */
  readonly rule: string;
  /** The character at which it broke, from 0. */
  readonly at: number;
}

/**
 * Reads a pattern by the grammar of STIX 2.1 (§9), which takes in that of 2.0. Beyond the grammar, names with hyphens
 * need no quotes (`file:hashes.SHA-256`), as feeds write them.
 */
export function parsePattern(pattern: string): Observation | PatternRefusal {
  if (pattern.length > budget.length) return { rule: 'too-long', at: budget.length };
  try {
    return new PatternParser(pattern).pattern();
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return { rule: error.rule, at: error.at };
  }
}

/** Tells the two answers of `parsePattern` apart. */
export function isPatternRefusal(answer: Observation | PatternRefusal): answer is PatternRefusal {
  return 'rule' in answer;
}

const equalities: ReadonlyMap<string, Operator> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
]);
const orders: ReadonlyMap<string, Operator> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);
/** Operators that take a string. */
const ofStrings: ReadonlyMap<string, Operator> = new Map([
  ['LIKE', 'LIKE'],
  ['MATCHES', 'MATCHES'],
  ['ISSUBSET', 'ISSUBSET'],
  ['ISSUPERSET', 'ISSUPERSET'],
]);

/** Recursive descent; every level of recursion is a parenthesis, and those are counted. */
class PatternParser {
  readonly #lexer: Lexer;
  #depth = 0;
  #values = 0;

  constructor(pattern: string) {
    this.#lexer = new Lexer(pattern);
  }

  pattern(): Observation {
    const observation = this.#followedBy();
    if (this.#lexer.kind !== 'end') throw this.#fault('text-after-end');
    return observation;
  }

  #followedBy(): Observation {
    const operands = this.#chain('FOLLOWEDBY', () => this.#eitherObservation());
    return operands.length === 1 ? operands[0] : { kind: 'followed-by', operands };
  }

  #eitherObservation(): Observation {
    const operands = this.#chain('OR', () => this.#bothObservations());
    return operands.length === 1 ? operands[0] : { kind: 'or', operands };
  }

  #bothObservations(): Observation {
    const operands = this.#chain('AND', () => this.#qualified());
    return operands.length === 1 ? operands[0] : { kind: 'and', operands };
  }

  #qualified(): Observation {
    let observation = this.#observation();
    for (let count = 0; ; count += 1) {
      const qualifier = this.#qualifier();
      if (qualifier === undefined) return observation;
      if (count === budget.depth) throw this.#fault('too-deep');
      observation = { kind: 'qualified', observation, qualifier };
    }
  }

  #observation(): Observation {
    if (this.#isMark('(')) return this.#within(() => this.#followedBy());
    this.#expectMark('[');
    const test = this.#either();
    this.#expectMark(']');
    return { kind: 'observed', test };
  }

  #qualifier(): Qualifier | undefined {
    if (this.#takeWord('WITHIN')) {
      const seconds = this.#positive('float');
      this.#expectWord('SECONDS');
      return { kind: 'within', seconds };
    }
    if (this.#takeWord('REPEATS')) {
      const times = this.#positive('integer');
      this.#expectWord('TIMES');
      return { kind: 'repeats', times };
    }
    if (!this.#takeWord('START')) return undefined;
    const start = this.#instant();
    this.#expectWord('STOP');
    return { kind: 'start-stop', start, stop: this.#instant() };
  }

  #positive(kind: 'integer' | 'float'): string {
    const { kind: met, text } = this.#lexer;
    if ((met !== kind && met !== 'integer') || text.startsWith('-')) throw this.#fault('qualifier');
    this.#lexer.advance();
    return text;
  }

  /** STIX 2.0 writes a string, 2.1 a timestamp. */
  #instant(): string {
    const { kind, text } = this.#lexer;
    if (kind !== 'timestamp' && kind !== 'string') throw this.#fault('qualifier');
    this.#lexer.advance();
    return text;
  }

  #either(): Test {
    const operands = this.#chain('OR', () => this.#both());
    return operands.length === 1 ? operands[0] : { kind: 'or', operands };
  }

  #both(): Test {
    const operands = this.#chain('AND', () => this.#test());
    return operands.length === 1 ? operands[0] : { kind: 'and', operands };
  }

  #test(): Test {
    if (this.#isMark('(')) return this.#within(() => this.#either());
    this.#count();
    const negated = this.#takeWord('NOT');
    if (this.#takeWord('EXISTS')) return { kind: 'exists', negated, path: this.#path() };
    if (negated) throw this.#fault('operator');
    const path = this.#path();
    return this.#comparison(path, this.#takeWord('NOT'));
  }

  #comparison(path: ObjectPath, negated: boolean): Test {
    const { kind, text } = this.#lexer;
    if (kind !== 'mark' && kind !== 'word') throw this.#fault('operator');
    const equality = equalities.get(text);
    const operator = equality ?? orders.get(text) ?? ofStrings.get(text) ?? (text === 'IN' ? 'IN' : undefined);
    if (operator === undefined) throw this.#fault('operator');
    this.#lexer.advance();
    return { kind: 'comparison', path, negated, operator, literals: this.#literals(operator) };
  }

  #literals(operator: Operator): readonly Literal[] {
    if (operator === 'IN') return this.#set();
    const literal = this.#literal();
    if (ofStrings.has(operator) && literal.kind !== 'string') throw this.#fault('literal');
    if (orders.has(operator) && literal.kind === 'boolean') throw this.#fault('literal');
    return [literal];
  }

  #set(): readonly Literal[] {
    this.#expectMark('(');
    const literals: Literal[] = [];
    if (!this.#isMark(')')) literals.push(this.#literal());
    while (this.#takeMark(',')) {
      if (literals.length === 0) throw this.#fault('literal');
      literals.push(this.#literal());
      this.#count();
    }
    this.#expectMark(')');
    return literals;
  }

  #literal(): Literal {
    const { kind, text } = this.#lexer;
    if (kind === 'word' || kind === 'mark' || kind === 'end') throw this.#fault('literal');
    this.#lexer.advance();
    return { kind, text };
  }

  #path(): ObjectPath {
    const { kind, text: type } = this.#lexer;
    if (kind !== 'word') throw this.#fault('object-path');
    this.#lexer.advance();
    this.#expectMark(':');
    const steps: Step[] = [this.#name()];
    for (;;) {
      if (this.#takeMark('.')) steps.push(this.#name());
      else if (this.#takeMark('[')) steps.push(this.#index());
      else return { type, steps };
      if (steps.length > budget.depth) throw this.#fault('too-deep');
    }
  }

  #name(): string {
    const { kind, text } = this.#lexer;
    if (kind !== 'word' && kind !== 'string' && kind !== 'boolean') throw this.#fault('object-path');
    this.#lexer.advance();
    return text;
  }

  #index(): Step {
    const { kind, text } = this.#lexer;
    const any = this.#isMark('*');
    if (!any && kind !== 'integer') throw this.#fault('object-path');
    this.#lexer.advance();
    this.#expectMark(']');
    return any ? anyElement : Number(text);
  }

  /** One operand or more, with the operator between them. */
  #chain<T>(operator: string, operand: () => T): [T, ...T[]] {
    const operands: [T, ...T[]] = [operand()];
    while (this.#takeWord(operator)) operands.push(operand());
    return operands;
  }

  #within<T>(inner: () => T): T {
    this.#depth += 1;
    if (this.#depth > budget.depth) throw this.#fault('too-deep');
    this.#lexer.advance();
    const found = inner();
    this.#expectMark(')');
    this.#depth -= 1;
    return found;
  }

  #count(): void {
    this.#values += 1;
    if (this.#values > budget.values) throw this.#fault('too-many');
  }

  #isMark(mark: string): boolean {
    return this.#lexer.kind === 'mark' && this.#lexer.text === mark;
  }

  #takeMark(mark: string): boolean {
    if (!this.#isMark(mark)) return false;
    this.#lexer.advance();
    return true;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw this.#fault(`expected ${mark}`);
  }

  #takeWord(word: string): boolean {
    if (this.#lexer.kind !== 'word' || this.#lexer.text !== word) return false;
    this.#lexer.advance();
    return true;
  }

  #expectWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#fault(`expected ${word}`);
  }

  #fault(rule: string): PatternFault {
    return new PatternFault(rule, this.#lexer.at);
  }
}
