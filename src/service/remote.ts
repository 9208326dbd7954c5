import { connect, type Socket } from 'node:net';
import { failing } from '../base/failure.ts';
import type { PollWishes } from '../feed/report.ts';
import type { DoctorOptions } from '../doctor/checks.ts';
import type { SourceChange } from '../config/whole-file.ts';
import { socketChannel } from './channels.ts';
import { serviceConditions } from './conditions.ts';
import { RpcClient, type Handlers } from './rpc.ts';
import type { JsonObject, Service, TestOptions, TestSubject } from './service.ts';
import type { JsonValue } from '../base/failure.ts';

const fail = failing(serviceConditions);

/** Items per pull: polls are watched live, observables are many. */
const live = 1;
const bulk = 500;

/** The service behind a daemon's socket. */
function remoteService(rpc: RpcClient): Service {
  return {
    status: () => rpc.call('status'),
    listSources: () => rpc.call('listSources'),
    getSource: (name) => rpc.call('getSource', { name }),
    addSource: (input) => rpc.call('addSource', { input }),
    exportSources: () => rpc.call('exportSources'),
    sourcesRevision: () => rpc.call('sourcesRevision'),
    applySources: (plan) => rpc.call('applySources', { plan: plan.map((change) => ({ ...change })) }),
    editSource: (name, changes, resetCursor) => rpc.call('editSource', { name, changes, resetCursor }),
    removeSource: (name) => rpc.call('removeSource', { name }),
    suspendSource: (name, suspended) => rpc.call('suspendSource', { name, suspended }),
    resetSource: (name, from) => rpc.call('resetSource', { name, from }),
    poll: (name, mode, wishes = {}) => rpc.stream('poll', { name, mode, wishes: { ...wishes } }, live),
    cancelPoll: (name) => rpc.call('cancelPoll', { name }),
    testSource: (subject, options) =>
      rpc.stream('testSource', { subject: { ...subject }, options: { ...options } }, live),
    discoverSource: (subject) => rpc.stream('discoverSource', { subject: { ...subject } }, live),
    listPolls: (filter) => rpc.call('listPolls', { filter: { ...filter } }),
    getPoll: (id) => rpc.call('getPoll', { id }),
    lookup: (text) => rpc.call('lookup', { text }),
    listObservables: (filter) => rpc.stream('listObservables', { filter: { ...filter } }, bulk),
    stats: () => rpc.call('stats'),
    compareSources: (now) => rpc.call('compareSources', { now }),
    listGuards: (filter) => rpc.call('listGuards', { filter: { ...filter } }),
    updateGuards: (name, force) => rpc.stream('updateGuards', { name, force }, live),
    testGuards: (text) => rpc.call('testGuards', { text }),
    secrets: () => rpc.call('secrets'),
    rotateSecrets: (lost) => rpc.call('rotateSecrets', { lost }),
    sealProxies: (text) => rpc.call('sealProxies', { text }),
    openProxies: (text) => rpc.call('openProxies', { text }),
    reload: () => rpc.call('reload'),
    doctor: (options) => rpc.stream('doctor', { options: { ...options } }, live),
    close: async () => rpc.close(),
  };
}

/** Parameters are written by `remoteService` of the same version; the socket is the owner's alone. */
interface Params {
  readonly name: string;
  readonly input: JsonObject;
  readonly changes: JsonObject;
  readonly plan: readonly SourceChange[];
  readonly resetCursor: boolean | null;
  readonly suspended: boolean;
  readonly force: boolean;
  readonly lost: boolean;
  readonly now: boolean;
  readonly from: string | null;
  readonly mode: 'full' | 'delta' | null;
  readonly wishes: PollWishes;
  readonly id: string;
  readonly subject: TestSubject;
  readonly options: TestOptions & DoctorOptions;
  readonly text: string;
  readonly filter: { readonly source?: string; readonly kind?: never; readonly limit: number };
}

/** The daemon's side: each method of the service as a handler. */
export function serviceHandlers(service: Service): Handlers {
  const read = (params: JsonValue) => params as unknown as Params;
  return {
    status: () => service.status(),
    listSources: () => service.listSources(),
    getSource: (params) => service.getSource(read(params).name),
    exportSources: () => service.exportSources(),
    sourcesRevision: () => service.sourcesRevision(),
    applySources: (params) => service.applySources(read(params).plan).then(() => null),
    addSource: (params) => service.addSource(read(params).input),
    editSource: (params) => service.editSource(read(params).name, read(params).changes, read(params).resetCursor),
    removeSource: (params) => service.removeSource(read(params).name).then(() => null),
    suspendSource: (params) => service.suspendSource(read(params).name, read(params).suspended),
    resetSource: (params) => service.resetSource(read(params).name, read(params).from),
    poll: (params) => service.poll(read(params).name, read(params).mode, read(params).wishes),
    cancelPoll: (params) => service.cancelPoll(read(params).name),
    testSource: (params) => service.testSource(read(params).subject, read(params).options),
    discoverSource: (params) => service.discoverSource(read(params).subject),
    listPolls: (params) => service.listPolls(read(params).filter),
    getPoll: (params) => service.getPoll(read(params).id),
    lookup: (params) => service.lookup(read(params).text),
    listObservables: (params) => service.listObservables(read(params).filter),
    stats: () => service.stats(),
    compareSources: (params) => service.compareSources(read(params).now),
    listGuards: (params) => service.listGuards(read(params).filter),
    updateGuards: (params) => service.updateGuards(read(params).name, read(params).force),
    testGuards: (params) => service.testGuards(read(params).text),
    secrets: () => service.secrets(),
    rotateSecrets: (params) => service.rotateSecrets(read(params).lost),
    sealProxies: (params) => service.sealProxies(read(params).text),
    openProxies: (params) => service.openProxies(read(params).text),
    reload: () => service.reload(),
    doctor: (params) => service.doctor(read(params).options),
  };
}

/**
 * The service of the daemon that listens on a socket, or `null` where none does (no socket, or a stale one).
 * @throws Failure `gate/daemon-unreachable` when one listens but cannot be spoken to.
 */
export async function connectService(socketPath: string): Promise<Service | null> {
  const socket = await dial(socketPath);
  return socket === null ? null : remoteService(new RpcClient(socketChannel(socket)));
}

function dial(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(fail('gate/daemon-unreachable', `the daemon's socket ${path}: ${error.message}`, { cause: error }));
    });
  });
}
