/** What one document may cost. */
export interface XmlBudget {
  /** Elements within elements. Default 256. */
  readonly depth: number;
  /** Attributes of one element. Default 256. */
  readonly attributes: number;
  /** Characters of a name, 8,192, and of an attribute's value, 1 MiB; a tag that spans pieces of text may have four times that. */
  readonly name: number;
  readonly value: number;
}

export const defaultXmlBudget: XmlBudget = { depth: 256, attributes: 256, name: 8192, value: 1024 * 1024 };
