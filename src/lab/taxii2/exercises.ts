import type { Evidence } from '../../base/failure.ts';
import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import { startLab } from '../lab.ts';
import type { Fault2 } from './fault.ts';
import { faults2 } from './faults.ts';
import { root2 } from './service.ts';

/** A source that reads the sample collection of the practice server's TAXII 2. */
export function practice2Settings(port: number, changes: Evidence = {}): Evidence {
  return practiceSettings(port, { kind: 'taxii2', path: root2, collection: 'practice', ...changes });
}

function exerciseOf(fault: Fault2): Exercise {
  const { name, title, imitates, expects, finds, warns, settings } = fault;
  return {
    id: name,
    area: 'taxii',
    title,
    imitates,
    afterPoll: expects,
    afterProbe: finds ?? expects,
    ...(warns === undefined ? {} : { warns }),
    needs: 'loopback',
    async open({ clock, port }) {
      const lab = await startLab({ clock, taxii2: { fault: name }, ...(port === undefined ? {} : { port }) });
      return onLoopback(practice2Settings(lab.port, settings), () => lab.close());
    },
  };
}

/** Faults of servers of TAXII 2. */
export const taxii2Exercises: readonly Exercise[] = faults2.map(exerciseOf);
