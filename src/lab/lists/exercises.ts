import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import type { ListFault } from './fault.ts';
import { listFaults } from './faults.ts';
import { startListServer } from './server.ts';

function exerciseOf(fault: ListFault): Exercise {
  const { name, area, title, imitates, expects, settings } = fault;
  return {
    id: name,
    area,
    title,
    imitates,
    afterPoll: expects,
    afterProbe: expects,
    needs: 'loopback',
    async open({ port }) {
      const server = await startListServer(fault, port);
      const practice = practiceSettings(server.port, { kind: 'list', path: '/practice.txt', ...settings });
      return onLoopback(practice, () => server.close());
    },
  };
}

/** Faults of servers of lists. */
export const listExercises: readonly Exercise[] = listFaults.map(exerciseOf);
