//! Go-live checklists: sections, items, steps, triggers.

use crate::lexicon::words::{Cue, Name};
use crate::model::checklist::{Checklist, Item, Mark, NearBox, Phase, Reference, Section, Step, Trigger};
use crate::model::doing::spaced;
use crate::model::evidence::{Facts, Kind, State};
use crate::model::problem::{Place, Problem};
use crate::model::record::folded;
use crate::read::checklist::rows::Reading;
use crate::read::checklist::{mention, near_box, phase, pin_comment, rows, section_evidence};
use crate::read::text::boxes::Sign;
use crate::read::text::lines::{Pattern, capped};
use crate::read::text::memo::Memo;
use crate::read::text::slug::Ids;
use crate::read::text::{boxes, slug, waiver};
use crate::read::value::markdown::{Block, Bullet, Heading, Table};
use crate::read::value::source::{Outline, Source};
use std::rc::Rc;
use std::sync::Arc;

/// An item's text is shown on many pages; nobody writes a longer one.
const TEXT_CAP: usize = 4000;
/// A longer list is no checklist that people go through, and each item has pages of its own.
const MOST_ITEMS: usize = 3_000;
/// What stands for the words behind the cap. No evidence tells this word, so that nothing proves an item of which the end is not read.
const TRUNCATED: &str = "… (truncated)";

static EXPLICIT_ID: Pattern =
    Pattern::new(r"\{#(?P<a>[^{}\s]{1,200})\}|<!--\s*id:\s*(?P<b>\S{1,200}?)\s*-->");
static COMMENT: Pattern = Pattern::new(r"<!--.*?-->");

pub(crate) fn expects(source: &Source<'_>) -> bool {
    source.extension() == "md" && names_a_checklist(source.name())
}

pub(crate) fn recognises(source: &Source<'_>) -> bool {
    if !source.is_markdown() || !source.text().contains(']') {
        return false;
    }
    let blocks = &source.document().blocks;
    let title = blocks.iter().find_map(Block::heading).map(|heading| &heading.title);
    let named = names_a_checklist(source.name()) || title.is_some_and(|title| names_a_checklist(title));
    named && blocks.iter().filter_map(Block::bullet).any(|bullet| boxes::bracket(&bullet.text).is_some())
}

/// Reads checklists.
pub(crate) fn read(source: &Source<'_>) -> Facts {
    let (checklist, problems) = parse(source);
    let mut facts = Facts::of(Kind::Checklist, State::Neutral, source.bytes.len() as u64);
    facts.title.clone_from(&checklist.title);
    let has_front = !checklist.front.fields.is_empty();
    facts.front = has_front.then(|| checklist.front.clone());
    facts.checklist = Some(Arc::new(checklist));
    facts.problems = problems;
    facts
}

fn names_a_checklist(text: &str) -> bool {
    Cue::ChecklistTitle.starts_word_in(&spaced(text))
}

/// What counts as an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Boxes, and the rows of tables that say what is to be done beside a status.
    Boxes,
    /// The rows of any table with a column of status.
    Rows,
    /// Plain entries of lists.
    Entries,
}

/// Reads a text as a checklist, whatever it is called. Without task-list entries it has no items.
pub fn parse(source: &Source<'_>) -> (Checklist, Vec<Problem>) {
    read_as(source, Shape::Boxes)
}

/// Reads a text that is a checklist by its place: where it has no box at all, the rows of its tables are items, and where it has no such
/// table, the plain entries of its lists, which nobody claimed.
pub fn parse_listed(source: &Source<'_>) -> (Checklist, Vec<Problem>) {
    let mut shapes =
        [Shape::Boxes, Shape::Rows, Shape::Entries].into_iter().map(|shape| read_as(source, shape));
    let first = shapes.next().unwrap_or_default();
    if first.0.items().next().is_some() {
        return first;
    }
    shapes.find(|(list, _)| list.items().next().is_some()).unwrap_or(first)
}

fn read_as(source: &Source<'_>, shape: Shape) -> (Checklist, Vec<Problem>) {
    let Outline { head, blocks } = source.document();
    let front = head.front.clone().unwrap_or_default();
    let mut builder = Builder {
        path: source.path,
        lines: source.text().lines().collect(),
        shape,
        says_phase: false,
        checklist: Checklist { front, ..Checklist::default() },
        section: preamble(),
        plain: Vec::new(),
        phases: phase::Stack::default(),
        ids: Ids::default(),
        above: Vec::new(),
        items: 0,
        beyond: None,
        problems: head.problems.clone(),
    };
    for block in blocks {
        match block {
            Block::Heading(heading) => builder.heading(heading),
            Block::Bullet(bullet) => builder.bullet(bullet),
            Block::Table(table) => builder.table(table),
        }
    }
    builder.close();
    section_evidence::offer(&mut builder.checklist, source);
    builder.checklist.near_boxes = near_box::find(source, &builder.checklist);
    builder.problems.extend(builder.checklist.near_boxes.iter().map(|near| {
        let message = format!(
            "`{}` looks like a box and is none, so it is no item and blocks the release; write it as `- [ ] words`, or end the line with `<!-- golive: no box -->`",
            near.text
        );
        Problem::warning(Place::line(source.path, near.line), "near-box", message)
    }));
    builder.beyond();
    (builder.checklist, builder.problems)
}

fn preamble() -> Section {
    section(String::new(), "checklist".to_owned(), Phase::Before, 0)
}

fn section(title: String, slug: String, phase: Phase, line: u32) -> Section {
    Section { title, slug, phase, line, items: Vec::new(), steps: Vec::new(), triggers: Vec::new() }
}

thread_local! {
    static ITEMS: Memo<(Mark, String, String, String), Option<Rc<ItemWords>>> = Memo::new();
}

/// What an item's words say, wherever it stands.
struct ItemWords {
    id: Option<String>,
    slug: String,
    text: String,
    is_long: bool,
    mark: Mark,
    references: Vec<Reference>,
    phase: Option<Phase>,
}

impl ItemWords {
    /// `None` where there are none.
    fn of((mark, text, details, folder): &(Mark, String, String, String)) -> Option<Rc<Self>> {
        let (id, text) = explicit_id(text);
        if text.is_empty() {
            return None;
        }
        let (mark, text) = match mark {
            waived @ Mark::Waived { reason: Some(_) } => (waived.clone(), text),
            mark => waiver::weigh(mark.clone(), &text),
        };
        let is_long = text.trim().len() > TEXT_CAP;
        let text = shown(&text);
        let details = COMMENT.replace_all(details, "");
        Some(Rc::new(Self {
            id: id.and_then(|id| slug::explicit(&id)),
            slug: slug::of_item(&text),
            is_long,
            mark,
            references: mention::references(&format!("{text} {details}"), folder),
            phase: phase::of_item(&text),
            text,
        }))
    }
}

struct Builder<'p> {
    path: &'p str,
    lines: Vec<&'p str>,
    shape: Shape,
    /// Whether the section's heading, or one above it, names a phase.
    says_phase: bool,
    checklist: Checklist,
    section: Section,
    /// The section's plain entries, with their lines.
    plain: Vec<(String, u32)>,
    phases: phase::Stack,
    ids: Ids,
    /// The items in which the next entry may be nested: depth and index in the section, outermost first.
    above: Vec<(usize, usize)>,
    /// How many items there are.
    items: usize,
    /// The first line behind [`MOST_ITEMS`].
    beyond: Option<NearBox>,
    problems: Vec<Problem>,
}

impl Builder<'_> {
    fn heading(&mut self, heading: &Heading) {
        self.close();
        let (id, title) = explicit_id(&heading.title);
        let is_title = self.checklist.title.is_none();
        if is_title {
            self.checklist.title = Some(title.clone());
        }
        let phase = self.phases.enter(heading.level, &title, is_title);
        let slug = id.and_then(|id| slug::explicit(&id)).unwrap_or_else(|| slug::of_heading(&title));
        self.says_phase = phase.is_some();
        self.section = section(title, slug, phase.unwrap_or(Phase::Before), heading.line);
    }

    /// Keeps the section if anything stands in it.
    fn close(&mut self) {
        self.above.clear();
        let plain = std::mem::take(&mut self.plain);
        let mut done = std::mem::replace(&mut self.section, preamble());
        if done.steps.is_empty()
            && done.triggers.is_empty()
            && let Some(target) = target(&plain)
        {
            done.phase = phase::of_target(&done.title, done.phase);
            done.steps.push(target);
        }
        if !(done.items.is_empty() && done.steps.is_empty() && done.triggers.is_empty()) {
            self.checklist.sections.push(done);
        }
    }

    fn bullet(&mut self, bullet: &Bullet) {
        self.above.retain(|(depth, _)| *depth < bullet.depth);
        if let Some((sign, text)) = boxes::boxed(&bullet.text) {
            let mark = self.mark(sign, bullet.line);
            let index = self.section.items.len();
            let text = format!("{text} {}", bullet.comments);
            self.item(mark, &text, &bullet.details, bullet.line);
            if self.section.items.len() > index {
                self.above.push((bullet.depth, index));
            }
            return;
        }
        let ordered = matches!(self.section.phase, Phase::Execution | Phase::Rollback);
        let text = shown(&bullet.text);
        if text.is_empty() || bullet.depth != 1 {
            return;
        }
        if self.shape == Shape::Entries && self.section.phase != Phase::Rollback {
            // An entry that only leads to a heading of the document is a line of its table of contents.
            if !text.contains("](#") {
                self.item(Mark::Open, &text, &bullet.details, bullet.line);
            }
            return;
        }
        match bullet.number {
            Some(number) if ordered => {
                self.section.steps.push(Step { number: Some(number), text, line: bullet.line });
            }
            None if self.section.phase == Phase::Rollback && phase::holds_triggers(&self.section.title) => {
                self.section.triggers.push(Trigger { text, line: bullet.line });
            }
            None => self.plain.push((text, bullet.line)),
            Some(_) => {}
        }
    }

    fn table(&mut self, table: &Table) {
        self.above.clear();
        let entries = match rows::read(table, self.shape != Shape::Boxes) {
            Reading::Other => return,
            Reading::Ambiguous => {
                let message = "this table has several columns of boxes, so none of them is read";
                self.note(table.head.line, "table-ambiguous", message.to_owned());
                return;
            }
            Reading::Entries(entries) => entries,
        };
        for entry in entries {
            let mark = entry.mark.unwrap_or_else(|| {
                let message =
                    format!("`{}` is no status that golive knows; the item is read as open", entry.status);
                self.note(entry.line, "box-sign", message);
                Mark::Open
            });
            self.item(mark, &entry.text, &entry.details, entry.line);
        }
    }

    fn item(&mut self, mark: Mark, text: &str, details: &str, line: u32) {
        if self.items == MOST_ITEMS {
            self.beyond.get_or_insert_with(|| NearBox { line, text: text.to_owned() });
            return;
        }
        let pin = pin_comment::find(text, &self.lines, line);
        let key = (mark, text.to_owned(), details.to_owned(), mention::folder(self.path).to_owned());
        let Some(words) = ITEMS.with(|known| known.get(key, ItemWords::of)) else {
            self.note(line, "empty-item", "a box without words is no item".to_owned());
            return;
        };
        if words.is_long {
            let message =
                format!("only the first {TEXT_CAP} bytes of this item are read, so that nothing proves it");
            self.note(line, "item-truncated", message);
        }
        let above = self.above.last().and_then(|(_, index)| self.section.items.get(*index));
        let under = above.map(|item| item.id.clone());
        let inherited = above.and_then(|item| item.phase);
        // What is part of a thing that is not needed is not needed either.
        let mark = match (above.map(|item| &item.mark), &words.mark) {
            (Some(waived @ Mark::Waived { reason: Some(_) }), Mark::Open) => waived.clone(),
            (_, own) => own.clone(),
        };
        let id = words.id.clone().unwrap_or_else(|| format!("{}/{}", self.section.slug, words.slug));
        let id = self.ids.unique(id);
        let phase = inherited.or(words.phase).filter(|_| !self.says_phase);
        let (text, references) = (words.text.clone(), words.references.clone());
        self.items += 1;
        self.section.items.push(Item { id, text, mark, line, references, pin, under, phase });
    }

    /// Items that are not read block the release, as lines do that look like items.
    fn beyond(&mut self) {
        if let Some(first) = self.beyond.take() {
            let message = format!("only the first {MOST_ITEMS} items are read; the others block the release");
            self.problems.push(Problem::error(Place::line(self.path, first.line), "item-cap", message));
            self.checklist.near_boxes.push(first);
        }
    }

    fn note(&mut self, line: u32, code: &'static str, message: String) {
        self.problems.push(Problem::note(Place::line(self.path, line), code, message));
    }

    /// Of the signs in brackets only an x ticks a box: nothing is claimed by a sign that forges draw as an empty box or as text.
    fn mark(&mut self, sign: Sign, line: u32) -> Mark {
        match sign {
            Sign::Bracket('x' | 'X') | Sign::Drawn(true) => Mark::Ticked,
            Sign::Bracket(' ' | '\t') | Sign::Drawn(false) => Mark::Open,
            Sign::Bracket('-') => Mark::Waived { reason: None },
            Sign::Bracket(other) => {
                let message =
                    format!("`[{other}]` is neither `[ ]`, `[x]` nor `[-]`; the item is read as open");
                self.note(line, "box-sign", message);
                Mark::Open
            }
        }
    }
}

/// A target: entries that give its address and its budget, and mostly where the evidence will lie.
fn target(plain: &[(String, u32)]) -> Option<Step> {
    let given = |names: Name, text: &str| {
        let (name, value) = text.split_once(':')?;
        names.has(&folded(name)).then(|| value.to_owned())
    };
    let of = |names: Name| plain.iter().find_map(|(text, _)| given(names, text));
    of(Name::TargetAddress).filter(|url| url.contains("://"))?;
    of(Name::TargetBudget)?;
    let text = plain.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("; ");
    Some(Step { number: None, text: shown(&text), line: plain.first()?.1 })
}

fn shown(text: &str) -> String {
    let text = text.trim();
    let cut = capped(text, TEXT_CAP);
    if cut.len() < text.len() { format!("{cut} {TRUNCATED}") } else { text.to_owned() }
}

/// An id written by the author, and the text without it and without comments.
fn explicit_id(text: &str) -> (Option<String>, String) {
    let id = EXPLICIT_ID
        .captures(text)
        .and_then(|found| found.name("a").or(found.name("b")))
        .map(|m| m.as_str().to_owned());
    let text = EXPLICIT_ID.replace_all(text, "");
    (id, COMMENT.replace_all(&text, "").trim().to_owned())
}
