#!/usr/bin/env bash
# ansible-core 2.19.14 with its callback "junit": a host that cannot be reached ends the run with 4 ("unreachable=1"), and is nowhere in the JUnit:
# errors="0" failures="0", and only the testcases of the hosts that answered. Where no host answers the report has no test at all.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
command -v ssh > /dev/null || exit 2
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install ansible-core==2.19.14 || exit 2
cd "$d" || exit 2
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])') || exit 2
printf 'here ansible_connection=local\naway ansible_host=127.0.0.1 ansible_port=%s\n' "$port" > hosts
cat > deploy.yml <<'END'
- hosts: all
  gather_facts: false
  tasks: [{name: deploy, ansible.builtin.raw: "true"}]
END
export PATH=$d/v/bin:$PATH LC_ALL=C.UTF-8 ANSIBLE_HOME=$d/home ANSIBLE_CALLBACKS_ENABLED=junit
ansible --version | head -n 1
for only in all away; do
  JUNIT_OUTPUT_DIR=$d/$only ansible-playbook -i hosts --limit $only deploy.yml > $only.log 2>&1; echo "$only: exit $?"
  grep -E 'unreachable=' $only.log; grep -hoE '<testsuites [^>]*|<testcase [^>]*|<(failure|error)[^>]*' $only/*.xml
done
grep -q 'unreachable=1' all.log && grep -q 'errors="0" failures="0" tests="1"' all/*.xml && grep -q 'errors="0" failures="0" tests="0"' away/*.xml && ! grep -q away all/*.xml
