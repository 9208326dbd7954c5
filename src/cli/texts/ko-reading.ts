import type { enReadingHelp } from './en-reading.ts';

export const koReadingHelp: typeof enReadingHelp = {
  'log tail': {
    summary: '로그의 끝을 보여 줍니다',
    examples: [
      ['feedgate log tail -n 100', '마지막 100줄'],
      ['feedgate log tail -f', '앞으로 기록되는 줄까지 봅니다'],
    ],
  },
  explain: {
    summary: '상태 코드의 뜻과 원인, 조치 방법을 설명합니다',
    examples: [
      ['feedgate explain tls/expired-leaf', ''],
      ['feedgate explain < threatfeeds', '로그의 실패를 하나씩 설명합니다. 기준 제품의 로그도 읽습니다'],
      ['feedgate explain http/401 --lang ko', '한국어로 봅니다'],
    ],
  },
  'log grep': {
    summary: '로그에서 글자가 들어 있는 줄을 찾습니다',
    examples: [
      ["feedgate log grep 'source: phish'", '쓰인 그대로 찾습니다'],
      ["feedgate log grep -i -w 'failed*401'", '대소문자를 가리지 않고, *는 아무 글자나 뜻합니다'],
    ],
  },
  version: { summary: '버전을 보여 줍니다', examples: [['feedgate version', '']] },
  completion: {
    summary: '셸 자동 완성 스크립트를 출력합니다',
    examples: [
      ['feedgate completion bash > /etc/bash_completion.d/feedgate', '모든 bash 사용자용'],
      ['feedgate completion zsh > "${fpath[1]}/_feedgate"', 'zsh용'],
      ['feedgate completion fish > ~/.config/fish/completions/feedgate.fish', 'fish용'],
    ],
  },
  help: { summary: '명령의 도움말을 보여 줍니다', examples: [['feedgate help source add', '']] },
};
