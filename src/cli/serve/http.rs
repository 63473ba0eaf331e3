//! Answers to a browser on this machine: files of the site, with the script that loads a page again.

use super::shown::Shown;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response};

const STATE: &str = "/~golive/state";
const SCRIPT: &str = "/~golive/reload.js";

/// What the file's ending says of its content.
const TYPES: [(&str, &str); 16] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("jsonl", "application/x-ndjson"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("ico", "image/x-icon"),
    ("xml", "application/xml"),
    ("csv", "text/csv; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("zip", "application/zip"),
];

type Answer = Response<Cursor<Vec<u8>>>;

/// Answers a request. Who has gone away needs no answer.
pub(super) fn answer(request: Request, shown: &Shown, port: u16) {
    let response = if !is_for_this_machine(&request, port) {
        plain(403, "golive serve answers to 127.0.0.1 and localhost alone")
    } else if !matches!(request.method(), Method::Get | Method::Head) {
        plain(405, "golive serve only shows")
    } else {
        of_path(request.url(), shown)
    };
    let _ = request.respond(response);
}

/// A page of another site may have its name lead here: then the browser asks by that name.
fn is_for_this_machine(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    host.is_some_and(|host| {
        [format!("127.0.0.1:{port}"), format!("localhost:{port}")]
            .iter()
            .any(|own| host.value == own.as_str())
    })
}

fn of_path(url: &str, shown: &Shown) -> Answer {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path {
        STATE => typed(200, "application/json", shown.json().into_bytes()),
        SCRIPT => typed(
            200,
            "text/javascript; charset=utf-8",
            include_bytes!("../../../content/serve/reload.js").to_vec(),
        ),
        _ => of_file(path, shown),
    }
}

fn of_file(path: &str, shown: &Shown) -> Answer {
    let missing = || {
        let page = fs::read(shown.folder().join("404.html"));
        page.map_or_else(
            |_| nothing(shown),
            |page| typed(404, "text/html; charset=utf-8", with_script(page, shown)),
        )
    };
    let Some(full) = decoded(path).and_then(|path| inside(shown.folder(), &path)) else { return missing() };
    if full.is_dir() {
        // Links of a page are relative to its folder.
        let Ok(location) = Header::from_bytes("Location", format!("{path}/")) else { return missing() };
        return match path.ends_with('/') {
            true => fs::read(full.join("index.html")).map_or_else(
                |_| missing(),
                |page| typed(200, "text/html; charset=utf-8", with_script(page, shown)),
            ),
            false => plain(301, "").with_header(location),
        };
    }
    let ending =
        full.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let kind =
        TYPES.iter().find(|(known, _)| *known == ending).map_or("application/octet-stream", |(_, kind)| kind);
    match fs::read(&full) {
        Ok(page) if ending == "html" => typed(200, kind, with_script(page, shown)),
        Ok(bytes) => typed(200, kind, bytes),
        Err(_) => missing(),
    }
}

/// A file of the site; what leads out of it is none.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let root = folder.canonicalize().ok()?;
    let full = root.join(path.trim_start_matches('/')).canonicalize().ok()?;
    full.starts_with(&root).then_some(full)
}

/// A path without its escapes.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| *first == b'%');
        match hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

/// A page with the script at its end.
fn with_script(page: Vec<u8>, shown: &Shown) -> Vec<u8> {
    let text = String::from_utf8_lossy(&page);
    let script = format!("<script src=\"{SCRIPT}\" data-version=\"{}\"></script>", shown.version());
    match text.rfind("</body>") {
        Some(at) => {
            let (before, behind) = text.split_at(at);
            format!("{before}{script}{behind}").into_bytes()
        }
        None => format!("{text}{script}").into_bytes(),
    }
}

/// Where no site was built yet, a page that waits for one.
fn nothing(shown: &Shown) -> Answer {
    let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>golive</title><body><p>There is no such page.</p></body></html>";
    typed(404, "text/html; charset=utf-8", with_script(page.as_bytes().to_vec(), shown))
}

fn plain(status: u16, text: &str) -> Answer {
    typed(status, "text/plain; charset=utf-8", text.as_bytes().to_vec())
}

fn typed(status: u16, kind: &str, bytes: Vec<u8>) -> Answer {
    let headers =
        [("Content-Type", kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")];
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    headers.fold(Response::from_data(bytes).with_status_code(status), Response::with_header)
}
