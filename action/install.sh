#!/usr/bin/env bash
# Brings golive into the path: the program that is there, that of a release (its checksum is verified), or one built from the sources here.
set -euo pipefail
if command -v golive >/dev/null && [ -z "${VERSION:-}" ]; then
    golive --version
    exit
fi
bin=${RUNNER_TEMP:?}/golive-bin
mkdir -p "$bin"
if [ -n "${VERSION:-}" ]; then
    version=${VERSION#v}
    case $(uname -s)-$(uname -m) in
        Linux-x86_64) target=x86_64-unknown-linux-musl ;;
        Linux-aarch64) target=aarch64-unknown-linux-musl ;;
        Darwin-arm64) target=aarch64-apple-darwin ;;
        *) echo "no program of a release is made for $(uname -s) $(uname -m): leave \`version\` out" >&2; exit 1 ;;
    esac
    name=golive-$version-$target
    from=${RELEASES:-https://github.com/${ACTION_REPOSITORY:?}/releases/download}/v$version
    cd "$bin"
    curl --fail --silent --show-error --location --remote-name "$from/$name" --remote-name "$from/$name.sha256"
    sha256sum --check --quiet "$name.sha256" 2>/dev/null || shasum -a 256 --check "$name.sha256"
    mv "$name" golive
    chmod +x golive
else
    cargo install --quiet --locked --path "${ACTION:?}" --root "$bin/cargo"
    mv "$bin/cargo/bin/golive" "$bin/golive"
fi
echo "$bin" >> "${GITHUB_PATH:?}"
"$bin/golive" --version
