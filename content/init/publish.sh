#!/bin/sh
# Written by `golive init`. Builds the site of the releases from a fresh clone into a folder that a web server shows:
#
#     publish-releases.sh https://forge.example/acme/shop.git /var/www/releases https://team.example/releases/
#
# Every night, by cron: 37 2 * * *. The old site stands until the new one is whole.
set -eu
remote=$1
out=$2
base=$3
clone=${TMPDIR:-/tmp}/golive-clone-$(id -u)
if [ -d "$clone" ]; then
    git -C "$clone" fetch --quiet --prune --tags --force
else
    git clone --quiet --bare "$remote" "$clone"
    git -C "$clone" config remote.origin.fetch '+refs/heads/*:refs/heads/*'
fi
exec golive build --repo "$clone" --out "$out" --base-url "$base" --wait
