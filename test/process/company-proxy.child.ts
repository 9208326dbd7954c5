import { connect, createServer } from 'node:net';

/**
 * A company's proxy on port 3128 of loopback, until its standard input ends: it opens any tunnel, and goes out by the
 * address in its argument, which the firewall lets through.
 */

const localAddress = process.argv[2] ?? '';
const server = createServer((client) => {
  client.on('error', () => undefined);
  client.once('data', (head) => {
    const [, host = '', port = '0'] = /^CONNECT \[?([^\s\]]+)\]?:(\d+) /.exec(head.toString('latin1')) ?? [];
    const origin = connect({ host, port: Number(port), localAddress, family: 4 });
    origin.on('error', () => client.destroy());
    origin.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(origin);
      origin.pipe(client);
    });
    client.once('close', () => origin.destroy());
  });
});
server.listen(3128, '127.0.0.1', () => process.stdout.write('ready\n'));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
