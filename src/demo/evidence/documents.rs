//! Documents that describe: kept current, but proof of nothing by themselves.

use crate::demo::moment::{DAY, Moment};

/// The repository's README, which names its seed.
#[must_use]
pub fn readme(seed: u64) -> Vec<u8> {
    include_str!("../text/readme.md").replace("{seed}", &seed.to_string()).into_bytes()
}

fn front(owner: &str, reviewed: Moment, expires: Moment) -> String {
    format!("---\nowner: {owner}\nlast_reviewed: {}\nexpires: {}\n---\n\n", reviewed.day(), expires.day())
}

/// The plan by which secrets are rotated, reviewed and good until given days.
#[must_use]
pub fn secret_rotation(reviewed: Moment, expires: Moment) -> (&'static str, Vec<u8>) {
    let mut text = front("reliability", reviewed, expires);
    text.push_str("# Secret rotation\n\n| secret | last rotated | next |\n|---|---|---|\n");
    for (name, age) in [("DESK_DATABASE_URL", 20), ("PAYMENTS_API_KEY", 41), ("SUPPORT_INBOX_TOKEN", 9)] {
        let last = reviewed.minus(age * DAY);
        text.push_str(&format!("| `{name}` | {} | {} |\n", last.day(), last.plus(90 * DAY).day()));
    }
    ("docs/deployment/secret_rotation.md", text.into_bytes())
}

/// Which variable is set where.
#[must_use]
pub fn env_matrix(reviewed: Moment) -> (&'static str, Vec<u8>) {
    let mut text = front("reliability", reviewed, reviewed.plus(45 * DAY));
    text.push_str(
        "# Environment matrix\n\n| variable | local | staging | production |\n|---|---|---|---|\n\
         | `DESK_DATABASE_URL` | compose file | vault | vault |\n\
         | `PAYMENTS_API_KEY` | test key | vault | vault |\n\
         | `SUPPORT_INBOX_TOKEN` | none needed | vault | vault |\n\
         | `FEATURE_QUICK_REFUND` | on | on | off |\n",
    );
    ("docs/deployment/env_matrix.md", text.into_bytes())
}

/// The app, as far as there is one: its version and its newest change.
#[must_use]
pub fn app(release: &str, change: &str) -> (&'static str, Vec<u8>) {
    let text = format!(
        "// The order desk, as far as a sample needs one.\nexport const release = \"{release}\";\nexport const change = \"{change}\";\n"
    );
    ("app/desk.ts", text.into_bytes())
}
