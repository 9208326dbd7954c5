import { createSocket } from 'node:dgram';

/** DNS questions over UDP, 64 under way, of names that are not listed. */
export function dnsQuestions(count: number, port: number, zone: readonly string[]): Promise<void> {
  const socket = createSocket('udp4');
  let sent = 0;
  let heard = 0;
  const ask = (): void => {
    sent += 1;
    const labels = [`n${sent}`, 'shop', 'example', ...zone];
    const name = Buffer.concat(labels.map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)])));
    const head = Buffer.of(sent >> 8, sent & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    socket.send(Buffer.concat([head, name, Buffer.of(0, 0, 1, 0, 1)]), port, '127.0.0.1');
  };
  return new Promise((resolve) => {
    // A question that was lost is not asked again: the rest ends the measurement.
    const end = (): void => {
      socket.close();
      resolve();
    };
    let idle = setTimeout(end, 1000);
    socket.on('message', () => {
      heard += 1;
      if (heard % 1000 === 0) {
        clearTimeout(idle);
        idle = setTimeout(end, 1000);
      }
      if (sent < count) ask();
      if (heard < count) return;
      clearTimeout(idle);
      end();
    });
    for (let i = 0; i < 64; i += 1) ask();
  });
}
