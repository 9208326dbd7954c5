#!/bin/sh
# Makes the certificates of the tests beside it: P-256, valid 2020–2120 unless the name says otherwise. All leaves share leaf.key.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# sign NAME SUBJECT KEY ISSUER(or self) ISSUER-KEY START END EXTENSIONS
sign() {
  printf '%s\n' "$8" >"$work/$1.ext"
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
CNF
  if [ "$4" = self ]; then issuer="-selfsign -keyfile $3"; else issuer="-cert $4.pem -keyfile $5"; fi
  # shellcheck disable=SC2086 -- the options are words of their own
  openssl ca -batch -notext -config "$work/ca-$1/ca.cnf" -in "$work/$1.csr" -out "$1.pem" \
    -startdate "$6" -enddate "$7" -extfile "$work/$1.ext" $issuer 2>/dev/null
}

from=20200101000000Z
until=21200101000000Z
past=20210101000000Z
ca='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign'
server='basicConstraints=CA:FALSE
extendedKeyUsage=serverAuth
subjectAltName=DNS:feed.example'

for k in root issuer other-issuer old-root; do key "$work/$k.key"; done
key leaf.key
sign root '/CN=Probe Root' "$work/root.key" self - $from $until "$ca"
sign issuer '/CN=Probe Issuer' "$work/issuer.key" root "$work/root.key" $from $until "$ca"
# The same name over another key: what a stale or forged intermediate looks like.
sign other-issuer '/CN=Probe Issuer' "$work/other-issuer.key" root "$work/root.key" $from $until "$ca"
sign old-root '/CN=Probe Old Root' "$work/old-root.key" self - $from $past "$ca"
sign leaf '/CN=feed.example' leaf.key issuer "$work/issuer.key" $from $until "$server
authorityInfoAccess=caIssuers;URI:http://pki.example/issuer.cer"
sign under-old-root '/CN=feed.example' leaf.key old-root "$work/old-root.key" $from $until "$server"
sign recent '/CN=feed.example' leaf.key issuer "$work/issuer.key" 20260101000000Z 20270101000000Z "$server"
