//! Markdown from the repository as safe HTML: an own small serializer over pulldown-cmark's events.
//!
//! Raw HTML becomes text; links pass an allow list; images are never loaded; ids get a prefix; nothing is styled inline. Every element
//! that is opened is closed, and nesting deeper than [`DEPTH`] is flattened.

use super::html::{Html, escape, visible};
use super::language::say;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Elements within elements; what lies deeper keeps its text and loses its markup.
const DEPTH: usize = 24;

/// Turns a relative link of the text into a link of the site; `None`: there is nothing to lead to.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Leads nowhere.
pub fn nowhere(_: &str) -> Option<String> {
    None
}

/// A whole document, whose headings have anchors. They go down by `shift` levels, so that the page keeps its one first heading.
pub fn block(text: &str, shift: usize, resolve: Resolve<'_>) -> Html {
    whole(text, Printer::new(resolve, shift, true))
}

/// A document among others on one page, told apart by the name of its file: its headings have no anchors.
pub fn document(text: &str, shift: usize, file: &str) -> Html {
    whole(text, Printer { file: Some(file.to_owned()), ..Printer::new(&nowhere, shift, true) })
}

fn whole(text: &str, mut printer: Printer<'_>) -> Html {
    let events: Vec<Event<'_>> = Parser::new_ext(text, options()).collect();
    for (index, event) in events.iter().enumerate() {
        printer.event(event, events.get(index..).unwrap_or_default());
    }
    Html::made(printer.finish())
}

/// One line, such as an item's words: emphasis, code and links; no blocks.
pub fn inline(text: &str) -> Html {
    let events: Vec<Event<'_>> = Parser::new_ext(text, options()).collect();
    let mut printer = Printer::new(&nowhere, 0, false);
    for event in &events {
        printer.event(event, &[]);
    }
    Html::made(printer.finish())
}

/// One line as plain text: for titles, and where markup has no place.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => {
                out.push_str(&words);
            }
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// Whether an address may be linked: `http`, `https` or `mailto`, and nothing that a browser would read differently.
pub fn is_allowed(address: &str) -> bool {
    let clean = !address.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    clean
        && ((matches!(scheme.as_str(), "http" | "https") && rest.starts_with("//") && rest.len() > 2)
            || scheme == "mailto")
}

/// The start tag of a link that comes from data; without its text and end tag.
pub fn outward(address: &str) -> String {
    format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow ugc\">", escape(address))
}

struct Printer<'a> {
    out: String,
    /// What closes each open element; empty for one that was flattened.
    closers: Vec<String>,
    resolve: Resolve<'a>,
    shift: usize,
    blocks: bool,
    ids: BTreeSet<String>,
    links: usize,
    tables: usize,
    aligns: Vec<Alignment>,
    column: usize,
    head: bool,
    /// The file that the text is, where the page has several.
    file: Option<String>,
}

impl<'a> Printer<'a> {
    fn new(resolve: Resolve<'a>, shift: usize, blocks: bool) -> Self {
        Self {
            out: String::new(),
            closers: Vec::new(),
            resolve,
            shift,
            blocks,
            ids: BTreeSet::new(),
            links: 0,
            tables: 0,
            aligns: Vec::new(),
            column: 0,
            head: false,
            file: None,
        }
    }

    fn event(&mut self, event: &Event<'_>, ahead: &[Event<'_>]) {
        match event {
            Event::Start(tag) => {
                let closer = if self.closers.len() >= DEPTH { String::new() } else { self.open(tag, ahead) };
                self.closers.push(closer);
            }
            Event::End(_) => {
                let closer = self.closers.pop().unwrap_or_default();
                self.links -= usize::from(closer.starts_with("</a>"));
                if closer == "</tr></thead><tbody>" {
                    self.head = false;
                }
                self.out.push_str(&closer);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.out.push_str(&visible(text))
            }
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let _ = write!(self.out, "<code>{}</code>", visible(text));
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str(if self.blocks { "<br>" } else { " " }),
            Event::Rule if self.blocks => self.out.push_str("<hr>"),
            Event::TaskListMarker(ticked) => {
                let (sign, word) =
                    if *ticked { ("☑", say!("ticked")) } else { ("☐", say!("not ticked")) };
                let word = escape(word);
                let _ =
                    write!(self.out, "<span class=\"box\" role=\"img\" aria-label=\"{word}\">{sign}</span> ");
            }
            Event::Rule | Event::FootnoteReference(_) => {}
        }
    }

    /// Opens an element and gives what closes it.
    fn open(&mut self, tag: &Tag<'_>, ahead: &[Event<'_>]) -> String {
        match tag {
            Tag::Emphasis => self.element("em"),
            Tag::Strong => self.element("strong"),
            Tag::Strikethrough => self.element("s"),
            Tag::Link { dest_url, .. } => self.link(dest_url, ""),
            Tag::Image { dest_url, .. } => self.link(dest_url, &format!("{} ", escape(say!("image:")))),
            _ if !self.blocks => String::new(),
            Tag::Paragraph => self.element("p"),
            Tag::BlockQuote(_) => self.element("blockquote"),
            Tag::Item => self.element("li"),
            Tag::List(None) => self.element("ul"),
            Tag::List(Some(start)) => {
                let _ = write!(self.out, "<ol start=\"{}\">", (*start).min(1_000_000));
                "</ol>".to_owned()
            }
            Tag::Heading { level, .. } => self.heading(*level, ahead),
            Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                "</code></pre>".to_owned()
            }
            Tag::Table(aligns) => self.table(aligns),
            Tag::TableHead => {
                (self.head, self.column) = (true, 0);
                self.out.push_str("<thead><tr>");
                "</tr></thead><tbody>".to_owned()
            }
            Tag::TableRow => {
                self.column = 0;
                self.element("tr")
            }
            Tag::TableCell => self.cell(),
            _ => String::new(),
        }
    }

    fn element(&mut self, name: &str) -> String {
        let _ = write!(self.out, "<{name}>");
        format!("</{name}>")
    }

    /// A link that may be followed, or its words and its address as text. Links within links stay text.
    fn link(&mut self, address: &str, what: &str) -> String {
        let inner = if is_allowed(address) {
            Some(outward(address))
        } else if address.contains(':') || address.starts_with(['/', '\\', '#']) {
            None
        } else {
            (self.resolve)(address).map(|link| format!("<a href=\"{}\">", escape(&link)))
        };
        match inner {
            Some(start) if self.links == 0 => {
                self.links += 1;
                let _ = write!(self.out, "{start}{what}");
                "</a>".to_owned()
            }
            _ => {
                self.out.push_str(what);
                format!(" (<code>{}</code>)", visible(address))
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, ahead: &[Event<'_>]) -> String {
        let level = (level as usize + self.shift).min(6);
        if self.file.is_some() {
            let _ = write!(self.out, "<h{level}>");
            return format!("</h{level}>");
        }
        let words = ahead
            .iter()
            .take_while(|event| !matches!(event, Event::End(end) if matches!(end, pulldown_cmark::TagEnd::Heading(_))))
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.to_lowercase()),
                _ => None,
            })
            .collect::<String>();
        let slug: Vec<&str> = words
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
            .take(8)
            .collect();
        let base = format!("md-{}", slug.join("-"));
        let mut id = base.clone();
        let mut number = self.ids.len();
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{base}-{number}");
        }
        let _ = write!(self.out, "<h{level} id=\"{id}\">");
        format!("</h{level}>")
    }

    fn table(&mut self, aligns: &[Alignment]) -> String {
        self.aligns = aligns.to_vec();
        self.tables += 1;
        let name = escape(&match &self.file {
            None => say!("Table {n} of the text", n = self.tables),
            Some(file) => say!("Table {n} of {file}", n = self.tables, file),
        });
        let _ = write!(
            self.out,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\"><table><caption>{name}</caption>"
        );
        "</tbody></table></div>".to_owned()
    }

    fn cell(&mut self) -> String {
        let class = match self.aligns.get(self.column) {
            Some(Alignment::Right) => " class=\"num\"",
            Some(Alignment::Center) => " class=\"mid\"",
            _ => "",
        };
        self.column += 1;
        let (start, end) = if self.head { ("th scope=\"col\"", "</th>") } else { ("td", "</td>") };
        let _ = write!(self.out, "<{start}{class}>");
        end.to_owned()
    }

    fn finish(mut self) -> String {
        while let Some(closer) = self.closers.pop() {
            self.out.push_str(&closer);
        }
        self.out
    }
}
