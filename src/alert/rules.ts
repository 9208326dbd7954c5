import type { QuietHours } from './quiet.ts';

/** When somebody is told, and when not. Durations in milliseconds. */
export interface Rules {
  /** Polls failed in a row before a source is failing. Default 2. */
  readonly failingAfter: number;
  /** Without a success, and at least three intervals of the source, before it is stale: its service level. Default 1 day. */
  readonly staleAfter: number;
  /** Days before a certificate or a feature key ends. Default 30; what ends within 7 is critical. Of a server's certificate at most a sixth of its life. */
  readonly certificateDays: number;
  /** What is over before nobody is told of. Default 1 minute. */
  readonly holdFor: number;
  /** All is well for so long before a cause counts as gone; each return within a day makes it four times as long. Default 15 minutes. */
  readonly recoveredAfter: number;
  /** Between two reminders of the same alert. Default 1 day. */
  readonly remindAfter: number;
  /** Only what is critical goes out in them; `null` for none. */
  readonly quietHours: QuietHours | null;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const defaultRules: Rules = {
  failingAfter: 2,
  staleAfter: day,
  certificateDays: 30,
  holdFor: minute,
  recoveredAfter: 15 * minute,
  remindAfter: day,
  quietHours: null,
};
