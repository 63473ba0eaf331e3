//! CI runs and deploys, as the tools of the team record them.

use super::records::{Record, json_record, path};
use crate::demo::{
    cast::{MANAGER, RELIABILITY},
    error::DemoError,
    moment::Moment,
    script::CiRecord,
    seed::Chance,
};
use serde_json::json;

/// The record of a CI run on `main` at a commit: a file, or one a part.
///
/// # Errors
/// Never for the values that the demo makes.
pub fn ci_run(
    record: Record<'_>,
    how: CiRecord,
    commit: &str,
    chance: &mut Chance,
) -> Result<Vec<(String, Vec<u8>)>, DemoError> {
    let foreign = chance.hex(40);
    let commit = if how == CiRecord::Foreign { foreign.as_str() } else { commit };
    let job = |name: &str, seconds: u32| json!({"name": name, "conclusion": "success", "seconds": seconds});
    let jobs = [
        job("tests", chance.between(140, 210)),
        job("lint", chance.between(20, 40)),
        job("typecheck", chance.between(30, 55)),
    ];
    let number = chance.between(20_000, 90_000);
    let run = |shard: Option<&str>, conclusion: &str| {
        json!({
            "workflow": "ci",
            "run": number,
            "shard": shard,
            "branch": "main",
            "commit": commit,
            "conclusion": conclusion,
            "jobs": jobs,
        })
    };
    if how == CiRecord::InParts {
        let part = |number: u32, conclusion: &str| {
            let name = format!("{}-part{number}", record.name);
            json_record(Record { name: &name, ..record }, run(Some(&format!("{number}/2")), conclusion))
        };
        return Ok(vec![part(1, "success")?, part(2, "failure")?]);
    }
    let (path, mut bytes) = json_record(record, run(None, "success"))?;
    if how == CiRecord::CutOff {
        bytes.truncate(bytes.len() * 2 / 3);
    }
    Ok(vec![(path, bytes)])
}

/// The log of a staging deploy, with the colours and the redrawn lines of a terminal; garbled: with bytes that are not UTF-8, and so long
/// that it has a page of its own.
pub fn staging_log(at: Moment, commit: &str, garbled: bool, chance: &mut Chance) -> (String, Vec<u8>) {
    let mut bytes = format!(
        "{} deploy-staging commit {commit}\n\u{1b}[2K\u{1b}[1G\u{1b}[36m\u{2596}\u{1b}[0m building image\r\u{1b}[36m\u{259c}\u{1b}[0m building \
         image\r\u{1b}[32m\u{2714}\u{1b}[0m image built in {} s\n",
        at.rfc3339(),
        chance.between(61, 99)
    )
    .into_bytes();
    if garbled {
        bytes.extend_from_slice(b"\xff\xfe order \xe9tat \xc3\x28 \xf0\x28\x8c\xbc\n");
        let layers = (1..=120).map(|n| format!("layer {n:03} of 120: pushed to the registry of the desk\n"));
        bytes.extend_from_slice(layers.collect::<String>().as_bytes());
    }
    bytes.extend_from_slice(b"\x1b[33mwarn\x1b[0m 2 machines restart one by one\n");
    let end = at.plus(i64::from(chance.between(90, 160)));
    bytes.extend_from_slice(
        format!("{} \u{1b}[32m\u{2714} staging deploy succeeded\u{1b}[0m\n", end.rfc3339()).as_bytes(),
    );
    (path("deploy", at, "staging-deploy", "log"), bytes)
}

/// The record of a production deploy: of which tag and commit, why, and by whose approval (alone: one person for both).
///
/// # Errors
/// Never for the values that the demo makes.
pub fn production_deploy(
    record: Record<'_>,
    commit: &str,
    reason: &str,
    alone: bool,
) -> Result<(String, Vec<u8>), DemoError> {
    let facts = json!({
        "kind": "deploy",
        "workflow": ".github/workflows/deploy-production.yml",
        "environment": "production",
        "commit": commit,
        "inputs": {
            "release_tag": record.release,
            "checklist": crate::demo::checklist::PATH,
            "reason": reason,
            "manager_approver": MANAGER.name,
            "reliability_approver": if alone { MANAGER.name } else { RELIABILITY.name },
        },
        "conclusion": "success",
    });
    json_record(record, facts)
}

/// The terminal log of a production deploy.
pub fn production_log(at: Moment, tag: &str) -> (String, Vec<u8>) {
    let text = format!(
        "{} deploy-production {tag}\n\u{1b}[1mStep 1/3\u{1b}[0m pull image\n\u{1b}[1mStep 2/3\u{1b}[0m roll machines: 1 of 2\rroll \
         machines: 2 of 2\n\u{1b}[1mStep 3/3\u{1b}[0m smoke run\n\u{1b}[32m\u{2714} {tag} is live\u{1b}[0m\n",
        at.rfc3339()
    );
    (path("deploy", at, "production-deploy", "log"), text.into_bytes())
}
