import { Failure } from '../base/failure.ts';
import { defaultXmlBudget, type XmlBudget } from './budget.ts';
import type { XmlHandler } from './handler.ts';
import { XmlScanner } from './scanner.ts';

/**
 * Reads XML 1.0 with namespaces from text given in pieces and tells a handler what it holds. No document type
 * declaration, no entity but the five and character references, nothing fetched.
 */
export class XmlReader {
  readonly #scanner: XmlScanner;
  #failure: Failure | null = null;

  constructor(handler: XmlHandler, budget: XmlBudget = defaultXmlBudget) {
    this.#scanner = new XmlScanner(handler, budget);
  }

  /** @throws Failure `xml/*`, and what the handler throws. Nothing is delivered after it. */
  write(text: string): void {
    this.#attempt(() => this.#scanner.write(text));
  }

  /** The document has ended. @throws Failure `xml/truncated`. */
  end(): void {
    this.#attempt(() => this.#scanner.end());
  }

  #attempt(step: () => void): void {
    if (this.#failure !== null) throw this.#failure;
    try {
      step();
    } catch (error) {
      if (error instanceof Failure) this.#failure = error;
      throw error;
    }
  }
}
