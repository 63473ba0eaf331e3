//! An item's own words, without what it names.

/// The text without back-ticked paths, brackets and their content; other words in back-ticks (`main`) stay.
pub fn own_words(text: &str) -> String {
    let mut plain = String::new();
    for (n, part) in text.split('`').enumerate() {
        let is_name = n % 2 == 1 && part.contains(['/', '.', '*', '_']);
        plain.push_str(if is_name { " " } else { part });
    }
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}
