//! Examples of each command, and what is to be known beside its options.

pub(super) const EXAMPLES: &str = "\
Examples:
  golive demo                        a sample repository and its site, to look around
  golive build --out site            the site of the repository at hand
  golive check                       is the branch head ready to go live?
  golive diff v1.4.0 candidate       what changed since v1.4.0

Exit codes:
   0  done; for check: go             73  the output folder is not golive's, and is left alone
   1  check: no-go, or what is            (--adopt takes it and keeps every file in it)
      required does not hold;         74  reading or writing failed; the old site stands
      build: what is denied was found 75  another build holds the output folder (--wait waits)
      verify: something differs       70  golive itself broke off; please report it
   2  bad arguments, configuration
      or repository
   3  the history is incomplete

Each variable of the environment that sets an option stands beside it. What golive.toml can say:
docs/configuration.md.";

pub(super) const BUILD_EXAMPLES: &str = "\
Examples:
  golive build
  golive build --repo ../shop --out public --base-url https://team.example/releases/
  golive build --now 2026-01-31T12:00:00Z     the same bytes for the same commits, on any day";

pub(super) const DEMO_EXAMPLES: &str = "\
Examples:
  golive demo                                 golive-demo/ and site/
  golive demo --releases 2000 --out /tmp/load/site";

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  golive show                                 the newest release
  golive show candidate
  golive show v2026.01.10a --color always | less -R";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  golive check                                the branch head, as if it were released now
  golive check v1.4.0                         as it stood when it was tagged
  golive check --require proven=90            at least 90 % of the items due by the tag proven
  golive check v1.4.0 --require held          go, and what followed shows that it held
  golive check --format github                in a step of GitHub Actions
  golive check --format junit > golive.xml    for a test report
  golive check --format sarif > golive.sarif  for code scanning

Readiness is what was known at the tag; what follows (rollback triggers, items due after the tag, a
rollback) never changes it. It is the outcome, which `--require held` asks for too.

In every format each item that is not proven comes with its reason and place, what would prove
it, and a git command that shows it.";

pub(super) const LINT_EXAMPLES: &str = "\
Examples:
  golive lint                                 the checklist of the branch head
  golive lint --strict                        exit 1 where an item has no whole reading
  golive lint --format github                 in a step of GitHub Actions

An item has a whole reading where its words leave nothing over that no evidence could show, or a
pin says how to read them, and where it demands something computable or names its evidence.";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  golive diff v1.3.0 v1.4.0
  golive diff v1.4.0 candidate
  golive diff v1.4.0 feature --format json

Items are compared as they stand today. A measured number is called better or worse only where its
step exceeds three times the noise of the last 20 values of its series (a score: at least a point),
and 5 %; with fewer than 5 values nothing is called. A crossed budget and a broken run always are.";
