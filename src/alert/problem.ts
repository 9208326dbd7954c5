import type { Code, Evidence } from '../base/failure.ts';

/** How bad it is, the least first. `critical` wakes people. */
export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** What is looked at together: where it could not be looked at, nothing is known of its alerts. */
export const areas = [
  'sources',
  'certificates',
  'gates',
  'disk',
  'backups',
  'gateway',
  'daemon',
  'channels',
  'mail',
] as const;
export type Area = (typeof areas)[number];

/** Something that is wrong now. Those of one area and one cause make one alert. */
export interface Problem {
  readonly area: Area;
  /** What is to blame, the same for all that it stops: `proxy proxy.example:8080`, `resolver`, the name of a source. */
  readonly cause: string;
  /** What suffers: a source, a front; '' where it is the cause itself. */
  readonly subject: string;
  readonly code: Code;
  readonly severity: Severity;
  /** False: it counts with those that suffer and keeps an alert open, but opens none. */
  readonly ripe: boolean;
  /** Since when, milliseconds since 1970; `null` where that is not known. */
  readonly since: number | null;
  /** One line that the failure came with; '' where there is none. */
  readonly message: string;
  readonly evidence: Evidence;
}

/** Whether the first is at least as bad as the second. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least);
}

/** The worst of them; `info` where there are none. */
export function worst(of: readonly Severity[]): Severity {
  return severities.findLast((severity) => of.includes(severity)) ?? 'info';
}
