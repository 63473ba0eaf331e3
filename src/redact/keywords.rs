//! Values that only their surroundings give away: behind a name (`DB_PASSWORD=`), in a header, a URL, a command or a cookie.

use super::blocks;
use super::names::{self, Promise};
use super::scan::{automaton, end_of_word};
use super::span::{NAMED_RULE, PASSWORD_RULE, Span, Text};
use super::value::{is_mixed, is_placeholder, is_random, is_setting, is_words, pattern};
use aho_corasick::{AhoCorasick, Input};
use regex::bytes::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Looks around an anchor, adds what it finds, and says up to where it looked: anchors before that are passed over.
type Finder = fn(&Text<'_>, Range<usize>, &mut Vec<Span>) -> usize;

/// What every find has in it, whatever the case of its letters, and who looks around it.
const ANCHORS: &[(&str, Finder)] = &[
    ("-----begin ", blocks::pem),
    ("---- begin ", blocks::pem),
    ("private-lines:", blocks::putty),
    ("authorization", authorization),
    ("cookie", cookie),
    ("::add-mask::", behind),
    (" identified by '", behind),
    ("storepass ", behind),
    ("keypass ", behind),
    ("passin pass:", behind),
    ("passout pass:", behind),
    ("vault login ", behind),
    (" -k ", password_option),
    (" -w ", password_option),
    ("samlresponse", named),
    ("://", url),
    (r":\/\/", url),
    (" -u ", user_option),
    ("--user ", user_option),
    ("--creds ", user_option),
    ("-creds ", user_option),
    (" -p", password_option),
    (" -a ", password_option),
    (":5432:", pgpass),
    (":5433:", pgpass),
    (":6432:", pgpass),
    (":*:", pgpass),
    ("\"d\"", jwk),
    ("\"k\"", jwk),
    ("\"value\"", inventory),
    ("'value'", inventory),
    ("\"plaintext\"", inventory),
    ("pass", named),
    ("wort", named),
    ("pwd", named),
    ("_pw", named),
    ("secret", named),
    ("token", named),
    ("credential", named),
    ("key", named),
    ("auth", named),
    ("bearer", named),
    ("dsn", named),
    ("jwt", named),
    ("sig", named),
    ("sas", named),
    ("sid", named),
    ("_pat", named),
    ("otp", named),
    ("salt", named),
];

static AUTOMATON: LazyLock<AhoCorasick> =
    LazyLock::new(|| automaton(ANCHORS.iter().map(|(anchor, _)| *anchor), true));

/// How far a line is looked at around an anchor.
const AROUND: usize = 240;
/// How far a pattern looks behind an anchor. Patterns are without bounds of their own, which make them slow.
const REACH: usize = 240;
/// The longest name.
const NAME: usize = 100;

/// Finds every value that its surroundings give away.
pub(super) fn find(text: &Text<'_>, spans: &mut Vec<Span>) {
    let mut from = 0;
    while let Some(found) = AUTOMATON.find(Input::new(text.bytes).range(from..)) {
        let finder = ANCHORS.get(found.pattern().as_usize()).map(|(_, finder)| finder);
        let known = spans.len();
        let looked = finder.map_or(0, |finder| finder(text, found.range(), spans));
        from = looked.max(found.start() + 1);
        // A value may be longer than what was looked at.
        for span in spans.iter_mut().skip(known).filter(|span| span.end + NAME > found.start() + REACH) {
            span.end = end_of_word(text.bytes, span.end);
            from = from.max(span.end);
        }
    }
}

/// The bytes of a range, as far as there are any.
fn at(bytes: &[u8], range: Range<usize>) -> &[u8] {
    bytes.get(range.start..range.end.min(bytes.len())).unwrap_or_default()
}

/// The line in front of a place, as far as it is looked at.
fn before(bytes: &[u8], place: usize) -> &[u8] {
    let head = at(bytes, place.saturating_sub(AROUND)..place);
    head.rsplit(|byte| *byte == b'\n').next().unwrap_or_default()
}

/// What a pattern with groups finds at a place: the first group that took part, and whether it is the last one of the pattern.
fn group(pattern: &Regex, bytes: &[u8], place: usize) -> Option<(Range<usize>, bool)> {
    let found = pattern.captures(at(bytes, place..place + REACH))?;
    let last = found.len() - 1;
    let (index, value) = (1..=last).find_map(|index| Some((index, found.get(index)?)))?;
    Some((place + value.start()..place + value.end(), index == last))
}

/// A value in quotes of any kind, or bare: the last group.
macro_rules! value {
    () => {
        r#"(?:[bru]?\\?"([^"\r\n]+?)\\*"|[bru]?'([^'\r\n]+?)\\*'|`([^`\r\n]+)`|["']?([^\s"'`<>,;&|\[\]{}]+))"#
    };
}

/// Behind a name: a sign and a value.
static ASSIGNED: LazyLock<Regex> =
    LazyLock::new(|| pattern(concat!(r#"\A\\?["'`\]]{0,2}[ \t]*(?:=>|:=|=|:)[ \t]*"#, value!())));
/// Whether the sign is a colon, which also stands in prose.
static COLON: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A["'`\]]{0,2}[ \t]*:[ \t]"#));
/// Behind a name: another key that holds its value, on the same line or the next.
static PAIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?i)\A\\?["'`]?[ \t]*[,;]?\s{0,60}(?:-\s)?\\?["']?(?:value|default|val)\\?["']?[ \t]*[:=]>?[ \t]*"#,
        value!()
    ))
});
/// Behind the name of an XML element: its text.
static ELEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"\A["']?(?:[ \t][^<>\r\n]{0,80})?>[ \t]*(?:<!\[CDATA\[)?([^<>\r\n\]]{3,}?)(?:\]\]>)?[ \t]*</"#)
});
/// Behind a name in a list, a table or prose.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?i)\A(?:["'`][ \t]*,[ \t]*|["'`*_]{0,2}:?[ \t]*\|[ \t]*|["'`*_:]{0,3}[ \t]+(?:(?:is|was|set to|=)[ \t]+)?)"#,
        value!()
    ))
});

/// `name = value` in all its forms.
fn named(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let bytes = text.bytes;
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    let more = at(bytes, anchor.end..anchor.end + NAME).iter().take_while(is_name).count();
    let front = at(bytes, anchor.start.saturating_sub(NAME)..anchor.start);
    let start = anchor.start - front.iter().rev().take_while(is_name).count();
    let end = anchor.end + more;
    let name = at(bytes, start..end);
    let head = before(bytes, start);
    let Some(promise) = names::promise(name, head.trim_ascii_end()) else { return end };
    let rule = if promise == Promise::Password { PASSWORD_RULE } else { NAMED_RULE };
    let option = name.starts_with(b"-")
        || [&b"ENV "[..], b"ARG "].iter().any(|word| head.trim_ascii_start().starts_with(word))
        || [&b"login "[..], b"machine "]
            .iter()
            .any(|word| head.windows(word.len()).any(|here| here == *word));
    let assigned = |(value, bare): (Range<usize>, bool)| {
        let told = bare && COLON.is_match(at(bytes, end..end + REACH));
        holds(promise, bytes, &value, told).then_some(value)
    };
    let listed = |(value, _): (Range<usize>, bool)| {
        let text = at(bytes, value.clone());
        let secret = if option { holds(promise, bytes, &value, false) } else { stands_out(text) };
        secret.then_some(value)
    };
    let element =
        start.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|byte| b"<:\"'".contains(byte));
    let found = group(&ASSIGNED, bytes, end).and_then(assigned);
    let found = found.or_else(|| group(&PAIRED, bytes, end).and_then(assigned));
    let found = found.or_else(|| group(&ELEMENT, bytes, end).filter(|_| element).and_then(assigned));
    let found = found.or_else(|| group(&LISTED, bytes, end).and_then(listed));
    let Some(value) = found else { return end };
    let to = value.end;
    spans.push(Span::new(value, rule));
    to
}

/// Whether characters are a secret even where nothing but a word stands before them.
fn stands_out(value: &[u8]) -> bool {
    let whole = !is_placeholder(value) && !is_setting(value) && !value.contains(&b'(');
    whole
        && (value.len() >= 16 && is_mixed(value) || value.len() >= 24 && is_random(value) && !is_hash(value))
}

/// The length of a common digest, in hexadecimal digits.
fn is_hash(value: &[u8]) -> bool {
    matches!(value.len(), 32 | 40 | 64 | 128) && value.iter().all(u8::is_ascii_hexdigit)
}

/// Words that answer a question about a password.
const ANSWERS: &str = " true false yes no null none nil undefined required optional enabled disabled on off unset empty missing invalid \
    incorrect wrong valid correct expired rotated changed reset string text number hash hashed encrypted plain prompt ask stdin auto \
    generated default admin user username email name type pending todo tbd n/a not set md5 scram-sha-256 trust peer ";

/// Whether a value keeps the promise of its name. `told`: it stands bare behind a colon, as prose does.
fn holds(promise: Promise, bytes: &[u8], value: &Range<usize>, told: bool) -> bool {
    // The beginning tells.
    let text = at(bytes, value.start..value.end.min(value.start + NAME));
    if is_placeholder(text) {
        return false;
    }
    let lower = String::from_utf8_lossy(text).to_ascii_lowercase();
    let spoken = is_words(text);
    match promise {
        Promise::Password => {
            let digits = text.iter().all(u8::is_ascii_digit);
            let any_digit = text.iter().any(u8::is_ascii_digit);
            let last = bytes.get(value.end).is_none_or(|byte| matches!(byte, b'\r' | b'\n' | b'"' | b'\''));
            let number = if digits { told && !last || text.len() < 4 } else { is_setting(text) };
            let about = spoken
                && ["pass", "secret", "pwd", "token", "key", "cred"].iter().any(|word| lower.contains(word));
            let prose = spoken && (text.contains(&b' ') || told && !any_digit);
            text.len() >= 4 && !number && !about && !prose && !ANSWERS.contains(&format!(" {lower} "))
        }
        Promise::Token => {
            let plain = text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte));
            let letters = text.len() >= if told { 20 } else { 12 } && !spoken && plain;
            text.len() >= 8 && !is_setting(text) && !text.contains(&b' ') && (is_random(text) || letters)
        }
    }
}

/// The schemes of `Authorization`.
static SCHEME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)\A\\?["'`]?[ \t]*(?::|=>|=|,)[ \t]*\\?["'`]?(?:(?:bearer|basic|token|digest|api-?key|key|splunk|genie-?key|ssws|bot|oauth|hawk|mac|hmac|negotiate|ntlm|signature|sharedkey|sharedkeylite|vapid|klaviyo-api-key|personal|private|jwt|dpop|sso-key|aws4-hmac-sha256)[ \t]+)?([^"'`\r\n<>\\]{6,})"#,
    )
});

fn authorization(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let Some((value, _)) = group(&SCHEME, text.bytes, anchor.end) else { return anchor.start };
    let words = at(text.bytes, value.clone());
    // Of prose behind a colon only the first word can be the credential; of parameters, any.
    let mut parts = words.split(|byte| b" ,;=".contains(byte)).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    let scheme = value.start - anchor.end > 6;
    let basic = scheme && first.len() >= 8 && !is_words(first);
    let random = |part: &[u8]| part.len() >= 8 && is_random(part) && !is_setting(part);
    let secret = !is_placeholder(first) && (basic || random(first))
        || scheme && words.contains(&b'=') && parts.any(random);
    if !secret {
        return anchor.start;
    }
    let length = if words.contains(&b'=') { words.len() } else { first.len() };
    let to = value.start + length;
    spans.push(Span::new(value.start..to, "authorization"));
    to
}

static COOKIE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\A\\?["'`]?[ \t]*(?::|=)[ \t]*\\?["'`]?([^\r\n]{6,})"#));
static CRUMB: LazyLock<Regex> = LazyLock::new(|| pattern(r#"([\w.$-]{2,100})=([^;\s"',\\]{6,})"#));

fn cookie(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let Some((crumbs, _)) = group(&COOKIE, text.bytes, anchor.end) else { return anchor.start };
    for found in CRUMB.captures_iter(at(text.bytes, crumbs.clone())) {
        let (Some(name), Some(value)) = (found.get(1), found.get(2)) else { continue };
        let lower = String::from_utf8_lossy(name.as_bytes()).to_ascii_lowercase();
        let speaks =
            ["sess", "sid", "auth", "token", "csrf", "xsrf", "jwt", "login", "remember", "secret", "ident"];
        let said = value.as_bytes();
        if speaks.iter().any(|word| lower.contains(word))
            && !is_placeholder(said)
            && !is_setting(said)
            && !is_words(said)
        {
            spans.push(Span::new(crumbs.start + value.start()..crumbs.start + value.end(), "cookie"));
        }
    }
    crumbs.end
}

static USERINFO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\A[^\s/:@"'<>\\]{0,100}:([^\s/@"'<>\\]{1,300})@|\A([\w~-]{20,300})@\w"#));

fn url(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    if let Some((value, alone)) = group(&USERINFO, text.bytes, anchor.end) {
        let said = at(text.bytes, value.clone());
        let typical = ["password", "passwd", "pass", "pwd", "secret", "token", "pw"];
        let typical = typical.iter().any(|word| said.eq_ignore_ascii_case(word.as_bytes()));
        if !is_placeholder(said) && !typical && (!alone || is_random(said)) {
            spans.push(Span::new(value, "url-password"));
        }
    }
    anchor.start
}

static USER: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A["']?[^\s:"'/]{1,100}:([^\s"']{3,200})"#));

/// `curl -u user:password`
fn user_option(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let head = before(text.bytes, anchor.start);
    let client =
        has_word(head, &["curl", "wget", "http", "skopeo", "creds", "nexus", "artifactory", "lftp", "svn"]);
    if let Some((value, _)) = group(&USER, text.bytes, anchor.end) {
        let said = at(text.bytes, value.clone());
        let secret =
            holds(Promise::Password, text.bytes, &value, false) && !said.iter().all(u8::is_ascii_digit);
        if secret && (client || is_random(said)) {
            spans.push(Span::new(value, PASSWORD_RULE));
        }
    }
    anchor.start
}

fn has_word(line: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| line.windows(word.len()).any(|here| here.eq_ignore_ascii_case(word.as_bytes())))
}

static ATTACHED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A["']?([^\s"'-][^\s"']{3,100})"#));
static PARTED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A[ =]?["']?([^\s"'-][^\s"']{3,100})"#));

/// `mysql -pPASSWORD`, `docker login -p PASSWORD`, `redis-cli -a PASSWORD`
fn password_option(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let head = before(text.bytes, anchor.start + 1);
    let pattern = if has_word(head, &["mysql", "mariadb", "7z "]) {
        &ATTACHED
    } else if has_word(
        head,
        &["sshpass", " login", "mongo", "redis-cli", "ldap", "smbclient", "vncpasswd", "openssl enc"],
    ) {
        &PARTED
    } else {
        return anchor.start;
    };
    if let Some((value, _)) = group(pattern, text.bytes, anchor.end) {
        let number = at(text.bytes, value.clone()).iter().all(u8::is_ascii_digit);
        if !number && holds(Promise::Password, text.bytes, &value, false) {
            spans.push(Span::new(value, PASSWORD_RULE));
        }
    }
    anchor.start
}

static BARE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A["']?([^\s"']{4,200})"#));

/// What stands right behind words that only a password follows.
fn behind(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    if let Some((value, _)) = group(&BARE, text.bytes, anchor.end)
        && holds(Promise::Password, text.bytes, &value, false)
    {
        spans.push(Span::new(value, PASSWORD_RULE));
    }
    anchor.start
}

static PGPASS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A[^:\s/]{1,60}:[^:\s/]{1,60}:([^\s:]{4,100})"));

fn pgpass(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    if let Some((value, _)) = group(&PGPASS, text.bytes, anchor.end)
        && holds(Promise::Password, text.bytes, &value, false)
    {
        spans.push(Span::new(value, PASSWORD_RULE));
    }
    anchor.start
}

static JWK: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A\s*:\s*"([\w-]{20,})""#));

/// The secret member of a JSON Web Key.
fn jwk(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    let around = at(text.bytes, anchor.start.saturating_sub(1_000)..anchor.end + 1_000);
    if let Some((value, _)) = group(&JWK, text.bytes, anchor.end)
        && has_word(around, &["\"kty\""])
    {
        spans.push(Span::new(value, "jwk"));
    }
    anchor.start
}

static LISTED_VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\A\s*:\s*["']([^"'\[\]\r\n]{4,})"#));

fn inventory(text: &Text<'_>, anchor: Range<usize>, spans: &mut Vec<Span>) -> usize {
    if text.inventory
        && let Some((value, _)) = group(&LISTED_VALUE, text.bytes, anchor.end)
    {
        spans.push(Span::new(value, "inventory-value"));
    }
    anchor.start
}
