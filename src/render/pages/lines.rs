//! The lines of a file as a terminal would have left them: numbered, each with an anchor, their colours kept as classes.

use crate::redact::{self, Hit};
use crate::render::html::{Html, escape, visible};
use crate::render::language::say;
use regex::Regex;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

/// Escape sequences of terminals: colours, cursor moves, titles.
static ANSI: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\x1b\[[0-9;:?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]").ok()
});

/// The eight colours of terminals; bright ones look the same, for they must be readable on both grounds.
const COLOURS: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/// How a terminal would show what follows. Grounds are not shown: nobody chose them for this page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    colour: Option<&'static str>,
    bold: bool,
    underlined: bool,
}

impl Look {
    /// What it is after a sequence such as `ESC[1;31m`; any other sequence changes nothing that is shown.
    fn after(mut self, sequence: &str) -> Self {
        let Some(codes) = sequence.strip_prefix("\x1b[").and_then(|rest| rest.strip_suffix('m')) else {
            return self;
        };
        let mut codes = codes.split([';', ':']).map(|code| code.parse::<usize>().unwrap_or(0));
        while let Some(code) = codes.next() {
            match code {
                0 => self = Self::default(),
                1 => self.bold = true,
                22 => self.bold = false,
                4 => self.underlined = true,
                24 => self.underlined = false,
                30..=37 => self.colour = COLOURS.get(code - 30).copied(),
                90..=97 => self.colour = COLOURS.get(code - 90).copied(),
                39 => self.colour = None,
                // 38;5;n is a colour of 256, 38;2;r;g;b any; of both only the sixteen named ones have a class.
                38 | 48 => {
                    let named = match codes.next() {
                        Some(5) => codes.next().filter(|n| *n < 16).and_then(|n| COLOURS.get(n % 8).copied()),
                        Some(2) => codes.by_ref().nth(2).and(None),
                        _ => None,
                    };
                    if code == 38 {
                        self.colour = named;
                    }
                }
                _ => {}
            }
        }
        self
    }

    fn classes(self) -> String {
        let classes = [
            self.colour.map(|colour| format!("ansi-{colour}")),
            self.bold.then(|| "ansi-bold".to_owned()),
            self.underlined.then(|| "ansi-underlined".to_owned()),
        ];
        classes.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Lines with their numbers, and what was withheld of them. `anchored` lines can be linked to: those of a page that has no other file. Of a line that was drawn over by carriage returns the
/// last state stays. Secrets are looked for in what is seen: a colour within one does not hide it.
pub fn lines(text: &str, anchored: bool) -> (Html, Vec<Hit>) {
    // Line by line, so that both have the same lines whatever a sequence holds.
    let strip = |line| ANSI.as_ref().map_or_else(|| Cow::Borrowed(line), |ansi| ansi.replace_all(line, ""));
    let seen = text.lines().map(strip).collect::<Vec<_>>().join("\n");
    let seen = redact::redact(&seen);
    let whole = redact::redact(text);
    let withheld: BTreeSet<usize> = seen.hits.iter().chain(&whole.hits).map(|hit| hit.line).collect();
    let mut out = String::with_capacity(text.len() * 2);
    let mut look = Look::default();
    for (index, (line, plain)) in text.lines().zip(seen.text.lines()).enumerate() {
        let number = index + 1;
        if anchored {
            let _ = write!(
                out,
                "<span class=\"line\" id=\"L{number}\"><a href=\"#L{number}\" aria-label=\"{}\">{number}</a>",
                escape(&say!("Line {n}", n = number))
            );
        } else {
            out.push_str("<span class=\"line\">");
        }
        let coloured = coloured(last(line), look);
        look = coloured.1;
        if withheld.contains(&number) {
            let mark = if seen.hits.iter().any(|hit| hit.line == number) {
                visible(plain)
            } else {
                visible(whole.text.lines().nth(index).unwrap_or_default())
            };
            out.push_str(&mark);
        } else {
            out.push_str(&coloured.0);
        }
        out.push_str("</span>");
    }
    let hits: BTreeSet<Hit> = seen.hits.into_iter().chain(whole.hits).collect();
    (Html::made(out), hits.into_iter().collect())
}

/// What stays of a line that was drawn over.
fn last(line: &str) -> &str {
    let line = line.trim_end_matches('\r');
    line.rsplit('\r').next().unwrap_or(line)
}

/// A line in its colours, and the look that goes on after it.
fn coloured(line: &str, mut look: Look) -> (String, Look) {
    let Some(ansi) = ANSI.as_ref() else { return (visible(line), look) };
    let (mut out, mut end) = (String::new(), 0);
    let mut put = |text: &str, look: Look| {
        let classes = look.classes();
        match (text.is_empty(), classes.is_empty()) {
            (true, _) => {}
            (_, true) => out.push_str(&visible(text)),
            _ => {
                let _ = write!(out, "<span class=\"{classes}\">{}</span>", visible(text));
            }
        }
    };
    for found in ansi.find_iter(line) {
        put(line.get(end..found.start()).unwrap_or_default(), look);
        look = look.after(found.as_str());
        end = found.end();
    }
    put(line.get(end..).unwrap_or_default(), look);
    (out, look)
}
