/** Lists to begin with, written by us; an operator's lists come on top. Words with blanks between. */

/** The day of these lists. */
export const shippedOn = '2026-11-23';

/** The hashes of an empty file, and of a file with one line break as LF and as CRLF: in every feed by accident, in every mailbox on purpose. */
export const harmlessHashes = `
  d41d8cd98f00b204e9800998ecf8427e
  da39a3ee5e6b4b0d3255bfef95601890afd80709
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
  81051bcc2cf1bedf378224b0a93e2877
  68b329da9893e34099c7d8ad5cb9c940
`;

/** Resolvers that anybody may ask; their addresses stand in malware and in every configuration. */
export const publicResolvers = `
  1.1.1.1 1.0.0.1 8.8.8.8 8.8.4.4 9.9.9.9 149.112.112.112 208.67.222.222 208.67.220.220 64.6.64.6 94.140.14.14
  168.126.63.1 168.126.63.2 164.124.101.2 203.248.252.2 210.220.163.82 219.250.36.130 2001:4860:4860::8888
  2001:4860:4860::8844 2606:4700:4700::1111 2606:4700:4700::1001 2620:fe::fe 9.9.9.10 9.9.9.11 149.112.112.10
  149.112.112.11 1.1.1.2 1.0.0.2 1.1.1.3 1.0.0.3 208.67.222.123 208.67.220.123 64.6.65.6 94.140.15.15 76.76.2.0
  76.76.10.0 185.228.168.9 185.228.169.9 77.88.8.8 77.88.8.1 8.26.56.26 8.20.247.20 4.2.2.1 4.2.2.2 114.114.114.114
  223.5.5.5 223.6.6.6 119.29.29.29 180.76.76.76 156.154.70.1 156.154.71.1 195.46.39.39 84.200.69.80 45.90.28.0
  45.90.30.0 61.41.153.2 1.214.68.2 203.248.240.31 2620:fe::9 2620:119:35::35 2620:119:53::53 2400:3200::1
  2a10:50c0::ad1:ff 2a10:50c0::ad2:ff
`;

/** Where millions of people have their mail. */
export const mailProviders = `
  gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.jp ymail.com icloud.com
  me.com mac.com aol.com proton.me protonmail.com gmx.de gmx.net web.de mail.ru yandex.ru qq.com 163.com 126.com
  naver.com hanmail.net daum.net kakao.com nate.com korea.com zoho.com fastmail.com outlook.kr hotmail.co.kr
  live.co.kr hotmail.fr hotmail.co.uk outlook.jp yahoo.co.uk yahoo.fr yahoo.de yahoo.com.br rocketmail.com gmx.com
  gmx.at freenet.de t-online.de arcor.de orange.fr wanadoo.fr laposte.net free.fr libero.it virgilio.it tin.it
  seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl ukr.net bk.ru list.ru inbox.ru rambler.ru yandex.com ya.ru
  foxmail.com sina.com sohu.com yeah.net 139.com 189.cn dreamwiz.com empal.com lycos.co.kr hanmir.com chol.com
  paran.com hotmail.de outlook.de pm.me tuta.io tutanota.com tutamail.com hey.com mail.com email.com comcast.net
  verizon.net att.net sbcglobal.net cox.net charter.net bellsouth.net btinternet.com sky.com bigpond.com
  rediffmail.com rogers.com shaw.ca telus.net uol.com.br bol.com.br terra.com.br docomo.ne.jp ezweb.ne.jp
  softbank.ne.jp i.softbank.jp zohomail.com mailbox.org posteo.de runbox.com hushmail.com disroot.org riseup.net
  duck.com simplelogin.com
`;

/** Hosts where everybody has a page, a file or a form: a listed page is one user's, the host is not. */
export const sharedHosts = `
  docs.google.com drive.google.com sites.google.com storage.googleapis.com firebasestorage.googleapis.com
  script.google.com github.com raw.githubusercontent.com gist.github.com gitlab.com bitbucket.org dropbox.com
  www.dropbox.com dl.dropboxusercontent.com onedrive.live.com sharepoint.com forms.office.com s3.amazonaws.com
  amazonaws.com cloudfront.net azurewebsites.net blob.core.windows.net cdn.discordapp.com discord.com t.me
  telegra.ph api.telegram.org pastebin.com blog.naver.com cafe.naver.com mybox.naver.com notion.so notion.site
  canva.com archive.org web.archive.org mega.nz mediafire.com wetransfer.com ipfs.io linktr.ee calendar.google.com
  translate.google.com accounts.google.com groups.google.com lh3.googleusercontent.com codeload.github.com
  objects.githubusercontent.com gitlab.io sourceforge.net box.com app.box.com dl.dropbox.com graph.microsoft.com
  forms.microsoft.com sway.office.com sway.cloud.microsoft web.core.windows.net trafficmanager.net azureedge.net
  s3-us-west-2.amazonaws.com s3.us-east-1.amazonaws.com oss-cn-hangzhou.aliyuncs.com myqcloud.com
  digitaloceanspaces.com backblazeb2.com workers.dev pages.dev r2.dev vercel.app netlify.app herokuapp.com
  onrender.com web.app firebaseapp.com glitch.me replit.app repl.co wixsite.com weebly.com wordpress.com
  blogspot.com tumblr.com medium.com substack.com squarespace.com webflow.io godaddysites.com strikingly.com
  yolasite.com jimdosite.com carrd.co typeform.com jotform.com surveymonkey.com docsend.com evernote.com padlet.com
  genially.com issuu.com slideshare.net scribd.com paste.ee hastebin.com rentry.co ghostbin.com controlc.com
  0bin.net transfer.sh file.io anonfiles.com gofile.io catbox.moe files.catbox.moe sendspace.com 4shared.com
  uploadfiles.io send.vis.ee pcloud.com dweb.link cloudflare-ipfs.com gateway.pinata.cloud ngrok.io ngrok-free.app
  trycloudflare.com loca.lt duckdns.org tistory.com velog.io story.kakao.com pf.kakao.com open.kakao.com
  form.naver.com naver.worksmobile.com modoo.at imweb.me cafe24.com media.discordapp.net steamcommunity.com
  imgur.com i.imgur.com
`;

/** Hosts of short links. */
export const shorteners = `
  goo.gl forms.gle bit.ly t.co tinyurl.com is.gd ow.ly rebrand.ly cutt.ly rb.gy qrco.de lnkd.in me2.do naver.me
  han.gl vo.la buly.kr 1drv.ms we.tl j.mp v.gd s.id t.ly bl.ink shorturl.at tiny.cc x.gd da.gd shorte.st adf.ly
  buff.ly dlvr.it trib.al fb.me youtu.be amzn.to g.co m.me wa.me lin.ee qr.ae soo.gd clck.ru u.to vk.cc kutt.it
  short.io surl.li tny.im urlz.fr zpr.io bitly.com bit.do qrcodes.pro me-qr.com q-r.to muz.so url.kr abit.ly c11.kr
  kko.to kakao.me iii.im
`;

/** Names that no gateway wants to stop as a whole. A longer list is the operator's. */
export const popularDomains = `
  google.com www.google.com googleapis.com gstatic.com youtube.com facebook.com instagram.com whatsapp.com x.com
  twitter.com linkedin.com microsoft.com office.com office365.com microsoftonline.com windows.net windows.com
  bing.com apple.com amazon.com cloudflare.com akamai.net akamaiedge.net fastly.net mozilla.org wikipedia.org
  wordpress.org w3.org schemas.microsoft.com paypal.com ebay.com netflix.com zoom.us slack.com adobe.com
  salesforce.com letsencrypt.org digicert.com ocsp.digicert.com crl.microsoft.com kakaocorp.com coupang.com
  samsung.com kisa.or.kr go.kr gov.kr www.microsoft.com login.microsoftonline.com outlook.office.com
  outlook.office365.com sharepointonline.com skype.com teams.microsoft.com windowsupdate.com update.microsoft.com
  azure.com msftconnecttest.com microsoft365.com icloud-content.com www.apple.com cdn-apple.com itunes.com
  www.amazon.com amazon.co.jp amazon.de amazon.co.uk media-amazon.com ssl-images-amazon.com fbcdn.net
  www.facebook.com cdninstagram.com www.youtube.com ytimg.com ggpht.com googleusercontent.com googlevideo.com
  google-analytics.com googletagmanager.com doubleclick.net fonts.googleapis.com www.linkedin.com licdn.com
  tiktok.com reddit.com pinterest.com wikimedia.org baidu.com taobao.com tmall.com jd.com vk.com
  dropboxusercontent.com githubusercontent.com githubassets.com npmjs.org npmjs.com pypi.org debian.org ubuntu.com
  redhat.com docker.com docker.io oracle.com ibm.com cisco.com vmware.com intel.com nvidia.com hp.com dell.com
  lenovo.com sap.com atlassian.com atlassian.net zendesk.com hubspot.com mailchimp.com sendgrid.net sendgrid.com
  mailgun.org amazonses.com sparkpostmail.com docusign.com docusign.net webex.com gotomeeting.com spotify.com
  booking.com airbnb.com uber.com stripe.com squareup.com visa.com mastercard.com americanexpress.com dhl.com
  fedex.com ups.com usps.com sectigo.com globalsign.com verisign.com entrust.net identrust.com lencr.org
  ocsp.apple.com pki.goog jsdelivr.net unpkg.com jquery.com cdnjs.cloudflare.com bootstrapcdn.com gravatar.com
  wp.com w.org mozilla.net firefox.com opera.com adobe.io typekit.net virustotal.com abuse.ch spamhaus.org
  www.naver.com pstatic.net daumcdn.net kakaocdn.net gmarket.co.kr 11st.co.kr auction.co.kr ssg.com lotte.com lg.com
  sk.com kt.com skt.com hyundai.com kbstar.com shinhan.com wooribank.com hanafn.com nonghyup.com ibk.co.kr toss.im
  kakaobank.com epost.go.kr nts.go.kr hometax.go.kr police.go.kr krcert.or.kr boho.or.kr krnic.or.kr cjlogistics.com
  hanjin.com lotteglogis.com
`;
