//! discover → read → assess on a fixture, and words to look at what came out.

use crate::repo::Repo;
use golive::assess::assess;
use golive::assess::result::assessment::Assessment;
use golive::assess::result::judgement::ItemJudgement;
use golive::assess::result::release::ReleaseAssessment;
use golive::config::Config;
use golive::discover::{Request, discover};
use golive::model::dossier::Dossier;
use golive::progress::Silent;
use golive::read::dossier::assemble::assemble;
use golive::read::dossier::gather;
use std::path::Path;

/// Everything known and concluded of a fixture.
pub struct Judged {
    pub dossier: Dossier,
    pub assessment: Assessment,
}

pub fn judged(repo: &Repo) -> Judged {
    judged_by(repo, &Config::default())
}

pub fn judged_by(repo: &Repo, config: &Config) -> Judged {
    judged_at(repo.path(), config)
}

pub fn judged_at(repo: &Path, config: &Config) -> Judged {
    let now = "2026-12-01T00:00:00Z".parse().unwrap();
    let request = Request { repo, sources: &config.sources, now, head: None };
    let discovery = discover(&request, &gather::LISTS, &Silent).unwrap();
    let facts = gather::gather(&discovery.history, &config.sources, &discovery.blobs, &Silent);
    let mut problems = discovery.problems;
    problems.extend_from_slice(&config.unused);
    problems.extend(gather::idle_readers(&discovery.history, &config.sources));
    let dossier = assemble(discovery.history, facts, problems);
    let assessment = assess(&dossier, config);
    Judged { dossier, assessment }
}

impl Judged {
    pub fn release(&self, name: &str) -> &ReleaseAssessment {
        let at = self.dossier.history.snapshots.iter().position(|snapshot| snapshot.name == name).unwrap();
        &self.assessment.releases[at]
    }

    pub fn item(&self, release: &str, words: &str) -> &ItemJudgement {
        let release = self.release(release);
        let sections = &release.in_force.as_ref().unwrap().checklist.sections;
        let is = |item: &&ItemJudgement| sections[item.section].items[item.index].text.contains(words);
        release.items.iter().find(is).unwrap_or_else(|| panic!("no item says {words}"))
    }

    /// `verified/open late unticked`: today, at the tag, flags.
    pub fn told(&self, release: &str, words: &str) -> String {
        let item = self.item(release, words);
        let mut told = format!("{}/{}", item.today.verdict.word(), item.at_tag.verdict.word());
        item.flags.iter().for_each(|flag| told.push_str(&format!(" {}", flag.word())));
        told
    }
}
