//! The wire format of SSH (RFC 4251, 5) and the armour of its files.

use base64::{Engine, engine::general_purpose::STANDARD};

/// Reads fields one after the other; `None` where there are too few bytes.
pub(super) struct Wire<'b>(pub(super) &'b [u8]);

impl<'b> Wire<'b> {
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (field, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(field)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.bytes(4)?.try_into().ok()?))
    }

    /// A field with its length before it.
    pub(super) fn string(&mut self) -> Option<&'b [u8]> {
        let count = usize::try_from(self.number()?).ok()?;
        self.bytes(count)
    }

    /// A positive number of any size, without zeros before it.
    pub(super) fn integer(&mut self) -> Option<&'b [u8]> {
        let field = self.string()?;
        let is_negative = field.first().is_some_and(|first| first & 0x80 != 0);
        let zeros = field.iter().take_while(|byte| **byte == 0).count();
        (!is_negative).then(|| field.get(zeros..)).flatten()
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Appends a field with its length before it.
pub(super) fn put(to: &mut Vec<u8>, field: &[u8]) {
    to.extend(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
    to.extend(field);
}

/// The bytes between the first and the last line of an armoured text, which must name `kind`.
pub(super) fn dearmoured(text: &str, kind: &str) -> Option<Vec<u8>> {
    let inner = text.trim().strip_prefix(&format!("-----BEGIN {kind}-----"))?;
    let inner = inner.strip_suffix(&format!("-----END {kind}-----"))?;
    STANDARD.decode(inner.split_ascii_whitespace().collect::<String>()).ok()
}

/// An armoured text.
pub(super) fn armoured(bytes: &[u8], kind: &str) -> String {
    let encoded = STANDARD.encode(bytes);
    let lines = encoded.as_bytes().chunks(70).map(String::from_utf8_lossy).collect::<Vec<_>>();
    format!("-----BEGIN {kind}-----\n{}\n-----END {kind}-----\n", lines.join("\n"))
}
