import { row, type Entries } from '../entry.ts';

/** What probes find behind a connection that fails. */
export const tcpProbeTexts: Entries = {
  'tcp/rejected-by-firewall': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'a firewall rejects the port',
      meaning: 'Port {port} is refused, but not by {host}: the answer comes from a firewall on the way.',
      certain: 'The same port of another host is refused too, or the answer is faster than the way to the host allows.',
      causes: ['Your own firewall allows only certain ports.'],
      remedy: [
        'Have outgoing TCP to {host} port {port} allowed, then poll: `feedgate poll {source}`.',
        'See where the answer comes from: `traceroute -T -p {port} {host}`.',
      ],
    },
    ko: {
      title: '방화벽이 포트를 거부합니다',
      meaning: '{port}번 포트가 거부되지만 {host}의 응답이 아닙니다. 경로의 방화벽이 응답합니다.',
      certain: '다른 호스트의 같은 포트도 거부되거나, 호스트까지의 거리보다 빠르게 응답합니다.',
      causes: ['사내 방화벽이 정해진 포트만 허용합니다.'],
      remedy: [
        '{host}의 {port}번 포트로 나가는 TCP를 허용받은 뒤 폴링하십시오: `feedgate poll {source}`.',
        '어디에서 응답하는지 보십시오: `traceroute -T -p {port} {host}`.',
      ],
    },
  },
  'tcp/port-filtered': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'the host answers, but not on this port',
      meaning: '{host} is up and answers on another port; requests to port {port} are dropped.',
      certain: 'Another port of the same host answers.',
      causes: ['The port is wrong.', 'A firewall drops the port.'],
      remedy: [
        'Check the port in the documents of the provider and correct it: `feedgate source edit {source} --port PORT`.',
        'If the port is right, have outgoing TCP to {address} port {port} allowed, here or at the provider; then poll: `feedgate poll {source}`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
      ],
    },
    ko: {
      title: '호스트는 응답하지만 이 포트는 응답하지 않습니다',
      meaning: '{host}{은/는} 다른 포트에서 응답하지만 {port}번 포트로 보낸 요청은 버려집니다.',
      certain: '같은 호스트의 다른 포트가 응답합니다.',
      causes: ['포트가 틀렸습니다.', '방화벽이 포트를 차단합니다.'],
      remedy: [
        '피드 제공자의 문서에서 포트를 확인하여 고치십시오: `feedgate source edit {source} --port PORT`.',
        '포트가 맞으면 이쪽이나 피드 제공자의 방화벽에서 {address}의 {port}번 포트로 가는 TCP를 허용받은 뒤 폴링하십시오: `feedgate poll {source}`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
      ],
    },
  },
  'tcp/egress-blocked': {
    ...row('tcp', 'network', 'after-change'),
    en: {
      title: 'this site drops the port to everyone',
      meaning: 'Port {port} is not reachable on any host from here: the firewall of this site blocks it.',
      certain: 'The same port of another feed times out too.',
      causes: ['The firewall allows only 80 and 443 outwards.'],
      remedy: [
        'Use the proxy of the site: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Or have outgoing TCP port {port} to {host} allowed, then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '이 사이트에서 이 포트로는 아무 데도 나갈 수 없습니다',
      meaning: '여기에서는 어느 호스트의 {port}번 포트에도 연결되지 않습니다. 사이트의 방화벽이 차단합니다.',
      certain: '다른 피드의 같은 포트도 시간이 초과됩니다.',
      causes: ['방화벽이 80과 443만 외부로 허용합니다.'],
      remedy: [
        '사이트의 프록시를 쓰십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '또는 {host}{으로/로} 나가는 TCP {port}번 포트를 허용받은 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'tcp/host-down-lan': {
    ...row('tcp', 'source', 'soon'),
    en: {
      title: 'a host of the local network is off',
      meaning: '{address} is in the network of this host and does not answer there at all.',
      certain: 'No neighbour answers for the address (ARP or NDP incomplete).',
      causes: ['The server is switched off or has another address now.'],
      remedy: [
        'See: `ip neigh show {address}`.',
        'Start the server, or correct the address: `feedgate source edit {source} --host taxii.example.net`.',
      ],
    },
    ko: {
      title: '같은 네트워크의 호스트가 꺼져 있습니다',
      meaning: '{address}{은/는} 이 호스트와 같은 네트워크에 있으나 전혀 응답하지 않습니다.',
      certain: '이웃 조회(ARP, NDP)에 응답이 없습니다.',
      causes: ['서버가 꺼져 있거나 주소가 바뀌었습니다.'],
      remedy: [
        '확인하십시오: `ip neigh show {address}`.',
        '서버를 켜거나 주소를 고치십시오: `feedgate source edit {source} --host taxii.example.net`.',
      ],
    },
  },
  'tcp/path-silent': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'neither the host nor the way to it answers',
      meaning: 'No port of {host} answers, while other hosts can be reached.',
      certain: 'All probes to the host time out; the same ports of another feed answer.',
      causes: ['The provider is down.', 'The provider drops our address.', 'The network between is broken.'],
      remedy: [
        'See how far packets come: `mtr -rwzc 20 {host}`.',
        'Ask the provider, with the result and your address: `curl -s https://ifconfig.me`.',
        'The poll is tried again by itself; to try at once when it answers: `feedgate poll {source}`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
      ],
    },
    ko: {
      title: '호스트도 경로도 응답하지 않습니다',
      meaning: '다른 호스트에는 연결되지만 {host}의 어느 포트도 응답하지 않습니다.',
      certain: '이 호스트에 대한 점검은 모두 시간이 초과되고, 다른 피드의 같은 포트는 응답합니다.',
      causes: [
        '피드 제공자가 내려가 있습니다.',
        '피드 제공자가 이쪽 주소를 차단합니다.',
        '중간 네트워크의 장애입니다.',
      ],
      remedy: [
        '패킷이 어디까지 가는지 보십시오: `mtr -rwzc 20 {host}`.',
        '결과와 공인 주소를 피드 제공자에게 알리십시오: `curl -s https://ifconfig.me`.',
        '폴링은 자동으로 다시 시도합니다. 응답하면 바로 폴링하십시오: `feedgate poll {source}`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
      ],
    },
  },
  'tcp/proxy-required': {
    ...row('tcp', 'operator', 'after-change'),
    en: {
      title: 'the internet is reachable only through the proxy',
      meaning: 'The direct way to {host} is closed here; through the proxy it is open. The source has no proxy set.',
      certain: 'The same request works through a configured proxy.',
      causes: ['The policy of this site.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Use it for all sources: `feedgate proxy add office http://proxy.example.net:3128 --default`.',
        'Set the proxy on this source: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        'Poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '프록시로만 인터넷에 연결할 수 있습니다',
      meaning:
        '여기에서 {host}{으로/로} 가는 직접 연결은 막혀 있고 프록시로는 연결됩니다. 이 소스에는 프록시가 설정되어 있지 않습니다.',
      certain: '설정된 프록시로는 같은 요청이 성공합니다.',
      causes: ['사이트의 정책입니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '모든 소스에 쓰십시오: `feedgate proxy add office http://proxy.example.net:3128 --default`.',
        '이 소스에 프록시를 설정하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
        '폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'tcp/admin-prohibited': {
    ...row('tcp', 'network', 'after-change'),
    en: {
      title: 'a router says that the connection is prohibited',
      meaning: 'A firewall or router on the way refuses the connection to {host} port {port} by rule.',
      certain: 'EHOSTUNREACH comes at once although the host is not in the local network.',
      causes: ['A rule of your firewall or of the hosting provider.'],
      remedy: [
        'See which hop says so: `traceroute -T -p {port} {host}` (it shows !X).',
        'Have the connection allowed there.',
      ],
    },
    ko: {
      title: '라우터가 금지된 연결이라고 알립니다',
      meaning: '경로의 방화벽이나 라우터가 규칙에 따라 {host}의 {port}번 포트 연결을 거부합니다.',
      certain: '같은 네트워크가 아닌데도 EHOSTUNREACH가 즉시 옵니다.',
      causes: ['사내 방화벽이나 호스팅 업체의 규칙입니다.'],
      remedy: [
        '어느 구간에서 거부하는지 보십시오(!X로 표시됩니다): `traceroute -T -p {port} {host}`.',
        '그 구간에서 연결을 허용받으십시오.',
      ],
    },
  },
  'tcp/loss': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'the line loses packets',
      meaning: 'Polls of {source} time out now and then, at changing stages, and work in between.',
      certain: 'The rate of failures by stage over the last ten polls.',
      causes: ['An overloaded or faulty line, on either side.'],
      remedy: ['Measure it: `mtr -rwzc 100 {host}`.', 'Give the result to whoever runs the line that loses.'],
    },
    ko: {
      title: '회선에서 패킷이 유실됩니다',
      meaning: '{source}의 폴링이 가끔 서로 다른 단계에서 시간을 초과하고, 그 사이에는 성공합니다.',
      certain: '최근 폴링 10회의 단계별 실패 비율로 판단합니다.',
      causes: ['한쪽 회선이 과부하이거나 불량입니다.'],
      remedy: ['측정하십시오: `mtr -rwzc 100 {host}`.', '유실되는 구간의 담당자에게 결과를 전달하십시오.'],
    },
  },
  'tcp/attempt-too-short': {
    ...row('tcp', 'bug', 'soon'),
    en: {
      title: 'a connection was given up too early',
      meaning: 'A slow but working address was abandoned before its time. This must not occur.',
      certain: 'The attempt ended long before the connect limit.',
      causes: ['A defect in Feedgate.'],
      remedy: ['Report it with the report of the poll: `feedgate polls {source}`.'],
    },
    ko: {
      title: '연결을 너무 일찍 포기했습니다',
      meaning: '느리지만 동작하는 주소를 제한 시간 전에 포기했습니다. 일어나서는 안 되는 일입니다.',
      certain: '연결 제한 시간보다 훨씬 일찍 시도가 끝났습니다.',
      causes: ['Feedgate의 결함입니다.'],
      remedy: ['폴링 보고서와 함께 신고하십시오: `feedgate polls {source}`.'],
    },
  },
  'tcp/failed': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'connecting failed for a reason of its own',
      meaning:
        'The connection to {host} port {port} failed with an error that no rule recognises; the evidence holds it.',
      certain: 'None of the other connection conditions fits.',
      causes: ['A rare error of the network or of this host.'],
      remedy: ['Try it by hand: `feedgate net check {host} {port}`.', 'Report the evidence if it happens again.'],
    },
    ko: {
      title: '다른 이유로 연결하지 못했습니다',
      meaning: '알려진 규칙에 없는 오류로 {host}의 {port}번 포트에 연결하지 못했습니다. 오류를 근거에 표시합니다.',
      certain: '다른 연결 상태 중 어느 것에도 맞지 않습니다.',
      causes: ['네트워크나 이 호스트의 드문 오류입니다.'],
      remedy: ['직접 확인하십시오: `feedgate net check {host} {port}`.', '반복되면 근거와 함께 신고하십시오.'],
    },
  },
};
