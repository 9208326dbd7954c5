/** What can be done on a Cisco Secure Email Gateway, step by step; `appliance.ts` says which steps go with which code. */
export const steps = {
  host: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: correct Hostname (the bare name, without https:// and path).',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Hostname을 고치십시오(https://와 경로 없이 이름만).',
  },
  path: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: set Polling Path to that of the poll service, such as /taxii/poll/ or /api/v1/taxii/poll.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Polling Path를 폴링 서비스의 경로로 설정하십시오. 예: /taxii/poll/, /api/v1/taxii/poll.',
  },
  slash: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: add the final slash to Polling Path (/taxii/poll/).',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Polling Path 끝에 슬래시를 붙이십시오(/taxii/poll/).',
  },
  httpsOn: {
    en: 'In the same form set Use HTTPS to Yes and the port to that of the TLS service, usually 443.',
    ko: '같은 화면에서 Use HTTPS를 Yes로, 포트를 TLS 포트(보통 443)로 설정하십시오.',
  },
  httpsOff: {
    en: 'If the provider offers plain HTTP only, set Use HTTPS to No; else correct the port.',
    ko: '피드 제공자가 평문 HTTP만 제공하면 Use HTTPS를 No로 설정하고, 아니면 포트를 고치십시오.',
  },
  port: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: correct the polling port.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 폴링 포트를 고치십시오.',
  },
  credentials: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: set Configure User Credentials to Yes and enter user and password; for a feed without log-in set it to No.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Configure User Credentials를 Yes로 하고 사용자와 비밀번호를 입력하십시오. 로그인이 없는 피드이면 No로 하십시오.',
  },
  blankPassword: {
    en: 'Where the API key is the user name and the password is blank (AlienVault OTX), enter any word as password: with a blank one the log-in may not be sent at all.',
    ko: 'API 키가 사용자 이름이고 비밀번호가 비어 있는 피드(AlienVault OTX)이면 비밀번호에 아무 단어나 입력하십시오. 비어 있으면 인증 정보가 전송되지 않을 수 있습니다.',
  },
  headerKey: {
    en: 'The appliance sends user and password only: a feed that wants a key in a header or a bearer token cannot be polled by it.',
    ko: '이 장비는 사용자와 비밀번호만 보냅니다. 헤더의 키나 Bearer 토큰을 요구하는 피드는 폴링할 수 없습니다.',
  },
  collection: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: write Collection Name exactly as the provider does, upper and lower case included.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Collection Name을 대소문자까지 피드 제공자가 쓰는 그대로 입력하십시오.',
  },
  segment: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: lower Time Span of Poll Segment, to 3 days first, then to 1.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 Time Span of Poll Segment를 먼저 3일, 그다음 1일로 줄이십시오.',
  },
  interval: {
    en: 'Mail Policies > External Threat Feeds Manager, open the source: raise the polling interval.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스를 열어 폴링 간격을 늘리십시오.',
  },
  resume: {
    en: 'Mail Policies > External Threat Feeds Manager: resume polling of the source.',
    ko: 'Mail Policies > External Threat Feeds Manager에서 소스의 폴링을 다시 시작하십시오.',
  },
  suspend: {
    en: 'If the feed has ended, suspend or delete the source in Mail Policies > External Threat Feeds Manager.',
    ko: '종료된 피드이면 Mail Policies > External Threat Feeds Manager에서 소스를 중지하거나 삭제하십시오.',
  },
  pollNow: {
    en: 'Submit and commit the change, then start Poll Now in the External Threat Feeds Manager and watch `tail threatfeeds`.',
    ko: '변경을 Submit하고 Commit한 뒤 External Threat Feeds Manager에서 Poll Now를 실행하고 `tail threatfeeds`로 확인하십시오.',
  },
  proxy: {
    en: 'Security Services > Service Updates: check the proxy server; threat feeds are polled through the proxy that is set there.',
    ko: 'Security Services > Service Updates에서 프록시 서버를 확인하십시오. 위협 피드는 여기에 설정된 프록시로 폴링합니다.',
  },
  firewall: {
    en: 'Have outgoing TCP to {host} port {port} allowed for the interface that the appliance uses.',
    ko: '장비가 사용하는 인터페이스에서 {host}의 {port}번 포트로 나가는 TCP를 허용받으십시오.',
  },
  telnet: {
    en: 'On the command line of the appliance try the port: `telnet {host} {port}`.',
    ko: '장비의 명령줄에서 포트를 확인하십시오: `telnet {host} {port}`.',
  },
  nslookup: {
    en: 'On the command line of the appliance look the name up: `nslookup {host}`; see the servers with `dnsconfig` and empty the cache with `dnsflush`.',
    ko: '장비의 명령줄에서 이름을 조회하십시오: `nslookup {host}`. DNS 서버는 `dnsconfig`로 보고 캐시는 `dnsflush`로 비우십시오.',
  },
  route: {
    en: 'On the command line of the appliance: `traceroute {host}`; see the routes under Network > Routing.',
    ko: '장비의 명령줄에서 확인하십시오: `traceroute {host}`. 경로는 Network > Routing에서 보십시오.',
  },
  capture: {
    en: 'Help and Support > Packet Capture: start a capture, poll, stop it, and look whether an answer comes back.',
    ko: 'Help and Support > Packet Capture에서 캡처를 시작하고 폴링한 뒤 멈추어 응답이 돌아오는지 확인하십시오.',
  },
  chain: {
    en: 'From another host see the chain that is sent: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
    ko: '다른 호스트에서 서버가 보내는 체인을 보십시오: `openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null`.',
  },
  authority: {
    en: 'Network > Certificates, Certificate Authorities, Edit Settings: enable the Custom List and upload the root and intermediate certificates as one PEM file.',
    ko: 'Network > Certificates의 Certificate Authorities에서 Edit Settings를 눌러 Custom List를 활성화하고 루트와 중간 인증서를 PEM 파일 하나로 올리십시오.',
  },
  inspection: {
    en: 'If the issuer is your own firewall or proxy, have {host} exempted from TLS inspection for the appliance.',
    ko: '발급자가 사내 방화벽이나 프록시이면 이 장비에 대해 {host}{을/를} TLS 검사 예외로 등록하십시오.',
  },
  clock: {
    en: 'System Administration > Time Settings (or `ntpconfig`): check the clock of the appliance.',
    ko: 'System Administration > Time Settings(또는 `ntpconfig`)에서 장비의 시계를 확인하십시오.',
  },
  clientCertificate: {
    en: 'The appliance cannot show a client certificate to a feed: ask the provider for an address that takes user and password.',
    ko: '이 장비는 피드에 클라이언트 인증서를 제시할 수 없습니다. 사용자와 비밀번호로 접속하는 주소를 피드 제공자에게 요청하십시오.',
  },
  taxii2: {
    en: 'The appliance speaks TAXII 1.x only: ask the provider for the TAXII 1.1 poll address.',
    ko: '이 장비는 TAXII 1.x만 지원합니다. 피드 제공자에게 TAXII 1.1 폴링 주소를 요청하십시오.',
  },
  enable: {
    en: 'Security Services > External Threat Feeds, Edit Global Settings: enable the service and accept the licence agreement; submit and commit.',
    ko: 'Security Services > External Threat Feeds의 Edit Global Settings에서 서비스를 활성화하고 사용 조건에 동의한 뒤 Submit하고 Commit하십시오.',
  },
  key: {
    en: 'System Administration > Feature Keys (or `featurekey`; with Smart Licensing System Administration > Licenses): the key for External Threat Feeds has to be there and not expired.',
    ko: 'System Administration > Feature Keys(또는 `featurekey`, Smart Licensing이면 System Administration > Licenses)에 External Threat Feeds 키가 있고 만료되지 않았는지 확인하십시오.',
  },
  level: {
    en: 'In a cluster look at the mode line on top of both pages: a machine with settings of its own does not follow the cluster. Copy the cluster settings to the machine level, or delete those of the machine.',
    ko: '클러스터이면 두 화면 위쪽의 모드를 보십시오. 자체 설정이 있는 장비는 클러스터 설정을 따르지 않습니다. 클러스터 설정을 장비 수준으로 복사하거나 장비의 설정을 삭제하십시오.',
  },
  wait: {
    en: 'Wait: a poll makes three attempts about two minutes apart, and the source is locked for those four minutes.',
    ko: '기다리십시오. 폴링은 약 2분 간격으로 세 번 시도하며, 그 4분 동안 소스가 잠깁니다.',
  },
  provider: {
    en: 'Ask the provider, with the time and the reason of the log line.',
    ko: '로그의 시각과 이유를 피드 제공자에게 전달하고 문의하십시오.',
  },
  address: {
    en: 'Give the provider the public address of the appliance and have it allowed.',
    ko: '장비의 공인 주소를 피드 제공자에게 알리고 허용받으십시오.',
  },
  again: {
    en: 'Nothing to set: the appliance tries again at the next scheduled poll.',
    ko: '설정할 것이 없습니다. 장비가 다음 예약된 폴링에서 다시 시도합니다.',
  },
  debug: {
    en: 'System Administration > Log Subscriptions, threatfeeds: set the level to Debug to see the reason of every attempt.',
    ko: 'System Administration > Log Subscriptions의 threatfeeds를 Debug 수준으로 바꾸어 시도마다 이유를 확인하십시오.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<'en' | 'ko', string>>>>;

export type StepName = keyof typeof steps;
