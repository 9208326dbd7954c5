import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import type { MispFault } from './fault.ts';
import { mispFaults } from './faults.ts';
import { practiceKey, startMispServer } from './server.ts';

/** Settings of a source at a practice server of MISP. */
const forms = {
  feed: { path: '/feed/', misp: { form: 'feed' } },
  api: {
    path: '/',
    misp: { form: 'api' },
    credentials: { kind: 'header', name: 'Authorization', value: practiceKey },
  },
} as const;

function exerciseOf(fault: MispFault): Exercise {
  const { name, area, title, imitates, form, expects, warns, settings } = fault;
  return {
    id: name,
    area,
    title,
    imitates,
    afterPoll: expects,
    afterProbe: expects,
    ...(warns === undefined ? {} : { warns }),
    needs: 'loopback',
    async open({ clock, port }) {
      const server = await startMispServer({ clock, port, fault });
      const practice = practiceSettings(server.port, { kind: 'misp', ...forms[form], ...settings });
      return onLoopback(practice, () => server.close());
    },
  };
}

/** Faults of MISP and of its feeds. */
export const mispExercises: readonly Exercise[] = mispFaults.map(exerciseOf);
