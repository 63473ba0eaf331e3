//! An item's words as they were read: marked by what they do, and underlined where nothing shows them.

use crate::assess::result::judgement::ItemJudgement;
use crate::model::reading::Role;
use crate::render::html::{Html, visible};
use crate::render::words;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The marked words; nothing where no word was read.
pub fn of(item: &ItemJudgement) -> Html {
    let mut html = String::new();
    for piece in item.reading.pieces(&item.today.left) {
        let words = visible(&piece.words);
        let _ = match (piece.role, piece.is_left) {
            (Role::Filler, false) => write!(html, "{words}"),
            (role, left) => write!(
                html,
                "<span class=\"r-{}{}\">{words}</span>",
                role.word(),
                if left { " left" } else { "" }
            ),
        };
    }
    Html::made(html)
}

/// Each role that the words of some items have, as a mark of its own.
pub fn legend(items: &[ItemJudgement]) -> Html {
    let roles =
        items.iter().flat_map(|item| &item.reading.spans).map(|span| span.role).collect::<BTreeSet<_>>();
    let marks = roles
        .into_iter()
        .filter(|role| *role != Role::Filler)
        .map(|role| format!("<span class=\"r-{}\">{}</span>", role.word(), visible(words::role_word(role))));
    Html::made(marks.collect::<Vec<_>>().join(", "))
}
