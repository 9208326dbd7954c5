#!/bin/sh
# Makes the certificates of the tests beside it: P-256, valid 2020–2120 unless the name says otherwise.
# All server certificates share server.key, both client certificates share client.key.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# sign NAME SUBJECT KEY ISSUER(or self) START END EXTENSIONS
sign() {
  printf '%s\n' "$7" >"$work/$1.ext"
  openssl req -new -key "$3" -subj "$2" -out "$work/$1.csr"
  mkdir -p "$work/ca-$1"
  : >"$work/ca-$1/index"
  cat >"$work/ca-$1/ca.cnf" <<CNF
[ca]
default_ca = it
[it]
database = $work/ca-$1/index
rand_serial = yes
new_certs_dir = $work/ca-$1
default_md = sha256
policy = any
[any]
commonName = supplied
organizationName = optional
CNF
  if [ "$4" = self ]; then set -- "$1" "$2" "$3" "$4" "$5" "$6" -selfsign -keyfile "$3"; else
    set -- "$1" "$2" "$3" "$4" "$5" "$6" -cert "$4.pem" -keyfile "$work/$4.key"
  fi
  name=$1 start=$5 end=$6
  shift 6
  openssl ca -batch -notext -config "$work/ca-$name/ca.cnf" -in "$work/$name.csr" -out "$name.pem" \
    -startdate "$start" -enddate "$end" -extfile "$work/$name.ext" "$@" 2>/dev/null
}

from=20200101000000Z
until=21200101000000Z
ca='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash'
server='basicConstraints=CA:FALSE
extendedKeyUsage=serverAuth
subjectAltName=DNS:feed.example,DNS:*.wild.example,DNS:proxy.example'

for k in root intermediate stranger inspector old-intermediate; do key "$work/$k.key"; done
key server.key
key client.key
sign root '/CN=Example Root/O=Example' "$work/root.key" self $from $until "$ca"
sign stranger '/CN=Stranger Root' "$work/stranger.key" self $from $until "$ca"
sign inspector '/CN=FortiGate CA/O=Fortinet' "$work/inspector.key" self $from $until "$ca"
sign intermediate '/CN=Example Intermediate' "$work/intermediate.key" root $from $until "$ca"
sign old-intermediate '/CN=Example Old Intermediate' "$work/old-intermediate.key" root $from 20210101000000Z "$ca"
sign good '/CN=feed.example' server.key intermediate $from $until "$server"
sign expired '/CN=feed.example' server.key intermediate $from 20210101000000Z "$server"
sign future '/CN=feed.example' server.key intermediate 21000101000000Z $until "$server"
sign old-chain '/CN=feed.example' server.key old-intermediate $from $until "$server"
sign wrong-name '/CN=other.example' server.key intermediate $from $until 'subjectAltName=DNS:other.example
extendedKeyUsage=serverAuth'
sign wrong-purpose '/CN=feed.example' server.key intermediate $from $until 'subjectAltName=DNS:feed.example
extendedKeyUsage=clientAuth'
sign by-stranger '/CN=feed.example' server.key stranger $from $until "$server"
sign by-inspector '/CN=feed.example' server.key inspector $from $until "$server"
sign self-signed '/CN=feed.example' server.key self $from $until "$server"
sign client '/CN=client.example' client.key intermediate $from $until 'extendedKeyUsage=clientAuth'
sign client-by-stranger '/CN=client.example' client.key stranger $from $until 'extendedKeyUsage=clientAuth'
openssl pkey -in client.key -aes256 -passout pass:opensesame -out client-encrypted.key

# The same client in a PKCS#12 archive.
openssl pkcs12 -export -in client.pem -inkey client.key -certfile intermediate.pem -out client.p12 -passout pass:opensesame
