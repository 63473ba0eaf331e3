#!/usr/bin/env bash
# bagit 1.9.0 (PyPI): `bagit.py --validate` of a bag (BagIt-Version 1.0) with two manifests, of which manifest-sha256.txt lacks one file of data/, says "is valid"
# and ends with 0, as long as the MD5 one has it; RFC 8493 wants every file in every manifest. It also is valid with a fetch.txt that names a file which nobody
# fetched and no manifest has, where the RFC wants the listed files in the manifests and a complete bag to have them. So "valid" is not "all by SHA-256".
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install bagit==1.9.0 || exit 2
cd "$d" || exit 2
bag() { rm -rf bag; mkdir bag; echo report > bag/report.txt; echo scan > bag/scan.txt; v/bin/bagit.py --quiet --md5 --sha256 bag || exit 2
  sed -i 's/^BagIt-Version.*/BagIt-Version: 1.0/' bag/bagit.txt; rm bag/tagmanifest-*; }
say() { v/bin/bagit.py --validate bag > log 2>&1; echo "$1: exit $?, $(grep -oE 'bag is (in)?valid' log | tail -n 1)"; }
v/bin/pip list 2> /dev/null | grep bagit
{
  bag; say whole
  bag; sed -i '/scan/d' bag/manifest-sha256.txt; say 'not in sha256'
  bag; sed -i '/scan/d' bag/manifest-sha256.txt bag/manifest-md5.txt; say 'in neither'
  bag; echo 'https://example.com/load.txt - data/load.txt' > bag/fetch.txt; say 'never fetched'
} | tee seen
grep -qx 'whole: exit 0, bag is valid' seen && grep -qx 'not in sha256: exit 0, bag is valid' seen && grep -qx 'in neither: exit 1, bag is invalid' seen && grep -qx 'never fetched: exit 0, bag is valid' seen
