#!/usr/bin/env bash
# terraform-compliance 1.16.0 (PyPI) on the JSON of a plan with a database that is not encrypted: "its storage_encrypted must be true" ends with 1. With the
# resource or the property misspelled in the feature (aws_db_instances, When it has storage_encryptd) the scenario is skipped, and it ends with 0, "0 passed, 1
# skipped": a `Given` or `When` that fits nothing skips what follows. So is every scenario on a plan without changes. No option makes a skip a failure.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install terraform-compliance==1.16.0 || exit 2
cd "$d" || exit 2
v/bin/pip list 2> /dev/null | grep '^terraform-compliance '
r='"address":"aws_db_instance.main","mode":"managed","type":"aws_db_instance","name":"main","provider_name":"registry.terraform.io/hashicorp/aws"'
tr -d "\n" > plan.json <<END
{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{$r,"schema_version":0,"values":{"storage_encrypted":false}}]}},
"resource_changes":[{$r,"change":{"actions":["create"],"before":null,"after":{"storage_encrypted":false},"after_unknown":{}}}],
"configuration":{"provider_config":{},"root_module":{"resources":[{"address":"aws_db_instance.main","mode":"managed","type":"aws_db_instance","name":"main","provider_config_key":"aws","expressions":{"storage_encrypted":{"constant_value":false}},"schema_version":0}]}}}
END
echo '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{}},"resource_changes":[],"configuration":{"root_module":{}}}' > none.json
feature() { mkdir -p "$1"; printf 'Feature: storage\n  Scenario: databases are encrypted\n    Given I have %s defined\n    When it has %s\n    Then its %s must be true\n' "$2" "$3" "$3" > "$1/a.feature"; }
feature right aws_db_instance storage_encrypted; feature resource aws_db_instances storage_encrypted; feature property aws_db_instance storage_encryptd
run() { v/bin/terraform-compliance --no-ansi -f "$1" -p "$2" > log 2>&1; code=$?; echo "$1, $2: exit $code; $(grep -E '^[0-9]+ scenarios?' log)"; seen="$seen$code"; }
seen=; run right plan.json; run resource plan.json; run property plan.json; run right none.json
[ "$seen" = 1000 ]
