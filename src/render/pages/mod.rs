//! The pages: a file a kind, listed in one slice. Adding a page is one file, one template and one line in [`PAGES`].
//!
//! Invariant: a page decides nothing; it words and arranges what was judged. Links are made for planned targets only.

pub mod about;
pub mod addresses;
pub mod answer;
pub mod around;
pub mod audit_changes;
pub mod audits;
pub mod checklist;
pub mod commits;
pub mod compare;
pub mod content;
pub mod difference;
pub mod entries;
pub mod evidence;
pub mod figures;
pub mod files;
pub mod findings;
pub mod found;
mod governed;
pub mod index;
pub mod items;
pub mod latency;
pub mod latest;
pub mod lighthouse;
pub mod lines;
pub mod marks;
pub mod matrix;
pub mod not_found;
pub mod own;
pub mod page_charts;
pub mod parts;
pub mod people;
pub mod picture;
pub mod pixels;
mod provenance;
pub mod reasons;
pub mod rejudged;
pub mod release;
pub mod rows;
pub mod search;
pub mod sections;
pub mod series;
pub mod shaped;
pub mod sides;
pub mod switcher;
pub mod this_site;
pub mod told;
pub mod waivers;
pub mod why;
pub mod years;

use super::page::Kind;

/// Every kind of page and file.
pub static PAGES: &[&dyn Kind] = &[
    &index::Index,
    &release::Releases,
    &evidence::EvidencePages,
    &latest::Latest,
    &items::Items,
    &matrix::Matrix,
    &latency::Latency,
    &series::Series,
    &lighthouse::Lighthouse,
    &compare::Compare,
    &findings::Findings,
    &people::People,
    &waivers::Waivers,
    &about::About,
    &this_site::ThisSite,
    &own::Own,
    &not_found::NotFound,
    &files::Files,
    // Behind all pages to which its entries lead.
    &search::Search,
];
