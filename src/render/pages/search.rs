//! The page of search, and the parts of its index.

use crate::render::language::say;
use crate::render::page::{Frame, Kind, Scene};
use crate::render::script::handing;
use crate::render::site::RenderError;
use crate::render::urls::{Target, relative};
use serde::Serialize;

/// The page and its parts. Planned behind all pages to which entries lead.
pub struct Search;

#[derive(Debug, Serialize)]
struct View {
    script: String,
    places: Vec<Place>,
}

/// Where to look without a script.
#[derive(Debug, Serialize)]
struct Place {
    text: &'static str,
    href: String,
    what: &'static str,
}

/// What stands where, for those who look without a script.
fn places() -> [(&'static str, Target, &'static str); 6] {
    [
        (
            say!("Releases"),
            Target::Index,
            say!("every release with its time and readiness; its page lists its evidence"),
        ),
        (say!("Items"), Target::Items, say!("every item of every checklist with its section")),
        (
            say!("Findings"),
            Target::Findings,
            say!("everything found beside the verdicts, flags, and problems with the inputs"),
        ),
        (say!("Latency"), Target::Latency, say!("every address that was checked")),
        (say!("Lighthouse"), Target::Lighthouse, say!("every page that was measured")),
        (say!("Waivers"), Target::Waivers, say!("every waiver with its reason")),
    ]
}

impl Kind for Search {
    fn targets(&self, scene: &Scene<'_>) -> Vec<Target> {
        let parts = scene.index().parts();
        let parts = parts.into_iter().map(|name| Target::File(format!("search/{name}.js")));
        std::iter::once(Target::Search).chain(parts).collect()
    }

    fn draw(&self, scene: &Scene<'_>, target: &Target, path: &str) -> Result<Vec<u8>, RenderError> {
        if let Target::File(file) = target {
            let name = file.trim_start_matches("search/").trim_end_matches(".js");
            return handing(path, name, &scene.index().part(scene, name));
        }
        let place =
            |(text, target, what)| Some(Place { text, href: scene.routes.link(path, &target)?, what });
        let view = View {
            script: relative(path, "search.js"),
            places: places().into_iter().filter_map(place).collect(),
        };
        scene.fill("search.html", Frame::new(scene, path, say!("Search"), &[]), &view)
    }
}
