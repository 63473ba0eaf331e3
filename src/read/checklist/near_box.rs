//! Lines of a checklist that look like a box and are none: `- []`, `-[ ] word`, `[ ] word`, `- ( ) word`, `☐word`. Among boxes also what
//! else may stand for one: `- {} word`, `- TODO word`, `- word [ ]`.

use crate::lexicon::words::Cue;
use crate::model::checklist::{Checklist, NearBox};
use crate::read::text::boxes;
use crate::read::text::lines::{Pattern, capped};
use crate::read::value::markdown::Block;
use crate::read::value::source::Source;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A line is quoted up to here.
const TEXT_CAP: usize = 120;

/// An author ends a line with this to say that it is no item.
const SETTLED: &str = "<!-- golive: no box -->";

/// Marks that hold a place in brackets where a box has its sign.
const SIGNS: &str = "xXoO*✓✔✗✘☑-–~/+?!vVyYnNjJ_.";

/// Drawn boxes that are never decoration.
const DRAWN: &str = "☐☑☒⬜◻□▢🔲🗹";

static NEAR: Pattern = Pattern::new(
    r"(?x)^[>\s\u{200b}-\u{200d}\u{2060}\u{feff}\u{a0}]*
        (?P<marker>(?:(?:\\?[-+*•·‣◦▪▫●○–—−‐∙]{1,8}|\.{1,5}|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[a-zA-Z\#][.)]|\#{1,6}\s)
            [\s\u{200b}-\u{200d}\u{2060}\u{feff}\u{a0}]*){0,4})
        (?P<emphasis>[*_~`\\]{0,3})
        (?:[\[［【](?P<square>[^\[\]］】\\]{0,10})\\?[\]］】]
          |(?P<round>\([\s\u{a0}]{0,3}[xX✓✔]?[\s\u{a0}]{0,3}\))
          |(?P<cut>\[[xX]?[)}|]\s|\[[\ xX]\ ?[^\[\]]*$)
          |(?P<drawn>[☐☑☒⬜◻□▢🔲🗹✅✔✓🗸❌✘])\u{fe0f}?)
        (?P<rest>.*)$",
);
/// A row of a table, where it is none of any, or the meaning of a term.
static CELL: Pattern = Pattern::new(r"^\s*(?:\|[^`]*\|\s*\[[ xX]?\]\s*(?:\||$)|:\s+\[[ xX]?\]\s+\S)");
static INPUT: Pattern = Pattern::new(r#"(?i)^[^`]*<input\b[^>`]*\btype\s*=\s*["']?checkbox"#);
/// What follows a box in the key to the signs of a list.
static EXPLAINS: Pattern = Pattern::built(|| format!(r"(?i)^\s*(?:=|→|:|{}\b)", Cue::Means.pattern()));
static ANOTHER: Pattern = Pattern::new(r"\[[ xX~/-]\]|[☐☑☒⬜◻□▢🔲🗹]");

/// An entry of a list, and what stands for a box in it only beside others.
static ENTRY: Pattern = Pattern::new(r"^[>\s]*(?:[-+*•]|\d{1,3}[.)])\s+(?P<text>\S.*)$");
static ODD: Pattern = Pattern::new(
    r"(?x)^(?:\{\s*[xX]?\s*\}|<\s*[xX]?\s*>|\[[0O]\]|\[\[\s*[xX]?\s*\]\]|\[\s+\]\([^)]*\)|\]|TODO\b
          |:(?:x|[a-z_]*(?:square|check|box|button)[a-z_]*):
          |\|[_\ xX]?\||[^\[\]`]{1,60}:[*_]{0,3}\s*\[[\ xX]?\]\s
          |[❏❐❑❒🔳⬛⚪⚫○◯◌✗✘☓🟥🟩⏳]\u{fe0f}?)\s*[^\s:=→].*$
          |\s\[\s*[xX]?\s*\]\s*$",
);
/// What HTML hides or wraps a text in.
static MARKUP: Pattern = Pattern::new(r"<!--.*?-->|</?[a-zA-Z][^<>]{0,200}>");

/// The lines that look like boxes and became no items.
pub fn find(source: &Source<'_>, checklist: &Checklist) -> Vec<NearBox> {
    let mut known: BTreeSet<u32> = checklist.items().map(|(_, item)| item.line).collect();
    for block in &source.document().blocks {
        match block {
            Block::Bullet(bullet) if boxes::boxed(&bullet.text).is_some() => drop(known.insert(bullet.line)),
            Block::Table(table) => known.extend(table.rows.iter().map(|row| row.line)),
            _ => {}
        }
    }
    let extension = source.extension();
    let lines = shown(&extension, (source.document().head.lines + 1..).zip(source.body().lines()).collect());
    let among = among_boxes(&lines, &known);
    let near = lines.iter().filter(|(number, line)| {
        let bare = bare(line);
        let is_odd = || among.contains(number) && (is_odd(line) || is_odd(&bare));
        !known.contains(number)
            && !line.contains(SETTLED)
            && (is_near(line, source.body()) || bare != *line && is_near(&bare, source.body()) || is_odd())
    });
    near.map(|(line, text)| NearBox { line: *line, text: capped(text.trim(), TEXT_CAP).to_owned() }).collect()
}

/// The lines that are neither code nor comments. A block that nothing closes hides the rest of the list, and is none here.
fn shown<'t>(extension: &str, all: Vec<(u32, &'t str)>) -> Vec<(u32, &'t str)> {
    let (mut literal, mut opened_at, mut shown) = (Literal::default(), 0, Vec::new());
    for (at, (number, line)) in all.iter().enumerate() {
        let was_open = literal.is_open();
        if !literal.takes(extension, line) {
            shown.push((*number, *line));
        }
        if !was_open {
            opened_at = at;
        }
    }
    let hidden = all.into_iter().skip(opened_at + 1).filter(|_| literal.is_open());
    shown.extend(hidden);
    shown
}

/// A line without comments and tags, and with the characters that its entities stand for.
fn bare(line: &str) -> Cow<'_, str> {
    if !line.contains(['<', '&']) || line.contains('`') {
        return Cow::Borrowed(line);
    }
    let text = MARKUP.replace_all(line, "");
    let named = |name: &str| match name {
        "lsqb" | "lbrack" => Some("["),
        "rsqb" | "rbrack" => Some("]"),
        _ => None,
    };
    quick_xml::escape::unescape_with(&text, named)
        .map_or_else(|_| text.clone(), |text| Cow::Owned(text.into_owned()))
}

fn is_odd(line: &str) -> bool {
    ENTRY.captures(line).and_then(|found| found.name("text")).is_some_and(|text| ODD.is_match(text.as_str()))
}

/// The entries of lists that hold boxes. A list ends where a line that is no entry of it stands unindented.
fn among_boxes(lines: &[(u32, &str)], known: &BTreeSet<u32>) -> BTreeSet<u32> {
    let is_in =
        |line: &str| line.trim().is_empty() || line.starts_with([' ', '\t', '>']) || ENTRY.is_match(line);
    let lists = lines.chunk_by(|(_, before), (_, line)| is_in(before) && is_in(line));
    let with_boxes = lists.filter(|list| list.iter().any(|(number, _)| known.contains(number)));
    with_boxes.flatten().map(|(number, _)| *number).collect()
}

fn is_near(line: &str, body: &str) -> bool {
    if INPUT.is_match(line) || CELL.is_match(line) {
        return true;
    }
    let Some(found) = NEAR.captures(line) else { return false };
    let part = |name: &str| found.name(name).map(|hit| hit.as_str());
    let rest = part("rest").unwrap_or_default();
    let marker = part("marker").unwrap_or_default().trim();
    let is_entry = !marker.is_empty() && !marker.starts_with('#');
    let quoted = part("emphasis").unwrap_or_default().contains('`');
    let follows = rest.trim_start_matches(['`', '*', '_', '~']);
    let has_words = part("cut").is_some() || rest.contains(char::is_alphanumeric);
    let explains = EXPLAINS.is_match(follows);
    if !(has_words || is_entry) || explains && (quoted || !is_entry) {
        return false;
    }
    let is_key = ANOTHER.is_match(rest);
    if let Some(drawn) = part("drawn") {
        // A drawn box with a marker and white space behind it is an item; check marks without a marker are decoration.
        return if is_entry { has_words } else { DRAWN.contains(drawn) && !is_key };
    }
    match part("square") {
        Some(sign) => {
            let is_two_boxes =
                ANOTHER.find(rest).is_some_and(|other| other.start() == 0 && !is_defined("x", body));
            let is_link = rest.starts_with(['(', '[']) && !is_two_boxes || is_defined(sign, body);
            let explains = quoted && is_key;
            is_sign(sign) && !is_link && !explains
        }
        None => !rest.starts_with(['(', '[']),
    }
}

/// Whether this stands in brackets because they are meant as a box.
fn is_sign(inner: &str) -> bool {
    let inner =
        inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '_' | '.' | '\u{200b}'..='\u{200d}'));
    let mut signs = inner.chars();
    match (signs.next(), signs.next()) {
        (None, _) => true,
        (Some(sign), None) => SIGNS.contains(sign),
        _ => Cue::BoxWord.is(inner.to_lowercase().as_str()),
    }
}

/// Whether the document defines a link of this name.
fn is_defined(sign: &str, body: &str) -> bool {
    let definition = format!("[{sign}]:");
    !sign.trim().is_empty() && body.lines().any(|line| line.trim_start().starts_with(&definition))
}

/// What a document shows as it is written, or not at all: code and comments.
#[derive(Default)]
struct Literal {
    /// How the open block ends.
    end: Option<String>,
    in_comment: bool,
    /// Whether indented lines are a literal block of reStructuredText.
    is_indented: bool,
}

impl Literal {
    fn is_open(&self) -> bool {
        self.end.is_some() || self.in_comment
    }

    /// Whether a line is part of such a block.
    fn takes(&mut self, extension: &str, line: &str) -> bool {
        let text = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        if let Some(end) = &self.end {
            let is_end = if extension == "org" {
                text.to_ascii_lowercase().starts_with(end.as_str())
            } else {
                text.starts_with(end.as_str()) && text.trim_matches(|c| end.starts_with(c)).is_empty()
            };
            if is_end {
                self.end = None;
            }
            return true;
        }
        if self.in_comment {
            self.in_comment = !text.contains("-->");
            return true;
        }
        self.end = opened(extension, text);
        if self.end.is_some() {
            return true;
        }
        if let Some((_, behind)) = text.rsplit_once("<!--") {
            self.in_comment = !behind.contains("-->");
        }
        if extension == "rst" && !text.is_empty() {
            let is_literal = self.is_indented && line.starts_with(char::is_whitespace);
            self.is_indented = is_literal || text.ends_with("::");
            return is_literal;
        }
        false
    }
}

/// How the block ends that a line begins.
fn opened(extension: &str, text: &str) -> Option<String> {
    let sign = text.chars().next()?;
    let run: String = text.chars().take_while(|c| *c == sign).collect();
    let is_fence = match extension {
        "adoc" | "asciidoc" | "asc" => {
            run == "```" || run.len() >= 4 && run == text && matches!(sign, '-' | '.' | '/' | '+')
        }
        "org" => return text.to_ascii_lowercase().starts_with("#+begin_").then(|| "#+end_".to_owned()),
        "rst" | "rest" => false,
        _ => {
            run.len() >= 3
                && (sign == '~'
                    || sign == '`' && !text.get(run.len()..).is_some_and(|info| info.contains('`')))
        }
    };
    is_fence.then_some(run)
}
