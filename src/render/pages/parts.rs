//! What several pages show: badges, moments, bars, tables, figures.

use crate::assess::result::due::Due;
use crate::assess::result::judgement::ItemJudgement;
use crate::assess::result::outcome::OutcomeState;
use crate::assess::result::release::ReleaseAssessment;
use crate::assess::result::tally::Tally;
use crate::assess::result::verdict::{Flag, Verdict};
use crate::model::time::{Claim, Precision, rfc3339};
use crate::model::{evidence::State, id::Oid, release::Snapshot};
use crate::render::chart::Figure;
use crate::render::html::{Html, escape, visible};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;
use crate::render::{format, words};
use jiff::Timestamp;
use serde::Serialize;
use std::fmt::Write;

/// A shape of `style.css`, beside words that say the same.
pub fn icon(name: &str) -> String {
    format!("<span class=\"icon {name}\"></span>")
}

/// A verdict: shape, symbol, colour and word. What it means stands on its own page, not at each of a thousand badges.
pub fn badge(verdict: Verdict) -> Html {
    let (class, word) = (verdict.word(), words::verdict_word(verdict));
    Html::made(format!("<span class=\"badge {class}\">{}</span>", escape(word)))
}

/// How an item stands today: its class and its word. What is not due yet is quiet, whatever is known of it.
pub fn standing(item: &ItemJudgement) -> (&'static str, &'static str) {
    match (item.due, item.today.verdict) {
        (Due::NotYet, _) => ("quiet", words::due_word(Due::NotYet)),
        (_, verdict) => (verdict.word(), words::verdict_word(verdict)),
    }
}

/// The same as a badge.
pub fn item_badge(item: &ItemJudgement) -> Html {
    let (class, word) = standing(item);
    Html::made(format!("<span class=\"badge {class}\">{}</span>", escape(word)))
}

/// A state with its shape. `class` names both the shape and the colour.
pub fn labelled(class: &str, word: &str, meaning: &str) -> Html {
    Html::made(format!("<span class=\"badge {class}\" title=\"{}\">{}</span>", escape(meaning), escape(word)))
}

/// `go` or `no-go`.
pub fn readiness(go: bool) -> Html {
    let meaning =
        if go { say!("Everything required was proven") } else { say!("Something required was not proven") };
    labelled(readiness_class(go), words::readiness(go), meaning)
}

/// What followed a release.
pub fn outcome(state: OutcomeState) -> Html {
    labelled(outcome_class(state), words::outcome_word(state), words::outcome_meaning(state))
}

/// What followed a release, to where and after how long: `rolled back to v2026.01.10a after 31 min`.
pub fn outcome_of(scene: &Scene<'_>, r: &ReleaseAssessment) -> Html {
    let back = r.rollback.as_ref().and_then(|back| back.to).map(|to| scene.name(to));
    let state = r.outcome.state;
    labelled(
        outcome_class(state),
        &words::outcome_after(&r.outcome, back.as_deref()),
        words::outcome_meaning(state),
    )
}

fn outcome_class(state: OutcomeState) -> &'static str {
    match state {
        OutcomeState::Held => "verified",
        OutcomeState::RolledBack | OutcomeState::TriggerFired => "failed",
        OutcomeState::Unknown => "unknown",
    }
}

/// The class of what is ready or not, and the word by which scripts ask for it.
pub fn readiness_class(go: bool) -> &'static str {
    if go { "go" } else { "no-go" }
}

/// A flag with its meaning.
pub fn flag(flag: Flag) -> Html {
    let (word, meaning) = words::flag(flag);
    Html::made(format!("<span class=\"flag\" title=\"{}\">{}</span>", escape(meaning), escape(word)))
}

/// A visible mark that leads to the very place where it stands, for whoever wants to send a link to it.
pub fn mark(id: &str, label: &str) -> Html {
    Html::made(format!(
        "<a class=\"anchor\" id=\"{id}\" href=\"#{id}\" aria-label=\"{}\">#</a>",
        escape(label)
    ))
}

/// A moment, absolute and in UTC.
pub fn moment(at: Timestamp) -> Html {
    Html::made(format!("<time datetime=\"{}\">{}</time>", rfc3339(at), escape(&format::utc(at))))
}

/// A moment as exactly as it is claimed: a day as it is written.
pub fn claimed(claim: Claim) -> Html {
    if claim.precision != Precision::Day {
        return moment(claim.at);
    }
    let day = claim.day();
    Html::made(format!("<time datetime=\"{day}\">{day}</time>"))
}

/// A moment without its seconds, which would break the rows of a wide table; its column's head says UTC.
pub fn minute(at: Timestamp) -> Html {
    Html::made(format!("<time datetime=\"{}\">{}</time>", rfc3339(at), escape(&format::minute(at))))
}

/// A commit, whole, linked to the forge where there is one.
pub fn commit(scene: &Scene<'_>, id: Oid) -> Html {
    Html::made(match &scene.forge {
        Some(forge) => format!(
            "<a class=\"id\" href=\"{}\" rel=\"noopener noreferrer\">{id}</a>",
            escape(&forge.commit(id))
        ),
        None => format!("<span class=\"id\">{id}</span>"),
    })
}

/// A file at a commit, linked to the forge where there is one. `line` 0: the file as a whole.
pub fn source(scene: &Scene<'_>, at: Oid, path: &str, line: u32) -> Html {
    let words = if line > 0 { format!("{path}:{line}") } else { path.to_owned() };
    let words = visible(&words);
    Html::made(match &scene.forge {
        Some(forge) => format!(
            "<a class=\"path\" href=\"{}\" rel=\"noopener noreferrer\">{words}</a>",
            escape(&forge.blob(at, path, line))
        ),
        None => format!("<span class=\"path\">{words}</span>"),
    })
}

/// A commit, whole, linked to a file as it stands there where there is a forge.
pub fn file_at(scene: &Scene<'_>, commit: Oid, path: &str) -> Html {
    Html::made(match &scene.forge {
        Some(forge) => format!(
            "<a class=\"id\" href=\"{}\" rel=\"noopener noreferrer\">{commit}</a>",
            escape(&forge.blob(commit, path, 0))
        ),
        None => format!("<span class=\"id\">{commit}</span>"),
    })
}

/// A line of the message of a tag (0: the message as a whole): a link to the tag.
pub fn tag_message(scene: &Scene<'_>, tag: &Snapshot, line: u32) -> Html {
    let tag_name = &tag.name;
    let words = visible(&match line {
        0 => say!("message of the tag {tag}", tag = tag_name),
        line => say!("message of the tag {tag}, line {line}", tag = tag_name, line),
    });
    Html::made(match &scene.forge {
        Some(forge) => {
            format!("<a href=\"{}\" rel=\"noopener noreferrer\">{words}</a>", escape(&forge.tag(&tag.name)))
        }
        None => words,
    })
}

/// A version of evidence: a link to its page that says what it is and carries its hash, or its path where it has no page.
pub fn evidence(scene: &Scene<'_>, from: &str, index: usize) -> Html {
    let Some(version) = scene.dossier.evidence.get(index) else {
        return Html::default();
    };
    let path = visible(&version.path);
    let name = match scene.routes.evidence(from, index) {
        Some(link) => format!("<a class=\"path\" href=\"{link}\">{path}</a>"),
        None => format!("<span class=\"path\">{path}</span> ({})", escape(say!("no page"))),
    };
    let blob = version.blob.to_string();
    let state = match version.facts.state {
        State::Neutral => String::new(),
        told => format!(", {}", escape(words::state_word(told))),
    };
    Html::made(format!(
        "{name} <span class=\"meta\">{}{state}, {} <span class=\"id\">{}</span></span>",
        escape(words::kind_word(&version.facts.kind)),
        escape(say!("blob")),
        blob.get(..12).unwrap_or(&blob)
    ))
}

/// A release's name as a link to its page.
pub fn release(scene: &Scene<'_>, from: &str, snapshot: usize) -> Html {
    scene.anchor(from, &Target::Release(snapshot), "", &scene.name(snapshot))
}

/// `claimed 27/31 · proven 22/31`.
pub fn pair(tally: &Tally) -> String {
    let Tally { claimed, proven, items, .. } = tally;
    say!("claimed {claimed}/{items} · proven {proven}/{items}", claimed, proven, items)
}

/// A bar of the verdicts from best to worst, in proportion. Its words stand beside it wherever it is used.
pub fn bar(tally: &Tally) -> Html {
    let mut out = format!(
        "<svg class=\"bar\" aria-hidden=\"true\" viewBox=\"0 0 {} 10\" preserveAspectRatio=\"none\">",
        tally.items.max(1)
    );
    let mut x = 0;
    for verdict in Verdict::ALL {
        let width = tally.by_verdict.get(&verdict).copied().unwrap_or(0);
        if width > 0 {
            let _ =
                write!(out, "<rect class=\"{}\" x=\"{x}\" width=\"{width}\" height=\"10\"/>", verdict.word());
        }
        x += width;
    }
    out.push_str("</svg>");
    Html::made(out)
}

/// How many of each verdict, in words: `4 verified, 27 open`.
pub fn counts(tally: &Tally) -> String {
    let parts: Vec<String> = tally
        .by_verdict
        .iter()
        .map(|(verdict, n)| format!("{} {}", format::integer(*n), words::verdict_word(*verdict)))
        .collect();
    parts.join(", ")
}

/// Several pieces of HTML in a row.
pub fn joined(parts: &[Html], between: &str) -> Html {
    Html::made(parts.iter().map(Html::as_str).collect::<Vec<_>>().join(between))
}

/// A sentence with a great letter where it begins with a plain word; a path or a number stays as it is.
pub fn sentence(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default().trim_end_matches(':');
    let plain = word.chars().all(char::is_lowercase);
    let mut rest = text.chars();
    match rest.next() {
        Some(first) if plain => first.to_uppercase().chain(rest).collect(),
        _ => text.to_owned(),
    }
}

/// A fact with its name, as `ui.facts` lists it.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: &'static str,
    /// What it says.
    pub body_html: Html,
}

/// A cell of a table.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// What it shows.
    pub body_html: Html,
    /// Its class: `num` aligns numbers.
    pub class: &'static str,
    /// Whether it heads its row.
    pub head: bool,
}

impl Cell {
    /// Words.
    pub fn text(text: &str) -> Self {
        Self::html(Html::made(visible(text)))
    }

    /// A number with its unit in the column's head, or a dash where there is none.
    pub fn number(text: impl Into<String>) -> Self {
        let text: String = text.into();
        let text = if text.is_empty() { "–".to_owned() } else { text };
        Self { body_html: Html::text(&text), class: "num", head: false }
    }

    /// Finished HTML.
    pub fn html(body_html: Html) -> Self {
        Self { body_html, class: "", head: false }
    }

    /// The head of its row.
    pub fn heading(body_html: Html) -> Self {
        Self { body_html, class: "", head: true }
    }

    /// With a class.
    pub fn with(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

/// A column's head.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Its words, the unit included; for releases a link.
    pub body_html: Html,
    /// `num` for numbers.
    pub class: &'static str,
}

/// The words of a column of numbers, as [`Table::new`] takes them.
pub fn numbers(words: &str) -> String {
    format!("#{words}")
}

/// A table with everything that makes it one.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// How it is called among others of its caption on one page.
    pub label: String,
    /// Whether the caption is for screen readers only, because a heading says the same.
    pub quiet: bool,
    /// Whether the script offers to filter and sort it.
    pub filter: bool,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows, as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows. A column whose words begin with `#` holds numbers: see [`numbers`].
    pub fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        let columns = columns
            .iter()
            .map(|words| match words.strip_prefix('#') {
                Some(words) => Column { body_html: Html::text(words), class: "num" },
                None => Column { body_html: Html::text(words), class: "" },
            })
            .collect();
        let caption = caption.into();
        Self { label: caption.clone(), caption, quiet: false, filter: false, columns, rows: Vec::new() }
    }

    /// Told apart from others of its caption by what it is about.
    pub fn labelled(mut self, about: &str) -> Self {
        self.label = format!("{}: {about}", self.caption);
        self
    }

    /// With a filter and sorting where there is a script and something to sort.
    pub fn filtered(mut self) -> Self {
        self.filter = self.rows.len() > 5;
        self
    }

    /// Itself, or `None` without rows.
    pub fn unless_empty(self) -> Option<Self> {
        (!self.rows.is_empty()).then_some(self)
    }
}

/// A chart with its message and its data.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// Its id in the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What it says.
    pub message: String,
    /// The drawing.
    pub svg_html: Html,
    /// Its data.
    pub table: Table,
}

impl From<Figure> for FigureView {
    fn from(figure: Figure) -> Self {
        let heads: Vec<&str> = figure.columns.iter().map(String::as_str).collect();
        let mut table = Table::new(say!("Data of: {title}", title = figure.title), &heads);
        table.rows =
            figure.rows.iter().map(|row| row.iter().map(|cell| Cell::text(cell)).collect()).collect();
        Self {
            id: figure.id,
            title: figure.title,
            message: figure.message,
            svg_html: Html::made(figure.svg),
            table,
        }
    }
}
