import { failing, type Code, type Condition } from '../base/failure.ts';

const operator = { stage: 'tcp', fault: 'operator', retry: 'after-change' } as const;

/** What can keep packets from being captured, and a capture from being found. */
export const captureConditions = {
  'capture/tool-missing': { ...operator, title: 'tcpdump is not installed' },
  'capture/not-permitted': { ...operator, title: 'packets may not be captured by this user' },
  'capture/no-address': { ...operator, title: 'there is no address to capture' },
  'capture/tool-died': { ...operator, fault: 'host', title: 'tcpdump ended by itself' },
  'capture/running': { ...operator, title: 'packets of this source are being captured already' },
  'capture/limit': { ...operator, title: 'the capture reached its size before its end' },
  'capture/no-such': { ...operator, title: 'there is no such capture' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(captureConditions);
