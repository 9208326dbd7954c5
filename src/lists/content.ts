/** Takes the text of a list, in pieces, and gives its entries to an intake. */
export interface ListContent {
  /** @throws Failure of the list. */
  write(text: string): void;
  /** The text has ended. @throws Failure as `write`. */
  end(): void;
}
