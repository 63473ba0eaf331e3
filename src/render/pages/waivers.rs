//! All waivers: what was set aside, where, and why.

use super::difference;
use super::parts::{self, Cell, Table};
use crate::model::checklist::Mark;
use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::site::RenderError;
use crate::render::urls::{Target, item_anchor};
use serde::Serialize;

/// One page.
pub struct Waivers;

#[derive(Debug, Serialize)]
struct View {
    table: Option<Table>,
}

impl Kind for Waivers {
    fn targets(&self, _: &Scene<'_>) -> Vec<Target> {
        vec![Target::Waivers]
    }

    fn draw(&self, scene: &Scene<'_>, _: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        let columns = [say!("Release"), say!("Item"), say!("Verdict"), say!("Reason given")];
        let mut table = Table::new(say!("Waived items, newest release first"), &columns);
        for (r, _) in scene.releases().rev() {
            for item in &r.items {
                let Mark::Waived { reason } = &item.today.mark else { continue };
                let fragment = format!("#{}", item_anchor(&item.id));
                let words = difference::text(r, item);
                table.rows.push(vec![
                    Cell::heading(parts::release(scene, path, r.snapshot)),
                    Cell::html(scene.anchor(path, &Target::Release(r.snapshot), &fragment, &words)),
                    Cell::html(parts::badge(item.today.verdict)),
                    Cell::text(reason.as_deref().unwrap_or(say!("none, so it does not count as proven"))),
                ]);
            }
        }
        let view = View { table: table.unless_empty().map(Table::filtered) };
        scene.fill("waivers.html", Frame::new(scene, path, say!("Waivers"), &[]), &view)
    }
}
