//! The whole history as data, feeds and badges: what others' programs read.
//!
//! Invariant: pure, and no page. The shapes are those of the contract; an absent value is `null` in JSON and an empty cell in CSV, a list
//! is never missing. Addresses of persons are never published, their names are.

mod attestation;
mod badge;
mod build;
mod card;
mod changes;
mod delivery;
mod feed;
mod json;
mod ledger;
mod measured;
mod parts;
mod release;
pub mod schemas;
mod sitemap;
mod source;
mod standing;
mod table;

pub use attestation::{PREDICATE, attestation};
pub use badge::{Badge, badge_json, badge_svg};
pub use build::{BUILD, RecordedBuild, build_json, theme};
pub use card::card;
pub use changes::item_changes;
pub use delivery::delivery_json;
pub use feed::{atom, json_feed};
pub use ledger::{LEDGER, continued, ledger};
pub use parts::{LIST, ROWS, draw_part, parts};
pub use release::{release_json, releases_json};
pub use sitemap::{robots, sitemap};
pub use source::{Drawn, Source};
pub use table::{TABLES, cell, checks_csv};

/// A file of the site as a whole.
#[derive(Clone, Copy, Debug)]
pub struct SiteFile {
    /// Its path under the output.
    pub path: &'static str,
    /// Makes its bytes.
    pub draw: fn(&Source<'_>) -> Drawn,
}

/// A file of each release and of the candidate.
#[derive(Clone, Copy, Debug)]
pub struct ReleaseFile {
    /// Its name in the folder of the release.
    pub name: &'static str,
    /// Makes its bytes for the snapshot with this index.
    pub draw: fn(&Source<'_>, usize) -> Drawn,
}

/// Every file of the site that is not a page, without the manifest, the style, the script and the parts of [`TABLES`].
pub const SITE_FILES: &[SiteFile] = &[
    SiteFile { path: "data/releases.json", draw: releases_json },
    SiteFile { path: BUILD, draw: build_json },
    SiteFile { path: "data/delivery.json", draw: delivery_json },
    SiteFile { path: LIST, draw: parts::list },
    SiteFile { path: "atom.xml", draw: atom },
    SiteFile { path: "feed.json", draw: json_feed },
    SiteFile { path: "sitemap.xml", draw: sitemap },
    SiteFile { path: LEDGER, draw: ledger },
    SiteFile { path: "schema/config.json", draw: |_| Ok(schemas::of_config().into_bytes()) },
    SiteFile { path: "schema/release.json", draw: |_| Ok(schemas::OF_RELEASE.into()) },
    SiteFile { path: "schema/record.json", draw: |_| Ok(schemas::OF_RECORD.into()) },
    SiteFile { path: "robots.txt", draw: robots },
    // GitHub Pages would otherwise run the site through Jekyll.
    SiteFile { path: ".nojekyll", draw: |_| Ok(Vec::new()) },
];

/// Every file beside a release's page.
pub const RELEASE_FILES: &[ReleaseFile] = &[
    ReleaseFile { name: "release.json", draw: release_json },
    ReleaseFile { name: "card.svg", draw: card },
    ReleaseFile { name: "badge.svg", draw: |of, at| badge_svg(of, at, Badge::Readiness) },
    ReleaseFile { name: "badge.json", draw: |of, at| badge_json(of, at, Badge::Readiness) },
    ReleaseFile { name: "badge-proven.svg", draw: |of, at| badge_svg(of, at, Badge::Proven) },
    ReleaseFile { name: "badge-proven.json", draw: |of, at| badge_json(of, at, Badge::Proven) },
    ReleaseFile { name: "badge-latency.svg", draw: |of, at| badge_svg(of, at, Badge::Latency) },
    ReleaseFile { name: "badge-latency.json", draw: |of, at| badge_json(of, at, Badge::Latency) },
    ReleaseFile { name: "badge-lighthouse.svg", draw: |of, at| badge_svg(of, at, Badge::Lighthouse) },
    ReleaseFile { name: "badge-lighthouse.json", draw: |of, at| badge_json(of, at, Badge::Lighthouse) },
];

/// Those of them that stand for the newest release too, under an address that does not change.
pub const LATEST_FILES: &[&str] = &[
    "badge.svg",
    "badge.json",
    "badge-proven.svg",
    "badge-proven.json",
    "badge-latency.svg",
    "badge-latency.json",
    "badge-lighthouse.svg",
    "badge-lighthouse.json",
];
