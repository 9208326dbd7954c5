/** What a list may cost. A line, row or element beyond it is skipped and counted; a document beyond it fails. */
export interface ListBudget {
  /** Decoded bytes of the whole list. Default 2 GiB: memory does not grow with it. */
  readonly documentBytes: number;
  /** Characters of one line, or of one row of CSV with the line breaks in its quotes. Default 64 Ki. */
  readonly lineLength: number;
  /** Fields of one row of CSV. Default 1,000. */
  readonly fields: number;
  /** Characters of one element of JSON, or of one line of JSON lines. Default 4 Mi. */
  readonly elementLength: number;
}

export const defaultListBudget: ListBudget = {
  documentBytes: 2 * 1024 ** 3,
  lineLength: 64 * 1024,
  fields: 1000,
  elementLength: 4 * 1024 ** 2,
};
