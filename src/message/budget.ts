/** What reading one mail may cost. What is over is left, and said so; what was found until then stays. */
export interface MailBudget {
  /** Parts of all depths. */
  readonly parts: number;
  /** Multiparts and messages within each other. */
  readonly depth: number;
  /** Bytes of the headers of one part. */
  readonly headerBytes: number;
  /** Addresses of pages, all parts together. */
  readonly urls: number;
  /** Bytes that archives unpack to, all together. */
  readonly unpacked: number;
}

export const defaultMailBudget: MailBudget = {
  parts: 1000,
  depth: 30,
  headerBytes: 1024 * 1024,
  urls: 2000,
  unpacked: 64 * 1024 * 1024,
};
