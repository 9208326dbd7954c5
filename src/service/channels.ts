import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { JsonValue } from '../base/failure.ts';
import type { Channel } from './rpc.ts';

/** Longest message taken from a peer, characters; more closes the line. */
const longest = 64 * 1024 * 1024;

/** Newline-delimited JSON over a socket. A peer that sends anything else is cut off. */
export function socketChannel(socket: Socket): Channel {
  socket.setEncoding('utf8');
  socket.setNoDelay(true);
  return {
    send(message) {
      if (socket.destroyed) return Promise.reject(new Error('closed'));
      if (socket.write(`${JSON.stringify(message)}\n`)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        socket.once('drain', resolve);
        socket.once('close', reject);
      });
    },
    onMessage: (listener) => listenForLines(socket, listener),
    onClose: (listener) => {
      socket.once('close', listener);
      socket.on('error', () => undefined);
    },
    close: () => socket.end(),
  };
}

function listenForLines(socket: Socket, listener: (message: unknown) => void): void {
  let rest = '';
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    try {
      for (const line of lines) listener(JSON.parse(line));
    } catch {
      socket.destroy();
    }
    if (rest.length > longest) socket.destroy();
  });
}

interface IpcEnd {
  send?(message: JsonValue, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
  disconnect?(): void;
}

/** The pipe between a process and the child it forked; `end` is the child, or `process` inside it. */
export function ipcChannel(end: ChildProcess | NodeJS.Process): Channel {
  const pipe = end as IpcEnd;
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (pipe.send === undefined) reject(new Error('no channel'));
        else pipe.send(message, (error) => (error === null || error === undefined ? resolve() : reject(error)));
      }),
    onMessage: (listener) => pipe.on('message', listener),
    onClose: (listener) => pipe.once('disconnect', listener),
    close: () => pipe.disconnect?.(),
  };
}
