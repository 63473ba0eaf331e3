//! `golive attest`: what golive attests of a release, signed where a key is given; and whether such a statement holds.

use super::{
    args::{self, Input},
    bars::Bars,
    exit::{Exit, Failure},
    job,
    terminal::{Terminal, safe},
};
use crate::progress::Progress;
use crate::ssh::{
    dsse::{Envelope, IN_TOTO},
    private::PrivateKey,
};
use crate::{Examined, Job, discover};
use serde_json::Value;
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &args::Attest, shared: &args::Shared, terminal: &Terminal) -> Result<Exit, Failure> {
    let key = args.sign.as_deref().map(key).transpose()?;
    let job = job::of(&args.input, shared, terminal)?;
    let examined = examined(&job, terminal)?;
    let snapshot = job::released(&examined, &args.release)?;
    let statement = crate::attestation(&job, &examined, snapshot)?;
    let printed = match key {
        Some(key) => envelope(&key, &statement)?,
        None => String::from_utf8_lossy(&statement).into_owned(),
    };
    terminal.result(&format!("{printed}\n"))?;
    Ok(job::whole(&examined, shared, terminal))
}

fn examined(job: &Job, terminal: &Terminal) -> Result<Examined, Failure> {
    let bars = Bars::new(terminal);
    let examined = crate::examine(job, &bars);
    bars.end();
    Ok(examined?)
}

/// The private key of a file.
pub(super) fn key(path: &Path) -> Result<PrivateKey, Failure> {
    let told = |why: &dyn std::fmt::Display| Failure::Usage(format!("--sign {}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    PrivateKey::read(&text).map_err(|why| told(&why))
}

/// A statement in its envelope.
pub(super) fn envelope(key: &PrivateKey, statement: &[u8]) -> Result<String, Failure> {
    serde_json::to_string(&Envelope::sign(key, statement)).map_err(|error| Failure::Output(error.into()))
}

/// Whether a statement, in its envelope or without, is what golive attests of its release in a repository, and who signed it.
pub(super) fn verify(
    file: &Path,
    input: &Input,
    shared: &args::Shared,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let wrong = |why: &str| Failure::Usage(format!("{}: {why}", file.display()));
    let bytes = std::fs::read(file).map_err(|error| wrong(&error.to_string()))?;
    let envelope = serde_json::from_slice::<Envelope>(&bytes).ok();
    let envelope = envelope.filter(|envelope| envelope.payload_type == IN_TOTO);
    let payload = envelope.as_ref().map_or(Some(bytes), Envelope::payload);
    let stated = payload.and_then(|payload| serde_json::from_slice::<Value>(&payload).ok());
    let stated = stated.ok_or_else(|| wrong("is no statement of golive's, and no envelope with one"))?;
    let release = stated.pointer("/predicate/release").and_then(Value::as_str);
    let release = release.ok_or_else(|| wrong("names no release"))?;
    let job = job::of(input, shared, terminal)?;
    let examined = examined(&job, terminal)?;
    let mut found = Vec::new();
    let known = job::released(&examined, release);
    let drawn = known.and_then(|snapshot| Ok(crate::attestation(&job, &examined, snapshot)?));
    let drawn = drawn.ok().and_then(|drawn| serde_json::from_slice::<Value>(&drawn).ok());
    match &drawn {
        None => found.push("the repository has no such release".to_owned()),
        Some(drawn) => differences(&stated, drawn, "", &mut found),
    }
    let mut signed = "it is not signed".to_owned();
    if let Some(envelope) = &envelope {
        match signer(&job, &examined, envelope)? {
            Some(signer) => signed = format!("signed by {signer}"),
            None => found.push(
                "no key that the repository allows at its head signed it ([signatures] allowed_signers)"
                    .to_owned(),
            ),
        }
    }
    let name = safe(release);
    let report = match found.is_empty() {
        true => format!("{name}: as golive finds it in the repository; {signed}\n"),
        false => found.iter().map(|line| format!("{}\n", safe(line))).collect(),
    };
    terminal.result(&report)?;
    Ok(if found.is_empty() { Exit::Done } else { Exit::NoGo })
}

/// Who signed an envelope, of those whom the repository allows at its head, now.
fn signer(job: &Job, examined: &Examined, envelope: &Envelope) -> Result<Option<String>, Failure> {
    let history = &examined.dossier.history;
    let head = history.snapshots.get(history.candidate()).map(|head| head.commit);
    let (Some(path), Some(head)) = (&job.config.sources.allowed_signers, head) else { return Ok(None) };
    let signers = discover::signers(&job.repo, head, path).map_err(crate::Error::from)?;
    let allowed =
        signers.into_iter().filter(|signer| signer.may_sign_for("golive") && signer.is_valid_at(job.now));
    Ok(allowed.into_iter().find(|signer| envelope.is_signed_by(&signer.key)).map(|signer| signer.principals))
}

/// A line for each value that is not as golive finds it.
fn differences(stated: &Value, drawn: &Value, at: &str, out: &mut Vec<String>) {
    match (stated, drawn) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            for name in names {
                let of = |values: &serde_json::Map<String, Value>| {
                    values.get(name).cloned().unwrap_or(Value::Null)
                };
                differences(&of(a), &of(b), &format!("{at}/{name}"), out);
            }
        }
        _ if stated == drawn => {}
        (Value::Array(_), _) | (_, Value::Array(_)) => {
            out.push(format!("{at} is not what golive finds in the repository"));
        }
        _ => {
            out.push(format!("{at} is {stated}, and golive finds {drawn}"));
        }
    }
}
