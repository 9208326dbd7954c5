import type { Code, Evidence } from '../base/failure.ts';
import { dnsExercises } from './dns/exercises.ts';
import { onLoopback, practiceSettings, soon, type Area, type Exercise } from './exercise.ts';
import type { Fault } from './fault.ts';
import { sourceExercises } from './exercises-source.ts';
import { faultsByArea } from './faults.ts';
import { startLab } from './lab.ts';
import { listExercises } from './lists/exercises.ts';
import { mispExercises } from './misp/exercises.ts';
import { taxii2Exercises } from './taxii2/exercises.ts';
import { networkExercises } from './network/exercises.ts';
import { proxyExercises } from './proxy/exercises.ts';
import { tlsExercises } from './tls/exercises.ts';

/** What probing makes of a fault of the practice server, where that is more than the poll says. */
const finds: Readonly<Record<string, Code>> = {
  'slash-405': 'http/405-slash',
  'json-taxii2': 'taxii/version-unsupported',
  'wrong-service-400': 'taxii/wrong-service',
};

/** Settings under which a fault of the practice server shows. */
const settings: Readonly<Record<string, Evidence>> = {
  'slash-405': { path: '/taxii/poll' },
  'slash-500': { path: '/taxii/poll' },
  'slash-redirect': { path: '/taxii/poll' },
  'slow-first-byte': { timeouts: { ...soon, firstByte: '30s' } },
  drip: { timeouts: { ...soon, request: '3m' } },
};

/** What a poll warns of that gets around a fault of the practice server. */
const warns: Readonly<Record<string, Code>> = {
  'gzip-undeclared': 'http/gzip-undeclared',
};

function serverExercise(area: Area, fault: Fault): Exercise {
  const warning = warns[fault.name];
  const afterPoll = fault.mendedBy === undefined ? fault.expects : null;
  return {
    id: fault.name,
    area,
    title: fault.title,
    imitates: fault.imitates,
    afterPoll,
    afterProbe: finds[fault.name] ?? afterPoll,
    ...(warning === undefined ? {} : { warns: warning }),
    needs: 'loopback',
    async open({ clock, port }) {
      const lab = await startLab({ clock, faults: [fault.name], ...(port === undefined ? {} : { port }) });
      return onLoopback(practiceSettings(lab.port, settings[fault.name]), () => lab.close());
    },
  };
}

/** Every exercise, by area. */
export const exercises: readonly Exercise[] = [
  ...networkExercises,
  ...dnsExercises,
  ...proxyExercises,
  ...tlsExercises,
  ...sourceExercises,
  ...taxii2Exercises,
  ...listExercises,
  ...mispExercises,
  ...faultsByArea.flatMap(([area, faults]) => faults.map((fault) => serverExercise(area, fault))),
];
