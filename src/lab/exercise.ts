import type { Clock } from '../base/clock.ts';
import type { Code, Evidence } from '../base/failure.ts';

/** Where an exercise breaks things. */
export const areas = ['network', 'dns', 'proxy', 'tls', 'http', 'taxii', 'content'] as const;
export type Area = (typeof areas)[number];

/** A fault that can be practised: what it does, what a source that meets it ends in, and how it is set up. */
export interface Exercise {
  /** Lower case, hyphens; never changes. */
  readonly id: string;
  readonly area: Area;
  /** What happens, in a line of plain English. */
  readonly title: string;
  /** Which server or middlebox of the real world does this. */
  readonly imitates: string;
  /**
   * The condition that a poll ends in, or that the settings are refused with where no source can be made of them;
   * `null` where it succeeds all the same.
   */
  readonly afterPoll: Code | null;
  /** The condition that is found once probes have asked again; the same where they cannot know more. */
  readonly afterProbe: Code | null;
  /** The condition that a poll warns of which succeeds. */
  readonly warns?: Code;
  /** Probes can tell it only where another source works, which a source alone in its data directory does not have. */
  readonly needsCompany?: true;
  /** What it takes: loopback alone, or network namespaces (Linux, root). */
  readonly needs: 'loopback' | 'namespace';
  /** Sets it up. @throws Failure `config/lab-port`, `host/lab-network`; nothing is left then. */
  open(options: OpenOptions): Promise<OpenExercise>;
}

export interface OpenOptions {
  readonly clock: Clock;
  /** Of the practice server, where it listens on loopback. Default: any free one. */
  readonly port?: number;
}

/** An exercise that is set up. */
export interface OpenExercise {
  /** Settings of a source that meets it, as `config/` takes them, certificates and passwords in clear. */
  readonly settings: Evidence;
  /** What `feedgate` needs in its environment to meet it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Put before a command, it runs where the fault is; empty for this host as it is. */
  readonly inside: readonly string[];
  /** What was done to networks, line by line; empty where nothing was. */
  readonly changes: readonly string[];
  /** A host that is known to answer as a rule, for the probes. */
  readonly canary: string | null;
  /** Takes everything away again. */
  close(): Promise<void>;
}

/** Limits under which faults show soon. */
export const soon = { connect: '2s', firstByte: '4s', stall: '3s', request: '90s' } as const;

/** A source at a practice server on this port of loopback. */
export function practiceSettings(port: number, changes: Evidence = {}): Evidence {
  return {
    host: '127.0.0.1',
    port,
    https: false,
    path: '/taxii/poll/',
    collection: 'practice.mixed',
    allowPrivate: true,
    attempts: 1,
    timeouts: soon,
    ...changes,
  };
}

/** An exercise on loopback, as far as nothing else was done. */
export function onLoopback(settings: Evidence, close: () => Promise<void>): OpenExercise {
  return { settings, environment: {}, inside: [], changes: [], canary: null, close };
}
