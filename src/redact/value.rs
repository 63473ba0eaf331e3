//! Whether what stands behind `password =` or `token:` is a value, or a placeholder, a setting, a path or a word.

use regex::bytes::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// A pattern of our own, on bytes: text and pages are scanned by the same rules.
pub(super) fn pattern(source: &str) -> Regex {
    RegexBuilder::new(source)
        .unicode(false)
        .build()
        .unwrap_or_else(|error| unreachable!("a pattern of our own is broken: {error}"))
}

/// What stands for a value that is elsewhere or was taken out.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[$%#@]?\{|^\$\(|^\$[a-z_]\w*$|^\$env:|^%\w+%|^[<\[(|>%*:=~^]|^__|^!(?:ref|sub|vault|secret|env|get)|^@microsoft|^\*+$|\*\*\*|xxxx|\.\.\.|\{\{",
        r"|redacted|withheld|placeholder|change[_-]?me|change[_-]?it|example|^your|dummy|masked|hidden|sample|replace[_-]?me",
        r"|^(?:https?|file|vault|op|secret|env|ssm|ref\+[a-z]+|arn|gs|s3|aws|azurekeyvault|keyring|sha\d+|md5|uuid|urn):",
        r"|^(?:env|secrets|process|os|vars|var|self|this|config|settings|args|options|params|data|local|module|inputs|github|matrix|steps|input|values|ctx|req|request|response|state|props)\.",
        r"|@[[:xdigit:]]{5,8}$|::|^projects/|^/|^\.{1,2}/|^~/|^[a-z]:\\|^[\w.:>!?-]+\(|^[\w.-]+\[",
        r"|\.(?:pem|key|crt|cert|json|ya?ml|env|txt|md|log|sh|py|ts|tsx|js|go|rs|rb|toml|conf|cfg|ini|properties|xml|html?|css|java|php|sql|tmpl|j2)$",
    ))
});

/// Numbers, dates, times, durations, sizes, versions and addresses.
static SETTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^v?\d+(?:[.,:_/+TZ-]+\d+)*[TZ%]?(?:\s?[a-zA-Z]{1,3})?$|^v?\d+\.\d+[\w.+-]*$|^\d{4}-\d\d-\d\d[T_ ]?[\d:.,TZ+-]*$|^0x[[:xdigit:]]{1,8}$",
    )
});

/// Whether a value stands for another one, or for nothing.
pub(super) fn is_placeholder(value: &[u8]) -> bool {
    let first = value.first();
    value.iter().all(|byte| Some(byte) == first) || PLACEHOLDER.is_match(value)
}

/// Whether a value is a number, a date, a version or the like.
pub(super) fn is_setting(value: &[u8]) -> bool {
    SETTING.is_match(value)
}

/// Whether a value is made of words, as names of things are: `my-db-secret`, `eu-west-1`, `resetToken`.
pub(super) fn is_words(value: &[u8]) -> bool {
    value.split(|byte| b"-_./:@ ,\\+".contains(byte)).all(is_word)
}

fn is_word(part: &[u8]) -> bool {
    let digits = part.iter().filter(|byte| byte.is_ascii_digit()).count();
    if digits == part.len() {
        return digits <= 4;
    }
    if part.iter().any(|byte| !byte.is_ascii_alphanumeric()) {
        return false;
    }
    if digits > 0 {
        let cased = |is: fn(&u8) -> bool| part.iter().all(|byte| is(byte) || byte.is_ascii_digit());
        return digits <= 4
            && part.len() <= 8
            && (cased(u8::is_ascii_lowercase) || cased(u8::is_ascii_uppercase));
    }
    let pieces = pieces(part);
    // A name has words in it; letters drawn by chance change their case after every second.
    let short = pieces.len() >= 5 && part.len() < pieces.len() * 3;
    !short && pieces.iter().all(|piece| piece.len() <= 20 && is_spoken(piece))
}

/// The parts of a name in camel case. A row of capitals is one part.
fn pieces(part: &[u8]) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..part.len() {
        let [before, here] = [at - 1, at].map(|at| part.get(at).is_some_and(u8::is_ascii_uppercase));
        if here && !before {
            out.extend(part.get(from..at));
            from = at;
        }
    }
    out.extend(part.get(from..));
    out
}

/// Whether letters look like those of a word: capitals only at the front or everywhere, and vowels among them.
fn is_spoken(letters: &[u8]) -> bool {
    let tail = letters.get(1..).unwrap_or_default();
    let cased = tail.iter().all(u8::is_ascii_lowercase) || letters.iter().all(u8::is_ascii_uppercase);
    let vowels = letters.iter().filter(|letter| b"aeiouyAEIOUY".contains(letter)).count();
    cased && (letters.len() <= 4 || vowels * 6 >= letters.len())
}

/// Whether characters look drawn by chance: digits among letters, and many different ones.
pub(super) fn is_random(value: &[u8]) -> bool {
    let mut seen = [false; 256];
    for byte in value {
        if let Some(slot) = seen.get_mut(usize::from(*byte)) {
            *slot = true;
        }
    }
    let distinct = seen.iter().filter(|slot| **slot).count();
    let has = |is: fn(&u8) -> bool| value.iter().filter(|byte| is(byte)).count();
    let (digits, letters) = (has(u8::is_ascii_digit), has(u8::is_ascii_alphabetic));
    let cased = has(u8::is_ascii_uppercase) >= 2 && has(u8::is_ascii_lowercase) >= 2;
    let enough = digits >= 2 || digits == 1 && cased && value.len() >= 16;
    enough && letters >= 2 && distinct * 3 >= value.len().min(30) && distinct >= 6 && !is_words(value)
}

/// Whether a value mixes capitals, small letters and digits, as only keys do.
pub(super) fn is_mixed(value: &[u8]) -> bool {
    is_random(value) && value.iter().any(u8::is_ascii_uppercase) && value.iter().any(u8::is_ascii_lowercase)
}
