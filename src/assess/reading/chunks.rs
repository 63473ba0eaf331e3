//! An item's words cut into chunks: what the grammar of bounds read, references, phrases of the lexicon, other words, marks.

use crate::assess::reading::chunk::{Chunk, What};
use crate::assess::reading::grammar::parsed::{Parsed, Use};
use crate::assess::reading::listed::{is_joint, is_thing};
use crate::assess::reading::{grammar::phrase::Measure, grammar::text::Token};
use crate::lexicon::{self, Lexicon, Meaning, file::Role as Phrase};
use crate::model::{checklist::Reference, evidence::Kind, reading::Role};
use crate::read::checklist::mention;
use std::ops::Range;

/// Whether a bound counts what evidence may tell by another name.
pub(super) fn is_counted(measure: Measure) -> bool {
    matches!(measure, Measure::Bare | Measure::Millis | Measure::Percent | Measure::Bytes)
}

/// What stands at a token beside the token itself.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    tick: usize,
    /// Whether the back-ticks name files.
    names_files: bool,
    bracket: usize,
    clause: usize,
    /// What the grammar read here, and where that ends.
    read: Option<(usize, Use)>,
}

/// Cuts an item's words.
pub(super) fn chunks(text: &str, parsed: &Parsed, references: &[Reference], lexicon: &Lexicon) -> Vec<Chunk> {
    let mut places = places(parsed, references);
    read_by_grammar(parsed, &mut places);
    let mut chunks = Vec::new();
    let mut at = 0;
    while at < parsed.tokens.len() {
        let loose = parsed.loose.iter().find(|loose| loose.tokens.start == at && is_counted(loose.measure));
        let (end, what) = match places.get(at).and_then(|place| place.read) {
            None if loose.is_some() => (loose.map_or(at + 1, |loose| loose.tokens.end), What::Number),
            Some((end, Use::Window)) => (end, What::Read(Role::Window)),
            Some((end, Use::Bound)) => (end, What::Read(Role::Bound)),
            None => chunk(at, parsed, references, &places, lexicon),
        };
        chunks.extend(made(at..end, what, parsed, &places));
        at = end.max(at + 1);
    }
    chunks.extend(hidden(text, references, chunks.last()));
    chunks
}

/// What the grammar read at each token, and where it ends: of several readings the longest.
fn read_by_grammar(parsed: &Parsed, places: &mut [Surroundings]) {
    for (range, used) in &parsed.used {
        for place in places.get_mut(range.clone()).into_iter().flatten() {
            if place.read.is_none_or(|(end, _)| end <= range.end) {
                place.read = Some((range.end, *used));
            }
        }
    }
}

fn made(tokens: Range<usize>, what: What, parsed: &Parsed, places: &[Surroundings]) -> Option<Chunk> {
    let (first, last) = (parsed.tokens.get(tokens.start)?, parsed.tokens.get(tokens.end - 1)?);
    let range = first.1.start..last.1.end;
    let Surroundings { tick, bracket, clause, .. } = *places.get(tokens.start)?;
    let role = if let What::Read(role) = &what { Some(*role) } else { None };
    let mut text = parsed.shown.get(range.clone())?.to_owned();
    if what == What::Word && is_listed(tokens.start, parsed) {
        text.make_ascii_uppercase();
    }
    Some(Chunk { range, tokens, text, what, ticked: tick > 0, tick, bracket, clause, role })
}

/// The chunk that begins at a token, and where the next begins.
fn chunk(
    at: usize,
    parsed: &Parsed,
    references: &[Reference],
    places: &[Surroundings],
    lexicon: &Lexicon,
) -> (usize, What) {
    let Some((token, range)) = parsed.tokens.get(at) else { return (at + 1, What::Word) };
    let text = parsed.shown.get(range.clone()).unwrap_or_default();
    if is_reference(text, references) || places.get(at).is_some_and(|place| place.names_files) {
        return (at + 1, What::Read(Role::Reference));
    }
    match token {
        Token::Mark(mark) => return (at + 1, What::Mark(*mark)),
        Token::Url(_) => return (at + 1, What::Read(Role::Reference)),
        Token::Sign(_) => return (at + 1, What::Word),
        Token::Number { .. } | Token::OfHundred(_) => return (at + 1, What::Number),
        // An arrow.
        Token::Opaque if !text.contains(char::is_alphanumeric) => return (at + 1, What::Mark('>')),
        Token::Opaque => {
            return (at + 1, if text.contains(char::is_numeric) { What::Number } else { What::Word });
        }
        Token::Word(_) => {}
    }
    match phrase(at, parsed, places, lexicon) {
        // The `US` of `US backup`, the `A` of `zone A`, the `Returns` of `for Returns`.
        Some((meanings, 1)) if is_name_here(meanings, at, text, parsed) || is_thing(at, parsed, lexicon) => {
            (at + 1, What::Word)
        }
        Some((meanings, count)) => {
            let ticked = places.get(at).is_some_and(|place| place.tick > 0);
            let meanings =
                meanings.iter().filter(|meaning| !ticked || is_name(meaning)).cloned().collect::<Vec<_>>();
            if meanings.is_empty() { (at + 1, What::Word) } else { (at + count, What::Phrase(meanings)) }
        }
        None if text.ends_with("n't") || text.ends_with("n’t") => {
            (at + 1, What::Phrase(vec![Meaning::Role(Phrase::Polarity)]))
        }
        None => (at + 1, What::Word),
    }
}

/// What the longest phrase may mean that begins at a token, and how many tokens it has.
fn phrase<'l>(
    at: usize,
    parsed: &Parsed,
    places: &[Surroundings],
    lexicon: &'l Lexicon,
) -> Option<(&'l [Meaning], usize)> {
    let place = |n: usize| places.get(n).map(|place| (place.tick, place.bracket, place.clause));
    let word = |n: usize| match parsed.tokens.get(at + n)? {
        (Token::Word(word), _) if place(at + n) == place(at) => {
            places.get(at + n).is_some_and(|place| place.read.is_none()).then_some(word.as_str())
        }
        _ => None,
    };
    // `go/no-go` is one phrase, and so is `target date/time`.
    let is_slash = |n: usize| parsed.tokens.get(at + n).is_some_and(|(token, _)| *token == Token::Mark('/'));
    let slash = [1, 2].into_iter().find(|n| is_slash(*n));
    let over = slash.and_then(|slash| {
        let joined = |n: usize| if n >= slash { word(n + 1) } else { word(n) };
        lexicon
            .longest(joined)
            .filter(|(_, count)| *count > slash)
            .map(|(meanings, count)| (meanings, count + 1))
    });
    // `passed by` is a turn of its own, but not before who passed it, or how long that took: `passed by Bela`, `passed over 24 hours`.
    let is_about = |n: usize| match parsed.tokens.get(n) {
        Some((Token::Number { .. }, _)) => true,
        Some((Token::Word(_), range)) => {
            parsed.shown.get(range.clone()).is_some_and(|text| text.starts_with(char::is_uppercase))
        }
        _ => false,
    };
    let first = || lexicon.longest(|n| word(n).filter(|_| n == 0));
    let is_turn = |meanings: &[Meaning]| meanings.contains(&Meaning::Role(Phrase::Polarity));
    let succeeds = |(meanings, _): &(&[Meaning], usize)| meanings.contains(&Meaning::Role(Phrase::Outcome));
    let longest = lexicon.longest(word).map(|(meanings, count)| {
        let parts = count > 1 && is_turn(meanings) && is_about(at + count);
        first().filter(|first| parts && succeeds(first)).unwrap_or((meanings, count))
    });
    over.or(longest)
}

/// Whether a word of two or three letters stands alone in a list: `(de, fr, it)`.
fn is_listed(at: usize, parsed: &Parsed) -> bool {
    let is_mark = |at: Option<usize>, marks: &str| {
        let token = at.and_then(|at| parsed.tokens.get(at)).map(|(token, _)| token);
        matches!(token, Some(Token::Mark(mark)) if marks.contains(*mark))
    };
    let is_short =
        matches!(parsed.tokens.get(at), Some((Token::Word(word), _)) if (2..=3).contains(&word.len()));
    is_short && is_mark(at.checked_sub(1), "(,/") && is_mark(Some(at + 1), "),/")
}

/// Whether a word that asks nothing elsewhere names something: a short one in capitals, or one that stands alone in a list. The letter that begins a sentence, a loud `AND`, and all words of a loud item do not.
fn names(at: usize, text: &str, parsed: &Parsed) -> bool {
    let token = |at: Option<usize>| at.and_then(|at| parsed.tokens.get(at)).map(|(token, _)| token);
    let begins = token(at.checked_sub(1)).is_none_or(|before| *before == Token::Mark('.'));
    let is_article = text.len() == 1 && begins && matches!(token(Some(at + 1)), Some(Token::Word(_)));
    is_listed(at, parsed)
        || lexicon::stem::is_short_name(text)
            && !is_article
            && !matches!(text, "AND" | "UND" | "THE")
            && parsed.shown.chars().any(char::is_lowercase)
}

/// Whether a word that asks nothing elsewhere, or says that something was done, names something here.
fn is_name_here(meanings: &[Meaning], at: usize, text: &str, parsed: &Parsed) -> bool {
    let has = |role: Phrase| meanings.contains(&Meaning::Role(role));
    has(Phrase::Filler) && (names(at, text, parsed) || is_joined(at, parsed) || is_in_slot(at, parsed))
        || has(Phrase::Doing) && (is_capital_name(at, text, parsed) || is_subject(at, text, parsed))
}

/// Whether a verb in the plural begins an item and a word of outcome follows: `Returns passed` is about the returns.
fn is_subject(at: usize, text: &str, parsed: &Parsed) -> bool {
    let next = parsed.tokens.get(at + 1);
    let ends = matches!(next, Some((Token::Word(next), _)) if Lexicon::built_in().has(next, Phrase::Outcome));
    at == 0 && text.ends_with('s') && ends
}

/// Whether a hyphen joins a word to what stands before it: a check-in is no check.
fn is_joined(at: usize, parsed: &Parsed) -> bool {
    let start = parsed.tokens.get(at).map_or(0, |(_, range)| range.start);
    let before = parsed.shown.get(..start).unwrap_or_default();
    before.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Whether a word stands where a name must: `in us`, `by An passed`.
fn is_in_slot(at: usize, parsed: &Parsed) -> bool {
    let lexicon = Lexicon::built_in();
    let word = |at: usize| match parsed.tokens.get(at) {
        Some((Token::Word(word), _)) => Some(word.as_str()),
        _ => None,
    };
    let is = |word: Option<&str>, role: Phrase| word.is_some_and(|word| lexicon.has(word, role));
    let before = at.checked_sub(1).and_then(word);
    let leads = is(before, Phrase::Joint) && is(before, Phrase::Filler) || is(before, Phrase::Agent);
    let next = word(at + 1);
    let ends = match parsed.tokens.get(at + 1) {
        None => true,
        Some((Token::Mark(mark), _)) => matches!(mark, '.' | ';' | ')' | ','),
        Some(_) => is(next, Phrase::Outcome) || is(next, Phrase::Doing),
    };
    leads && ends
}

/// Whether a word begins with a capital behind one that does not: in a sentence it is a name.
fn is_capital_name(at: usize, text: &str, parsed: &Parsed) -> bool {
    let before = at.checked_sub(1).and_then(|before| parsed.tokens.get(before));
    let before = before.and_then(|(_, range)| parsed.shown.get(range.clone())).unwrap_or_default();
    text.starts_with(char::is_uppercase)
        && text.chars().any(char::is_lowercase)
        && before.starts_with(char::is_lowercase)
}

/// In back-ticks a word is a name: of a branch, an environment, a suite.
fn is_name(meaning: &Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Role(Phrase::Branch | Phrase::Runner) | Meaning::Place(_) | Meaning::Subject(_)
    )
}

fn is_reference(text: &str, references: &[Reference]) -> bool {
    text.contains(['.', '/'])
        && references.iter().any(|reference| {
            let named = reference.text();
            named == text || named.strip_suffix(text).is_some_and(|rest| rest.ends_with('/'))
        })
}

/// The back-ticks, the bracket and the clause of each token.
fn places(parsed: &Parsed, references: &[Reference]) -> Vec<Surroundings> {
    let mut places = Vec::with_capacity(parsed.tokens.len());
    let (mut open, mut brackets, mut clause) = (Vec::new(), 0, 0);
    let (mut ticks, mut read_to) = (0_usize, 0_usize);
    let inner = parsed.shown.split('`').skip(1).step_by(2);
    // What stands for something in a template, `<timestamp>`, is hidden.
    let is_template = |name: &str| {
        references
            .iter()
            .any(|reference| reference.text().contains('*') && reference.text().replace('*', " ") == name)
    };
    let is_file = |name: &str| is_template(name) || !mention::references(&format!("`{name}`"), "").is_empty();
    let files = inner.map(is_file).collect::<Vec<_>>();
    for (at, (token, range)) in parsed.tokens.iter().enumerate() {
        let between = parsed.shown.get(read_to..range.start).unwrap_or_default();
        ticks += between.matches('`').count();
        read_to = range.end;
        if *token == Token::Mark('(') {
            brackets += 1;
            open.push(brackets);
        }
        let tick = if ticks % 2 == 1 { ticks / 2 + 1 } else { 0 };
        let names_files = tick.checked_sub(1).and_then(|at| files.get(at)).copied().unwrap_or_default();
        let bracket = open.last().copied().unwrap_or_default();
        places.push(Surroundings { tick, names_files, bracket, clause, read: None });
        if *token == Token::Mark(')') {
            open.pop();
        }
        if open.is_empty() && tick == 0 && ends_clause(at, parsed) {
            clause += 1;
        }
    }
    places
}

/// A semicolon, or a full stop behind which something follows.
fn ends_clause(at: usize, parsed: &Parsed) -> bool {
    let Some((token, range)) = parsed.tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| parsed.tokens.get(before));
    let short = matches!(before, Some((Token::Word(word), _)) if word.contains('.') || word == "incl" || word == "etc");
    let spaced = parsed.shown.get(range.end..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    match token {
        Token::Mark(';') => true,
        Token::Mark('.') => spaced && !short,
        _ => false,
    }
}

/// Back-ticked names with a slash or a star that are no references: `@acme/shop`. The lexer hides them.
fn hidden(text: &str, references: &[Reference], last: Option<&Chunk>) -> Vec<Chunk> {
    let at = last.map_or(0, |last| last.range.end);
    let names = text.split('`').skip(1).step_by(2).map(str::trim);
    let names = names.filter(|name| {
        let is_hidden =
            name.contains(['/', '*']) && !name.contains(|c: char| c.is_whitespace() || "<>≤≥=:".contains(c));
        let path = mention::path(name).map(|(path, _)| path).or_else(|| mention::glob(name));
        let plain = path.as_deref().unwrap_or(name);
        is_hidden && !references.iter().any(|reference| reference.text() == plain)
    });
    let clause = last.map_or(0, |last| last.clause);
    names
        .map(|name| Chunk {
            range: at..at,
            tokens: 0..0,
            text: name.to_owned(),
            what: What::Word,
            ticked: true,
            tick: usize::MAX,
            bracket: 0,
            clause,
            role: None,
        })
        .collect()
}

/// Parts a clause where it asks for things of different kinds, one behind the other: `Backup of bookings and export of sailings done`.
pub(super) fn part_clauses(chunks: &mut [Chunk]) {
    let kind = |chunk: &Chunk| {
        let kinds = chunk.kinds(|meaning| match meaning {
            Meaning::Thing(kind) | Meaning::Deed(kind) => Some(kind),
            _ => None,
        });
        kinds.first().map(|kind| (*kind).clone()).filter(|_| !chunk.ticked && chunk.bracket == 0)
    };
    let mut last: Option<(Kind, usize)> = None;
    let mut joint: Option<usize> = None;
    let mut words = 0;
    let mut parted = 0;
    for at in 0..chunks.len() {
        let Some(chunk) = chunks.get_mut(at) else { return };
        chunk.clause += parted;
        let chunk = &*chunk;
        if is_joint(&chunk.text.to_lowercase()) && chunk.bracket == 0 {
            joint = Some(at);
            continue;
        }
        let Some(own) = kind(chunk) else {
            words += usize::from(!matches!(chunk.what, What::Mark(_)) && !chunk.has(Phrase::Filler));
            continue;
        };
        let parts = last.as_ref().is_some_and(|(other, clause)| *other != own && *clause == chunk.clause)
            && words > 0;
        if let Some(from) = joint.filter(|_| parts) {
            chunks.iter_mut().take(at + 1).skip(from).for_each(|chunk| chunk.clause += 1);
            parted += 1;
        }
        let clause = chunks.get(at).map_or(0, |chunk| chunk.clause);
        (last, joint, words) = (Some((own, clause)), None, 0);
    }
}
