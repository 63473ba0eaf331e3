//! Images that are evidence: published beside the page that shows them, so that an auditor sees what the team saw.

use super::pixels;
use crate::model::evidence::{Evidence, Kind};
use crate::read::files::image::format;
use crate::render::html::{Html, escape};
use crate::render::language::say;
use crate::render::page::Scene;
use crate::render::urls::Target;

/// Larger images are named and not published.
const LARGEST: u64 = 2 << 20;

/// The box of a thumbnail, in CSS pixels.
const THUMBNAIL: (usize, usize) = (192, 128);

/// The name of the published file, by the image's first bytes; `None` for what is broken or no image that every browser shows. SVG is never one: it
/// can hold scripts.
pub fn name(scene: &Scene<'_>, version: &Evidence) -> Option<&'static str> {
    if version.facts.kind != Kind::Image || version.facts.bytes > LARGEST {
        return None;
    }
    let bytes = scene.bytes.bytes(version.blob).ok()?;
    pixels::picture(&bytes)?;
    match format(&bytes)? {
        "png" => Some("image.png"),
        "jpeg" => Some("image.jpg"),
        "gif" => Some("image.gif"),
        "webp" => Some("image.webp"),
        _ => None,
    }
}

/// The published file: the picture without what else stood in the file.
pub fn published(bytes: &[u8]) -> Vec<u8> {
    pixels::picture(bytes).unwrap_or_default()
}

/// A small image beside an item, which leads to the page of its version.
pub fn thumbnail(scene: &Scene<'_>, from: &str, index: usize) -> Option<Html> {
    let version = scene.dossier.evidence.get(index)?;
    let image = scene.routes.link(from, &Target::Image(index, name(scene, version)?))?;
    let page = scene.routes.evidence(from, index)?;
    let alt = alt(version.path.rsplit('/').next().unwrap_or_default());
    let size = size(scene, version, Some(THUMBNAIL));
    Some(Html::made(format!(
        "<a class=\"thumbnail\" href=\"{page}\"><img src=\"{image}\" alt=\"{}\"{size} loading=\"lazy\"></a>",
        escape(&alt)
    )))
}

/// What stands for an image where it is not seen.
fn alt(name: &str) -> String {
    say!("Evidence image {file}", file = name)
}

/// The image on the page of its version, with its size as far as the page knows it.
pub fn shown(scene: &Scene<'_>, from: &str, index: usize, version: &Evidence) -> Option<Html> {
    let link = scene.routes.link(from, &Target::Image(index, name(scene, version)?))?;
    let name = version.path.rsplit('/').next().unwrap_or_default();
    let size = size(scene, version, None);
    let alt = escape(&alt(name));
    let words = escape(&say!("Download {file}", file = name));
    Some(Html::made(format!(
        "<img class=\"picture\" src=\"{link}\" alt=\"{alt}\"{size}><br><a href=\"{link}\" download=\"{}\">{words}</a> <span class=\"meta\">({})</span>",
        escape(name),
        escape(say!("the picture alone: what else the file holds, such as EXIF and comments, is left out"))
    )))
}

/// The attributes that keep a place for an image before it is there: its own size, or what is left of it in a box. Nothing where the
/// bytes do not tell.
fn size(scene: &Scene<'_>, version: &Evidence, fit: Option<(usize, usize)>) -> String {
    let size = scene.bytes.bytes(version.blob).ok().and_then(|bytes| imagesize::blob_size(&bytes).ok());
    let Some((width, height)) = size.map(|size| (size.width.max(1), size.height.max(1))) else {
        return String::new();
    };
    let (width, height) = match fit {
        Some((most, high)) if width > most || height > high => {
            // The side that is too long by more decides.
            if width * high > height * most {
                (most, (height * most / width).max(1))
            } else {
                ((width * high / height).max(1), high)
            }
        }
        _ => (width, height),
    };
    format!(" width=\"{width}\" height=\"{height}\"")
}
