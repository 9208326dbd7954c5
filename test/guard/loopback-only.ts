import { Socket, isIP } from 'node:net';

/** No test leaves the machine: a connection to anything but loopback (or TEST-NET in a namespace of our own) throws at once. */
const allowed = /^(127\.|::1$|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/;
// oxlint-disable-next-line typescript/unbound-method -- called with the socket as `this` below
const original: (this: Socket, ...args: never[]) => Socket = Socket.prototype.connect;

function guarded(this: Socket, ...args: unknown[]): Socket {
  const target: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host = typeof target === 'object' && target !== null && 'host' in target ? String(target.host) : 'localhost';
  if (isIP(host) !== 0 && !allowed.test(host)) throw new Error(`a test tried to reach ${host}`);
  return original.apply(this, args as never[]);
}

Socket.prototype.connect = guarded;
