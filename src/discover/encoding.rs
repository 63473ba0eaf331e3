//! The words of commits and tags in the encoding that they name.

use encoding_rs::Encoding;
use git2::Repository;

/// The bytes as text: UTF-8 where they are that, else in the encoding of the commit's or tag's header.
pub fn text(bytes: &[u8], label: Option<&str>) -> String {
    let label = label.map(normal).unwrap_or_default();
    if !label.starts_with("iso-2022")
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    // The web takes Windows-1252 for ISO-8859-1; git does not.
    if matches!(label.as_str(), "iso-8859-1" | "latin1") {
        return bytes.iter().copied().map(char::from).collect();
    }
    match known(&label) {
        Some(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether golive can read an encoding of this name.
pub fn is_known(label: &str) -> bool {
    known(&normal(label)).is_some()
}

fn known(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

/// The name as the web's standard writes it.
fn normal(label: &str) -> String {
    let label = label.trim().to_ascii_lowercase().replace('_', "-");
    match label.as_str() {
        "latin-1" | "iso8859-1" | "iso88591" | "l1" => "iso-8859-1".to_owned(),
        "cp932" | "sjis-win" => "windows-31j".to_owned(),
        "cp936" => "gbk".to_owned(),
        "cp949" | "uhc" => "euc-kr".to_owned(),
        "cp950" => "big5".to_owned(),
        "eucjp" => "euc-jp".to_owned(),
        "euckr" => "euc-kr".to_owned(),
        "win1251" | "win-1251" => "windows-1251".to_owned(),
        "win1252" | "win-1252" => "windows-1252".to_owned(),
        _ => label,
    }
}

/// The encoding that the header of a tag object names; git2 does not tell it.
pub(super) fn tag_encoding(repo: &Repository, tag: git2::Oid) -> Option<String> {
    let odb = repo.odb().ok()?;
    let object = odb.read(tag).ok()?;
    let mut header = object.data().split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    let label = header.find_map(|line| line.strip_prefix(b"encoding "))?;
    std::str::from_utf8(label).ok().map(str::to_owned)
}
