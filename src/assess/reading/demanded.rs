//! What a clause demands: a column that is filled in, something kept, a decision, something done.

use crate::assess::reading::chunk::{Chunk, What};
use crate::assess::reading::{clause::Clause, inventories};
use crate::lexicon::words::Cue;
use crate::lexicon::{Meaning, file::Role as Phrase};
use crate::model::inventory::{InventoryDemand, InventoryKind};
use crate::model::{
    checklist::Reference, criterion::Criterion, deed::Deed, evidence::Kind, fact::GitFact, kinds::Property,
    reading::Role,
};

impl Clause<'_> {
    /// What the clause demands. The chunks that say so get their roles.
    pub(super) fn demands(&mut self) -> Vec<Criterion> {
        self.set_times_aside();
        self.read_attributes();
        let found = self.column().or_else(|| self.inventory()).or_else(|| self.signed_off());
        if let Some(criterion) = found {
            return vec![criterion];
        }
        let facts = self.facts();
        self.is_of_file = facts.iter().any(|criterion| {
            matches!(
                criterion,
                Criterion::Fact { fact: GitFact::Path { .. } | GitFact::Changelog { .. }, .. }
            )
        });
        if !facts.is_empty() {
            return facts;
        }
        let deeds = self.deeds();
        if deeds.is_empty() { self.answered().into_iter().collect() } else { deeds }
    }

    /// `Smoke check passed`: the newest check answered well, and within its own budget.
    fn answered(&mut self) -> Option<Criterion> {
        let names_file = self.references.iter().any(|reference| !matches!(reference, Reference::Url(_)));
        let things = self.find(|chunk| chunk.is(&Meaning::Thing(Kind::Smoke)));
        let outcomes = self.find(Chunk::is_outcome);
        if names_file
            || things.is_empty()
            || outcomes.is_empty()
            || self.chunks.iter().any(|chunk| chunk.is_bound())
        {
            return None;
        }
        self.mark_all(things.into_iter().chain(outcomes), Role::Demand);
        Some(Criterion::Status { from: 200, to: 299, in_budget: true })
    }

    /// `after deploy`, `before the backup`: a time, which the evidence must tell.
    fn set_times_aside(&mut self) {
        for at in 0..self.chunks.len() {
            if !self.at(at, |chunk| chunk.has(Phrase::Beside) && chunk.role.is_none()) {
                continue;
            }
            let next = (at + 1..self.chunks.len()).find(|n| self.at(*n, |chunk| !chunk.has(Phrase::Filler)));
            for n in [Some(at), next].into_iter().flatten() {
                if let Some(chunk) =
                    self.chunks.get_mut(n).filter(|chunk| matches!(chunk.what, What::Phrase(_)))
                {
                    chunk.what = What::Word;
                }
            }
        }
    }

    /// `a clean install passed`: before what it describes such a word says which one it is, where another says how it ended.
    fn read_attributes(&mut self) {
        for at in 0..self.chunks.len() {
            let describes = self.chunks.get(at + 1).is_some_and(|next| match &next.what {
                What::Word => !next.ticked,
                What::Phrase(_) => !is_done(next) && !next.has(Phrase::Filler) && !next.has(Phrase::Beside),
                _ => false,
            });
            let ends_later = self.chunks.iter().skip(at + 2).any(|chunk| is_done(chunk));
            if let Some(chunk) = self.chunks.get_mut(at)
                && describes
                && ends_later
                && chunk.has(Phrase::Attribute)
                && chunk.role.is_none()
            {
                chunk.what = What::Word;
            }
        }
    }

    fn column(&mut self) -> Option<Criterion> {
        let filled = self.find(|chunk| chunk.has(Phrase::Filled));
        let at = *self.find(|chunk| chunk.has(Phrase::Column) && !chunk.ticked).first()?;
        let name = at.checked_sub(1).filter(|name| {
            self.chunks.get(*name).is_some_and(|chunk| {
                !chunk.has(Phrase::Filler)
                    && !chunk.has(Phrase::Quantifier)
                    && !matches!(chunk.what, What::Mark(_))
            })
        })?;
        if filled.is_empty() {
            return None;
        }
        let name_text = self.chunks.get(name)?.text.to_lowercase();
        self.mark_all([at, name].into_iter().chain(filled), Role::State);
        Some(Criterion::Column { name: name_text })
    }

    fn inventory(&mut self) -> Option<Criterion> {
        let kinds = |chunk: &Chunk| {
            let named = chunk
                .kinds(|meaning| if let Meaning::InventoryThing(kind) = meaning { Some(kind) } else { None });
            named.into_iter().cloned().collect::<Vec<_>>()
        };
        let named = self.free().flat_map(|(_, chunk)| kinds(chunk)).collect::<Vec<_>>();
        // `DB_TOKEN is present` says what it is.
        let has_secret = self.free().any(|(_, chunk)| inventories::is_secret(&chunk.text));
        for what in InventoryKind::ALL {
            let kind = what.kind();
            if !(named.contains(&kind) || what == InventoryKind::Secrets && has_secret) {
                continue;
            }
            let states = self.find(|chunk| chunk.is(&Meaning::KeptState(kind.clone())));
            if states.is_empty() && !(what == InventoryKind::Reviewers && self.says_who_they_are()) {
                continue;
            }
            let things = self.find(|chunk| chunk.is(&Meaning::InventoryThing(kind.clone())));
            self.mark_all(things.into_iter().chain(states), Role::State);
            let place = if matches!(what, InventoryKind::Rotation | InventoryKind::Endpoints) {
                None
            } else {
                self.place()
            };
            let names = inventories::names(self, what);
            return Some(Criterion::Inventory(InventoryDemand { what, place, names }));
        }
        None
    }

    /// `reviewers of the production environment are manager + reliability`.
    fn says_who_they_are(&self) -> bool {
        let is_party = |chunk: &&mut Chunk| chunk.means(Meaning::is_party);
        let is = |chunk: &&mut Chunk| chunk.reads(&["are", "sind"]);
        let at = self.chunks.iter().position(is);
        let who = at.and_then(|at| self.chunks.get(at + 1..)).unwrap_or_default();
        let listed = who
            .iter()
            .take_while(|chunk| is_party(chunk) || chunk.is_mark(",+&") || chunk.has(Phrase::Filler))
            .any(is_party);
        listed && self.free().any(|(_, chunk)| chunk.means(|meaning| matches!(meaning, Meaning::Place(_))))
    }

    /// The environment that the clause names; of several the first.
    fn place(&mut self) -> Option<String> {
        let at = *self.find(|chunk| chunk.means(|meaning| matches!(meaning, Meaning::Place(_)))).first()?;
        self.mark(at, Role::Where);
        let What::Phrase(meanings) = &self.chunks.get(at)?.what else { return None };
        meanings.iter().find_map(Meaning::place).map(ToString::to_string)
    }

    fn signed_off(&mut self) -> Option<Criterion> {
        let deciding = self.find(|chunk| chunk.means(Meaning::is_decision));
        if deciding.is_empty() || !(self.names_log() || self.is_bare_decision(&deciding)) {
            return None;
        }
        let done = self.find(|chunk| {
            chunk.has(Phrase::Doing)
                || chunk.means(|meaning| matches!(meaning, Meaning::DoneOf(kind) if kind.is_sign_off()))
        });
        let fields = self.find(|chunk| chunk.means(|meaning| matches!(meaning, Meaning::Field(_))));
        let is = |at: &usize, name: &str| self.at(*at, |chunk| chunk.is(&Meaning::Field(name.into())));
        let fields = fields.into_iter().filter(|at| self.tells_field(*at)).collect::<Vec<_>>();
        let scope = fields.iter().any(|at| is(at, "scope"));
        let target = fields.iter().any(|at| is(at, "target date"));
        self.mark_all(deciding.into_iter().chain(done), Role::Demand);
        self.mark_all(fields, Role::State);
        // The newest decision shows nothing of all of them.
        for chunk in self.chunks.iter_mut().filter(|chunk| chunk.has(Phrase::Universal)) {
            chunk.what = What::Word;
        }
        Some(Criterion::SignedOff { scope, target })
    }

    /// Whether a chunk names a value of a decision; the release that is decided on is one.
    fn tells_field(&self, at: usize) -> bool {
        self.at(at, |chunk| !chunk.ticked)
    }

    /// Whether a log or a record is named in which decisions stand.
    fn names_log(&self) -> bool {
        let endings = [".md", ".markdown", ".json", ".jsonl", ".yml", ".yaml", "/"];
        self.references.iter().any(|reference| {
            !matches!(reference, Reference::Url(_))
                && endings.iter().any(|end| reference.text().ends_with(end))
        })
    }

    /// Without a log the words must name the decision and who made it: `Product sign-off obtained`.
    fn is_bare_decision(&self, deciding: &[usize]) -> bool {
        let thing = deciding.iter().filter_map(|at| self.chunks.get(*at)).any(|chunk| {
            chunk.means(|meaning| matches!(meaning, Meaning::Thing(kind) if kind.is_sign_off()))
        });
        let is_by = |chunk: &Chunk| chunk.has(Phrase::Agent) || chunk.text.eq_ignore_ascii_case("from");
        let names_who = self.free().any(|(_, chunk)| chunk.means(Meaning::is_party) || is_by(chunk));
        // `Product approved the release`, where nothing else is asked for: `Backup approved by Ada` is about a backup.
        let is_other = |meaning: &Meaning| matches!(meaning, Meaning::Thing(kind) | Meaning::Subject(kind) if !kind.is_sign_off());
        names_who && (thing || !self.free().any(|(_, chunk)| chunk.means(is_other)))
    }

    /// What is to be done: a kind, or several in one list.
    fn deeds(&mut self) -> Vec<Criterion> {
        let kinds = |chunk: &Chunk| {
            let named = chunk.kinds(|meaning| match meaning {
                Meaning::Thing(kind) | Meaning::Subject(kind) | Meaning::Deed(kind) => Some(kind),
                _ => None,
            });
            let done = named.into_iter().filter(|kind| !kind.is(Property::Measured));
            done.filter(|kind| !kind.is_sign_off()).cloned().collect::<Vec<_>>()
        };
        let things = self.free().filter(|(_, chunk)| !chunk.ticked || self.is_command(chunk.tick));
        let things = things.map(|(at, chunk)| (at, kinds(chunk))).filter(|(_, kinds)| !kinds.is_empty());
        let things = things.collect::<Vec<_>>();
        let done = self.find(|chunk| !chunk.ticked && is_done(chunk)).first().copied();
        // `a test escalation` asks for no run; `tests passed` does.
        let is_subject = |at: usize| {
            !self.at(at, |chunk| {
                chunk.means(|meaning| matches!(meaning, Meaning::Thing(_) | Meaning::Deed(_)))
            })
        };
        let chosen = match done {
            Some(done) => things.iter().rev().find(|(at, _)| *at <= done).or_else(|| things.first()),
            None => things.iter().find(|(at, _)| !is_subject(*at)).or_else(|| things.first()),
        };
        let Some((at, of)) = chosen.cloned() else {
            return self.implied().or_else(|| self.counted()).into_iter().collect();
        };
        if done.is_none() && things.iter().all(|(at, _)| is_subject(*at)) {
            return self.counted().into_iter().collect();
        }
        let mut found = of.first().cloned().into_iter().collect::<Vec<_>>();
        for (other, kinds) in &things {
            if let Some(kind) =
                kinds.first().filter(|kind| !found.contains(kind) && self.is_listed(at, *other))
            {
                found.push(kind.clone());
            }
        }
        self.mark_deeds(&found);
        let place = (!found.contains(&Kind::CiRun)).then(|| self.place()).flatten();
        let branch = found.contains(&Kind::CiRun).then(|| self.branch()).flatten();
        found
            .into_iter()
            .map(|kind| Criterion::Done(self.deed(kind, place.clone(), branch.clone())))
            .collect()
    }

    /// `main is green`: the outcome names the kind.
    fn implied(&mut self) -> Option<Criterion> {
        let deciding = self.free().find_map(|(at, chunk)| {
            let kinds =
                chunk.kinds(|meaning| if let Meaning::Implies(kind) = meaning { Some(kind) } else { None });
            Some((at, (*kinds.first()?).clone()))
        });
        let (at, kind) = deciding?;
        let branch = self.branch()?;
        self.mark(at, Role::Demand);
        Some(Criterion::Done(self.deed(kind, None, Some(branch))))
    }

    /// `No known vulnerabilities`: what is counted names the kind.
    fn counted(&mut self) -> Option<Criterion> {
        let kind = self.free().find_map(|(at, chunk)| {
            let kinds =
                chunk.kinds(|meaning| if let Meaning::CountOf(kind) = meaning { Some(kind) } else { None });
            let before = self.chunks.get(..at).unwrap_or_default().iter().rev();
            let denied =
                before.take_while(|word| word.clause == chunk.clause).any(|word| word.has(Phrase::Zero));
            Some((*kinds.first().filter(|_| denied)?).clone())
        })?;
        let place = self.place();
        Some(Criterion::Done(self.deed(kind, place, None)))
    }

    fn mark_deeds(&mut self, kinds: &[Kind]) {
        let own = |meaning: &Meaning| match meaning {
            Meaning::Thing(kind) | Meaning::Deed(kind) | Meaning::DoneOf(kind) => kinds.contains(kind),
            Meaning::Role(role) => matches!(role, Phrase::Doing | Phrase::Outcome),
            _ => false,
        };
        // `The failover test is green`: behind what it is of, such a word says how it ended.
        let is_last = |at: usize| {
            self.chunks.get(at + 1).is_none_or(|next| {
                matches!(next.what, What::Mark(_) | What::Read(_)) || next.has(Phrase::Filler)
            })
        };
        let implies = |meaning: &Meaning| matches!(meaning, Meaning::Implies(_));
        let chunks = self.free().filter(|(at, chunk)| {
            !chunk.ticked && (chunk.means(own) || *at > 0 && is_last(*at) && chunk.means(implies))
        });
        let chunks = chunks.map(|(at, _)| at).collect::<Vec<_>>();
        self.mark_all(chunks, Role::Demand);
    }

    /// Whether two things stand in one list: between them are only words of a list.
    fn is_listed(&self, a: usize, b: usize) -> bool {
        let (from, to) = (a.min(b) + 1, a.max(b));
        let joins = |chunk: &Chunk| chunk.is_mark(",/&+") || chunk.has(Phrase::Filler) || is_done(chunk);
        let has_joint = |chunk: &Chunk| chunk.is_mark(",/&+") || chunk.reads(&["and", "und"]);
        let between = self.chunks.get(from..to).unwrap_or_default();
        between.iter().all(|chunk| joins(chunk)) && between.iter().any(|chunk| has_joint(chunk))
    }

    fn branch(&mut self) -> Option<String> {
        if let Some(branch) = self.slashed_branch() {
            return Some(branch);
        }
        let at = *self.find(|chunk| chunk.has(Phrase::Branch)).first()?;
        self.mark(at, Role::Where);
        let word = self.chunks.get(at)?.text.to_lowercase();
        word.split_whitespace().find(|word| *word != "the" && *word != "default").map(ToOwned::to_owned)
    }

    /// `on release/1.1`: words that slashes join.
    fn slashed_branch(&mut self) -> Option<String> {
        let on = *self.find(|chunk| chunk.reads(&["on", "auf"])).first()?;
        let from =
            on + 1 + usize::from(self.chunks.get(on + 1).is_some_and(|chunk| chunk.has(Phrase::Filler)));
        let rest = self.chunks.get(from..)?;
        let joined =
            rest.windows(2).take_while(|pair| matches!(pair, [a, b] if a.range.end == b.range.start));
        let end = from + joined.count() + 1;
        let own = self.chunks.get(from..end).filter(|own| {
            own.iter().any(|chunk| chunk.is_mark("/"))
                && own.iter().all(|chunk| {
                    chunk.is_mark("/.-") || matches!(chunk.what, What::Word | What::Number | What::Phrase(_))
                })
        })?;
        let name = own.iter().map(|chunk| chunk.text.as_str()).collect::<String>();
        self.mark_all(from..end, Role::Where);
        Some(name)
    }

    fn deed(&self, kind: Kind, target: Option<String>, branch: Option<String>) -> Deed {
        let runs = matches!(kind, Kind::CiRun | Kind::Deploy);
        let procedure = self.references.iter().find_map(|reference| {
            let name = reference.text().rsplit('/').next()?;
            (runs && (name.ends_with(".yml") || name.ends_with(".yaml"))).then(|| name.to_owned())
        });
        let asks_all = |chunk: &&mut Chunk| !chunk.ticked && chunk.has(Phrase::Universal);
        // `at most 5 differences in any run`
        let is_any =
            |chunk: &&mut Chunk| chunk.has(Phrase::Quantifier) && chunk.text.eq_ignore_ascii_case("any");
        let whole = self.chunks.iter().any(asks_all) || self.chunks.iter().any(is_any);
        let is_done = self
            .chunks
            .iter()
            .any(|chunk| !chunk.ticked && is_done(chunk) && !Cue::Found.is(&chunk.text.to_lowercase()));
        let counts = !is_done && self.chunks.iter().any(|chunk| !chunk.ticked && chunk.has(Phrase::Zero));
        Deed { kind, target, procedure, branch, parts: Vec::new(), whole, counts }
    }
}

fn is_done(chunk: &Chunk) -> bool {
    chunk.has(Phrase::Doing)
        || chunk.has(Phrase::Outcome)
        || chunk.means(|meaning| matches!(meaning, Meaning::DoneOf(_) | Meaning::Deed(_)))
}
