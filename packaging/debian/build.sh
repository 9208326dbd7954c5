#!/bin/sh
# Builds dist/feedgate_VERSION_ARCH.deb from a checkout after npm ci: what the npm package holds, and Node beside it.
# A first argument names a tarball that npm pack has made, a second another place for the package; DEBFULLNAME and
# DEBEMAIL name the maintainer. What it is made of and when come from the commit, so that the same commit makes the
# same package.
set -eu
umask 022
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
here=packaging/debian
arch=$(dpkg --print-architecture)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

tarball=${1:-}
if [ -z "$tarball" ]; then
  npm pack --silent --pack-destination "$stage" >/dev/null
  tarball=$(echo "$stage"/feedgate-*.tgz)
fi
root=$stage/root
lib=$root/usr/lib/feedgate
mkdir -p "$lib"
tar -xzf "$tarball" -C "$lib" --strip-components=1 --no-same-owner
version=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1])).version' "$lib/package.json")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}"

# Of the dependencies only what runs, and the licences.
find "$lib/node_modules" -type d \( -name test -o -name tests -o -name benchmarks -o -name examples \) -prune \
  -exec rm -rf {} +
find "$lib/node_modules" -type f ! -name '*.js' ! -name '*.cjs' ! -name '*.mjs' ! -name '*.json' ! -name '*.node' \
  ! -name '*.wasm' ! -iname 'licen[cs]e*' ! -iname 'notice*' -delete
find "$lib" -type f -exec chmod 0644 {} +
find "$lib" -depth -type d -empty -delete

install -m 0755 "$(node -p process.execPath)" "$lib/bin/node"
install -D -m 0755 packaging/feedgate "$root/usr/bin/feedgate"

feedgate() {
  "$lib/bin/node" "$lib/bin/feedgate" --lang en "$@"
}
share=$root/usr/share
mkdir -p "$share/bash-completion/completions" "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
feedgate completion bash >"$share/bash-completion/completions/feedgate"
feedgate completion zsh >"$share/zsh/vendor-completions/_feedgate"
feedgate completion fish >"$share/fish/vendor_completions.d/feedgate.fish"

mkdir -p "$share/man"
mv "$lib"/dist/man/* "$share/man/"
rmdir "$lib/dist/man"
gzip -9n "$share"/man/man1/* "$share"/man/*/man1/*

doc=$share/doc/feedgate
mkdir -p "$doc"
cp "$here/copyright" "$doc/"
mv "$lib/CHANGELOG.md" "$doc/NEWS.md"
mv "$lib"/README*.md "$doc/"
rm "$lib/LICENSE"
cp "$(dirname "$(node -p process.execPath)")"/../node_modules/node-*/LICENSE "$doc/LICENSE.node"
maintainer="${DEBFULLNAME:-Feedgate} <${DEBEMAIL:-feedgate@localhost}>"
{
  echo "feedgate ($version) unstable; urgency=medium"
  printf '\n  * See NEWS.md.\n\n'
  echo " -- $maintainer  $(date -uR -d "@$SOURCE_DATE_EPOCH")"
} >"$doc/changelog"
gzip -9n "$doc/changelog" "$doc/NEWS.md" "$doc/LICENSE.node"

install -D -m 0644 "$here/feedgate.yaml" "$root/etc/feedgate/feedgate.yaml"
install -D -m 0644 packaging/systemd/feedgate.service "$root/usr/lib/systemd/system/feedgate.service"
install -D -m 0644 "$here/lintian-overrides" "$share/lintian/overrides/feedgate"

mkdir "$root/DEBIAN"
for script in postinst prerm postrm; do install -m 0755 "$here/$script" "$root/DEBIAN/$script"; done
install -m 0644 "$here/templates" "$root/DEBIAN/templates"
echo /etc/feedgate/feedgate.yaml >"$root/DEBIAN/conffiles"
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
cat >"$root/DEBIAN/control" <<EOF
Package: feedgate
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Depends: adduser, ca-certificates, debconf (>= 0.5) | debconf-2.0, init-system-helpers (>= 1.54), libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 7)
Suggests: default-mta | mail-transport-agent
Section: mail
Priority: optional
Description: external threat feeds for mail gateways
 Polls threat-intelligence feeds (STIX over TAXII, MISP, lists), keeps what they
 list, and matches every mail in front of Postfix, Sendmail, Exim, Rspamd or
 Haraka. When a feed cannot be polled it says what failed, why, and what to do.
 .
 Brings its own Node.js, under /usr/lib/feedgate.
EOF

out=${2:-dist}
mkdir -p "$out"
dpkg-deb --root-owner-group --build "$root" "$out/feedgate_${version}_$arch.deb"
