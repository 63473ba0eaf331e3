//! XML as the same tree as JSON: an element is a group of its attributes, of its text as `#text`, and, by their names, of lists
//! of the elements within it.

use crate::read::text::lines::capped;
use crate::read::value::tree::{Group, Node, Value};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What lies deeper, and what comes later, is passed over.
const DEEPEST: usize = 24;
const MOST: usize = 100_000;
const VALUE_CAP: usize = 300;
/// By which name the text of an element stands beside its attributes.
const TEXT: &str = "#text";

/// The tree of a text; `None` where it is broken or ends too early.
pub(super) fn tree(text: &str) -> Option<Node> {
    let mut reader = Reader::from_str(text);
    // The elements that are open, the text as a whole first.
    let mut open = vec![(String::new(), Group::new())];
    let mut count = 0usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => open.push(element(&tag)),
            event @ (Event::Empty(_) | Event::End(_)) => {
                let (name, group) = if let Event::Empty(tag) = event { element(&tag) } else { open.pop()? };
                count += 1;
                if open.len() < DEEPEST && count < MOST {
                    add(&mut open.last_mut()?.1, name, group);
                }
            }
            Event::Text(text) => {
                let text = capped(text.as_ref().trim(), VALUE_CAP);
                let has_text = |group: &Group| group.iter().any(|(key, _)| key == TEXT);
                if let Some((_, group)) =
                    open.last_mut().filter(|(_, group)| !text.is_empty() && !has_text(group))
                {
                    group.push((TEXT.to_owned(), Node::word(text, 0)));
                }
            }
            Event::Eof => {
                let (_, group) = open.pop().filter(|_| open.is_empty())?;
                return Some(Node { value: Value::Group(group), line: 0 });
            }
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>) -> (String, Group) {
    let attributes = tag.attributes().filter_map(|attribute| {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some((attribute.key.as_ref().to_owned(), Node::word(capped(value.trim(), VALUE_CAP), 0)))
    });
    (tag.name().as_ref().to_owned(), attributes.collect())
}

fn add(group: &mut Group, name: String, inner: Group) {
    let node = Node { value: Value::Group(inner), line: 0 };
    // Elements of one name mostly follow each other.
    match group.iter_mut().rev().find(|(key, node)| *key == name && matches!(node.value, Value::List(_))) {
        Some((_, Node { value: Value::List(list), .. })) => list.push(node),
        _ => group.push((name, Node { value: Value::List(vec![node]), line: 0 })),
    }
}
