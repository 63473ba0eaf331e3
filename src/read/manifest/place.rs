//! In which line of a manifest a field and its value stand, for parsers that do not tell.

/// The first line, from 1, that holds both a key and a value as whole words; 0 where they are not in one line.
pub(super) fn line_of(text: &str, key: &str, value: &str) -> u32 {
    let holds =
        |line: &str| line.find(key).is_some_and(|at| line.get(at..).is_some_and(|rest| rest.contains(value)));
    text.lines().position(holds).and_then(|at| u32::try_from(at + 1).ok()).unwrap_or_default()
}
