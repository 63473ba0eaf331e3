//! OpenSSH's file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS): a line is principals, options, and a key.

use super::key::PublicKey;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// A line of the file.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Who it is, as the line has it.
    pub principals: String,
    /// The key.
    pub key: PublicKey,
    namespaces: Option<Vec<String>>,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
}

impl Signer {
    /// Whether the key may sign for a purpose; for any where the line names none.
    pub fn may_sign_for(&self, namespace: &str) -> bool {
        let fits = |pattern: &String| {
            globset::Glob::new(pattern).is_ok_and(|glob| glob.compile_matcher().is_match(namespace))
        };
        self.namespaces.as_ref().is_none_or(|patterns| patterns.iter().any(fits))
    }

    /// Whether the key was valid at a moment.
    pub fn is_valid_at(&self, at: Timestamp) -> bool {
        self.after.is_none_or(|after| at >= after) && self.before.is_none_or(|before| at < before)
    }
}

/// The lines of the file, and those (from 1) that cannot be read, which allow nobody.
pub fn signers(text: &str) -> (Vec<Signer>, Vec<(u32, &'static str)>) {
    let (mut signers, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().map(str::trim).zip(1..) {
        if !line.is_empty() && !line.starts_with('#') {
            match signer(line) {
                Ok(signer) => signers.push(signer),
                Err(why) => faults.push((number, why)),
            }
        }
    }
    (signers, faults)
}

fn signer(line: &str) -> Result<Signer, &'static str> {
    let words = words(line);
    let is_key = |word: &String| ["ssh-", "ecdsa-", "sk-"].iter().any(|start| word.starts_with(start));
    let (principals, options, key) = match words.as_slice() {
        [principals, key @ ..] if key.first().is_some_and(is_key) => (principals, "", key),
        [principals, options, key @ ..] => (principals, options.as_str(), key),
        _ => return Err("needs principals and a key"),
    };
    let [kind, encoded, ..] = key else { return Err("needs a key behind its principals") };
    let key = PublicKey::of_line(kind, encoded).ok_or("has no key that can be read")?;
    let principals = principals.trim_matches('"').to_owned();
    let mut signer = Signer { principals, key, namespaces: None, after: None, before: None };
    for option in split(options, ',').iter().filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim_matches('"');
        let moment = || {
            moment(value)
                .ok_or("has a moment that is not written as 20260131, 202601311200 or 20260131120000")
        };
        match name.to_ascii_lowercase().as_str() {
            "namespaces" => signer.namespaces = Some(value.split(',').map(str::to_owned).collect()),
            "valid-after" => signer.after = Some(moment()?),
            "valid-before" => signer.before = Some(moment()?),
            "cert-authority" => {
                return Err("is of a certificate authority, by which golive lets nobody sign");
            }
            _ => return Err("has an option that ssh-keygen does not know"),
        }
    }
    Ok(signer)
}

/// `20260131`, `202601311200`, `20260131120000`, each with or without `Z`: UTC, as a repository has no zone.
fn moment(text: &str) -> Option<Timestamp> {
    let digits = text.trim_end_matches('Z');
    if ![8, 12, 14].contains(&digits.len()) {
        return None;
    }
    let time = DateTime::strptime("%Y%m%d%H%M%S", format!("{digits:0<14}")).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The words of a line; white space within quotes divides nothing.
fn words(line: &str) -> Vec<String> {
    split(&line.replace('\t', " "), ' ').into_iter().filter(|word| !word.is_empty()).collect()
}

fn split(text: &str, at: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        is_quoted ^= letter == '"';
        match parts.last_mut() {
            Some(part) if letter != at || is_quoted => part.push(letter),
            _ => parts.push(String::new()),
        }
    }
    parts
}
