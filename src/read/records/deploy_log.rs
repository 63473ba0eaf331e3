//! Logs of deployments as terminals show them: colours, spinners that draw over themselves, boxes.

use crate::model::record::{Conclusion, Record};
use crate::model::time::{Claim, ClaimSource};
use crate::read::text::lines::{capped, numbered, plain};
use crate::read::text::{address, time};
use crate::read::value::source::Source;

/// A mark stands at the beginning of its line.
const HEAD_CAP: usize = 160;

/// What only a log of a deployment says, in lower case: Shopify, Fly, Vercel, Netlify, Heroku, Kubernetes, Cloud Run, Capistrano, rsync scripts.
const MARKS: [&str; 25] = [
    "releasing an app version",
    "releasing a new app version",
    "new version released",
    "shopify app deploy",
    "flyctl deploy",
    "fly deploy",
    "pushing image done",
    "image: registry.fly.io/",
    "build image registry.fly.io/",
    "visit your newly deployed app",
    "machines rolled",
    "vercel deploy",
    "vercel cli",
    "netlify deploy",
    "deploy is live",
    "deployment complete",
    "deployed to heroku",
    "kubectl rollout",
    "successfully rolled out",
    "deployed successfully",
    "successfully deployed",
    "service has been deployed",
    "gcloud run deploy",
    "cap production deploy",
    "cap staging deploy",
];

/// What says that it succeeded.
const DONE: [&str; 13] = [
    "new version released",
    "newly deployed app",
    "deploy is live",
    "deployment complete",
    "deployed to heroku",
    "successfully rolled out",
    "deployed successfully",
    "successfully deployed",
    "deploy succeeded",
    "deployment succeeded",
    "deployment successful",
    "service has been deployed",
    "finished: success",
];

/// What says that it failed, wherever it stands in a line.
const BROKE: [&str; 14] = [
    "deploy failed",
    "deployment failed",
    "failed to deploy",
    "release command failed",
    "error: failed",
    "version couldn't be released",
    "couldn't be released",
    "npm err!",
    "finished: failure",
    "rollout failed",
    "timed out waiting",
    "exit code 1",
    "exit status 1",
    "build failed",
];

/// Whether a plain log has a mark of a deployment.
pub fn is_log(source: &Source<'_>) -> bool {
    let is_plain = source.is_log() && !source.is_json() && !source.is_markdown();
    is_plain && numbered(source.text()).any(|(_, line)| begins(&plain(line).to_lowercase()))
}

/// Whether a line begins with a mark, but for a prompt, a box or a time stamp: other logs quote such words in their midst.
fn begins(line: &str) -> bool {
    let head = capped(line, HEAD_CAP);
    MARKS.iter().filter_map(|mark| head.get(..head.find(mark)?)).any(|before| {
        let stamp = |c: char| !c.is_alphabetic() || matches!(c, 't' | 'z');
        before.chars().all(stamp) && !before.contains('/')
    })
}

fn says(line: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| line.contains(phrase))
}

/// The deployment that a log tells. A log that breaks off tells no outcome; of several outcomes the last one counts.
pub fn read(source: &Source<'_>) -> Record {
    let mut record = Record { line: 1, ..Record::default() };
    for (number, line) in numbered(source.text()) {
        let line = plain(line);
        record.claim = stamp(&line).or(record.claim);
        let lower = line.to_lowercase();
        let broke = says(&lower, &BROKE) || lower.starts_with("error:") || lower.contains("─ error ─");
        if broke || says(&lower, &DONE) {
            record.conclusion = Some(if broke { Conclusion::Failed } else { Conclusion::Succeeded });
            record.line = number;
        }
        if lower.contains("deployed app at") || lower.contains("production: https://") {
            record.target = line.split_whitespace().find_map(address::http).or(record.target);
        }
    }
    record
}

/// The moment with which a line begins.
pub(in crate::read) fn stamp(line: &str) -> Option<Claim> {
    let line = line.trim_start_matches(['[', ' ', '(']);
    let may = line.bytes().take(4).all(|byte| byte.is_ascii_digit());
    let moment = may.then(|| time::find(capped(line, 64))).flatten()?;
    (moment.range.start == 0).then(|| moment.claim(ClaimSource::Content))
}
