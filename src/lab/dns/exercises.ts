import { onLoopback, practiceSettings, type Exercise } from '../exercise.ts';
import { startLab } from '../lab.ts';
import { dnsFaults, practiceName, type DnsFault } from './faults.ts';
import { startNameServer } from './server.ts';

/** Every fault of the practice name server, with a practice server behind the name. */
export const dnsExercises: readonly Exercise[] = dnsFaults.map(dnsExercise);

function dnsExercise(fault: DnsFault): Exercise {
  const { id, title, imitates, expects, finds = expects, warns, behaviour, allowPrivate = true } = fault;
  return {
    id,
    area: 'dns',
    title,
    imitates,
    afterPoll: expects,
    afterProbe: finds,
    ...(warns === undefined ? {} : { warns }),
    needs: 'loopback',
    async open({ clock, port }) {
      const names = await startNameServer({ clock, behaviour });
      const lab = await startLab({ clock, ...(port === undefined ? {} : { port }) }).catch(async (error: unknown) => {
        await names.close();
        throw error;
      });
      const settings = practiceSettings(lab.port, { host: practiceName, allowPrivate });
      const close = async (): Promise<void> => {
        await Promise.all([lab.close(), names.close()]);
      };
      return { ...onLoopback(settings, close), environment: { FEEDGATE_DNS: names.address } };
    },
  };
}
