import type { Code, Condition } from './base/failure.ts';
import { activationConditions } from './activation/conditions.ts';
import { backupConditions } from './backup/conditions.ts';
import { captureConditions } from './capture/conditions.ts';
import { bugConditions } from './base/failure.ts';
import { authConditions } from './auth/conditions.ts';
import { clamdConditions } from './clamd/conditions.ts';
import { cliConditions } from './cli/conditions.ts';
import { configConditions } from './config/conditions.ts';
import { gatewayConditions } from './gateway/conditions.ts';
import { doctorConditions } from './doctor/conditions.ts';
import { hostConditions } from './host/conditions.ts';
import { jsonConditions } from './json/conditions.ts';
import { journalConditions } from './journal/conditions.ts';
import { labConditions } from './lab/conditions.ts';
import { listsConditions } from './lists/conditions.ts';
import { logConditions } from './log/conditions.ts';
import { mailConditions } from './mail/conditions.ts';
import { matchConditions } from './match/conditions.ts';
import { milterConditions } from './milter/conditions.ts';
import { mispConditions } from './misp/conditions.ts';
import { netConditions } from './net/conditions.ts';
import { notifyConditions } from './notify/conditions.ts';
import { parseConditions } from './parse/conditions.ts';
import { pollerConditions } from './poller/conditions.ts';
import { postfixConditions } from './postfix/conditions.ts';
import { probeConditions } from './probe/conditions.ts';
import { secretConditions } from './secrets/conditions.ts';
import { serviceConditions } from './service/conditions.ts';
import { storeConditions } from './store/conditions.ts';
import { taxiiConditions } from './taxii/conditions.ts';
import { taxii2Conditions } from './taxii2/conditions.ts';
import { xmlConditions } from './xml/conditions.ts';

/** The tables of all rooms, by room. Where two rooms raise one condition, their rows agree (test/guard/conditions.test.ts). */
export const conditionTables: Readonly<Record<string, Readonly<Record<Code, Condition>>>> = {
  activation: activationConditions,
  backup: backupConditions,
  auth: authConditions,
  base: bugConditions,
  capture: captureConditions,
  clamd: clamdConditions,
  cli: cliConditions,
  config: configConditions,
  gateway: gatewayConditions,
  doctor: doctorConditions,
  host: hostConditions,
  json: jsonConditions,
  journal: journalConditions,
  lab: labConditions,
  lists: listsConditions,
  log: logConditions,
  mail: mailConditions,
  match: matchConditions,
  milter: milterConditions,
  misp: mispConditions,
  net: netConditions,
  notify: notifyConditions,
  parse: parseConditions,
  poller: pollerConditions,
  postfix: postfixConditions,
  probe: probeConditions,
  secrets: secretConditions,
  service: serviceConditions,
  store: storeConditions,
  taxii: taxiiConditions,
  taxii2: taxii2Conditions,
  xml: xmlConditions,
};

/** The row of a code, whichever room raises it. */
export function conditionOf(code: Code): Condition | undefined {
  return Object.values(conditionTables).find((table) => code in table)?.[code];
}
