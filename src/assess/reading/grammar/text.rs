//! From an item's Markdown to tokens: what is printed counts; marks of emphasis, comments, struck words and the targets of links do not.

use crate::model::criterion::Op;
use regex::{Captures, Regex};
use std::ops::Range;

/// A piece of an item's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A number; `digits` as written, for the two that mean different things in different countries.
    Number {
        /// Its value.
        value: f64,
        /// As written.
        digits: String,
    },
    /// `90/100`.
    OfHundred(f64),
    /// A word in lower case.
    Word(String),
    /// A comparison sign.
    Sign(Op),
    /// Punctuation that matters.
    Mark(char),
    /// An address.
    Url(String),
    /// Something with digits that is no number: a date, a version, a key, `5pm`.
    Opaque,
}

/// A text in tokens.
pub(super) struct Lexed {
    /// The text without what is not printed.
    pub(super) shown: String,
    /// The tokens, each with its bytes in `shown`.
    pub(super) tokens: Vec<(Token, Range<usize>)>,
    /// The paths that `shown` leaves out, each with where it stood.
    pub(super) named: Vec<(usize, String)>,
}

/// The compiled patterns.
#[derive(Debug)]
pub(super) struct Lexer {
    hidden: Regex,
    token: Regex,
    number: Regex,
}

impl Lexer {
    pub(super) fn new() -> Self {
        let regex = |pattern: &str| {
            #[expect(clippy::expect_used, reason = "the patterns are constants; a test compiles them")]
            Regex::new(pattern).expect("a constant pattern")
        };
        Self {
            hidden: regex(concat!(
                r"<!--.*?-->|~~.*?~~|`[^`\s<>≤≥=:]*[/*][^`\s<>≤≥=:]*`",
                r#"|(?P<link>\]\(\s*<?[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\))"#,
                r"|</?[A-Za-z][A-Za-z0-9_-]*(?:\s[^<>]*)?/?>",
                r"|[\u{ad}\u{200b}-\u{200f}\u{2060}\u{feff}]",
                r"|\\(?P<escaped>[!-/:-@\[-`{-~])",
                r"|&(?P<entity>lt|gt|le|ge|nbsp|amp);",
            )),
            token: regex(concat!(
                r#"(?P<url>(?i:https?)://[^\s`<>"')\]]+)"#,
                r"|(?P<http>(?i:http)/\d(?:\.\d)?\b)",
                r"|(?P<opaque>[#@$€£][\p{L}\p{N}_-]+|--[\p{L}\p{N}_][\p{L}\p{N}_=-]*|<?[-=]*[-=][-=]>|->|<-)",
                r"|(?P<number>\d+(?:[.,:'’/-]\d+)*)(?P<tail>[\p{L}_][\p{L}\p{N}_]*)?",
                r"|(?P<word>[\p{L}_][\p{L}\p{M}\p{N}_]*(?:[-.'’][\p{L}\p{M}\p{N}_]+)*)",
                r"|(?P<sign>>=|=>|<=|=<|[≥⩾≧≤⩽≦<>＜＞])",
                r"|(?P<mark>[;.,:()\[\]/|&+%=–—-])",
            )),
            number: regex(
                r"^(?:(?P<score>\d+(?:\.\d+)?)/100|(?P<grouped>[1-9]\d{0,2}(?:[,'’]\d{3})+(?:\.\d+)?)|(?P<continental>[1-9]\d{0,2}(?:\.\d{3})+,\d+)|\d+(?:[.,]\d+)?)$",
            ),
        }
    }

    /// The tokens of a text.
    pub(super) fn tokens(&self, text: &str) -> Lexed {
        let (mut shown, mut named, mut end) = (String::new(), Vec::new(), 0);
        for found in self.hidden.captures_iter(text) {
            let Some(all) = found.get(0) else { continue };
            shown.push_str(text.get(end..all.start()).unwrap_or_default());
            end = all.end();
            let name = all.as_str().strip_prefix('`').and_then(|name| name.strip_suffix('`'));
            named.extend(name.map(|name| (shown.len(), name.to_owned())));
            let escaped = found.name("escaped").map(|letter| letter.as_str());
            let entity = found.name("entity").map(|entity| match entity.as_str() {
                "lt" => "<",
                "gt" => ">",
                "le" => "≤",
                "ge" => "≥",
                "amp" => "&",
                _ => " ",
            });
            let link = found.name("link").map(|_| "]");
            let gone = (all.as_str().chars().count() == 1).then_some("");
            shown.push_str(escaped.or(entity).or(link).or(gone).unwrap_or(" "));
        }
        shown.push_str(text.get(end..).unwrap_or_default());
        let mut tokens = Vec::new();
        for found in self.token.captures_iter(&shown) {
            let Some(all) = found.get(0) else { continue };
            self.split(&found, |token, from, to| tokens.push((token, all.start() + from..all.start() + to)));
        }
        Lexed { shown, tokens, named }
    }

    /// The tokens of one match, with their places in it.
    fn split(&self, found: &Captures<'_>, mut push: impl FnMut(Token, usize, usize)) {
        let part = |name: &str| found.name(name).map(|part| part.as_str());
        let all = found.get(0).map_or(0, |all| all.len());
        if let Some(url) = part("url") {
            push(Token::Url(url.trim_end_matches(['.', ',', ';', ':', '*', '_']).to_owned()), 0, all);
        } else if part("http").is_some() {
            push(Token::Word("http".to_owned()), 0, all);
        } else if let Some(number) = part("number") {
            match (self.number(number), part("tail")) {
                (Some(token), None) => push(token, 0, all),
                (Some(token), Some(tail)) if !tail.contains(char::is_numeric) => {
                    push(token, 0, number.len());
                    push(Token::Word(tail.to_lowercase()), number.len(), all);
                }
                _ => push(Token::Opaque, 0, all),
            }
        } else if let Some(word) = part("word") {
            words(word, push);
        } else if let Some(sign) = part("sign") {
            push(Token::Sign(symbol(sign)), 0, all);
        } else if let Some(mark) = part("mark").and_then(|mark| mark.chars().next()) {
            push(Token::Mark(if matches!(mark, '–' | '—') { '-' } else { mark }), 0, all);
        } else {
            push(Token::Opaque, 0, all);
        }
    }

    /// A number as people write it: `300`, `1.5`, `1,5`, `1,500`, `1'500`, `1.500,5`, `90/100`. Dates, times, ranges and versions are none.
    fn number(&self, digits: &str) -> Option<Token> {
        let found = self.number.captures(digits)?;
        let text = match (found.name("score"), found.name("grouped"), found.name("continental")) {
            (Some(score), ..) => return score.as_str().parse().ok().map(Token::OfHundred),
            (_, Some(grouped), _) => grouped.as_str().replace([',', '\'', '’'], ""),
            (_, _, Some(continental)) => continental.as_str().replace('.', "").replace(',', "."),
            _ => digits.replace(',', "."),
        };
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite())?;
        Some(Token::Number { value, digits: digits.to_owned() })
    }
}

fn symbol(sign: &str) -> Op {
    match sign {
        ">=" | "=>" | "≥" | "⩾" | "≧" => Op::AtLeast,
        "<=" | "=<" | "≤" | "⩽" | "≦" => Op::AtMost,
        "<" | "＜" => Op::Below,
        _ => Op::Above,
    }
}

/// A word, or the words of a compound: `go-live` is two. With digits in it, it is a name and no words (`SEV-2`), but for `p95` and `2xx`.
fn words(text: &str, mut push: impl FnMut(Token, usize, usize)) {
    let plain = text.trim_matches('_');
    let dotted = plain.contains('.') && !plain.contains(char::is_numeric);
    let is_name = |part: &str| part.starts_with(char::is_numeric) || part.contains('_');
    if dotted || !plain.contains('-') {
        push(Token::Word(plain.to_lowercase().replace('’', "'")), 0, text.len());
    } else if plain.split('-').any(is_name) {
        push(Token::Opaque, 0, text.len());
    } else {
        let mut at = text.find(plain).unwrap_or_default();
        for part in plain.split('-') {
            push(Token::Word(part.to_lowercase()), at, at + part.len());
            at += part.len() + 1;
        }
    }
}
