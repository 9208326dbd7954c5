/** What captures of packets say, in English. */
export const enCapture = {
  started: (source: string, time: string, size: string) =>
    `capturing packets of ${source}, for ${time} or ${size} at most (Ctrl-C ends it early) …`,
  head: (source: string, size: string) => `${source}: ${size} captured`,
  size: (packets: string, bytes: string) => `${packets} packets (${bytes})`,
  labels: {
    file: 'File',
    when: 'Began',
    what: 'Of',
    ended: 'Ended',
    failure: 'Not whole',
    dropped: 'Lost',
    connections: 'Seen',
    more: 'Besides',
    broken: 'Damaged',
    note: 'Careful',
    next: 'Next',
  },
  titles: { id: 'ID', source: 'SOURCE', when: 'BEGAN', packets: 'PACKETS', size: 'SIZE', ended: 'ENDED BY' },
  endings: {
    time: 'its time',
    size: 'its size',
    poll: 'the end of the poll',
    interrupted: 'Ctrl-C',
    tool: 'tcpdump itself',
    lost: 'the end of Feedgate',
  },
  running: 'still running',
  what: (addresses: string, port: number) => `TCP port ${port} of ${addresses}`,
  whatOfProxy: (addresses: string, port: number, proxy: string) =>
    `TCP port ${port} of ${addresses}, the way to the proxy ${proxy}`,
  dropped: (packets: string) => `${packets} packets that the kernel could not hand over`,
  nothing: 'no connection to these addresses',
  sides: { client: 'Feedgate', server: 'the server' },
  openBefore: 'was open before the capture began',
  unanswered: (syns: number) => `no answer to ${syns === 1 ? 'one SYN' : `${syns} SYNs`}`,
  refused: (time: string) => `refused: a reset came for the SYN after ${time}`,
  answered: (time: string, syns: number) =>
    syns === 1 ? `SYN answered after ${time}` : `SYN answered after ${time}, once ${syns} had been sent`,
  alert: (side: string, name: string, level: string) => `TLS alert from ${side}: ${name}, ${level}`,
  bytes: (sent: string, received: string) => `${sent} sent, ${received} received`,
  repeated: (segments: string) => `${segments} segments sent again`,
  reset: (side: string, time: string) => `reset by ${side} after ${time}`,
  closed: (side: string) => `closed by ${side}`,
  more: (connections: string) => `${connections} more connections (--json shows them)`,
  broken: 'the file is damaged, and was read up to there',
  warning: 'the packets may hold passwords and keys in clear: keep them as safe as those',
  keys: (file: string) => `${file} has the keys of TLS: in Wireshark under TLS, (Pre)-Master-Secret log filename`,
  none: 'no captures are kept',
  isThere: (file: string) => `${file} is there already`,
  fetched: (file: string, size: string) => `${file} (${size})`,
  askRemove: (count: string) => `Remove ${count} captures?`,
  removed: (count: string) => `removed: ${count}`,
};

/** Help of the commands, in English. */
export const enCaptureHelp: Record<
  'capture start' | 'capture list' | 'capture show' | 'capture fetch' | 'capture remove',
  { readonly summary: string; readonly examples: readonly (readonly [command: string, what: string])[] }
> = {
  'capture start': {
    summary: 'Capture packets of a source with tcpdump, and say in short what they show',
    examples: [
      ['feedgate capture start --source phish-urls --poll', 'of a poll, which is started now'],
      ['feedgate capture start --source phish-urls --poll --tls-keys', 'with the keys to read what is encrypted'],
      ['feedgate capture start --source phish-urls --seconds 300', 'of whatever is polled meanwhile'],
    ],
  },
  'capture list': {
    summary: 'List the captures that are kept: 20, and 200 MB, at most',
    examples: [['feedgate capture list', 'the newest first']],
  },
  'capture show': {
    summary: 'Say what a capture shows, connection by connection',
    examples: [['feedgate capture show 01KAR8Z6S41000000000000000', 'answered, reset, alerts of TLS, bytes']],
  },
  'capture fetch': {
    summary: 'Copy the packets to a new file, for Wireshark and its like',
    examples: [['feedgate capture fetch 01KAR8Z6S41000000000000000 --to phish.pcap', 'no file is overwritten']],
  },
  'capture remove': {
    summary: 'Remove a capture, or all of them',
    examples: [['feedgate capture remove all --yes', 'those that have ended']],
  },
};

export const enCaptureOptions = {
  captureSource: 'whose packets, on the way to its server or to its proxy',
  captureSeconds: 'how long, 1–600 (default 60)',
  captureMax: 'how large, 1kB–100MB (default 10MB)',
  capturePoll: 'poll it now, and end a second after that',
  captureTlsKeys: 'keep the keys of its TLS connections too, so that all in them can be read (with --poll)',
  captureTo: 'a file that is not there yet',
};
