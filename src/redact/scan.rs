//! Tokens that their issuers mark, found anywhere: in texts, in names, and in what is written and printed.

use super::span::{Span, merged};
use super::tokens::{INNER, MARKED, RANDOM};
use super::value::{is_mixed, is_random, pattern};
use crate::model::id::short_sha256;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// A pattern looks no further; a longer token goes on to the end of its word.
const REACH: usize = 600;

/// A token that was masked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// The rule that found it.
    pub rule: &'static str,
    /// What stands in its place: letters and digits that a path, a URL, HTML and JSON all take. Each token has its own, and nothing of
    /// the token can be told from it.
    pub mark: String,
}

/// How a token is told from other words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    /// By its prefix and what follows.
    Shape,
    /// By what follows, which must look random too.
    Random,
    /// By something within; the pattern is of the whole, which begins at most so many bytes before that.
    Within(usize),
}

struct Rule {
    name: &'static str,
    source: &'static str,
    test: Test,
    pattern: OnceLock<Regex>,
}

impl Rule {
    fn new(name: &'static str, source: &'static str, test: Test) -> Self {
        Self { name, source, test, pattern: OnceLock::new() }
    }

    /// Made when the first prefix is met: most rules are never asked.
    fn pattern(&self) -> &Regex {
        self.pattern.get_or_init(|| match self.test {
            Test::Within(_) => pattern(self.source),
            Test::Shape | Test::Random => pattern(&format!(r"\A(?:{})", self.source)),
        })
    }
}

struct Scanner {
    prefixes: AhoCorasick,
    /// For each prefix: the length of it and of every shorter one that begins it, and their rules.
    of: Vec<Vec<(usize, usize)>>,
    inner: AhoCorasick,
    /// The rule of each part within.
    within: Vec<usize>,
    rules: Vec<Rule>,
}

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let (mut rules, mut prefixes) = (Vec::new(), Vec::new());
    for (table, test) in [(MARKED, Test::Shape), (RANDOM, Test::Random)] {
        for (name, list, tail) in table {
            prefixes.extend(list.split_ascii_whitespace().map(|prefix| (prefix, rules.len())));
            rules.push(Rule::new(name, tail, test));
        }
    }
    let shorter = |long: &str| {
        let all = prefixes.iter().filter(|(prefix, _)| long.starts_with(prefix));
        all.map(|(prefix, rule)| (prefix.len(), *rule)).collect()
    };
    let of = prefixes.iter().map(|(prefix, _)| shorter(prefix)).collect();
    let (mut parts, mut within) = (Vec::new(), Vec::new());
    for (name, list, before, whole) in INNER {
        for part in list.split_ascii_whitespace() {
            parts.push(part);
            within.push(rules.len());
        }
        rules.push(Rule::new(name, whole, Test::Within(*before)));
    }
    let prefixes = automaton(prefixes.into_iter().map(|(prefix, _)| prefix), false);
    Scanner { prefixes, of, inner: automaton(parts, false), within, rules }
});

/// An automaton of our own words. Of those that begin at one place it finds the longest.
pub(super) fn automaton(words: impl IntoIterator<Item = &'static str>, any_case: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(any_case)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words)
        .unwrap_or_else(|error| unreachable!("words of our own are no automaton: {error}"))
}

/// No token is shorter, in bytes: text without so many signs in a row is passed over.
pub const SHORTEST: usize = 13;

/// Finds every marked token.
pub(super) fn find(bytes: &[u8], spans: &mut Vec<Span>) {
    let may_stand_in_a_token = |byte: &u8| byte.is_ascii_graphic() && !b"\"<>".contains(byte);
    for run in runs(bytes, 0..bytes.len(), SHORTEST, may_stand_in_a_token) {
        prefixed(bytes, run.clone(), spans);
        marked(bytes, run.clone(), spans);
        marked_within(bytes, run, spans);
    }
}

/// Where at least so many bytes of a kind follow one another, whole. Most text is passed over by one byte in `shortest`.
fn runs(
    bytes: &[u8],
    range: Range<usize>,
    shortest: usize,
    is: impl Fn(&u8) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let bytes = bytes.get(..range.end).unwrap_or_default();
    let mut from = range.start;
    std::iter::from_fn(move || {
        loop {
            // Every long run that begins from here up to this byte covers it.
            let probe = from + shortest - 1;
            if !is(bytes.get(probe)?) {
                from = probe + 1;
                continue;
            }
            let (before, behind) = (bytes.get(from..probe)?.iter(), bytes.get(probe..)?.iter());
            let start = probe - before.rev().take_while(|byte| is(byte)).count();
            let end = probe + behind.take_while(|byte| is(byte)).count();
            from = end + 1;
            if end - start >= shortest {
                return Some(start..end);
            }
        }
    })
}

/// Finds tokens by their prefixes.
fn marked(bytes: &[u8], run: Range<usize>, spans: &mut Vec<Span>) {
    let scanner = &*SCANNER;
    let mut from = run.start;
    while let Some(found) = scanner.prefixes.find(Input::new(bytes).range(from.min(run.end)..run.end)) {
        let start = found.start();
        from = start + 1;
        if begins(bytes, start) {
            let of = scanner.of.get(found.pattern().as_usize()).into_iter().flatten();
            for (length, rule) in of.filter_map(|(length, rule)| Some((length, scanner.rules.get(*rule)?))) {
                let span = token(bytes, start, *length, rule);
                from = span.as_ref().map_or(from, |span| from.max(span.end));
                spans.extend(span);
            }
        }
    }
}

/// Finds tokens by what stands within.
fn marked_within(bytes: &[u8], run: Range<usize>, spans: &mut Vec<Span>) {
    let scanner = &*SCANNER;
    let mut done = run.start;
    for part in scanner.inner.find_iter(Input::new(bytes).range(run)) {
        if part.start() < done {
            continue;
        }
        let rule = scanner.within.get(part.pattern().as_usize()).and_then(|rule| scanner.rules.get(*rule));
        let Some(rule @ Rule { test: Test::Within(before), .. }) = rule else { continue };
        // Behind the token before this one, which may have the same shape.
        let from = part.start().saturating_sub(*before).max(done);
        let all = rule.pattern().find_iter(window(bytes, from));
        let mut ranges = all.map(|found| from + found.start()..from + found.end());
        let range = ranges.find(|range| range.start <= part.start() && range.end >= part.end());
        let span = range.and_then(|range| whole(bytes, range, rule));
        done = span.as_ref().map_or(done, |span| span.end);
        spans.extend(span);
    }
}

/// A random part of so many letters and digits behind a prefix, as issuers make their tokens since GitHub began it, is one of an issuer
/// that no rule knows. Identifiers that are none are shorter.
const LONG: usize = 30;

/// What may stand in front of a random part: `acme_`, `acme_live_`, `acme-v1-us-`.
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\A|[^[:alnum:]_.-])([A-Za-z][a-z0-9]{1,11}(?:[_-][a-z0-9]{1,8}){0,3}[_-])\z")
});

/// Finds tokens of issuers that no rule knows.
fn prefixed(bytes: &[u8], run: Range<usize>, spans: &mut Vec<Span>) {
    for Range { start, end } in runs(bytes, run, LONG, u8::is_ascii_alphanumeric) {
        let random = bytes.get(start..end).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        if !before.is_some_and(|byte| b"_-".contains(byte)) || random.len() > REACH || !is_mixed(random) {
            continue;
        }
        let front = bytes.get(start.saturating_sub(48)..start).unwrap_or_default();
        let prefix = PREFIX.captures(front).and_then(|found| found.get(1));
        if let Some(prefix) = prefix.filter(|prefix| !prefix.as_bytes().starts_with(b"sha")) {
            spans.push(Span::new(start - prefix.as_bytes().len()..end, "prefixed-token"));
        }
    }
}

/// The token of a rule whose prefix stands here.
fn token(bytes: &[u8], start: usize, prefix: usize, rule: &Rule) -> Option<Span> {
    let tail = rule.pattern().find(window(bytes, start + prefix))?.as_bytes();
    let tail = Some(tail).filter(|tail| rule.test == Test::Shape || is_random(tail))?;
    whole(bytes, start..start + prefix + tail.len(), rule)
}

/// The span of a rule, where it is no part of a longer word.
fn whole(bytes: &[u8], range: Range<usize>, rule: &Rule) -> Option<Span> {
    if !begins(bytes, range.start) {
        return None;
    }
    let long = range.end + 100 > range.start + REACH;
    let end = if long { end_of_word(bytes, range.end) } else { range.end };
    ends(bytes, end).then(|| Span::new(range.start..end, rule.name))
}

/// What stands behind a place, as far as a pattern looks.
fn window(bytes: &[u8], from: usize) -> &[u8] {
    bytes.get(from..bytes.len().min(from + REACH)).unwrap_or_default()
}

/// Where a word ends that goes on at a place.
pub(super) fn end_of_word(bytes: &[u8], place: usize) -> usize {
    let rest = bytes.get(place..).unwrap_or_default().iter();
    place + rest.take_while(|byte| !byte.is_ascii_whitespace() && !b"\"'`<>".contains(byte)).count()
}

/// Whether a word begins here: behind a sign, or behind the escape of one (`\n`, `%20`, `~2e`, the colour of a terminal).
fn begins(bytes: &[u8], place: usize) -> bool {
    let back = |steps: usize| place.checked_sub(steps).and_then(|at| bytes.get(at)).copied();
    let first = bytes.get(place).is_some_and(u8::is_ascii_alphanumeric);
    match back(1) {
        Some(byte) if first && byte.is_ascii_alphanumeric() => {
            let escaped = b"nrt".contains(&byte) && back(2) == Some(b'\\');
            let coded = matches!(back(3), Some(b'%' | b'~')) && byte.is_ascii_hexdigit();
            let coded = coded && back(2).is_some_and(|byte| byte.is_ascii_hexdigit());
            let head = bytes.get(place.saturating_sub(12)..place - 1).unwrap_or_default();
            let code = head.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
            let colour =
                byte == b'm' && head.len().checked_sub(code + 1).and_then(|at| head.get(at)) == Some(&b'[');
            escaped || coded || colour
        }
        _ => true,
    }
}

/// Whether a word ends here.
fn ends(bytes: &[u8], place: usize) -> bool {
    let last = place.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    !(last && bytes.get(place).is_some_and(u8::is_ascii_alphanumeric))
}

/// Masks every marked token of some bytes, of a page, a file or a name, and tells what was masked.
pub fn tokens(bytes: &[u8]) -> (Cow<'_, [u8]>, Vec<Token>) {
    let mut spans = Vec::new();
    find(bytes, &mut spans);
    if spans.is_empty() {
        return (Cow::Borrowed(bytes), Vec::new());
    }
    spans.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let (mut clean, mut tokens, mut kept) = (Vec::new(), Vec::new(), 0);
    for span in merged(spans) {
        let token = bytes.get(span.start..span.end).unwrap_or_default();
        let mark = format!("redacted-{}", short_sha256(token, 12));
        clean.extend_from_slice(bytes.get(kept..span.start).unwrap_or_default());
        clean.extend_from_slice(mark.as_bytes());
        tokens.push(Token { rule: span.rule, mark });
        kept = span.end;
    }
    clean.extend_from_slice(bytes.get(kept..).unwrap_or_default());
    (Cow::Owned(clean), tokens)
}

/// A name without its tokens.
pub fn name(text: &str) -> Cow<'_, str> {
    match tokens(text.as_bytes()).0 {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(clean) => Cow::Owned(String::from_utf8_lossy(&clean).into_owned()),
    }
}
