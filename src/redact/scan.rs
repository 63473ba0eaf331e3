//! Tokens that their issuers mark, found anywhere: in texts, in names, and in what is written and printed.

use super::tokens::{INNER, MARKED, RANDOM};
use super::value::{is_random, pattern};
use super::{Span, merged};
use crate::model::id::short_sha256;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

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
    automaton: AhoCorasick,
    /// The rule of each prefix.
    of: Vec<usize>,
    rules: Vec<Rule>,
}

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let marked = MARKED.iter().map(|(name, prefixes, tail)| (*prefixes, Rule::new(name, tail, Test::Shape)));
    let random = RANDOM.iter().map(|(name, prefixes, tail)| (*prefixes, Rule::new(name, tail, Test::Random)));
    let inner = INNER
        .iter()
        .map(|(name, parts, before, whole)| (*parts, Rule::new(name, whole, Test::Within(*before))));
    let (mut prefixes, mut of, mut rules) = (Vec::new(), Vec::new(), Vec::new());
    for (list, rule) in marked.chain(random).chain(inner) {
        for prefix in list.split_ascii_whitespace() {
            prefixes.push(prefix);
            of.push(rules.len());
        }
        rules.push(rule);
    }
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(prefixes)
        .unwrap_or_else(|error| unreachable!("the prefixes are no automaton: {error}"));
    Scanner { automaton, of, rules }
});

/// Finds every marked token.
pub(super) fn find(bytes: &[u8], spans: &mut Vec<Span>) {
    let scanner = &*SCANNER;
    for found in scanner.automaton.find_overlapping_iter(bytes) {
        let rule = scanner.of.get(found.pattern().as_usize()).and_then(|rule| scanner.rules.get(*rule));
        let Some(rule) = rule else { continue };
        let range = match rule.test {
            Test::Within(before) => {
                let from = found.start().saturating_sub(before);
                let whole = rule.pattern().find(bytes.get(from..).unwrap_or_default());
                whole
                    .map(|whole| from + whole.start()..from + whole.end())
                    .filter(|whole| whole.start <= found.start() && whole.end >= found.end())
            }
            Test::Shape | Test::Random if !begins(bytes, found.start()) => None,
            Test::Shape | Test::Random => {
                let tail = bytes.get(found.end()..).unwrap_or_default();
                let tail = rule.pattern().find(tail).map(|tail| tail.as_bytes());
                let tail = tail.filter(|tail| rule.test == Test::Shape || is_random(tail));
                tail.map(|tail| found.start()..found.end() + tail.len())
            }
        };
        if let Some(range) = range.filter(|range| begins(bytes, range.start) && ends(bytes, range.end)) {
            spans.push(Span::new(range, rule.name));
        }
    }
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
