import { failing, type Code, type Condition } from '../base/failure.ts';

const damaged = { stage: 'store', fault: 'host', retry: 'soon' } as const;

/** Why a snapshot of the match index is refused, cannot be made, or is not there; also for the rooms that write and read its files. */
export const matchConditions = {
  'match/missing': { ...damaged, title: 'no match index has been published yet' },
  'match/unreadable': { ...damaged, title: 'a snapshot of the match index cannot be read' },
  'match/foreign': { ...damaged, title: 'the file is no snapshot of the match index' },
  'match/truncated': { ...damaged, title: 'a snapshot of the match index is cut short' },
  'match/checksum': { ...damaged, title: 'a snapshot of the match index is damaged' },
  'match/version': { ...damaged, title: 'a snapshot of the match index is of another version of Feedgate' },
  'match/endianness': { ...damaged, title: 'a snapshot of the match index was made on another kind of processor' },
  'match/too-large': { ...damaged, title: 'there are more listings than a match index can hold' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(matchConditions);
