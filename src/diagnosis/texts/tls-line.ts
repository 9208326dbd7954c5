import { row, type Entries } from '../entry.ts';

const operator = row('tls', 'operator', 'after-change');
const network = row('tls', 'network', 'soon');

/** Handshakes that are cut, swallowed or no TLS at all. */
export const tlsLineTexts: Entries = {
  'tls/not-tls': {
    ...operator,
    en: {
      title: 'the port does not speak TLS',
      meaning: '{host} port {port} answered the TLS greeting with something else, so https cannot work there.',
      certain: 'The first bytes of the answer are not TLS; the evidence shows them.',
      causes: [
        'The port is plain HTTP.',
        'The port belongs to another service.',
        'A proxy answers with an unencrypted page.',
      ],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'See what answers: `curl -sv -m 10 http://{host}:{port}/ -o /dev/null`.',
        'Use the TLS port: `feedgate source edit {source} --port 443`.',
        'If the feed has only plain HTTP and you accept that: `feedgate source edit {source} --no-https`.',
      ],
    },
    ko: {
      title: '이 포트는 TLS를 사용하지 않습니다',
      meaning: '{host}의 {port}번 포트가 TLS 핸드셰이크에 다른 응답을 보내므로 https를 쓸 수 없습니다.',
      certain: '응답의 첫 바이트가 TLS가 아닙니다. 첫 바이트를 근거에 표시합니다.',
      causes: ['평문 HTTP 포트입니다.', '다른 서비스의 포트입니다.', '프록시가 평문 페이지로 응답합니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        '무엇이 응답하는지 보십시오: `curl -sv -m 10 http://{host}:{port}/ -o /dev/null`.',
        'TLS 포트를 쓰십시오: `feedgate source edit {source} --port 443`.',
        '평문 HTTP만 제공하는 피드이고 이를 감수한다면: `feedgate source edit {source} --no-https`.',
      ],
    },
  },
  'tls/plain-http-waits': {
    ...operator,
    en: {
      title: 'the port speaks plain HTTP and waits',
      meaning: '{host} port {port} stays silent to a TLS greeting but answers an unencrypted request.',
      certain: 'A plain GET in a probe is answered.',
      causes: ['HTTPS is on for a port that serves plain HTTP.'],
      remedy: [
        'Let Feedgate change it, tried first: `feedgate source fix {source}`.',
        'Use the TLS port: `feedgate source edit {source} --port 443`.',
        'Or, if you accept an unencrypted feed: `feedgate source edit {source} --no-https`.',
      ],
    },
    ko: {
      title: '평문 HTTP 포트라서 응답을 기다리기만 합니다',
      meaning: '{host}의 {port}번 포트가 TLS 핸드셰이크에는 응답하지 않고 평문 요청에는 응답합니다.',
      certain: '점검용으로 보낸 평문 GET에 응답합니다.',
      causes: ['평문 HTTP 포트에 HTTPS를 켰습니다.'],
      remedy: [
        'Feedgate가 먼저 시험한 뒤 바꾸게 하십시오: `feedgate source fix {source}`.',
        'TLS 포트를 쓰십시오: `feedgate source edit {source} --port 443`.',
        '평문 피드를 감수한다면: `feedgate source edit {source} --no-https`.',
      ],
    },
  },
  'tls/sni-filter': {
    ...row('tls', 'network', 'after-change'),
    en: {
      title: 'a firewall filters by the name in the TLS greeting',
      meaning:
        'The connection to {host} is cut as soon as its name is seen; with another name the same server answers.',
      certain: 'A probe with another name in the greeting (SNI) is answered.',
      causes: ['A web filter blocks the name or its category.'],
      remedy: ['Have {host} allowed in the web filter for this gateway.', 'Then poll: `feedgate poll {source}`.'],
    },
    ko: {
      title: '방화벽이 TLS 핸드셰이크의 이름으로 차단합니다',
      meaning: '이름({host})이 보이면 연결이 끊기고, 다른 이름으로는 같은 서버가 응답합니다.',
      certain: '핸드셰이크의 이름(SNI)을 바꾼 점검에는 응답합니다.',
      causes: ['웹 필터가 이름이나 범주를 차단합니다.'],
      remedy: [
        '웹 필터에서 이 게이트웨이에 대해 {host}{을/를} 허용하십시오.',
        '그 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'tls/13-intolerant': {
    ...row('tls', 'network', 'after-change'),
    en: {
      title: 'something on the way does not bear TLS 1.3',
      meaning:
        'The connection to {host} is cut when TLS 1.3 is offered, as everybody does today, and works with TLS 1.2 alone.',
      certain: 'A probe that offers TLS 1.2 at the most is answered; the usual greeting is cut, twice.',
      causes: [
        'A firewall or a proxy with old software that takes the new greeting for an attack.',
        'A balancer in front of the server that does not know the new version.',
      ],
      remedy: [
        'Compare: `openssl s_client -connect {host}:{port} -servername {host} -tls1_2 </dev/null`, and the same with `-tls1_3`.',
        'Try from another network: if it works there, update the firewall of this one, or have {host} exempted from inspection.',
        'Else tell the provider.',
      ],
    },
    ko: {
      title: '경로의 장비가 TLS 1.3을 처리하지 못합니다',
      meaning: '{host}에 TLS 1.3을 제시하면 연결이 끊기고, TLS 1.2만 제시하면 연결됩니다.',
      certain: 'TLS 1.2까지만 제시한 점검에는 응답하고, 일반 핸드셰이크는 두 번 모두 끊깁니다.',
      causes: [
        '오래된 방화벽이나 프록시가 새 핸드셰이크를 공격으로 판단합니다.',
        '서버 앞의 로드 밸런서가 새 버전을 알지 못합니다.',
      ],
      remedy: [
        '비교하십시오: `openssl s_client -connect {host}:{port} -servername {host} -tls1_2 </dev/null`. 같은 명령을 `-tls1_3`으로도 실행하십시오.',
        '다른 네트워크에서 시도하십시오. 그곳에서 연결되면 이 네트워크의 방화벽을 갱신하거나 {host}{을/를} 검사에서 제외하십시오.',
        '그렇지 않으면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'tls/mtu-blackhole': {
    ...row('tls', 'network', 'after-change'),
    en: {
      title: 'the path drops big packets',
      meaning: 'Small packets from {host} arrive and big ones, such as those with the certificate, vanish.',
      certain: 'A probe that needs only a short answer works; the full handshake times out.',
      causes: ['A tunnel or VPN with a smaller packet size, and a firewall that drops the ICMP message about it.'],
      remedy: [
        'Find the size that passes: `ping -M do -s 1372 {host}` and lower.',
        'Allow ICMP "fragmentation needed" in the firewall, or clamp the MSS: `iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`.',
      ],
    },
    ko: {
      title: '경로에서 큰 패킷이 버려집니다',
      meaning: '{host}의 작은 패킷은 도착하지만 인증서가 든 큰 패킷은 사라집니다.',
      certain: '짧은 응답만 필요한 점검은 성공하고 전체 핸드셰이크는 시간이 초과됩니다.',
      causes: ['패킷 크기가 작은 터널이나 VPN이 있고, 이를 알리는 ICMP를 방화벽이 버립니다.'],
      remedy: [
        '통과하는 크기를 찾으십시오: `ping -M do -s 1372 {host}`부터 줄여 가십시오.',
        '방화벽에서 ICMP "fragmentation needed"를 허용하거나 MSS를 제한하십시오: `iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu`.',
      ],
    },
  },
  'tls/timeout': {
    ...network,
    en: {
      title: 'no answer to the TLS greeting',
      meaning: 'The connection to {host} port {port} stands, but nothing came back to the TLS greeting.',
      certain: 'The TLS limit passed on an open connection. Probes then tell the reasons apart.',
      causes: [
        'A firewall swallows the greeting by its name.',
        'Big packets are lost on the way (MTU).',
        'The port is plain HTTP.',
        'The server hangs.',
      ],
      remedy: [
        'Have it told from what looks alike: `feedgate source test {source}`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
        'Try it: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        'Try it without encryption: `curl -sv -m 10 http://{host}:{port}/ -o /dev/null`.',
        'Try another name to see a filter: `openssl s_client -connect {host}:{port} -servername example.com </dev/null`.',
      ],
    },
    ko: {
      title: 'TLS 핸드셰이크에 응답이 없습니다',
      meaning: '{host}의 {port}번 포트에 연결되었으나 TLS 핸드셰이크에 아무 응답이 없습니다.',
      certain: '연결된 상태에서 TLS 제한 시간이 지났습니다. 추가 점검으로 원인을 구분합니다.',
      causes: [
        '방화벽이 이름을 보고 핸드셰이크를 버립니다.',
        '큰 패킷이 경로에서 사라집니다(MTU).',
        '평문 HTTP 포트입니다.',
        '서버가 멈췄습니다.',
      ],
      remedy: [
        '비슷해 보이는 원인과 가려내게 하십시오: `feedgate source test {source}`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
        '시도하십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        '암호화 없이 시도하십시오: `curl -sv -m 10 http://{host}:{port}/ -o /dev/null`.',
        '이름 필터인지 다른 이름으로 확인하십시오: `openssl s_client -connect {host}:{port} -servername example.com </dev/null`.',
      ],
    },
  },
  'tls/peer-cuts': {
    ...row('tls', 'source', 'soon'),
    en: {
      title: 'cut during the TLS handshake',
      meaning: '{host} or something in front of it closed the connection before TLS was up.',
      certain: 'The connection ended or was reset within the handshake.',
      causes: [
        'Our address is not on the list of allowed ones.',
        'A firewall filters by name.',
        'The port is not a TLS port.',
      ],
      remedy: [
        'Have it told from what looks alike: `feedgate source test {source}`.',
        'Try it: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        'Compare with another network; if it works there, give the provider your address: `curl -s https://ifconfig.me`.',
      ],
    },
    ko: {
      title: 'TLS 핸드셰이크 중에 연결이 끊겼습니다',
      meaning: '{host} 또는 그 앞의 장비가 TLS가 성립하기 전에 연결을 닫았습니다.',
      certain: '핸드셰이크 중에 연결이 끝났거나 재설정되었습니다.',
      causes: ['허용 목록에 이쪽 주소가 없습니다.', '방화벽이 이름으로 차단합니다.', 'TLS 포트가 아닙니다.'],
      remedy: [
        '비슷해 보이는 원인과 가려내게 하십시오: `feedgate source test {source}`.',
        '시도하십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        '다른 네트워크에서 비교하십시오. 거기에서 되면 공인 주소를 피드 제공자에게 알리십시오: `curl -s https://ifconfig.me`.',
      ],
    },
  },
  'tls/corrupted': {
    ...network,
    en: {
      title: 'data damaged on the way',
      meaning:
        'What arrived from {host} is not what a server sends: a check sum fails, or a message breaks the rules of TLS.',
      certain:
        'A record fails its check or cannot be read here, or the server says so of ours (alerts 20, 21, 50, 51).',
      causes: [
        'A middlebox that changes packets.',
        'A faulty network card, cable or memory.',
        'A server or a balancer whose TLS is broken.',
      ],
      remedy: [
        'See whether other sources fail too: `feedgate source list`.',
        'Look at the errors of the card: `ip -s link`.',
        'Try another way, such as a proxy: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '전송 중에 데이터가 손상되었습니다',
      meaning: '{host}에서 도착한 데이터가 정상이 아닙니다. 무결성 검사가 실패하거나 TLS 규칙에 어긋나는 메시지입니다.',
      certain:
        '받은 레코드의 검사가 실패하거나 레코드를 읽을 수 없습니다. 또는 서버가 이쪽 데이터에 대해 그렇게 알립니다(alert 20, 21, 50, 51).',
      causes: [
        '중간 장비가 패킷을 바꿉니다.',
        '네트워크 카드, 케이블, 메모리의 불량입니다.',
        '서버나 로드 밸런서의 TLS 구현에 결함이 있습니다.',
      ],
      remedy: [
        '다른 소스도 실패하는지 보십시오: `feedgate source list`.',
        '카드의 오류를 보십시오: `ip -s link`.',
        '프록시 등 다른 경로로 시도하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
  },
  'tls/alert': {
    ...row('tls', 'source', 'soon'),
    en: {
      title: 'the server ended TLS with an alert',
      meaning:
        '{host} closed the encrypted connection with an alert that has no condition of its own; the evidence holds its number.',
      certain: 'An alert was received.',
      causes: ['A fault of the server.', 'A setting of TLS that the server does not take.'],
      remedy: [
        'See the alert: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        'Send it to the provider.',
      ],
    },
    ko: {
      title: '서버가 TLS 경고(alert)를 보내고 연결을 끝냈습니다',
      meaning:
        '{host}{이/가} 별도 항목이 없는 TLS 경고(alert)를 보내고 암호화 연결을 닫았습니다. alert 번호를 근거에 표시합니다.',
      certain: 'TLS 경고(alert)를 받았습니다.',
      causes: ['서버의 장애입니다.', '서버가 받지 않는 TLS 설정입니다.'],
      remedy: [
        'TLS 경고(alert)를 보십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        '피드 제공자에게 전달하십시오.',
      ],
    },
  },
  'tls/failed': {
    ...row('tls', 'source', 'soon'),
    en: {
      title: 'TLS failed for a reason of its own',
      meaning:
        'The handshake with {host} failed in a way that no rule recognises; the evidence holds what OpenSSL said.',
      certain: 'None of the other TLS conditions fits.',
      causes: ['A rare fault of the server or of a box in between.'],
      remedy: [
        'Try it by hand: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        'Report the evidence if it happens again.',
      ],
    },
    ko: {
      title: '다른 이유로 TLS가 실패했습니다',
      meaning:
        '알려진 규칙에 없는 방식으로 {host}{과/와}의 핸드셰이크가 실패했습니다. OpenSSL의 메시지를 근거에 표시합니다.',
      certain: '다른 TLS 상태 중 어느 것에도 맞지 않습니다.',
      causes: ['서버나 중간 장비의 드문 장애입니다.'],
      remedy: [
        '직접 확인하십시오: `openssl s_client -connect {host}:{port} -servername {host} </dev/null`.',
        '반복되면 근거와 함께 신고하십시오.',
      ],
    },
  },
};
