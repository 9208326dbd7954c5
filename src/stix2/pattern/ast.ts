/** The STIX pattern language, 2.0 (part 5) and 2.1 (§9), as a tree. Chains of one operator are one node. */
export type Observation =
  | { readonly kind: 'observed'; readonly test: Test }
  | { readonly kind: 'and' | 'or' | 'followed-by'; readonly operands: readonly Observation[] }
  | { readonly kind: 'qualified'; readonly observation: Observation; readonly qualifier: Qualifier };

export type Qualifier =
  | { readonly kind: 'within'; readonly seconds: string }
  | { readonly kind: 'repeats'; readonly times: string }
  | { readonly kind: 'start-stop'; readonly start: string; readonly stop: string };

/** What stands between the brackets of one observation. */
export type Test =
  | Comparison
  | { readonly kind: 'exists'; readonly negated: boolean; readonly path: ObjectPath }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Test[] };

export interface Comparison {
  readonly kind: 'comparison';
  readonly path: ObjectPath;
  readonly negated: boolean;
  readonly operator: Operator;
  /** Of `IN` any number, of every other operator one. */
  readonly literals: readonly Literal[];
}

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'IN' | 'LIKE' | 'MATCHES' | 'ISSUBSET' | 'ISSUPERSET';

export interface ObjectPath {
  /** The type of the object: `file`, `ipv4-addr`. */
  readonly type: string;
  readonly steps: readonly Step[];
}

/** A property by its name, an element of a list by its number (negative from the end), or any element. */
export type Step = string | number | typeof anyElement;

/** `[*]` */
export const anyElement = null;

export interface Literal {
  readonly kind: 'string' | 'integer' | 'float' | 'boolean' | 'hex' | 'binary' | 'timestamp';
  /** Of a string its characters with the escapes resolved, of the others what stands between their quotes, or the digits. */
  readonly text: string;
}
