/** What JSON may cost before it is refused or passed over. */
export interface JsonBudget {
  /** Characters of one value. Default 4 MiB. */
  readonly size: number;
  /** Arrays and objects within each other. Default 64. */
  readonly depth: number;
  /** Members of all the objects in one value. Default 100,000. */
  readonly keys: number;
  /** Characters of one string. Default 1 MiB. */
  readonly string: number;
}

export const defaultJsonBudget: JsonBudget = { size: 4 * 1024 ** 2, depth: 64, keys: 100_000, string: 1024 ** 2 };
