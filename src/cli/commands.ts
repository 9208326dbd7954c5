import { alertList } from './alert-list.ts';
import { alertTest } from './alert-test.ts';
import { captureFetch } from './capture-fetch.ts';
import { captureList } from './capture-list.ts';
import { captureRemove } from './capture-remove.ts';
import { captureShow } from './capture-show.ts';
import { captureStart } from './capture-start.ts';
import type { CommandSpec } from './command.ts';
import { configApply, configDiff } from './config-apply.ts';
import { configExport } from './config-export.ts';
import { configCheck, configSchema } from './config-check.ts';
import { doctor } from './doctor.ts';
import { exemptionAdd } from './exemption-add.ts';
import { exemptionCheck } from './exemption-check.ts';
import { exemptionList } from './exemption-list.ts';
import { exemptionRemove } from './exemption-remove.ts';
import { policyApply } from './policy-apply.ts';
import { policyCheck } from './policy-check.ts';
import { policyMode } from './policy-mode.ts';
import { policyShow } from './policy-show.ts';
import { policySimulate } from './policy-simulate.ts';
import { explain } from './explain.ts';
import { featurekeyAdd } from './featurekey-add.ts';
import { featurekeyCheck } from './featurekey-check.ts';
import { featurekeyIssue } from './featurekey-issue.ts';
import { featurekeyList } from './featurekey-list.ts';
import { featurekeyRemove } from './featurekey-remove.ts';
import { featurekeyShow } from './featurekey-show.ts';
import { featurekeyTrust } from './featurekey-trust.ts';
import { levelCopy } from './level-copy.ts';
import { serviceAcceptTerms } from './service-accept-terms.ts';
import { serviceStatus } from './service-status.ts';
import { serviceDisable, serviceEnable } from './service-switch.ts';
import { gateway, gatewayStatus } from './gateway.ts';
import { guardList } from './guard-list.ts';
import { guardTest } from './guard-test.ts';
import { guardUpdate } from './guard-update.ts';
import { integrate } from './integrate.ts';
import { labDrill } from './lab-drill.ts';
import { labList } from './lab-list.ts';
import { labRun } from './lab-run.ts';
import { lab } from './lab.ts';
import { logGrep, logTail } from './log.ts';
import { match } from './match.ts';
import { messageList } from './message-list.ts';
import { messageReportFp } from './message-report-fp.ts';
import { messageShow } from './message-show.ts';
import { netCheck } from './net-check.ts';
import { trustAdd } from './trust-add.ts';
import { trustInspect } from './trust-inspect.ts';
import { trustList } from './trust-list.ts';
import { trustRemove } from './trust-remove.ts';
import { trustCustom, trustSystem } from './trust-switch.ts';
import { observableExport } from './observable-export.ts';
import { observableList, observableStats } from './observable-list.ts';
import { observableLookup } from './observable-lookup.ts';
import { poll } from './poll.ts';
import { polls, pollsShow } from './polls.ts';
import { proxyAdd, proxyEdit } from './proxy-add.ts';
import { proxyDefault } from './proxy-default.ts';
import { proxyList } from './proxy-list.ts';
import { proxyRemove } from './proxy-remove.ts';
import { proxyTest } from './proxy-test.ts';
import { secretMakeKey } from './secret-make-key.ts';
import { secretRotate } from './secret-rotate.ts';
import { secretStatus } from './secret-status.ts';
import { sourceAdd } from './source-add.ts';
import { sourceCatalog } from './source-catalog.ts';
import { sourceRemove, sourceReset, sourceResume, sourceSuspend } from './source-change.ts';
import { sourceCompare } from './source-compare.ts';
import { sourceDiscover } from './source-discover.ts';
import { sourceEdit } from './source-edit.ts';
import { sourceFix } from './source-fix.ts';
import { sourceList } from './source-list.ts';
import { sourceShow } from './source-show.ts';
import { sourceTest } from './source-test.ts';
import { reload } from './reload.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { storeBackup } from './store-backup.ts';
import { storeBackups } from './store-backups.ts';
import { storeCompact } from './store-compact.ts';
import { storeRestore } from './store-restore.ts';
import { storeVerify } from './store-verify.ts';
import { version } from './version.ts';

/** Every command, in the order of the help; `completion` and `help` are made from this list by the program itself. */
export const commands: readonly CommandSpec[] = [
  start,
  reload,
  status,
  doctor,
  sourceAdd,
  sourceCatalog,
  sourceList,
  sourceShow,
  sourceCompare,
  sourceTest,
  sourceDiscover,
  sourceFix,
  sourceEdit,
  sourceRemove,
  sourceSuspend,
  sourceResume,
  sourceReset,
  poll,
  polls,
  pollsShow,
  observableLookup,
  observableList,
  observableStats,
  observableExport,
  guardList,
  guardTest,
  guardUpdate,
  gateway,
  gatewayStatus,
  integrate,
  match,
  policyShow,
  policyCheck,
  policyApply,
  policySimulate,
  policyMode,
  exemptionAdd,
  exemptionList,
  exemptionCheck,
  exemptionRemove,
  messageList,
  messageShow,
  messageReportFp,
  configCheck,
  configSchema,
  configExport,
  configDiff,
  configApply,
  serviceStatus,
  serviceEnable,
  serviceDisable,
  serviceAcceptTerms,
  featurekeyAdd,
  featurekeyList,
  featurekeyShow,
  featurekeyCheck,
  featurekeyRemove,
  featurekeyTrust,
  featurekeyIssue,
  levelCopy,
  proxyAdd,
  proxyEdit,
  proxyList,
  proxyTest,
  proxyRemove,
  proxyDefault,
  secretStatus,
  secretRotate,
  secretMakeKey,
  netCheck,
  captureStart,
  captureList,
  captureShow,
  captureFetch,
  captureRemove,
  trustList,
  trustAdd,
  trustRemove,
  trustSystem,
  trustCustom,
  trustInspect,
  storeBackup,
  storeBackups,
  storeVerify,
  storeRestore,
  storeCompact,
  explain,
  alertList,
  alertTest,
  logTail,
  logGrep,
  lab,
  labList,
  labRun,
  labDrill,
  version,
];
