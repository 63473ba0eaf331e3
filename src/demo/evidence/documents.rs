//! Documents that describe: kept current, but proof of nothing by themselves.

use super::records::{Record, path};
use crate::demo::moment::{DAY, Moment};

/// The repository's README, which names its seed.
pub fn readme(seed: u64) -> Vec<u8> {
    include_str!("../text/readme.md").replace("{seed}", &seed.to_string()).into_bytes()
}

fn front(owner: &str, reviewed: Moment, expires: Moment) -> String {
    format!("---\nowner: {owner}\nlast_reviewed: {}\nexpires: {}\n---\n\n", reviewed.day(), expires.day())
}

/// The plan by which secrets are rotated, reviewed and good until given days; one of them may be overdue.
pub fn secret_rotation(reviewed: Moment, expires: Moment, overdue: bool) -> (&'static str, Vec<u8>) {
    let mut text = front("reliability", reviewed, expires);
    text.push_str("# Secret rotation\n\n| Secret | Last rotated | Cadence | Next due |\n|---|---|---|---|\n");
    let payments = if overdue { 97 } else { 41 };
    for (name, age) in [("DESK_DATABASE_URL", 20), ("PAYMENTS_API_KEY", payments), ("SUPPORT_INBOX_TOKEN", 9)]
    {
        let last = reviewed.minus(age * DAY);
        let next = last.plus(90 * DAY).day();
        text.push_str(&format!("| `{name}` | {} | every 90 days | {next} |\n", last.day()));
    }
    ("docs/deployment/secret_rotation.md", text.into_bytes())
}

/// The plan of feature flags for a release, and who looked at it.
pub fn flag_plan(record: Record<'_>) -> (String, Vec<u8>) {
    let text = format!(
        "# Feature flag plan, {}\n\n- Date: {}\n- Environment: production\n- Reviewed by: {} ({})\n\n\
         | Flag | Default | Production override | Reason |\n|---|---|---|---|\n\
         | `FEATURE_QUICK_REFUND` | on | off | not before the till confirms refunds |\n\
         | `FEATURE_DENSE_BOARD` | off | none | clerks choose it themselves |\n",
        record.release,
        record.at.rfc3339(),
        record.by.name,
        record.by.role
    );
    (path(record.folder, record.at, record.name, "md"), text.into_bytes())
}

/// Which variable is set where; one cell may be open.
pub fn env_matrix(reviewed: Moment, open: bool) -> (&'static str, Vec<u8>) {
    let mut text = front("reliability", reviewed, reviewed.plus(45 * DAY));
    let inbox = if open { "pending" } else { "vault" };
    text.push_str(&format!(
        "# Environment matrix\n\n| variable | local | staging | production |\n|---|---|---|---|\n\
         | `DESK_DATABASE_URL` | compose file | vault | vault |\n\
         | `PAYMENTS_API_KEY` | test key | vault | vault |\n\
         | `SUPPORT_INBOX_TOKEN` | none needed | vault | {inbox} |\n\
         | `FEATURE_QUICK_REFUND` | on | on | off |\n",
    ));
    ("docs/deployment/env_matrix.md", text.into_bytes())
}

/// The app, as far as there is one: its version and its newest change.
pub fn app(release: &str, change: &str) -> (&'static str, Vec<u8>) {
    let text = format!(
        "// The order desk, as far as a sample needs one.\nexport const release = \"{release}\";\nexport const change = \"{change}\";\n"
    );
    ("app/desk.ts", text.into_bytes())
}
