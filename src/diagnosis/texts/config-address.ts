import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');

/** Settings of a source that say where it is. */
export const configAddressTexts: Entries = {
  'config/url-bad': {
    ...atSave,
    en: {
      title: 'an address cannot be read',
      meaning: 'The address of the source is not a URL, so nothing was asked.',
      certain: 'Checked when the settings are saved; the message names the part that is wrong.',
      causes: ['A blank or a stray character from copying.', 'The host or the port is missing or misspelled.'],
      remedy: ['Give the whole address again: `feedgate source edit {source} https://HOST/taxii/poll/`.'],
    },
    ko: {
      title: '주소를 읽을 수 없습니다',
      meaning: '소스의 주소가 URL이 아니어서 요청을 보내지 않았습니다.',
      certain: '설정을 저장할 때 검사하며, 잘못된 부분을 메시지에 표시합니다.',
      causes: ['복사하면서 공백이나 불필요한 문자가 들어갔습니다.', '호스트나 포트가 없거나 잘못되었습니다.'],
      remedy: ['주소 전체를 다시 입력하십시오: `feedgate source edit {source} https://HOST/taxii/poll/`.'],
    },
  },
  'config/scheme': {
    ...atSave,
    en: {
      title: 'an address is neither http nor https',
      meaning: 'Feeds are polled over HTTP. The address begins with something else.',
      certain: 'The part before :// is not http or https.',
      causes: ['The scheme was left out or mistyped.', 'The address is that of an FTP or file server.'],
      remedy: ['Write the address with https: `feedgate source edit {source} https://HOST/taxii/poll/`.'],
    },
    ko: {
      title: '주소가 http도 https도 아닙니다',
      meaning: '피드는 HTTP로 폴링합니다. 주소가 다른 스킴으로 시작합니다.',
      certain: '://의 앞부분이 http나 https가 아닙니다.',
      causes: ['스킴이 빠졌거나 잘못되었습니다.', 'FTP나 파일 서버의 주소입니다.'],
      remedy: ['https로 시작하는 주소를 쓰십시오: `feedgate source edit {source} https://HOST/taxii/poll/`.'],
    },
  },
  'config/url-has-password': {
    ...atSave,
    en: {
      title: 'an address holds a user and a password',
      meaning: 'A password within an address ends up in logs and histories. It was not stored.',
      certain: 'The address has an @ with a user before the host.',
      causes: ['The address was copied from another tool.'],
      remedy: [
        'Set the user apart from the address: `feedgate source edit {source} --user {user} --password-file {file}`.',
        'Change the password if the address was sent or logged anywhere.',
      ],
    },
    ko: {
      title: '주소에 사용자와 비밀번호가 들어 있습니다',
      meaning: '주소에 든 비밀번호는 로그와 기록에 남습니다. 저장하지 않았습니다.',
      certain: '호스트 앞에 사용자와 @가 있습니다.',
      causes: ['다른 도구의 주소를 그대로 복사했습니다.'],
      remedy: [
        '주소와 별도로 사용자를 지정하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
        '주소를 전송했거나 로그에 남겼다면 비밀번호를 바꾸십시오.',
      ],
    },
  },
  'config/host-bad': {
    ...atSave,
    en: {
      title: 'a host name or address cannot be read',
      meaning: 'The host is neither a name nor an IP address.',
      certain: 'A label is empty or longer than 63 characters, or a character is not allowed.',
      causes: ['A scheme or path was put into the host field.', 'A blank, a comma or a doubled dot.'],
      remedy: ['Give the bare name: `feedgate source edit {source} --host taxii.example.net`.'],
    },
    ko: {
      title: '호스트 이름이나 주소를 읽을 수 없습니다',
      meaning: '호스트가 이름도 IP 주소도 아닙니다.',
      certain: '비어 있거나 63자를 넘는 레이블이 있거나, 허용되지 않는 문자가 있습니다.',
      causes: ['호스트 항목에 스킴이나 경로를 넣었습니다.', '공백, 쉼표, 연속된 점이 있습니다.'],
      remedy: ['이름만 지정하십시오: `feedgate source edit {source} --host taxii.example.net`.'],
    },
  },
  'config/name-bad': {
    ...atSave,
    en: {
      title: 'the name of a source has a form that is not allowed',
      meaning: 'Names of sources have 1 to 64 letters, digits, dots, hyphens and underscores.',
      certain: 'Checked when the settings are saved.',
      causes: ['A blank or another character in the name.'],
      remedy: [
        'Choose another name, such as `feedgate source add phish-urls https://HOST/taxii/poll/ --collection {collection}`.',
      ],
    },
    ko: {
      title: '소스 이름의 형식이 허용되지 않습니다',
      meaning: '소스 이름은 영문자, 숫자, 점, 하이픈, 밑줄로 된 1~64자입니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['이름에 공백이나 다른 문자가 있습니다.'],
      remedy: [
        '다른 이름을 쓰십시오. 예: `feedgate source add phish-urls https://HOST/taxii/poll/ --collection {collection}`.',
      ],
    },
  },
  'config/proxy-url-bad': {
    ...atSave,
    en: {
      title: 'the address of a proxy cannot be read',
      meaning:
        'The proxy is neither the name of a profile nor of the form http://host:port, https://host:port, socks4a://host:port or socks5://host:port.',
      certain: 'Checked when the settings are saved.',
      causes: ['The scheme or the port is missing.'],
      remedy: ['Write it out: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.'],
    },
    ko: {
      title: '프록시 주소를 읽을 수 없습니다',
      meaning:
        '프록시는 프로필 이름이거나 http://호스트:포트, https://호스트:포트, socks4a://호스트:포트, socks5://호스트:포트 형식이어야 합니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['스킴이나 포트가 빠졌습니다.'],
      remedy: ['전체를 쓰십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.'],
    },
  },
  'config/header-chars': {
    ...atSave,
    en: {
      title: 'a header has a character that HTTP forbids',
      meaning: 'The name or the value of a header holds a character that cannot be sent.',
      certain: 'The message tells the position of the character.',
      causes: [
        'A line end at the end of the file that holds the key.',
        'A typographic quote or hyphen from a copied mail.',
      ],
      remedy: [
        'Look at the bytes of the file: `od -c {file}`.',
        'Write the file without the character and set it again: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
    ko: {
      title: '헤더에 HTTP가 금지하는 문자가 있습니다',
      meaning: '헤더의 이름이나 값에 전송할 수 없는 문자가 있습니다.',
      certain: '메시지에 문자의 위치를 표시합니다.',
      causes: ['키를 담은 파일 끝에 줄바꿈이 있습니다.', '메일에서 복사하면서 둥근 따옴표나 긴 하이픈이 들어갔습니다.'],
      remedy: [
        '파일의 바이트를 확인하십시오: `od -c {file}`.',
        '해당 문자를 지우고 다시 설정하십시오: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
  },
  'config/header-reserved': {
    ...atSave,
    en: {
      title: 'a header that the client sets itself was given',
      meaning: 'Headers such as Host, Content-Length or X-TAXII-Services belong to the request itself.',
      certain: 'Checked before the request.',
      causes: ['A whole list of headers was copied from a curl line.'],
      remedy: [
        'Give only the header that holds the key: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
    ko: {
      title: '클라이언트가 직접 설정하는 헤더를 지정했습니다',
      meaning: 'Host, Content-Length, X-TAXII-Services 같은 헤더는 요청이 직접 설정합니다.',
      certain: '요청을 보내기 전에 검사합니다.',
      causes: ['curl 명령의 헤더를 모두 복사했습니다.'],
      remedy: [
        '키를 담은 헤더만 지정하십시오: `feedgate source edit {source} --header Auth-Key --header-file {file}`.',
      ],
    },
  },
  'config/local-address': {
    ...atSave,
    en: {
      title: 'the local address is not on this host',
      meaning: 'Connections are to leave from an address that no interface of this host has.',
      certain: 'The answer of bind() is EADDRNOTAVAIL.',
      causes: ['The address moved to another node.', 'The interface is down.'],
      remedy: ['List the addresses of this host: `ip -brief address`.', 'Configure one of them, or none.'],
    },
    ko: {
      title: '로컬 주소가 이 호스트에 없습니다',
      meaning: '연결의 출발 주소로 지정한 주소를 가진 인터페이스가 이 호스트에 없습니다.',
      certain: 'bind()가 EADDRNOTAVAIL을 반환합니다.',
      causes: ['주소가 다른 노드로 옮겨졌습니다.', '인터페이스가 내려가 있습니다.'],
      remedy: ['이 호스트의 주소를 보십시오: `ip -brief address`.', '그중 하나를 지정하거나 설정을 비우십시오.'],
    },
  },
  'config/proxy-env-ignored': {
    ...atSave,
    en: {
      title: 'HTTPS_PROXY is set but not used',
      meaning:
        'The environment names a proxy. Feedgate never takes a proxy from there: what counts is the setting of a source, and the default profile of the node. Sources go another way than the environment says.',
      certain: 'HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is set, and sources go directly or by another proxy.',
      causes: ['The host reaches the internet only through a proxy.'],
      remedy: [
        'See what the environment names: `env | grep -i _proxy`.',
        'Use it for every source that names no proxy: `feedgate proxy add env http://proxy.example.net:3128 --default`.',
        'Or for one source: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: 'HTTPS_PROXY가 설정되어 있으나 사용하지 않습니다',
      meaning:
        '환경 변수에 프록시가 있습니다. Feedgate는 환경 변수의 프록시를 사용하지 않으며, 소스의 설정과 노드의 기본 프로필만 따릅니다. 환경 변수와 다른 경로로 연결하는 소스가 있습니다.',
      certain:
        'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY 중 하나가 설정되어 있고, 직접 연결하거나 다른 프록시를 쓰는 소스가 있습니다.',
      causes: ['이 호스트는 프록시로만 인터넷에 연결됩니다.'],
      remedy: [
        '환경 변수를 확인하십시오: `env | grep -i _proxy`.',
        '프록시를 지정하지 않은 모든 소스에 쓰십시오: `feedgate proxy add env http://proxy.example.net:3128 --default`.',
        '또는 소스 하나에만 설정하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
  },
};
