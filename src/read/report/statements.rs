//! Bills of materials (CycloneDX, SPDX) and statements about artifacts (in-toto, SLSA provenance, DSSE envelopes, Sigstore bundles).
//!
//! No signature is ever checked. A statement counts for a release only where its subject is a file of the repository, or where it names the
//! commit that it is about.

use crate::model::evidence::{Evidence, State};
use crate::model::history::History;
use crate::model::problem::{Place, Problem};
use crate::model::record::{Conclusion, Record};
use crate::read::report::{audits, may_have, time, tree};
use crate::read::text::{commits, lines};
use crate::read::value::fields::short;
use crate::read::value::source::Source;
use crate::read::value::tree::{Node, Value};
use crate::read::value::{tools, tree};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

/// So many subjects of one statement are looked at.
const MOST_SUBJECTS: usize = 200;
/// The names of fields with subjects, and with digests.
const SUBJECT: &str = "subject";
const DIGEST: &str = "sha256 of the subject";
const IN_TOTO: &str = "application/vnd.in-toto+json";

/// A format of bills of materials, and what stands at which place.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Bom {
    tool: String,
    title: String,
    /// All of these places exist.
    marks: Vec<String>,
    time: String,
    name: String,
    /// The version of what it lists.
    version: String,
    /// The commit from which that was built: an id, or an address that ends with `@` and one.
    commit: String,
    /// What it lists.
    parts: String,
}

static BOMS: LazyLock<Vec<Bom>> = LazyLock::new(|| tools::named("bom"));

/// Where the predicate of a provenance names the commit from which something was built, the surest place first.
const SOURCES: [&str; 6] = [
    "predicate/invocation/configSource/digest/gitCommit",
    "predicate/invocation/configSource/digest/sha1",
    "predicate/buildDefinition/resolvedDependencies/*/digest/gitCommit",
    "predicate/buildDefinition/resolvedDependencies/*/digest/sha1",
    "predicate/materials/*/digest/gitCommit",
    "predicate/materials/*/digest/sha1",
];

/// Where a statement says when it was made.
const TIMES: [&str; 5] = [
    "predicate/runDetails/metadata/finishedOn",
    "predicate/metadata/buildFinishedOn",
    "predicate/timeVerified",
    "predicate/metadata/timestamp",
    "predicate/creationInfo/created",
];

/// What a source states; empty where it is neither a bill of materials nor a statement.
pub(super) fn records(source: &Source<'_>) -> Vec<Record> {
    let bill = bill(source);
    if !bill.is_empty() {
        return bill;
    }
    let marks = ["\"payloadType\"", "\"predicateType\"", "\"messageSignature\""];
    if !marks.iter().any(|mark| source.text().contains(mark)) {
        return Vec::new();
    }
    // Attestations of one artifact may stand in one file, a line each. Words of the tree are cut where a payload goes on.
    let values = serde_json::Deserializer::from_str(source.text()).into_iter::<serde_json::Value>();
    values.map_while(Result::ok).filter_map(|value| signed(&value)).collect()
}

fn known<'s>(source: &'s Source<'_>) -> Option<(&'static Bom, Cow<'s, Node>)> {
    let mut known = BOMS.iter().filter(|bom| may_have(source, &bom.marks)).peekable();
    known.peek()?;
    let whole = source.tree().map(Cow::Borrowed).or_else(|| tree(source));
    let tree = whole.or_else(|| tags(source))?;
    known.find(|bom| tree.has(&bom.marks)).map(|bom| (bom, tree))
}

/// The bill that a source tells, and the vulnerabilities that it lists.
fn bill(source: &Source<'_>) -> Vec<Record> {
    let Some((bom, tree)) = known(source) else { return Vec::new() };
    let get = |place: &str| tree.word_at(place).map(ToOwned::to_owned);
    let parts = tree.at(&bom.parts).len();
    let source_of = |text: &str| text.rsplit_once('@').map_or(text, |(_, id)| id).to_ascii_lowercase();
    let commit = get(&bom.commit).map(|text| source_of(&text)).filter(|id| commits::is_id(id));
    let record = Record {
        title: bom.title.clone(),
        tools: vec![bom.tool.clone()],
        line: 1,
        claim: time(&tree, &bom.time),
        conclusion: Some(Conclusion::Succeeded).filter(|_| parts > 0),
        release: get(&bom.version),
        commit,
        fields: get(&bom.name)
            .map(|name| ("of".to_owned(), short(&name)))
            .into_iter()
            .chain([("packages".to_owned(), parts.to_string())])
            .collect(),
        ..Record::default()
    };
    std::iter::once(record).chain(audits::vulnerabilities(&tree)).collect()
}

/// SPDX as lines `Tag: value`.
fn tags(source: &Source<'_>) -> Option<Cow<'static, Node>> {
    let mut group = tree::Group::new();
    for (line, text) in lines::numbered(source.text()) {
        if let Some((tag, value)) =
            text.split_once(": ").filter(|(tag, _)| tag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        {
            group.push((tag.to_owned(), Node::word(&short(value.trim()), line)));
        }
    }
    (!group.is_empty()).then_some(Cow::Owned(Node { value: Value::Group(group), line: 0 }))
}

/// A statement, alone, in its envelope, or in its bundle; or the digest that a bundle signs.
fn signed(value: &serde_json::Value) -> Option<Record> {
    let envelope = value.get("dsseEnvelope").unwrap_or(value);
    let of = |from: &serde_json::Value, place: &str| from.pointer(place)?.as_str().map(ToOwned::to_owned);
    let is_enveloped = of(envelope, "/payloadType").as_deref() == Some(IN_TOTO);
    let signed = of(value, "/messageSignature/messageDigest/digest")
        .filter(|_| of(value, "/messageSignature/messageDigest/algorithm").as_deref() == Some("SHA2_256"));
    let mut record = if is_enveloped {
        let bytes = STANDARD.decode(of(envelope, "/payload")?).ok()?;
        statement(&tree::json(std::str::from_utf8(&bytes).ok()?)?)?
    } else if let Some(digest) = signed {
        let digest = STANDARD.decode(digest).ok()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let (title, tools) = ("Sigstore signature".to_owned(), vec!["sigstore".to_owned()]);
        Record { title, tools, line: 1, fields: vec![(DIGEST.to_owned(), digest)], ..Record::default() }
    } else {
        statement(&tree::json(&value.to_string())?)?
    };
    let in_envelope = envelope.get("signatures").and_then(|all| all.as_array()).map_or(0, Vec::len);
    let signatures = in_envelope.max(usize::from(value.get("messageSignature").is_some()));
    record.fields.push(("signatures".to_owned(), format!("{signatures} (unchecked)")));
    Some(record)
}

/// How a statement is called by the type of its predicate, and by which name its family of tools is known.
fn named(predicate: &str) -> (&'static str, &'static str) {
    match predicate {
        _ if predicate.contains("slsa.dev/provenance") => ("SLSA provenance", "slsa provenance"),
        _ if predicate.contains("slsa.dev/verification_summary") => {
            ("SLSA verification summary", "slsa verification summary")
        }
        _ if predicate.contains("cyclonedx.org/") => ("CycloneDX attestation", "cyclonedx"),
        _ if predicate.contains("spdx.dev/") => ("SPDX attestation", "spdx"),
        _ => ("in-toto statement", "in-toto"),
    }
}

fn statement(node: &Node) -> Option<Record> {
    let predicate = node.word_at("predicateType")?;
    node.word_at("_type").filter(|kind| kind.contains("in-toto.io/Statement"))?;
    let (title, tool) = named(predicate);
    let mut fields = vec![("predicate".to_owned(), short(predicate))];
    for subject in node.at("subject/*").into_iter().take(MOST_SUBJECTS) {
        let told = [(SUBJECT, subject.word_at("name")), (DIGEST, subject.word_at("digest/sha256"))];
        fields.extend(told.into_iter().filter_map(|(name, text)| Some((name.to_owned(), short(text?)))));
    }
    let only = |place: &&str| {
        let mut all = node.at(place).into_iter().filter_map(|node| node.value.word()).collect::<Vec<_>>();
        all.dedup();
        if let [one] = all.as_slice() { Some((*one).to_ascii_lowercase()) } else { None }
    };
    let places = ["subject/*/digest/gitCommit", "subject/*/digest/sha1"].into_iter().chain(SOURCES);
    let commit = places.collect::<Vec<_>>().iter().find_map(only).filter(|id| commits::is_id(id));
    let failed = ["predicate/verificationResult", "predicate/result"]
        .iter()
        .any(|place| node.word_at(place) == Some("FAILED"));
    let conclusion = if failed { Conclusion::Failed } else { Conclusion::Succeeded };
    Some(Record {
        title: title.to_owned(),
        tools: vec![tool.to_owned()],
        line: 1,
        claim: TIMES.iter().find_map(|place| time(node, place)),
        conclusion: Some(conclusion).filter(|_| failed || commit.is_some()),
        commit,
        fields,
        ..Record::default()
    })
}

/// Binds statements to the files that they are about. One whose subject is neither a file of the repository nor a commit, or a file with
/// another content, is about something else.
pub fn bind(evidence: &mut [Evidence], history: &History) {
    let all = |record: &Record, name: &str| {
        let told = record.fields.iter().filter(|(own, _)| own == name);
        told.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let recorded = |file: &Evidence| Some(history.commits.get(file.recorded_by)?.id.to_string());
    for n in 0..evidence.len() {
        let mut bound = Vec::new();
        for record in evidence.get(n).iter().flat_map(|version| &version.facts.records) {
            let (names, digests) = (all(record, SUBJECT), all(record, DIGEST));
            if digests.is_empty() || record.conclusion == Some(Conclusion::Failed) {
                bound.push(None);
                continue;
            }
            let file = evidence.iter().find(|version| digests.contains(&version.facts.sha256));
            let is_named =
                |version: &Evidence| names.iter().any(|name| version.path.ends_with(name.as_str()));
            bound.push(Some(match file {
                Some(file) => record.commit.clone().or_else(|| recorded(file)),
                None if evidence.iter().any(is_named) => None,
                None => record.commit.clone(),
            }));
        }
        let Some(version) = evidence.get_mut(n).filter(|_| bound.iter().any(Option::is_some)) else {
            continue;
        };
        for (record, commit) in version.facts.records.iter_mut().zip(bound) {
            let Some(commit) = commit else { continue };
            record.conclusion = commit.as_ref().map(|_| Conclusion::Succeeded);
            record.commit = commit;
        }
        let is_bound = version.facts.records.iter().any(|record| record.commit.is_some());
        version.facts.state = if is_bound { State::Proving } else { State::Neutral };
        if !is_bound {
            let message = "the subject of this statement is neither a file of this repository nor a commit, so it proves nothing here";
            let place = Place::file(version.path.clone());
            version.facts.problems.push(Problem::note(place, "subject-unknown", message));
        }
    }
}
