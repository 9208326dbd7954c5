import { failing, type Code, type Condition } from '../base/failure.ts';

const host = { stage: 'gate', fault: 'host', retry: 'after-change' } as const;
const disk = { stage: 'store', fault: 'host', retry: 'after-change' } as const;
const setting = { stage: 'config', fault: 'operator', retry: 'after-change' } as const;

/** What a look at the whole installation can find before a poll or a mail runs into it. */
export const doctorConditions = {
  'gate/daemon-down': { ...host, title: 'no daemon runs' },
  'gate/daemon-unreachable': { stage: 'gate', title: 'the daemon does not answer', fault: 'host', retry: 'soon' },
  'gate/version-differs': { ...host, fault: 'operator', title: 'the daemon is of another version than the command' },
  'gate/poller-down': { stage: 'gate', title: 'the poller process is not running', fault: 'host', retry: 'soon' },
  'gate/poller-stuck': { stage: 'gate', title: 'the poller runs but does not get on', fault: 'bug', retry: 'soon' },
  'gate/key-expires': { ...host, fault: 'operator', title: 'the feature key expires soon' },
  'host/poller-died': {
    stage: 'gate',
    title: 'the poller process ended and was started again',
    fault: 'bug',
    retry: 'soon',
  },
  'host/check-stalled': { stage: 'gate', title: 'a check did not come to its end', fault: 'host', retry: 'soon' },
  'host/node-too-old': { ...host, fault: 'operator', title: 'this Node is older than Feedgate needs' },
  'host/data-missing': { ...disk, fault: 'operator', title: 'there is no data directory here' },
  'host/data-unwritable': { ...disk, fault: 'operator', title: 'the data directory cannot be written' },
  'host/data-readable': { ...disk, fault: 'operator', title: 'the data directory is open to other users' },
  'host/data-other-owner': { ...disk, fault: 'operator', title: 'the data directory belongs to another user' },
  'host/db-corrupt': { ...disk, title: 'the database is damaged' },
  'host/schema-skew': { ...disk, fault: 'operator', title: 'the database is of a newer version of Feedgate' },
  'host/wal-large': { ...disk, retry: 'soon', title: 'the write-ahead log of the database keeps growing' },
  'host/disk-full': { ...disk, retry: 'soon', title: 'no space left on the disk' },
  'host/disk-low': { ...disk, title: 'the disk has little space left' },
  'host/inodes-low': { ...disk, title: 'the file system has few files left to give' },
  'host/log-unwritable': { ...disk, retry: 'soon', title: 'the log cannot be written' },
  'host/log-not-rotated': { ...disk, title: 'the log grows past its limit' },
  'host/clock': { stage: 'tls', title: 'the clock of this host is wrong', fault: 'host', retry: 'after-change' },
  'host/clock-unset': { ...host, title: 'the clock of this host was never set' },
  'host/memory-low': { ...host, retry: 'soon', title: 'little memory is left for polls' },
  'host/fd-limit': { stage: 'tcp', title: 'this process has no file descriptor left', fault: 'host', retry: 'soon' },
  'host/fd-limit-low': { ...host, title: 'the limit of open files is low' },
  'dns/resolv-conf-empty': {
    stage: 'dns',
    title: 'no resolver is configured on this host',
    fault: 'host',
    retry: 'after-change',
  },
  'dns/slow': { stage: 'dns', title: 'names are looked up slowly', fault: 'network', retry: 'soon' },
  'dns/hosts-override': { ...setting, stage: 'dns', title: 'the hosts file gives the address of a source' },
  'config/proxy-env-ignored': { ...setting, title: 'HTTPS_PROXY is set but not used' },
  'config/env-insecure': { ...setting, title: 'the environment switches certificate checks off' },
  'config/env-ca-ignored': { ...setting, title: 'a CA variable is set but not used' },
  'config/env-ca-unreadable': { ...setting, title: 'a CA variable names a file that cannot be used' },
  'tls/system-ca-empty': { ...setting, stage: 'tls', fault: 'host', title: 'the CA store of this system is empty' },
  'tls/expires-soon': {
    stage: 'tls',
    title: 'the certificate of a server expires soon',
    fault: 'source',
    retry: 'next-poll',
  },
  'config/client-cert-expires': { ...setting, title: 'the client certificate expires soon or has expired' },
  'config/ca-expires': { ...setting, title: 'a CA of a source expires soon or has expired' },
  'source/never-polled': { ...host, title: 'a source was never polled' },
  'source/stale': { ...host, title: 'a source has not been polled for long' },
  'source/empty': { stage: 'content', title: 'a source lists nothing', fault: 'source', retry: 'next-poll' },
} as const satisfies Record<Code, Condition>;

export const fail = failing(doctorConditions);
