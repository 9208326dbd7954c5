import { row, type Entries } from '../entry.ts';

const operator = row('tcp', 'operator', 'after-change');

/** Packets that are captured for somebody who looks into a fault. */
export const captureTexts = {
  'capture/tool-missing': {
    ...operator,
    en: {
      title: 'tcpdump is not installed',
      meaning: 'Packets are captured by tcpdump, and this machine has none. Nothing was captured.',
      certain: 'No directory of the path and none of the usual ones holds a program of that name.',
      causes: ['The package was never installed.', 'It lies in a directory that the path does not name.'],
      remedy: ['Install it: `apt-get install tcpdump` or `dnf install tcpdump`.'],
    },
    ko: {
      title: 'tcpdump가 설치되어 있지 않습니다',
      meaning: '패킷은 tcpdump로 캡처하는데 이 장비에는 없습니다. 캡처한 것은 없습니다.',
      certain: 'PATH의 디렉터리와 흔히 쓰는 디렉터리 어디에도 그 프로그램이 없습니다.',
      causes: ['패키지를 설치한 적이 없습니다.', 'PATH에 없는 디렉터리에 설치되어 있습니다.'],
      remedy: ['설치하십시오: `apt-get install tcpdump` 또는 `dnf install tcpdump`.'],
    },
  },
  'capture/not-permitted': {
    ...operator,
    en: {
      title: 'packets may not be captured by this user',
      meaning: 'The program tcpdump was started and the kernel refused it the packets. Nothing was captured.',
      certain: 'It said so, or the kernel did not let it start.',
      causes: [
        'The command does not run as root, and tcpdump has not the capability CAP_NET_RAW.',
        'A container runs without that capability.',
      ],
      remedy: [
        'Run the command as root, or give tcpdump the capability: `setcap cap_net_raw,cap_net_admin+eip /usr/bin/tcpdump`.',
        'Give a container CAP_NET_RAW.',
      ],
    },
    ko: {
      title: '이 사용자는 패킷을 캡처할 수 없습니다',
      meaning: 'tcpdump를 시작했지만 커널이 패킷을 내주지 않았습니다. 캡처한 것은 없습니다.',
      certain: 'tcpdump가 그렇게 알렸거나 커널이 시작을 거부했습니다.',
      causes: [
        'root가 아닌 사용자로 실행했고 tcpdump에 CAP_NET_RAW 권한이 없습니다.',
        '컨테이너에 그 권한이 없습니다.',
      ],
      remedy: [
        'root로 실행하거나 tcpdump에 권한을 주십시오: `setcap cap_net_raw,cap_net_admin+eip /usr/bin/tcpdump`.',
        '컨테이너에는 CAP_NET_RAW를 주십시오.',
      ],
    },
  },
  'capture/no-address': {
    ...operator,
    en: {
      title: 'there is no address to capture',
      meaning: 'Packets are told apart by the address of the server or of the proxy, and there is none.',
      certain: 'The source is a file of this machine, or its host has no address that can be used.',
      causes: ['The source reads a file, and no network takes part.', 'The name of the host has no address.'],
      remedy: ['Look at the source and at its host: `feedgate source show {source}`.'],
    },
    ko: {
      title: '캡처할 주소가 없습니다',
      meaning: '패킷은 서버나 프록시의 주소로 가려내는데 그 주소가 없습니다.',
      certain: '소스가 이 장비의 파일이거나 호스트에 쓸 수 있는 주소가 없습니다.',
      causes: ['소스가 파일을 읽으므로 네트워크를 쓰지 않습니다.', '호스트 이름에 주소가 없습니다.'],
      remedy: ['소스와 호스트를 확인하십시오: `feedgate source show {source}`.'],
    },
  },
  'capture/tool-died': {
    ...row('tcp', 'host', 'after-change'),
    en: {
      title: 'tcpdump ended by itself',
      meaning: 'The program tcpdump ended before it was told to. What it had captured by then is kept.',
      certain: 'The process is gone, and its last words are in the evidence.',
      causes: ['Somebody or the kernel ended it.', 'It does not know an option or this kind of network.'],
      remedy: ['Read its last words, try again, and look for another version: `tcpdump --version`.'],
    },
    ko: {
      title: 'tcpdump가 스스로 끝났습니다',
      meaning: '끝내라고 하기 전에 tcpdump가 끝났습니다. 그때까지 캡처한 것은 남아 있습니다.',
      certain: '프로세스가 없고, 마지막으로 남긴 말이 증거에 있습니다.',
      causes: ['누군가 또는 커널이 끝냈습니다.', '옵션이나 이 네트워크의 종류를 알지 못합니다.'],
      remedy: ['마지막 말을 읽고 다시 시도한 뒤 다른 버전인지 확인하십시오: `tcpdump --version`.'],
    },
  },
  'capture/running': {
    ...operator,
    en: {
      title: 'packets of this source are being captured already',
      meaning: 'Packets of one source are captured once at a time.',
      certain: 'Another process holds the lock of this capture.',
      causes: ['Somebody captures it at this moment.'],
      remedy: ['Wait until that has ended, at most ten minutes: `feedgate capture list`.'],
    },
    ko: {
      title: '이 소스의 패킷을 이미 캡처하고 있습니다',
      meaning: '한 소스의 패킷은 한 번에 하나만 캡처합니다.',
      certain: '다른 프로세스가 이 캡처의 잠금을 쥐고 있습니다.',
      causes: ['지금 누군가 캡처하고 있습니다.'],
      remedy: ['길어도 10분이면 끝나므로 기다리십시오: `feedgate capture list`.'],
    },
  },
  'capture/limit': {
    ...operator,
    en: {
      title: 'the capture reached its size before its end',
      meaning: 'The capture was stopped at its size. What came before is kept, what came after is not in it.',
      certain: 'The next packet would have made the file larger than was allowed.',
      causes: ['The source sends more than the capture may hold.'],
      remedy: ['Allow more, at most 100 MB: `feedgate capture start --source {source} --max 100MB`.'],
    },
    ko: {
      title: '캡처가 끝나기 전에 최대 크기에 이르렀습니다',
      meaning: '최대 크기에서 캡처를 멈추었습니다. 그 전의 것은 남아 있고 그 뒤의 것은 없습니다.',
      certain: '다음 패킷까지 쓰면 파일이 허용한 크기를 넘었을 것입니다.',
      causes: ['소스가 캡처에 담을 수 있는 것보다 많이 보냅니다.'],
      remedy: ['최대 100 MB까지 늘리십시오: `feedgate capture start --source {source} --max 100MB`.'],
    },
  },
  'capture/no-such': {
    ...operator,
    en: {
      title: 'there is no such capture',
      meaning: 'No capture of this data directory has that name.',
      certain: 'There is no record of that name in its directory `captures`.',
      causes: ['The name is wrong.', 'It was the oldest, and newer ones needed its room.', 'Somebody removed it.'],
      remedy: ['Look at those that are there: `feedgate capture list`.'],
    },
    ko: {
      title: '그런 캡처는 없습니다',
      meaning: '이 데이터 디렉터리에 그 이름의 캡처가 없습니다.',
      certain: '`captures` 디렉터리에 그 이름의 기록이 없습니다.',
      causes: ['이름이 잘못되었습니다.', '가장 오래된 것이라 새 캡처에 자리를 내주었습니다.', '누군가 지웠습니다.'],
      remedy: ['있는 캡처를 확인하십시오: `feedgate capture list`.'],
    },
  },
} as const satisfies Entries;
