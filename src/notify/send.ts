import { asFailure, type FailureRecord } from '../base/failure.ts';
import type { Alert, Notice } from '../alert/book.ts';
import type { ChannelSettings } from '../config/alert-channels.ts';
import type { AlertSettings } from '../config/alert-settings.ts';
import { fail } from './conditions.ts';
import { sendMail } from './mail.ts';
import { sendSyslog } from './syslog.ts';
import { sendWebhook } from './webhook.ts';
import type { DeliveryWorld, Place } from './world.ts';

/**
 * Sends a notice by a channel; returns once its receiver has taken it, with those among several that did not.
 * @throws Failure `alert/*`
 */
export async function sendNotice(
  channel: ChannelSettings,
  notice: Notice,
  place: Place,
  world: DeliveryWorld,
): Promise<readonly string[]> {
  switch (channel.kind) {
    case 'webhook':
      await sendWebhook(channel, notice, place, world);
      return [];
    case 'mail':
      return sendMail(channel, notice, place, world);
    case 'syslog':
      await sendSyslog(channel, notice, place, world);
      return [];
  }
}

/** How a test of a channel went. */
export interface TestOutcome {
  readonly channel: string;
  readonly kind: ChannelSettings['kind'];
  /** Milliseconds. */
  readonly ms: number;
  /** Those among several receivers that did not take it, and what was said of them. */
  readonly refused: readonly string[];
  /** `null` where it arrived. */
  readonly failure: FailureRecord | null;
}

/**
 * Sends a test notice on every channel, or on the named one, in the order of the settings, whatever their minimum
 * severity. @throws Failure `alert/no-such-channel`
 */
export async function* testChannels(
  { channels, zone, node }: AlertSettings,
  name: string | undefined,
  world: DeliveryWorld,
): AsyncGenerator<TestOutcome> {
  const chosen = channels.filter((each) => name === undefined || each.name === name);
  if (name !== undefined && chosen.length === 0) {
    const known = channels.map((each) => each.name).join(', ');
    throw fail('alert/no-such-channel', `there is no channel ${name}; there are: ${known === '' ? 'none' : known}`, {
      evidence: { channel: name },
    });
  }
  const { clock } = world;
  for (const channel of chosen) {
    const began = clock.monotonic();
    let failure: FailureRecord | null = null;
    let refused: readonly string[] = [];
    try {
      refused = await sendNotice(channel, testNotice(clock.now()), { zone, node }, world);
    } catch (error) {
      failure = asFailure(error, `testing channel ${channel.name}`).toJSON();
    }
    yield { channel: channel.name, kind: channel.kind, ms: Math.round(clock.monotonic() - began), refused, failure };
  }
}

function testNotice(now: number): Notice {
  const alert: Alert = {
    key: 'test',
    area: 'channels',
    cause: 'test',
    code: 'alert/no-such-channel',
    severity: 'info',
    peak: 'info',
    count: 0,
    subjects: [],
    reach: 0,
    message: '',
    values: {},
    since: now,
    openedAt: now,
    wellSince: null,
    overAt: null,
    moved: false,
    openings: 1,
    told: null,
  };
  return { id: `${now.toString(36)}-test`, kind: 'test', at: now, severity: 'info', alert };
}
