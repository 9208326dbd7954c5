import type { Code } from '../base/failure.ts';

/** Exit codes of `feedgate` (DESIGN §7). */
export const exits = {
  ok: 0,
  problem: 1,
  usage: 2,
  configuration: 3,
  unreachable: 4,
  partial: 5,
  permission: 6,
  interrupted: 130,
} as const;

/** Which exit a failure leads to: its own row, else its area's, else 1. */
const byCode: Readonly<Record<string, number>> = {
  usage: exits.usage,
  config: exits.configuration,
  secret: exits.configuration,
  'secret/key-readable-by-others': exits.permission,
  'gate/daemon-gone': exits.unreachable,
  'gate/daemon-unreachable': exits.unreachable,
  'gate/poller-down': exits.unreachable,
  'host/data-unwritable': exits.permission,
  'host/data-readable': exits.permission,
  'host/data-other-owner': exits.permission,
};

/** The exit code for a failure. */
export function exitCodeOf(code: Code): number {
  return byCode[code] ?? byCode[code.slice(0, code.indexOf('/'))] ?? exits.problem;
}
