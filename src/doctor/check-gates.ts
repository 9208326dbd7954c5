import type { Gates } from '../activation/gates.ts';
import { check, ok, problem, warning, type Check, type Judgement } from './check.ts';

const day = 86_400_000;
const soon = 30 * day;

export interface GateFacts {
  readonly gates: Gates;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Whether sources may be polled here, and whether the feature key lasts. */
export function judgeGates({ gates, now }: GateFacts): readonly Judgement[] {
  const { closed, enabled } = gates;
  if (closed !== null) {
    const says = { en: 'no source is polled', ko: '소스를 폴링하지 않음' };
    return [problem(closed.code, says, { evidence: closed.evidence })];
  }
  const last = keyEnd(gates) ?? Infinity;
  if (last - now <= soon) {
    const days = Math.floor((last - now) / day);
    const says = { en: `the feature key ends in ${days} days`, ko: `기능 키가 ${days}일 뒤에 끝남` };
    return [warning('gate/key-expires', says, { evidence: { validTo: new Date(last).toISOString(), days } })];
  }
  const says = { en: `on (${enabled.from})`, ko: `켜짐 (${enabled.from})` };
  return [ok(says, { evidence: { from: enabled.from } })];
}

/** When the last of the feature keys that let the service run ends; `null` where none is needed or none does. */
export function keyEnd({ key }: Gates): number | null {
  const ends = key.keys.flatMap(({ state, statement }) =>
    state === 'valid' && statement !== null ? [Date.parse(statement.until)] : [],
  );
  return key.required && ends.length > 0 ? Math.max(...ends) : null;
}

/** @throws what `gather` throws: `config/file-bad` for a file that cannot be used. */
export function gatesCheck(gather: () => GateFacts): Check {
  return check({
    id: 'gates',
    section: 'service',
    title: { en: 'gates', ko: '사용 조건' },
    gather: async () => gather(),
    judge: judgeGates,
  });
}
