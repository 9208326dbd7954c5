import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../host/clock.ts';
import type { Exercise } from './exercise.ts';
import { proxyExercises } from './proxy/exercises.ts';
import { loopback, passOn, standTcp } from './stand.ts';
import { tlsExercises } from './tls/exercises.ts';

function named(id: string): Exercise {
  const exercise = [...tlsExercises, ...proxyExercises].find((each) => each.id === id);
  if (exercise === undefined) throw new Error(`no exercise ${id}`);
  return exercise;
}

describe('a stand', () => {
  it('closes with all that hangs on it', async () => {
    const stand = await standTcp((socket) => void socket.write('hello'));
    const socket = connect(stand.port, loopback);
    await once(socket, 'data');
    const closed = once(socket, 'close');
    await Promise.all([stand.close(), closed]);
    const late = connect(stand.port, loopback);
    await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
  it('passes on what was heard first, and everything after it, both ways', async () => {
    const echo = await standTcp((socket) => void socket.pipe(socket));
    const front = await standTcp((socket) => socket.once('data', (heard) => passOn(socket, echo.port, heard)));
    onTestFinished(async () => {
      await Promise.all([front.close(), echo.close()]);
    });
    const socket = connect({ port: front.port, host: loopback });
    const sent = Buffer.alloc(3_000_000, 'practice ');
    socket.write(sent);
    let heard = Buffer.alloc(0);
    for await (const part of socket) {
      heard = Buffer.concat([heard, part as Buffer]);
      if (heard.length >= sent.length) break;
    }
    expect(heard.equals(sent)).toBe(true);
  });
});

describe('an exercise', () => {
  it.each(['tls-good', 'tls-silent', 'tls-damaged-body', 'tls-client-alert-bad-13', 'proxy-403', 'proxy-inspects'])(
    '%s has its source at the port that was asked for, and says when that is taken',
    async (id) => {
      const taken = await standTcp(() => undefined);
      const { port } = taken;
      await expect(named(id).open({ clock: systemClock, port })).rejects.toMatchObject({ code: 'config/lab-port' });
      await taken.close();
      const open = await named(id).open({ clock: systemClock, port });
      expect(open.settings['port']).toBe(port);
      await open.close();
    },
  );
});
