import { emptyBook, type Notice } from '../../src/alert/book.ts';
import { advance } from '../../src/alert/advance.ts';
import type { Problem } from '../../src/alert/problem.ts';
import { defaultRules } from '../../src/alert/rules.ts';
import { parseAlertSettings } from '../../src/config/gateway-settings.ts';
import type { ChannelSettings } from '../../src/config/alert-channels.ts';
import type { AlertSettings } from '../../src/config/alert-settings.ts';
import { systemClock } from '../../src/host/clock.ts';
import type { DeliveryWorld, Place } from '../../src/notify/world.ts';
import { names } from './loopback.ts';

export const noon = Date.parse('2026-11-22T12:00:00Z');

/** A problem of one source, ripe. */
export function problem(subject: string, changes: Partial<Problem> = {}): Problem {
  return {
    area: 'sources',
    cause: 'proxy proxy.example:8080',
    subject,
    code: 'proxy/refused',
    severity: 'warning',
    ripe: true,
    since: noon - 3_600_000,
    message: `poll of "${subject}": the connection to proxy.example:8080 was refused`,
    evidence: { proxy: 'proxy.example:8080' },
    ...changes,
  };
}

/** The notice that problems lead to. */
export function noticeOf(problems: readonly Problem[], now = noon): Notice {
  const seen = new Set(problems.map(({ area }) => area));
  const [notice] = advance(emptyBook, { now, seen, problems }, { ...defaultRules, holdFor: 0 }).notices;
  if (notice === undefined) throw new Error('nothing is told');
  return notice;
}

/** Settings as a file has them below `alerts:`. */
export function alertsOf(text: string, root = '/nowhere'): AlertSettings {
  const indented = text.replace(/^/gm, '  ');
  return parseAlertSettings({ name: 'feedgate.yaml', text: `gateway: { node: mx1 }\nalerts:\n${indented}\n` }, root);
}

/** The first channel of such settings. */
export function channelOf(text: string, root?: string): ChannelSettings {
  const [channel] = alertsOf(text, root).channels;
  if (channel === undefined) throw new Error('there is no channel');
  return channel;
}

export const place: Place = { zone: 'UTC', node: 'mx1' };

/** This machine, with a name server that knows `alerts.example` alone. */
export function deliveryWorld(): DeliveryWorld {
  return {
    clock: systemClock,
    resolver: names({ 'alerts.example': ['127.0.0.1'] }),
    version: '0.1.0',
    signal: new AbortController().signal,
  };
}
